use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::grids::Lost;
use crate::rules::{restore, Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Line, LineKind, Signs};
use crate::tree::{PipeRow, PipeTable};

/// Line ends within a row of a pipe table, and blank lines between its rows.
pub static RULE: Rule = Rule {
    name: "pipe-table-break",
    group: Group::Tables,
    summary: "Rows of a pipe table that are torn, parted by blank lines, or on one line",
    why: "A row of a pipe table is one line, and the table ends at a blank line (GFM 4.10). Converters break the lines of a \
          cell, and put blank lines between rows as between paragraphs; what follows is shown as text full of pipes. Others put the whole table \
          on one line.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::PIPE,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Part | Note |\n| --- | --- |\n| Valve | Closed |\n| Hose | Check\nthe clamp |\n",
            at: "| Hose | Check\nthe clamp |",
            fixed: Fixed::Unsafe("| Part | Note |\n| --- | --- |\n| Valve | Closed |\n| Hose | Check the clamp |\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Dock | Depth |\n\n| --- | --- |\n\n| A | 4 m |\n\n| B | 6 m |\n",
            at: "| Dock | Depth |\n\n| --- | --- |\n\n| A | 4 m |\n\n| B | 6 m |",
            fixed: Fixed::Unsafe("| Dock | Depth |\n| --- | --- |\n| A | 4 m |\n| B | 6 m |\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Dock | Depth | |---|---| | A | 4 m | | B | 6 m |\n",
            at: "| Dock | Depth | |---|---| | A | 4 m | | B | 6 m |",
            fixed: Fixed::Unsafe("| Dock | Depth |\n|---|---|\n| A | 4 m |\n| B | 6 m |\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "| A | B |\n|---|---|\n| c | d |\nText | after\n\n| e | f |\n\n| g | h |\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "A | B\n---|---\nc\nd | e\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for table in context.marks.tables() {
        torn_rows(context, table, findings);
        torn_header(context, table, findings);
    }
    rows_on_one_line(context, findings);
    let lines = context.lines.list();
    let mut done = 0;
    for at in 2..lines.len().saturating_sub(1) {
        if at >= done && lines[at].kind != LineKind::Blank && is_delimiter(context, &lines[at]) {
            done = parted(context, lines, at, findings);
        }
    }
}

/// Tables whose line ends are lost.
fn rows_on_one_line(context: &Context, findings: &mut Findings) {
    for (lost, table) in context.piped() {
        if *lost == Lost::LineEnds && !context.in_code(table.span.start) {
            let finding = Finding::new(table.span, "The rows of this table are on one line: it is shown as text");
            findings.add(restore::offer(context, finding, table.span, Some(table.reading.clone())));
        }
    }
}

/// How many lines a row is torn over at the most.
const MOST_PARTS: usize = 4;

/// Rows of the body without their end, before lines without their beginning.
fn torn_rows(context: &Context, table: &PipeTable, findings: &mut Findings) {
    let text = context.text();
    let width = table.header.cells.len();
    let encloses = |row: &PipeRow| row.is_enclosed(text);
    if width != table.delimiter.cells.len() || !encloses(&table.header) || !encloses(&table.delimiter) {
        return;
    }
    let mut at = 0;
    while at < table.body.len() {
        let row = &table.body[at];
        let begins = context.slice(row.span).starts_with('|') && !context.slice(row.span).ends_with('|');
        let mut cells = row.cells.len();
        let mut parts = 1;
        while begins && parts < MOST_PARTS && at + parts < table.body.len() {
            let next = &table.body[at + parts];
            if context.slice(next.span).starts_with('|') {
                break;
            }
            parts += 1;
            cells += next.cells.len().max(1) - 1;
            if context.slice(next.span).ends_with('|') && cells == width {
                let lines = table.body[at..at + parts].iter().map(|row| row.span);
                findings.add(torn(&lines.collect::<Vec<_>>(), table));
                break;
            }
        }
        at += parts;
    }
}

/// A header of which only the last line is above the delimiter row.
fn torn_header(context: &Context, table: &PipeTable, findings: &mut Findings) {
    let text = context.text();
    let width = table.delimiter.cells.len();
    let header = table.header.span;
    if table.header.cells.len() >= width || !table.delimiter.is_enclosed(text) || !context.slice(header).ends_with('|') {
        return;
    }
    let lines = context.lines.list();
    let index = context.lines.index_at(header.start);
    let mut parts = vec![header];
    for line in lines[..index].iter().rev().take(MOST_PARTS).take_while(|line| line.kind == LineKind::Text && !line.is_item()) {
        let content = line.content_span();
        parts.push(Span::new(content.start, content.start + context.slice(content).trim_end().len() as u32));
        let pipes: usize = parts.iter().map(|part| context.slice(*part).matches('|').count()).sum();
        if context.slice(content).starts_with('|') && pipes == width + 1 {
            parts.reverse();
            findings.add(torn(&parts, table));
            return;
        }
    }
}

fn torn(parts: &[Span], table: &PipeTable) -> Finding {
    let span = Span::new(parts[0].start, parts[parts.len() - 1].end);
    let edits = parts.windows(2).map(|pair| Edit::replace(Span::new(pair[0].end, pair[1].start), " ")).collect();
    let fix = Fix::unsafe_("Write the row on one line", edits, "the lines may have been meant apart");
    Finding::new(span, "This row of a table is torn over several lines").mends(table.span()).fix(fix)
}

/// Whether the line is a whole delimiter row between pipes.
fn is_delimiter(context: &Context, line: &Line) -> bool {
    if !line.signs.contains(Signs::PIPE | Signs::DASH) {
        return false;
    }
    let row = context.slice(line.content_span()).trim_end();
    row.len() > 4
        && row.starts_with('|')
        && row.ends_with('|')
        && row.contains('-')
        && row.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

/// Rows with blank lines between them, around the delimiter row in line `at`: the line after the last of them.
fn parted(context: &Context, lines: &[Line], at: usize, findings: &mut Findings) -> usize {
    let width = |line: &Line| {
        let row = context.slice(line.content_span()).trim_end();
        let is_row = row.len() > 2 && row.starts_with('|') && row.ends_with('|') && !line.is_item();
        is_row.then(|| row.matches('|').count() - row.matches("\\|").count())
    };
    let is_blank = |index: usize| lines.get(index).is_some_and(|line| line.kind == LineKind::Blank);
    let own = width(&lines[at]);
    let first = if is_blank(at - 1) && width(&lines[at - 2]) == own {
        at - 2
    } else if lines[at - 1].kind == LineKind::TableHeader && is_blank(at + 1) {
        at - 1
    } else {
        return at + 1;
    };
    let mut last = at;
    let mut gaps: Vec<Span> = Vec::new();
    let gap = |index: usize| Span::new(lines[index].span.start, lines[index + 1].span.start);
    if first + 2 == at {
        gaps.push(gap(at - 1));
    }
    loop {
        let next = if is_blank(last + 1) { last + 2 } else { last + 1 };
        if lines.get(next).is_none_or(|line| width(line) != own || is_delimiter(context, line)) {
            break;
        }
        if next == last + 2 {
            gaps.push(gap(last + 1));
        }
        last = next;
    }
    // A table without a body is whole, and another may follow it.
    let has_next = lines.get(last + 1).is_some_and(|line| is_delimiter(context, line))
        || lines.get(last + 2).is_some_and(|line| is_delimiter(context, line));
    if gaps.is_empty() || last == at || has_next {
        return at + 1;
    }
    let end = lines[last].content_span();
    let end = end.start + context.slice(end).trim_end().len() as u32;
    let span = Span::new(lines[first].content, end);
    let edits = gaps.into_iter().map(Edit::delete).collect();
    let fix = Fix::unsafe_("Delete the blank lines", edits, "the rows may have been meant apart");
    findings.add(Finding::new(span, "Blank lines between the rows: this will not be one table").mends(span).fix(fix));
    last + 1
}
