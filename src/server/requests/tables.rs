//! The table that a repair makes, read from the repaired text: rows of cells, whatever it is written in.

use super::minimal::edited;
use crate::findings::{Finding, Fix};
use crate::lint::Reading;
use crate::rules::{self, Group};
use crate::server::state::Analysis;
use crate::text::Span;
use crate::tokens::Element;
use crate::tree::Role;

/// The most rows of a table, and the most characters of a cell, that are shown.
const MOST_ROWS: usize = 30;
const MOST_IN_CELL: usize = 80;

/// The rows of the table that `fix` mends or makes, where `finding` is about a table.
pub fn table_in(analysis: &Analysis, finding: &Finding, fix: &Fix) -> Option<Vec<Vec<String>>> {
    rules::named(finding.rule).filter(|rule| rule.group == Group::Tables)?;
    let source = analysis.source();
    let text = source.text();
    let around = [fix.span(), finding.span].into_iter().chain(finding.mends);
    let around = around.reduce(|one, other| Span::new(one.start.min(other.start), one.end.max(other.end)))?;
    let start = text[..around.start as usize].rfind('\n').map_or(0, |end| end + 1);
    let end = text[around.end as usize..].find('\n').map_or(text.len(), |end| around.end as usize + end);
    let after = edited(text, Span::of(start, end), &fix.edits);
    let mut rows = piped(&after).or_else(|| tagged(&Reading::new(source.with_text(after).ok()?)))?;
    rows.truncate(MOST_ROWS);
    (rows.len() > 1 && rows.iter().any(|row| row.len() > 1)).then_some(rows)
}

/// The rows of a table of Markdown: its delimiter row, the line above it, and the lines below it that hold pipes.
fn piped(text: &str) -> Option<Vec<Vec<String>>> {
    let lines: Vec<_> = text.lines().collect();
    let is_delimiter =
        |line: &str| line.contains('-') && line.contains('|') && line.chars().all(|sign| "|-: \t\r".contains(sign));
    let delimiter = lines.iter().position(|line| is_delimiter(line)).filter(|&index| index > 0)?;
    let below = lines[delimiter + 1..].iter().take_while(|line| line.contains('|'));
    Some([&lines[delimiter - 1]].into_iter().chain(below).map(|line| cells(line)).collect())
}

/// The cells of a row of Markdown.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(row);
    let mut cells = vec![String::new()];
    let mut is_escaped = false;
    for sign in row.chars() {
        if sign == '|' && !is_escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(sign);
        }
        is_escaped = sign == '\\' && !is_escaped;
    }
    cells.iter().map(|cell| shortened(cell)).collect()
}

/// The rows of a table of HTML.
fn tagged(reading: &Reading) -> Option<Vec<Vec<String>>> {
    let text = reading.source().text();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut cell: Option<(u32, String)> = None;
    let end_cell = |cell: &mut Option<(u32, String)>, rows: &mut Vec<Vec<String>>, until: u32| {
        let Some((from, mut content)) = cell.take() else { return };
        content.push_str(&text[from as usize..until as usize]);
        if let Some(row) = rows.last_mut() {
            row.push(shortened(&content));
        }
    };
    for tag in reading.tree().tags.iter().filter(|tag| tag.role != Role::Mention) {
        let is_cell = matches!(tag.element, Element::TD | Element::TH);
        if is_cell || tag.element == Element::TR || tag.element == Element::TABLE {
            end_cell(&mut cell, &mut rows, tag.span.start);
            match tag.role {
                Role::Start if is_cell => cell = Some((tag.span.end, String::new())),
                Role::Start if tag.element == Element::TR => rows.push(Vec::new()),
                Role::End if tag.element == Element::TABLE && !rows.is_empty() => break,
                _ => {}
            }
        } else if let Some((from, content)) = &mut cell {
            // Other tags are no text, and a break parts lines.
            content.push_str(&text[*from as usize..tag.span.start as usize]);
            content.push_str(if tag.element.name() == "br" { " / " } else { " " });
            *from = tag.span.end;
        }
    }
    (!rows.is_empty()).then_some(rows)
}

/// The content of a cell on one line.
fn shortened(content: &str) -> String {
    // A break in a cell of Markdown is HTML.
    let content = content.replace("<br>", " / ").replace("<br/>", " / ");
    let words: Vec<_> = content.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= MOST_IN_CELL {
        return line;
    }
    line.chars().take(MOST_IN_CELL - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Flavor, Source};

    #[test]
    fn rows_of_markdown_are_read() {
        let rows = piped("Text\n\n| A | B\\|C |\n|---|:-:|\n| 1 | 2<br>3 |\n3 | 4\n\nText").expect("a table");
        assert_eq!(rows, [["A", "B\\|C"], ["1", "2 / 3"], ["3", "4"]]);
        assert_eq!(piped("no | table"), None);
    }

    #[test]
    fn rows_of_html_are_read() {
        let text = "<p>x</p><table><tr><th>A</th><th>B <b>C</b></th></tr><tr><td>1<br>2</td><td></td></tr></table> y";
        let source = Source::new("a.html", Flavor::Html, text).expect("a text");
        let rows = tagged(&Reading::new(source)).expect("a table");
        assert_eq!(rows, [["A", "B C"], ["1 / 2", ""]]);
    }
}
