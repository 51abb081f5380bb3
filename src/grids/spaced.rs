//! Tables whose rows are lines and whose cells only a space parts, as a PDF leaves them: `C2 24549 561 44`. Columns of numbers
//! tell them from prose.

use super::grid::{LostTable, Trust};
use super::rows::{Block, is_code, is_contents, trimmed};
use super::segment::Segment;
use super::solve::Problem;
use super::words::{First, Word};
use crate::text::Span;

/// The fewest rows, the header included.
const FEWEST_ROWS: usize = 3;
/// The longest name of a column, in words, where it is read as a header.
const LONGEST_NAME: usize = 6;

/// The table that the lines of `block` were.
pub fn spaced(text: &str, block: &Block) -> Option<LostTable> {
    if block.rows.len() < FEWEST_ROWS || !block.rows[1..].iter().all(|&row| ends_with_digit(text, row)) {
        return None;
    }
    let mut problem = Problem::default();
    for &row in &block.rows {
        problem.segments.push(Segment::new(text, &[trimmed(text, row)], None)?);
    }
    let (header, body) = problem.segments.split_first()?;
    let body_numbers: Vec<usize> = body.iter().map(|row| trailing_numbers(&row.words)).collect();
    let columns = body_numbers.iter().copied().min()?;
    // `9 450` may be two numbers or one.
    let at_least = body.iter().map(|row| trailing_numbers(&row.words).saturating_sub(groups(&row.words))).min()?;
    let names = header.words.len();
    // A list of names with a number each is a list; two numbers below two names are a table.
    let is_table = columns > 1
        && names > at_least
        && names <= LONGEST_NAME * (columns + 1)
        && is_header(text, header)
        && !is_code(text, &block.rows)
        && !is_contents(text, &body.iter().map(|row| vec![row.span]).collect::<Vec<_>>());
    if !is_table {
        return None;
    }
    let span = block.span;
    let reading = problem.solve(text)?;
    // Where every row has as many numbers there was a table, whatever its names were.
    let is_even = body_numbers.iter().all(|&numbers| numbers == columns);
    (is_even || reading.trust != Trust::Doubtful || reading.other.is_some()).then_some(LostTable { span, reading })
}

/// A look at one byte, before words are read.
fn ends_with_digit(text: &str, row: Span) -> bool {
    let bytes = text[row.range()].trim_end().as_bytes();
    bytes[bytes.len().saturating_sub(4)..].iter().any(|byte| byte.is_ascii_digit() || *byte == b'-')
}

/// How many words at the end of a row are numbers, one word that names it left out.
fn trailing_numbers(words: &[Word]) -> usize {
    let numbers = words.iter().rev().take_while(|word| word.is_number).count();
    numbers.min(words.len() - 1)
}

/// How many words are a group of three digits behind another number.
fn groups(words: &[Word]) -> usize {
    let is_group = |pair: &&[Word]| pair[0].is_number && pair[1].is_number && pair[1].chars == 3;
    words.windows(2).filter(is_group).count()
}

/// Whether the words name columns: no sentence, and no number.
fn is_header(text: &str, header: &Segment) -> bool {
    let line = &text[header.span.range()];
    !line.ends_with(['.', ':', ',', ';', '!', '?', '…', '>', '。', '：'])
        && !line.contains(['<', '[', '`', '='])
        && header.words.iter().all(|word| matches!(word.first, First::Upper | First::Lower | First::Opening))
        && header.words[0].first == First::Upper
}
