use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::wear::is_invisible;
use crate::text::{Flavor, Span};
use crate::tree::{Columns, LostPipe, PipeRow, PipeTable};

/// Rows of a pipe table that do not have as many cells as the others.
pub static RULE: Rule = Rule {
    name: "pipe-table-width",
    group: Group::Tables,
    summary: "A row of a pipe table with too few or too many cells",
    why: "If the header and the delimiter row differ in their number of cells, there is no table at all; cells \
          beyond those of the header are dropped; and a row missing a pipe shows two cells as one (GFM 4.10). Rows \
          that are merely short are padded with empty cells, which is allowed, so only rows with two cells in one \
          are reported.",
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
            text: "| Berth | Rate | Depth |\n|---|---|\n| North | 50 | 4 |\n",
            at: "|---|---|",
            fixed: Fixed::Safe("| Berth | Rate | Depth |\n|---|---|---|\n| North | 50 | 4 |\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Berth | Rate |\n|---|---|\n| `north` | Fifty. |\n| `south` Forty. |\n| `west` | Sixty. |\n",
            at: "`south` Forty.",
            fixed: Fixed::Unsafe(
                "| Berth | Rate |\n|---|---|\n| `north` | Fifty. |\n| `south` | Forty. |\n| `west` | Sixty. |\n",
            ),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Sign | Means |\n|---|---|\n| `a|b` | either |\n",
            at: "|^8",
            fixed: Fixed::Safe("| Sign | Means |\n|---|---|\n| `a\\|b` | either |\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "| Setting | Description | Default |\n| --- | --- | --- |\n| `title` | The title of the harbour office | `Harbour` |\n\
                   | `url` | The address of the harbour office |\n| `lamp` | The colour of the lamp at night | `red` |\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "| Berth | Rate | Depth |\n|---|---|---|\n| North | 50 |\n| South |\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Name | Qty |\n---|---|\nNails | 40\nBolts | |\nScrews | 5 | |\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "| A | B |\n|---|---|\n| {{ x | upper }} | a \\| b |\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for table in context.marks.tables() {
        let (header, delimiter) = (table.header.cells.len(), table.delimiter.cells.len());
        // Pipes that are none are told by another rule.
        if !table.header.worn.is_empty() || !table.delimiter.worn.is_empty() {
            continue;
        }
        if header == delimiter {
            check_rows(context, table, header, findings);
        } else {
            findings.add(mismatch(context, table));
            if header < delimiter {
                check_rows(context, table, delimiter, findings);
            }
        }
    }
}

/// Header and delimiter row differ: the body tells which of them is right.
fn mismatch(context: &Context, table: &PipeTable) -> Finding {
    let (header, delimiter) = (table.header.cells.len(), table.delimiter.cells.len());
    let agree = |width: usize| table.body.iter().filter(|row| row.cells.len() == width).count();
    let message = format!("The header has {header} cells but the delimiter row has {delimiter}: this will not be a table");
    if header < delimiter && (agree(delimiter) > agree(header) || table.body.is_empty()) {
        let columns = Columns::read(context.text(), context.regions, table, delimiter);
        if let Some(place) = columns.lost_in_header(context.text(), context.regions, &table.header) {
            let fix = Fix::unsafe_("Add the missing pipe", vec![pipe(place)], "where the header's cell ends is a guess");
            return Finding::new(place.around(context.text()), message).fix(fix);
        }
    }
    if header < delimiter || agree(delimiter) > agree(header) {
        let first = table.header.cells.first().map(|&cell| inner(context, cell)).filter(|cell| !cell.is_empty());
        let first = first.unwrap_or(table.header.span);
        return Finding::new(first, message).help("Give the header as many cells as the delimiter row");
    }
    let encloses = context.slice(table.delimiter.span).ends_with('|');
    let cells = if encloses { "---|" } else { "|---" }.repeat(header - delimiter);
    let fix = Fix::safe("Add the missing cells", vec![Edit::insert(table.delimiter.span.end, cells)]);
    Finding::new(table.delimiter.span, message).mends(table.span()).fix(fix)
}

fn check_rows(context: &Context, table: &PipeTable, width: usize, findings: &mut Findings) {
    let is_regular = is_regular(table, width);
    let mut columns: Option<Columns> = None;
    for row in table.body.iter().filter(|row| row.worn.is_empty()) {
        if row.cells.len() > width {
            if let Some(finding) = long_row(context, row, width) {
                findings.add(finding);
            }
        } else if row.cells.len() + 1 == width && is_regular {
            let columns = columns.get_or_insert_with(|| Columns::read(context.text(), context.regions, table, width));
            let place = columns.lost_pipe(context.text(), context.regions, row);
            // Where rows end without a pipe, one that lost its last cells looks the same.
            if let Some(place) = place.filter(|_| row.is_enclosed(context.text())) {
                let message = format!("This row has {} cells but the others have {width}: a pipe is missing", row.cells.len());
                findings.add(with_fix(Finding::new(place.around(context.text()), message), place));
            }
        }
    }
}

/// Whether the rows of a table agree, so that one that does not is odd.
fn is_regular(table: &PipeTable, width: usize) -> bool {
    let full = table.body.iter().filter(|row| row.cells.len() == width).count();
    let short = table.body.iter().filter(|row| row.cells.len() < width).count();
    // An author who leaves out the last cells of one row does so in others.
    full >= short && (short < 2 || short * 5 <= full) || table.body.len() == 1
}

fn pipe(place: LostPipe) -> Edit {
    Edit::replace(place.gap, " | ")
}

fn with_fix(finding: Finding, place: LostPipe) -> Finding {
    let edit = pipe(place);
    let reason = "where the cell ends is inferred from the other rows";
    if place.certain {
        finding.fix(Fix::unsafe_("Add the missing pipe", vec![edit], reason))
    } else {
        finding.fix(Fix::shown("Add a pipe here", vec![edit], reason))
    }
}

/// A row whose last cells are dropped.
fn long_row(context: &Context, row: &PipeRow, width: usize) -> Option<Finding> {
    let extra: Vec<Span> =
        row.cells[width..].iter().map(|&cell| inner(context, cell)).filter(|cell| !cell.is_empty()).collect();
    let span = Span::new(extra.first()?.start, extra.last()?.end);
    let message = format!("This row has {} cells but the header has {width}: the last ones are dropped", row.cells.len());
    let pipes = pipes_in_code(context, row);
    if pipes.len() == row.cells.len() - width {
        return Some(split_code(context, row, &pipes));
    }
    let finding = Finding::new(span, message).mends(row.span);
    Some(finding.help("Escape pipes that do not end a cell, as `\\|`"))
}

/// A row with code that its own pipes split.
fn split_code(context: &Context, row: &PipeRow, pipes: &[u32]) -> Finding {
    let text = context.text();
    let edits: Vec<Edit> = pipes
        .iter()
        .map(|&pipe| {
            let before = &text[row.span.start as usize..pipe as usize];
            let signs = before.trim_end_matches(|char: char| char == ' ' || is_invisible(char));
            // What is left of a backslash: a full-width one, one that is parted from the pipe, or two.
            let written = ["\\\\", "\\", "＼"].into_iter().find(|written| signs.ends_with(written));
            let start = written.map_or(pipe, |written| row.span.start + (signs.len() - written.len()) as u32);
            Edit::replace(Span::new(start, pipe), "\\")
        })
        .collect();
    let start = edits.first().map_or(row.span.start, |edit| edit.span.start);
    let end = pipes.last().map_or(row.span.end, |pipe| pipe + 1);
    let message = "A `|` in code in a table ends the cell: the code is split, and the last cells are dropped";
    let fix = Fix::safe("Escape the pipes inside code", edits);
    Finding::new(Span::new(start, end), message).mends(row.span).fix(fix)
}

/// The pipes of a row that are between backticks and end a cell all the same.
fn pipes_in_code(context: &Context, row: &PipeRow) -> Vec<u32> {
    let mut within = false;
    let mut pipes = Vec::new();
    let mut pending = Vec::new();
    for (at, byte) in context.slice(row.span).bytes().enumerate() {
        let place = row.span.start + at as u32;
        match byte {
            b'`' if within => {
                within = false;
                pipes.append(&mut pending);
            }
            b'`' => within = true,
            b'|' if within && row.cells.binary_search_by_key(&place, |cell| cell.end).is_ok() => pending.push(place),
            _ => {}
        }
    }
    pipes
}

fn inner(context: &Context, cell: Span) -> Span {
    let text = context.slice(cell);
    let start = cell.start + (text.len() - text.trim_start().len()) as u32;
    Span::new(start, start + text.trim().len() as u32)
}
