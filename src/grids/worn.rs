//! Pipe tables without any pipe: `¦ Fish ¦ Price ¦`, `｜Fish｜Price｜`, `│ Fish │ Price │`.

use super::grid::LostTable;
use super::rows::trimmed;
use crate::text::Span;
use crate::text::wear::stands_for;
use crate::tokens::work::steps;
use crate::tokens::{Line, LineKind, Signs};

/// The fewest rows, a delimiter row included.
const FEWEST_ROWS: usize = 3;

/// The tables among `lines` whose pipes are all signs that look like pipes, in rising order.
pub fn read_worn(text: &str, lines: &[Line]) -> Vec<LostTable> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if !begins_wide(text, &lines[at]) {
            at += 1;
            continue;
        }
        let rows: Vec<Vec<Span>> = lines[at..].iter().map_while(|line| row(text, line)).collect();
        let width = rows.first().map_or(0, Vec::len);
        let is_apart =
            |line: Option<&Line>| line.is_none_or(|line| line.kind == LineKind::Blank || is_apart(text, line));
        let is_table = rows.len() >= FEWEST_ROWS
            && width > 1
            && rows.iter().all(|row| row.len() == width && row.iter().any(|cell| !cell.is_empty()))
            && is_apart(at.checked_sub(1).map(|above| &lines[above]))
            && is_apart(lines.get(at + rows.len()));
        if is_table {
            found.extend(table(text, &lines[at..at + rows.len()], rows.clone()));
        }
        at += rows.len().max(1);
    }
    found
}

/// Whether the first sign of a line is none of ASCII: a look before it is read.
fn begins_wide(text: &str, line: &Line) -> bool {
    line.signs.contains(Signs::NON_ASCII)
        && text.as_bytes().get(line.content as usize).is_some_and(|byte| !byte.is_ascii())
}

/// The cells of a line that begins and ends with a worn pipe and has no other kind of pipe.
fn row(text: &str, line: &Line) -> Option<Vec<Span>> {
    if line.kind != LineKind::Text || line.indent > 3 || !line.signs.contains(Signs::NON_ASCII) || line.is_item() {
        return None;
    }
    let span = trimmed(text, line.content_span());
    let written = &text[span.range()];
    let sign = written.chars().next().filter(|&char| char != '|' && stands_for(b'|', char).is_some())?;
    steps(written.len());
    if !written.ends_with(sign) || line.signs.contains(Signs::PIPE) {
        return None;
    }
    let length = sign.len_utf8();
    let inner = written.get(length..written.len() - length)?;
    let mut at = span.start + length as u32;
    let cell = |piece: &str| {
        let cell = trimmed(text, Span::new(at, at + piece.len() as u32));
        at += (piece.len() + length) as u32;
        cell
    };
    Some(inner.split(sign).map(cell).collect())
}

/// Whether a line next to the rows is none of a drawing: `├───┤`.
fn is_apart(text: &str, line: &Line) -> bool {
    !text[line.span.range()].contains(|char| ('\u{2500}'..='\u{257f}').contains(&char))
}

/// The table of `rows`, without its delimiter row.
fn table(text: &str, lines: &[Line], mut rows: Vec<Vec<Span>>) -> Option<LostTable> {
    let is_dash = |char: char| matches!(char, ':' | '：') || stands_for(b'-', char).is_some();
    let is_delimiter =
        |row: &Vec<Span>| row.iter().all(|cell| !cell.is_empty() && text[cell.range()].chars().all(is_dash));
    if is_delimiter(&rows[1]) {
        rows.remove(1);
    }
    // Lines of dashes between other rows are those of a drawing.
    if rows.iter().any(is_delimiter) {
        return None;
    }
    let mut table = LostTable::clear(rows)?;
    let last = trimmed(text, lines.last()?.content_span());
    table.span = Span::new(lines.first()?.content, last.end);
    Some(table)
}
