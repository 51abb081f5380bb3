use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::html_table::{HtmlRow, html_tables};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Line, LineKind};
use crate::tree::{PipeRow, PipeTable};

/// A header row that stands twice.
pub static RULE: Rule = Rule {
    name: "doubled-header",
    group: Group::Tables,
    summary: "The header row of a table stands twice",
    why: "Converters repeat the header where a table went on over a page, or write it once as text and once as a header. The \
          second one is shown as a row of the table, with its line of dashes, and the one above a header as text.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::PIPE.union(Facts::LESS),
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Fish | Price |\n| Fish | Price |\n|---|---|\n| Cod | 6.10 |\n",
            at: "| Fish | Price |",
            fixed: Fixed::Unsafe("| Fish | Price |\n|---|---|\n| Cod | 6.10 |\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Fish | Price |\n|---|---|\n| Herring | 3.50 |\n| Fish | Price |\n|---|---|\n| Cod | 6.10 |\n",
            at: "| Fish | Price |\n|---|---|^2",
            fixed: Fixed::Unsafe("| Fish | Price |\n|---|---|\n| Herring | 3.50 |\n| Cod | 6.10 |\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<table>\n<tr><th>Fish</th><th>Price</th></tr>\n<tr><th>Fish</th><th>Price</th></tr>\n<tr><td>Cod</td><td>6.10</td></tr>\n</table>\n",
            at: "<tr><th>Fish</th><th>Price</th></tr>^2",
            fixed: Fixed::Unsafe(
                "<table>\n<tr><th>Fish</th><th>Price</th></tr>\n<tr><td>Cod</td><td>6.10</td></tr>\n</table>\n",
            ),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "| Fish | Price |\n|---|---|\n| Cod | 6.10 |\n\n| Fish | Price |\n|---|---|\n| Tench | 4.20 |\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "| | |\n|---|---|\n| | |\n| - | - |\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for table in context.marks.tables() {
        let header = names(context, &table.header);
        above(context, table, &header, findings);
        in_body(context, table, &header, findings);
    }
    for table in html_tables(context) {
        if let [first, second, ..] = &table.rows[..]
            && let (Some(one), Some(other)) = (header_cells(context, first), header_cells(context, second))
            && one == other
            && let (Some(start), Some(end)) = (second.start, second.end)
        {
            let span = Span::new(start.start, end.end);
            let gap = first.end.map_or(span.start, |end| end.end);
            findings.add(finding(span, Edit::delete(Span::new(gap.min(span.start), span.end))));
        }
    }
}

fn finding(span: Span, edit: Edit) -> Finding {
    let fix = Fix::unsafe_("Delete the second header", vec![edit], "the row may be meant to stand there again");
    Finding::new(span, "The header of this table stands twice").fix(fix)
}

/// Whether these are names of columns, and not the cells of an empty row.
fn are_names(header: &[&str]) -> bool {
    header.len() > 1 && header.iter().all(|name| name.contains(char::is_alphanumeric))
}

/// Whether the cells of `row` hold what those of the header do.
fn is_same(context: &Context, row: &PipeRow, header: &[&str]) -> bool {
    let is_cell = |(&cell, &name): (&Span, &&str)| context.slice(cell).trim() == name;
    row.cells.len() == header.len() && row.cells.iter().zip(header).all(is_cell)
}

fn names<'a>(context: &Context<'a>, row: &PipeRow) -> Vec<&'a str> {
    row.cells.iter().map(|&cell| context.slice(cell).trim()).collect()
}

/// The same row in the line above the header.
fn above(context: &Context, table: &PipeTable, header: &[&str], findings: &mut Findings) {
    let lines = context.lines.list();
    let index = context.lines.index_at(table.header.span.start);
    let Some(line) = index.checked_sub(1).map(|above| &lines[above]).filter(|line| line.kind == LineKind::Text) else {
        return;
    };
    let text = context.slice(line.content_span()).trim_end();
    let inner = text.strip_prefix('|').and_then(|text| text.strip_suffix('|'));
    let is_header = inner.is_some_and(|inner| inner.split('|').map(str::trim).eq(header.iter().copied()));
    if is_header && are_names(header) {
        let span = Span::new(line.content, line.content + text.len() as u32);
        findings.add(finding(span, Edit::delete(Span::new(line.span.start, lines[index].span.start))));
    }
}

/// The same row in the body: below the header, or before a delimiter row.
fn in_body(context: &Context, table: &PipeTable, header: &[&str], findings: &mut Findings) {
    let is_delimiter = |row: &PipeRow| {
        row.cells.len() > 1 && names(context, row).iter().all(|cell| cell.len() > 1 && cell.trim_matches(['-', ':']).is_empty())
    };
    let line = |row: &PipeRow| -> &Line { context.lines.at(row.span.start) };
    for (index, row) in table.body.iter().enumerate() {
        if !is_same(context, row, header) || !are_names(header) {
            continue;
        }
        let next = table.body.get(index + 1).filter(|next| is_delimiter(next));
        if index == 0 || next.is_some() {
            let last = next.unwrap_or(row);
            let span = Span::new(row.span.start, last.span.end);
            let start = line(row).span.start;
            let end = context.lines.list().get(context.lines.index_at(last.span.start) + 1);
            let end = end.map_or(line(last).span.end, |next| next.span.start);
            findings.add(finding(span, Edit::delete(Span::new(start, end))));
        }
    }
}

/// What the cells of a row of header cells hold; `None` if it has others.
fn header_cells<'a>(context: &Context<'a>, row: &HtmlRow) -> Option<Vec<&'a str>> {
    let is_header = row.cells.len() > 1 && row.cells.iter().all(|cell| cell.is_header);
    let cell = |cell: &crate::rules::html_table::HtmlCell| context.slice(Span::new(cell.tag.end, cell.end)).trim();
    let cells: Vec<&str> = row.cells.iter().map(cell).collect();
    let has_names = cells.iter().all(|cell| cell.split('<').next().is_some_and(|name| name.contains(char::is_alphanumeric)));
    (is_header && has_names).then_some(cells)
}
