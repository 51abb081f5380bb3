//! Tables whose cells are parted by tabs.

use super::grid::LostTable;
use super::rows::{Block, firsts, is_code, is_contents, names_columns, trimmed};
use crate::text::{Flavor, Source, Span};

/// The table that the lines of `block` were: the same number of tabs in each.
pub fn tabbed(source: &Source, block: &Block) -> Option<LostTable> {
    let text = source.text();
    let rows = parted(text, block, false).or_else(|| parted(text, block, true))?;
    let width = rows[0].len();
    let enough = if width > 2 { 2 } else { 3 };
    // A file that is a table as a whole is meant to be one, and so is one without names.
    let is_file = text.trim().len() as u32 <= block.span.len() + 1;
    let is_data = source.flavor() == Flavor::Text && (is_file || !names_columns(text, &rows));
    let is_table = rows.len() >= enough
        && !is_code(text, &firsts(&rows))
        && !is_contents(text, &rows)
        && !text[block.span.range()].starts_with('[')
        && !is_data;
    let names = rows[0].iter().all(|cell| !cell.is_empty()) || width > 2;
    if is_table && names { LostTable::clear(rows) } else { None }
}

/// The cells of each line, parted at every tab or at runs of them; `None` if the lines have not the same number.
fn parted(text: &str, block: &Block, runs: bool) -> Option<Vec<Vec<Span>>> {
    let rows: Vec<Vec<Span>> = block.rows.iter().map(|&row| cells(text, trimmed(text, row), runs)).collect();
    let width = rows[0].len();
    let is_filled = |row: &Vec<Span>| row.iter().any(|cell| !cell.is_empty());
    (width > 1 && rows.iter().all(|row| row.len() == width && is_filled(row))).then_some(rows)
}

fn cells(text: &str, row: Span, runs: bool) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut at = row.start;
    for piece in text[row.range()].split('\t') {
        let cell = trimmed(text, Span::new(at, at + piece.len() as u32));
        at += piece.len() as u32 + 1;
        if !(runs && cell.is_empty()) {
            cells.push(cell);
        }
    }
    cells
}
