//! Tables each of whose cells is a line: `Fish`, `Price`, `Herring`, `3.50`. Only a column of numbers or of code below a name that
//! is none tells them from verse, addresses and lists.

use super::columns::Shape;
use super::grid::LostTable;
use super::rows::{Block, is_code, trimmed};
use super::segment::Segment;
use crate::text::Span;
use crate::tokens::{Line, LineKind};

/// The most columns that are tried.
const MOST_COLUMNS: usize = 8;
/// The longest cell, in bytes.
const LONGEST_CELL: u32 = 200;
/// The longest name of a column, in bytes.
const LONGEST_NAME: u32 = 60;
/// The fewest rows, the header included.
const FEWEST_ROWS: usize = 3;

/// The table that begins with the lines of `block`: they are all of it, or its header where a blank line follows each row.
pub fn listed(text: &str, lines: &[Line], block: &Block) -> Option<LostTable> {
    // Lines of prose are longer than names.
    if block.rows[..2].iter().any(|row| row.len() > LONGEST_NAME)
        || block.rows.iter().any(|row| row.len() > LONGEST_CELL)
        || has_digit(text, block.rows[0])
        || is_code(text, &block.rows)
    {
        return None;
    }
    let width = block.rows.len();
    if width <= MOST_COLUMNS
        && let Some(rows) = groups(lines, block)
        && is_table(text, &rows)
    {
        return LostTable::clear(cells(text, &rows));
    }
    let fits = |width: &usize| block.rows.len().is_multiple_of(*width) && block.rows.len() / width >= FEWEST_ROWS;
    let tables = (2..=MOST_COLUMNS).filter(fits).map(|width| block.rows.chunks(width).map(<[Span]>::to_vec).collect());
    let mut tables = tables.filter(|rows: &Vec<Vec<Span>>| is_table(text, rows));
    let rows = tables.next()?;
    // Two grids that both agree tell nothing.
    if tables.next().is_some() { None } else { LostTable::clear(cells(text, &rows)) }
}

fn has_digit(text: &str, row: Span) -> bool {
    text[row.range()].bytes().any(|byte| byte.is_ascii_digit())
}

fn cells(text: &str, rows: &[Vec<Span>]) -> Vec<Vec<Span>> {
    rows.iter().map(|row| row.iter().map(|&cell| trimmed(text, cell)).collect()).collect()
}

/// The groups of as many lines as `block` has that follow it, each behind one blank line.
fn groups(lines: &[Line], block: &Block) -> Option<Vec<Vec<Span>>> {
    let width = block.rows.len();
    let mut rows = vec![block.rows.clone()];
    let mut at = block.first + width;
    while lines.get(at).is_some_and(|line| line.kind == LineKind::Blank) {
        let Some(group) = lines.get(at + 1..at + 1 + width) else { break };
        let is_plain = |line: &Line| line.kind == LineKind::Text && line.marker.is_none() && line.quotes == 0;
        let ends = lines.get(at + 1 + width).is_none_or(|line| line.kind == LineKind::Blank);
        if !ends || !group.iter().all(is_plain) {
            break;
        }
        rows.push(group.iter().map(Line::content_span).collect());
        at += 1 + width;
    }
    (rows.len() >= FEWEST_ROWS).then_some(rows)
}

/// Whether a column holds numbers or code in every row but the first, where each line is short and names something.
fn is_table(text: &str, rows: &[Vec<Span>]) -> bool {
    let shape = |cell: Span| {
        let segment = Segment::new(text, &[trimmed(text, cell)], None)?;
        Some(segment.cell(0, segment.words.len()).shape)
    };
    let is_name = |&cell: &Span| {
        cell.len() <= LONGEST_NAME
            && !has_digit(text, cell)
            && matches!(shape(cell), Some(Shape::Title | Shape::Phrase | Shape::Lower | Shape::Code))
            && !text[cell.range()].trim_end().ends_with(['.', ',', ';', '!', '?', ':', '>'])
    };
    if !rows[0].iter().all(is_name) {
        return false;
    }
    let holds = |column: usize, wanted: &[Shape]| {
        rows[1..].iter().all(|row| shape(row[column]).is_some_and(|shape| wanted.contains(&shape)))
    };
    let numbers = (1..rows[0].len()).any(|column| holds(column, &[Shape::Number]));
    let code = (1..rows[0].len()).any(|column| {
        holds(column, &[Shape::Number, Shape::Code]) && rows[1..].iter().all(|row| has_digit(text, row[column]))
    });
    numbers || code
}
