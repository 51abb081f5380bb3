//! How lost tables are written again.

use std::fmt::Write;

use crate::findings::{Context, Edit, Finding, Fix};
use crate::grids::{Grid, Reading, Trust};
use crate::text::Span;
use crate::tokens::{Is, LineKind};
use crate::tree::{Role, Tag};

/// Adds the repairs of the table at `span` to its finding: none where no grid can be trusted, two where two are alike.
pub fn offer(context: &Context, finding: Finding, span: Span, reading: Option<Reading>) -> Finding {
    let Some(reading) = reading else { return finding.help(HELP) };
    match (reading.trust, reading.other) {
        (Trust::Clear, _) => finding.fix(rebuild(context, span, &reading.grid, "check that nothing is missing")),
        (Trust::Likely, _) => finding.fix(rebuild(context, span, &reading.grid, CHECK)),
        (Trust::Doubtful, Some(other)) => {
            let fix = |grid| rebuild(context, span, grid, CLOSE);
            finding.fix(fix(&reading.grid)).fix(fix(&other))
        }
        (Trust::Doubtful, None) => finding.help(HELP),
    }
}

const HELP: &str = "Restore the table from the original: the text no longer shows where its cells end";
const CLOSE: &str = "two ways to part its cells are nearly as likely, so compare both";
const CHECK: &str = "words tell where the cells end, so check each row";

/// The repair that writes `grid` in place of `span`.
fn rebuild(context: &Context, span: Span, grid: &Grid, reason: &'static str) -> Fix {
    let rows: Vec<Vec<String>> =
        grid.rows.iter().map(|row| row.iter().map(|&cell| written(context, grid, cell)).collect()).collect();
    let (span, text) = if context.flavor().has_markdown() {
        let (before, after) = margins(context, span);
        (span, format!("{before}{}{after}", pipe_table(&rows)))
    } else {
        let (span, before, after) = out_of_paragraph(context, span);
        (span, format!("{before}{}{after}", html_table(&rows, grid.has_header)))
    };
    let mut edits = vec![Edit::replace(span, text)];
    edits.extend(heading_behind(context, span));
    Fix::unsafe_("Rebuild the table", edits, reason)
}

/// What a table in HTML takes the place of, and what goes before and after it: a paragraph cannot hold a table (WHATWG HTML
/// 4.4.1), so what it holds besides is parted in two, and nothing is left of one that holds no more.
fn out_of_paragraph(context: &Context, span: Span) -> (Span, &'static str, &'static str) {
    let tags = &context.tree.tags;
    let next = tags.partition_point(|tag| tag.span.start < span.start);
    let last = next.checked_sub(1);
    let mut around = std::iter::successors(last, |&index| tags[index].parent.map(|parent| parent as usize)).take(DEPTH);
    let holds = |tag: &Tag| {
        let is_start = tag.role == Role::Start && tag.element.name() == "p";
        tag.partner.map(|end| tags[end as usize].span).filter(|end| is_start && end.start >= span.end)
    };
    let Some((start, end)) = around.find_map(|index| Some((tags[index].span, holds(&tags[index])?))) else {
        return (span, "", "");
    };
    let before = context.slice(Span::new(start.end, span.start));
    let after = context.slice(Span::new(span.end, end.start));
    let is_first = before.trim().is_empty();
    let is_last = after.trim().is_empty();
    let from = if is_first { start.start } else { start.end + before.trim_end().len() as u32 };
    let to = if is_last { end.end } else { end.start - after.trim_start().len() as u32 };
    (Span::new(from, to), if is_first { "" } else { "</p>\n" }, if is_last { "" } else { "\n<p>" })
}

/// How far out a paragraph is looked for.
const DEPTH: usize = 6;

/// The edit that makes a heading of the title that ran into the end of the table: `table > section > Looking Ahead`.
fn heading_behind(context: &Context, table: Span) -> Option<Edit> {
    let line = context.lines.at(table.end.saturating_sub(1)).span;
    let (_, tags) = context.tree.tags_within(Span::new(table.end, line.end.max(table.end)));
    let start = tags.last().map_or(table.end, |tag| tag.span.end);
    let are_ends = tags.iter().all(|tag| tag.is_end() && tag.element.is(Is::ENDS_P));
    let rest = context.slice(Span::new(start, line.end.max(start)));
    let is_title = context.flavor().has_markdown() && are_ends && is_title(rest.trim());
    is_title.then(|| {
        let gap = rest.len() - rest.trim_start().len();
        Edit::replace(Span::new(start, start + gap as u32), format!("{} ", "#".repeat(level(context, table.start))))
    })
}

/// Whether a line reads like the title of a section: a few words, those of four letters and more with a capital, no full stop.
fn is_title(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_large = |word: &&str| word.chars().count() < 4 || word.starts_with(char::is_uppercase);
    (2..=12).contains(&words.len())
        && line.len() < 90
        && line.starts_with(char::is_uppercase)
        && !line.ends_with(['.', ',', ';', ':', '!'])
        && words.iter().all(is_large)
        && words.iter().filter(|word| word.starts_with(char::is_uppercase)).count() > 1
}

/// The level of the last heading before `offset`; 2 if there is none.
fn level(context: &Context, offset: u32) -> usize {
    let lines = context.lines.list();
    let above = lines[..context.lines.index_at(offset)].iter().rev().find_map(|line| match line.kind {
        LineKind::Heading(level) => Some(usize::from(level)),
        _ => None,
    });
    above.filter(|&level| level > 1).unwrap_or(2)
}

/// A cell as it is written: without leftover tags of tables, with other tags as they were meant, its lines parted by `<br>`.
fn written(context: &Context, grid: &Grid, cell: Span) -> String {
    let mut text = String::new();
    let mut at = cell.start;
    let (_, tags) = context.tree.tags_within(cell);
    for tag in tags.iter().filter(|tag| tag.span.start >= cell.start) {
        push(context, grid, Span::new(at.min(tag.span.start), tag.span.start), &mut text);
        if !is_table(tag) {
            text.push_str(&context.intended(tag));
        }
        at = tag.span.end;
    }
    push(context, grid, Span::new(at.min(cell.end), cell.end), &mut text);
    let mut joined = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let goes_on = line.starts_with(char::is_lowercase);
        joined.push_str(if joined.is_empty() {
            ""
        } else if goes_on {
            " "
        } else {
            "<br>"
        });
        joined.push_str(line);
    }
    joined
}

/// Adds the text of `span`, with split words joined.
fn push(context: &Context, grid: &Grid, span: Span, text: &mut String) {
    let mut at = span.start;
    for split in grid.splits.iter().filter(|split| span.contains(**split)) {
        text.push_str(context.slice(Span::new(at, split.start)));
        at = split.end;
    }
    text.push_str(context.slice(Span::new(at, span.end)));
}

fn is_table(tag: &Tag) -> bool {
    tag.element.is(Is::TABLE_PART) || tag.element.name() == "table"
}

fn pipe_table(rows: &[Vec<String>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let row = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
        // An empty cell is one space.
        format!("| {} |", cells.join(" | ")).replace("|  |", "| |").replace("|  |", "| |")
    };
    let mut lines: Vec<String> = rows.iter().map(row).collect();
    lines.insert(1.min(lines.len()), format!("|{}", "---|".repeat(width)));
    lines.join("\n")
}

/// A cell whose pipes do not end it.
fn escaped(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for char in cell.chars() {
        if char == '|' && !text.ends_with('\\') {
            text.push('\\');
        }
        text.push(char);
    }
    text
}

fn html_table(rows: &[Vec<String>], has_header: bool) -> String {
    let mut text = String::from("<table>\n");
    for (index, row) in rows.iter().enumerate() {
        let name = if index == 0 && has_header { "th" } else { "td" };
        text.push_str("<tr>");
        for cell in row {
            let _ = write!(text, "<{name}>{cell}</{name}>");
        }
        text.push_str("</tr>\n");
    }
    text + "</table>"
}

/// The line breaks that a pipe table needs before and after it.
fn margins(context: &Context, span: Span) -> (&'static str, &'static str) {
    let lines = context.lines;
    let index = lines.index_at(span.start);
    let line = &lines.list()[index];
    let own_line = context.slice(Span::new(line.span.start, span.start)).trim().is_empty();
    let free_above = index == 0 || lines.list()[index - 1].kind == LineKind::Blank;
    let before = if !own_line {
        "\n\n"
    } else if free_above {
        ""
    } else {
        "\n"
    };
    let last = lines.index_at(span.end.saturating_sub(1));
    let free_below = lines.list().get(last + 1).is_none_or(|line| line.kind == LineKind::Blank);
    let after = if !context.ends_line(span.end) {
        "\n\n"
    } else if free_below {
        ""
    } else {
        "\n"
    };
    (before, after)
}
