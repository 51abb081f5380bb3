use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::grids::{Lost, LostTable};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Constructs, Flavor, Span};
use crate::tokens::{Line, LineKind, search};

/// Dashes of a pipe table's delimiter row that are none.
pub static RULE: Rule = Rule {
    name: "pipe-table-delimiter",
    group: Group::Tables,
    summary: "Spaced, typographic or lost dashes below the header of a pipe table",
    why: "The row below the header must consist of hyphens, `|---|---|`. Translation puts spaces between them and \
          typographic clean-up turns them into dashes; the whole table is then shown as one paragraph full of pipes \
          (GFM 4.10).",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::PIPE,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Berth | Rate |\n|---|- - -|\n| North | 50 |\n",
            at: "- - -",
            fixed: Fixed::Safe("| Berth | Rate |\n|---|---|\n| North | 50 |\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Berth | Rate\n:— | –:\nNorth | 50\n",
            at: ":— | –:",
            fixed: Fixed::Safe("Berth | Rate\n:--- | ---:\nNorth | 50\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Berth | Rate |\n| North | 50 |\n| South | 60 |\n",
            at: "| Berth | Rate |\n| North | 50 |\n| South | 60 |",
            fixed: Fixed::Unsafe("| Berth | Rate |\n|---|---|\n| North | 50 |\n| South | 60 |\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "| a | b |\n|---|---|\n| 1 | 2 |\n" },
        Example::Good { flavor: Flavor::Markdown, text: "Berth | Rate\n:-|-:\nNorth | 50\nSouth | —\n" },
        Example::Good {
            flavor: Flavor::Text,
            text: "+-------+------+\n| Berth | Rate |\n+-------+------+\n| North | 50   |\n+-------+------+\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    lost_delimiters(context, findings);
    for table in context.marks.tables() {
        if !table.delimiter.worn.is_empty() {
            continue;
        }
        let cells = &table.delimiter.cells;
        // Damaged cells side by side are one damage.
        let broken = |cell: &Span| repaired(context.slice(*cell).trim()).is_some();
        for run in cells
            .chunk_by(|first, second| broken(first) == broken(second))
            .filter(|run| run.first().is_some_and(broken))
        {
            let edits: Vec<Edit> = run.iter().filter_map(|&cell| edit(context, cell)).collect();
            let Some((first, last)) = run.first().zip(run.last()) else { continue };
            let span = Span::new(inner(context, *first).start, inner(context, *last).end);
            let message = "This is not a valid delimiter row, so the table is shown as text";
            let fix = Fix::safe("Write hyphens", edits);
            findings.add(Finding::new(span, message).mends(table.span()).fix(fix));
        }
    }
}

/// Rows of pipes without a delimiter row, and those below one that has no header.
fn lost_delimiters(context: &Context, findings: &mut Findings) {
    if has_headerless(context) {
        return;
    }
    for (lost, table) in context.piped().iter().filter(|(_, table)| !context.in_code(table.span.start)) {
        let message = match lost {
            Lost::Delimiter => "These rows of pipes have no delimiter row, so they are shown as text",
            Lost::Header => "This table has lost its header, so it is shown as text",
            Lost::LineEnds => continue,
        };
        if context.flavor() == Flavor::Text && is_drawn(context, table.span) {
            continue;
        }
        let finding = Finding::new(table.span, message);
        findings.add(match lost {
            Lost::Delimiter if is_cut_off(context, table.span) => {
                finding.help("Remove what parts these rows from the table above")
            }
            Lost::Delimiter => finding.fix(with_delimiter(context, table)),
            _ => finding.help("Write the names of the columns above it, from the original"),
        });
    }
}

/// Whether rows stand above a line or two, which cut these from their table.
fn is_cut_off(context: &Context, rows: Span) -> bool {
    let above = &context.lines.list()[..context.lines.index_at(rows.start)];
    let parting = above.iter().rev().take(MOST_PARTING).take_while(|line| !line.is_table());
    let is_short = |line: &Line| context.slice(line.content_span()).trim().len() < 2;
    let count = parting.take_while(|line| is_short(line)).count();
    count > 0 && above.len().checked_sub(count + 1).is_some_and(|index| {
        let line = &above[index];
        line.is_table() || context.slice(line.content_span()).starts_with('|')
    })
}

/// The most lines that may cut a table in two.
const MOST_PARTING: usize = 3;

/// Whether lines stand directly above or below the rows: plain text draws tables and boxes with lines of other signs.
fn is_drawn(context: &Context, rows: Span) -> bool {
    let lines = context.lines.list();
    let (first, last) = (context.lines.index_at(rows.start), context.lines.index_at(rows.end.saturating_sub(1)));
    let is_blank = |line: Option<&Line>| line.is_none_or(|line| line.kind == LineKind::Blank);
    !is_blank(first.checked_sub(1).map(|above| &lines[above])) || !is_blank(lines.get(last + 1)) || last - first < 2
}

/// Whether the article is of a dialect in which tables need no header: kramdown, of which attribute lists and Jekyll's page tell.
fn has_headerless(context: &Context) -> bool {
    let is_known = context.constructs != Constructs::all();
    let shows = |sign: &str| search::bytes(context.text().as_bytes(), sign.as_bytes()).is_some();
    if is_known { context.constructs.contains(Constructs::HEADERLESS_TABLES) } else { shows("{:") || shows("{{ page.") }
}

/// The repair that writes a delimiter row below the first row.
fn with_delimiter(context: &Context, table: &LostTable) -> Fix {
    let line = context.lines.at(table.span.start);
    let end = line.content + context.slice(line.content_span()).trim_end().len() as u32;
    let start = context.slice(Span::new(line.span.start, line.content));
    let cells = "---|".repeat(table.reading.grid.width());
    let edit = Edit::insert(end, format!("\n{start}|{cells}"));
    Fix::unsafe_("Write the delimiter row", vec![edit], "the first row becomes the header")
}

/// The edit that writes the cell that was meant, with white space on both sides or on none.
fn edit(context: &Context, cell: Span) -> Option<Edit> {
    let dashes = repaired(context.slice(cell).trim())?;
    let outer = context.slice(cell).starts_with(' ') || context.slice(cell).ends_with(' ');
    let at_edges =
        context.text()[..cell.start as usize].ends_with('|') && context.text()[cell.end as usize..].starts_with('|');
    if outer && at_edges {
        return Some(Edit::replace(cell, format!(" {dashes} ")));
    }
    Some(Edit::replace(inner(context, cell), dashes))
}

fn inner(context: &Context, cell: Span) -> Span {
    let text = context.slice(cell);
    let start = cell.start + (text.len() - text.trim_start().len()) as u32;
    Span::new(start, start + text.trim().len() as u32)
}

/// The well-formed cell that was meant, where `cell` is none.
fn repaired(cell: &str) -> Option<String> {
    let dashes = cell.strip_prefix(':').unwrap_or(cell);
    let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
    let is_right = cell.is_empty() || !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-');
    (!is_right).then(|| {
        let (left, right) = (cell.starts_with(':'), cell.len() > 1 && cell.ends_with(':'));
        format!("{}---{}", if left { ":" } else { "" }, if right { ":" } else { "" })
    })
}
