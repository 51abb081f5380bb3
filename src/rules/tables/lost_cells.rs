use crate::findings::{Context, Facts, Finding, Findings, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Element, Is};
use crate::tree::{PipeRow, Role, Tag};

/// A table of whose header only the first cell is left.
pub static RULE: Rule = Rule {
    name: "lost-cells",
    group: Group::Tables,
    summary: "A table of whose header only the first cell is left",
    why: "Where filler or nothing stood for cells, a rebuilt table has columns without names. It looks whole, but only the \
          original, or somebody who knows the subject, can say what the columns hold.",
    severity: Severity::Warning,
    on: true,
    fix: None,
    flavors: Flavor::ALL,
    triggers: Facts::PIPE.union(Facts::LESS),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Pier | | |\n|---|---|---|\n| North | | |\n| South | 6 m | 2026 |\n",
            at: "| Pier | | |",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<table>\n<tr><th>Pier</th><th></th><th></th></tr>\n<tr><td>North</td><td></td><td></td></tr>\n\
                   <tr><td>South</td><td>6 m</td><td>2026</td></tr>\n</table>\n",
            at: "<tr><th>Pier</th><th></th><th></th></tr>",
            fixed: Fixed::No,
        },
        Example::Good { flavor: Flavor::Markdown, text: "| | 2025 | 2026 |\n|---|---|---|\n| North | 4 m | 5 m |\n" },
        Example::Good { flavor: Flavor::Markdown, text: "| | | |\n|---|---|---|\n| North | 4 m | 5 m |\n" },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "| Place | | |\n|---|---|---|\n| top left | top | top right |\n| left | | right |\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "| Pier | |\n|---|---|\n| North | 4 m |\n" },
        Example::Good {
            flavor: Flavor::Html,
            text: "<table><tr><th colspan=\"3\">Pier</th></tr><tr><td>North</td><td>4 m</td><td>2025</td></tr></table>\n",
        },
    ],
    check,
};

/// The fewest columns of which a header with one name has lost some.
const FEWEST: usize = 3;

fn check(context: &Context, findings: &mut Findings) {
    for table in context.marks.tables() {
        let rows = table.body.iter().map(|row| filled(context, row));
        if is_lost(&filled(context, &table.header)) && agrees(rows, table.header.cells.len()) {
            findings.add(finding(table.header.span, table.header.cells.len()));
        }
    }
    html_headers(context, findings);
}

fn finding(span: Span, columns: usize) -> Finding {
    let message = format!("The header names one of {columns} columns: the other names were lost");
    Finding::new(span, message).help("Write what the columns hold, from the original")
}

/// Which cells of a row hold something.
fn filled(context: &Context, row: &PipeRow) -> Vec<bool> {
    row.cells.iter().map(|&cell| !context.slice(cell).trim().is_empty()).collect()
}

/// Whether only the first cell of a row is left.
fn is_lost(filled: &[bool]) -> bool {
    filled.len() >= FEWEST && filled[0] && !filled[1..].contains(&true)
}

/// Whether one row of the body holds something in every column, and another one has lost its cells too: a name above all columns
/// is one where none has.
fn agrees(rows: impl Iterator<Item = Vec<bool>>, width: usize) -> bool {
    let (mut full, mut lost) = (false, false);
    for row in rows {
        full |= row.len() >= width && !row.contains(&false);
        lost |= is_lost(&row);
    }
    full && lost
}

/// The first rows of tables in HTML.
fn html_headers(context: &Context, findings: &mut Findings) {
    let tags = &context.tree.tags;
    for (index, _) in tags.iter().enumerate().filter(|(_, tag)| tag.element == Element::TABLE && tag.role == Role::Start) {
        let rows: Vec<Row> = rows(context, &tags[index + 1..]);
        let Some(header) = rows.first() else { continue };
        let body = rows.iter().skip(1).map(|row| row.filled.clone());
        if agrees(body, header.filled.len()) && rows[0].is_plain && is_lost(&rows[0].filled) {
            findings.add(finding(rows[0].span, rows[0].filled.len()));
        }
    }
}

/// A row of a table in HTML.
struct Row {
    span: Span,
    /// Which of its cells hold something.
    filled: Vec<bool>,
    /// Whether its cells are headers without attributes.
    is_plain: bool,
}

/// How many tags of a table are looked at.
const MOST_TAGS: usize = 200;

/// The first rows of the table whose tags begin with `tags`.
fn rows(context: &Context, tags: &[Tag]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for pair in tags[..tags.len().min(MOST_TAGS)].windows(2) {
        let [tag, next] = pair else { break };
        match tag.role {
            Role::Start if tag.element.is(Is::ROW) => {
                rows.push(Row { span: tag.span, filled: Vec::new(), is_plain: true });
            }
            Role::Start if tag.element.is(Is::CELL) => {
                let Some(row) = rows.last_mut() else { continue };
                let ends_here = next.element.is(Is::TABLE_PART);
                let between = Span::new(tag.span.end.min(next.span.start), next.span.start);
                row.filled.push(!ends_here || !context.slice(between).trim().is_empty());
                row.is_plain &= tag.attribute_count == 0 && tag.element.name() == "th";
            }
            Role::End if tag.element.is(Is::ROW) => {
                if let Some(row) = rows.last_mut() {
                    row.span.end = tag.span.end;
                }
            }
            _ if tag.element == Element::TABLE => break,
            _ => {}
        }
    }
    rows.retain(|row| !row.filled.is_empty());
    rows
}
