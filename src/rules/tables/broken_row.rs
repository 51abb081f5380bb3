use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::html_table::{HtmlRow, HtmlTable, LooseText, html_tables};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};

/// A row of an HTML table whose tags were lost.
pub static RULE: Rule = Rule {
    name: "broken-row",
    group: Group::Tables,
    summary: "A row of an HTML table whose `<tr>` or `<td>` was lost",
    why: "A browser moves text that is in no cell above the table, and cells without a row of their own go on in the row \
          before: the table falls apart (WHATWG HTML 13.2.6.4.9). How many cells a row has the other rows tell.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::LESS,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<table>\n<tr><th>Fish</th><th>Price</th></tr>\n<tr><td>Cod</td>6.10</td></tr>\n</table>\n",
            at: "6.10",
            fixed: Fixed::Unsafe(
                "<table>\n<tr><th>Fish</th><th>Price</th></tr>\n<tr><td>Cod</td><td>6.10</td></tr>\n</table>\n",
            ),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<table>\n<tr><th>Fish</th><th>Price</th></tr>\n<tr><td>Cod</td>6.10</tr>\n</table>\n",
            at: "6.10",
            fixed: Fixed::Unsafe(
                "<table>\n<tr><th>Fish</th><th>Price</th></tr>\n<tr><td>Cod</td><td>6.10</td></tr>\n</table>\n",
            ),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<table>\n<tr><th>Fish</th><th>Price</th></tr>\n<td>Cod</td><td>6.10</td></tr>\n</table>\n",
            at: "<td>",
            fixed: Fixed::Safe(
                "<table>\n<tr><th>Fish</th><th>Price</th></tr>\n<tr><td>Cod</td><td>6.10</td></tr>\n</table>\n",
            ),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<table>\n<tr><th>Fish</th><th>Price</th></tr>\n<tr><td>Cod</td><td>6.10</td>\n<td>Tench</td><td>4.20</td></tr>\n</table>\n",
            at: "<td>^3",
            fixed: Fixed::Unsafe(
                "<table>\n<tr><th>Fish</th><th>Price</th></tr>\n<tr><td>Cod</td><td>6.10</td></tr>\n<tr><td>Tench</td><td>4.20</td></tr>\n</table>\n",
            ),
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<table>\n<caption>Prices</caption>\n<tr><th>Fish<th>Price\n<tr><td>Cod<td>6.10\n<tr><td colspan=\"2\">None</td>\n</table>\n",
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<table>\n<thead>\n<th>Fish</th><th>Price</th>\n</thead>\n<tr><td>Cod</td><td>6.10</td></tr>\n</table>\n",
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<table>\n{% for fish in catch %}\n<tr><td>{{ fish }}</td></tr>\n{% endfor %}\n</table>\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for table in html_tables(context) {
        let width = usual_width(&table);
        for &loose in table.loose.iter().filter(|_| table.is_plain) {
            findings.add(lost_cell(&table, loose, width));
        }
        if table.is_plain && table.loose.is_empty() {
            lost_rows(context, &table, width, findings);
        }
    }
}

/// How many cells most rows of the table have, those apart that lost their beginning.
fn usual_width(table: &HtmlTable) -> Option<usize> {
    let mut widths: Vec<usize> =
        table.rows.iter().filter(|row| row.start.is_some()).map(|row| row.cells.len()).filter(|&width| width > 1).collect();
    widths.sort_unstable();
    // The header is read first and counts most, where the others differ.
    let most = widths.chunk_by(PartialEq::eq).max_by_key(|run| run.len()).map(|run| (run[0], run.len()));
    let header = table.rows.first().map(|row| row.cells.len());
    most.filter(|(_, rows)| rows * 2 > widths.len()).map(|(width, _)| width).or(header)
}

/// Text outside a cell.
fn lost_cell(table: &HtmlTable, loose: LooseText, width: Option<usize>) -> Finding {
    let row = loose.row.map(|row| &table.rows[row]);
    let is_header = row.and_then(|row| row.cells.last()).is_some_and(|cell| cell.is_header);
    let name = if is_header { "th" } else { "td" };
    let finding = Finding::new(loose.span, "This text is in no cell: it is shown above the table");
    let is_short = row.zip(width).is_some_and(|(row, width)| row.cells.len() < width);
    let start = Edit::insert(loose.span.start, format!("<{name}>"));
    match loose.cell_end {
        Some(end) => {
            let fix = Fix::unsafe_(format!("Write <{name}>"), vec![start], "the text may belong to the cell before it");
            finding.mends(end).fix(fix)
        }
        None if is_short => {
            let edits = vec![start, Edit::insert(loose.span.end, format!("</{name}>"))];
            finding.fix(Fix::unsafe_(format!("Put it in a <{name}>"), edits, "the text may belong to the cell before it"))
        }
        None => finding.help("Put it in the cell that it belongs to, or in a <caption>"),
    }
}

/// Rows without their start tag, and rows that go on with the cells of others.
fn lost_rows(context: &Context, table: &HtmlTable, width: Option<usize>, findings: &mut Findings) {
    for row in &table.rows {
        let cells = row.cells.len();
        let parts = width.filter(|&width| cells.is_multiple_of(width) && cells > width).map_or(1, |width| cells / width);
        let Some(first) = row.cells.first() else { continue };
        // A browser writes the start of one row itself, and many authors leave it to do so.
        let is_seen = if parts == 1 { row.end.is_some() } else { lines_agree(context, row, parts) };
        if row.start.is_none() && is_seen {
            findings.add(without_start(row, first.tag, parts));
        } else if parts > 1 && row.start.is_some() && lines_agree(context, row, parts) {
            let edits = ends(row, parts);
            let place = row.cells[cells / parts].tag;
            let fix = Fix::unsafe_("Begin a new row", edits, "how many cells a row has is inferred from the others");
            findings.add(Finding::new(place, message(cells, cells / parts)).fix(fix));
        }
    }
}

fn message(cells: usize, width: usize) -> String {
    format!("This row has {cells} cells where the others have {width}: a `<tr>` was lost")
}

/// A row that begins with its first cell. A browser writes the tag itself, so writing it changes nothing.
fn without_start(row: &HtmlRow, first: Span, parts: usize) -> Finding {
    let mut edits = vec![Edit::insert(first.start, "<tr>")];
    edits.extend(ends(row, parts));
    if let (Some(cell), None) = (row.cells.last(), row.end) {
        edits.push(Edit::insert(cell.end, "</tr>"));
    }
    let finding = Finding::new(first, "`<tr>` is missing before this cell");
    match parts {
        1 => finding.fix(Fix::safe("Write <tr>", edits)),
        _ => finding.fix(Fix::unsafe_("Write the rows", edits, "how many cells a row has is inferred from the others")),
    }
}

/// What ends one row and begins the next, where one holds the cells of `parts` rows.
fn ends(row: &HtmlRow, parts: usize) -> Vec<Edit> {
    let width = row.cells.len() / parts;
    let mut edits = Vec::new();
    for at in (width..row.cells.len()).step_by(width) {
        edits.push(Edit::insert(row.cells[at - 1].end, "</tr>"));
        edits.push(Edit::insert(row.cells[at].tag.start, "<tr>"));
    }
    edits
}

/// Whether the cells of each part stand on lines of their own: a line ends where a part does, and as the parts are, so are the
/// gaps within them.
fn lines_agree(context: &Context, row: &HtmlRow, parts: usize) -> bool {
    let width = row.cells.len() / parts;
    let gap = |at: usize| context.slice(Span::new(row.cells[at - 1].end.min(row.cells[at].tag.start), row.cells[at].tag.start));
    let ends_line = |at: usize| gap(at).contains('\n');
    let bounds = (width..row.cells.len()).step_by(width);
    bounds.clone().all(ends_line) && (1..row.cells.len()).filter(|at| at % width != 0).all(|at| !ends_line(at))
        || (1..row.cells.len()).all(|at| ends_line(at) == ends_line(1)) && !row.cells[0].is_header
}
