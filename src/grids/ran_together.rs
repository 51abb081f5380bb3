//! Tables whose rows are lines and whose cells ran together: `Herring3.50Spring`.

use super::bounds::Customs;
use super::columns::Shape;
use super::grid::{LostTable, Trust};
use super::rows::{Block, is_code, trimmed};
use super::segment::Segment;
use super::solve::Problem;
use super::words::Gap;
use crate::text::Span;
use crate::tokens::search;

/// The fewest rows, the header included.
const FEWEST_ROWS: usize = 3;
/// The fewest rows where the first one is no header.
const FEWEST_WITHOUT_HEADER: usize = 5;

/// The table that the lines of `block` were.
pub fn ran_together(text: &str, block: &Block) -> Option<LostTable> {
    if block.rows.len() < FEWEST_ROWS || has_marks(&text[block.span.range()]) {
        return None;
    }
    // Words are read last: that costs most.
    if block.rows.iter().any(|&row| runs_on(text, row))
        || !block.rows.iter().skip(1).all(|row| may_run_together(&text[row.range()]))
        || is_code(text, &block.rows)
        || are_labelled(text, &block.rows)
    {
        return None;
    }
    let mut problem = Problem::default();
    for &row in &block.rows {
        problem.segments.push(Segment::new(text, &[trimmed(text, row)], None)?);
    }
    let has_header = has_header(text, block.rows[0]);
    if are_names(text, &problem.segments) {
        return None;
    }
    let span = block.span;
    if let Some(rows) = counted(text, &mut problem.segments) {
        let is_enough = has_header || rows.len() >= FEWEST_WITHOUT_HEADER && begin_large(text, &rows);
        let small = small_beginnings(text, &problem.segments);
        let may_be_small = rows[0].len() > 2 && small == rows.len() - 1;
        let few_are_small = small * 5 < rows.len();
        if is_enough && (few_are_small || may_be_small) {
            return LostTable::clear(rows);
        }
    }
    if !has_header || small_beginnings(text, &problem.segments) > 0 {
        return None;
    }
    let reading = problem.solve(text)?;
    // Single words with a capital inside are names: the first column must hold more than their beginnings.
    let several = |row: &Vec<Span>| text[row[0].range()].contains(char::is_whitespace);
    let has_words = reading.grid.rows.iter().skip(1).filter(|row| several(row)).count() * 2 >= block.rows.len() - 1;
    let is_fused = |row: &Vec<Span>| row.windows(2).any(|pair| pair[0].end == pair[1].start);
    let all_fuse = reading.grid.rows.iter().skip(1).all(is_fused);
    (reading.trust != Trust::Doubtful && has_words && all_fuse).then_some(LostTable { span, reading })
}

/// The table whose header ran together as its rows did: every line has the same number of places where words surely did.
fn counted(text: &str, segments: &mut [Segment]) -> Option<Vec<Vec<Span>>> {
    let mut rows: Vec<Vec<Span>> = Vec::new();
    let mut telling = 0;
    for segment in segments.iter_mut() {
        segment.weigh(text, Customs { fuses: true })?;
        let mut starts = vec![0];
        starts.extend(segment.surely_fused());
        let ends = starts[1..].iter().copied().chain(std::iter::once(segment.words.len()));
        telling += usize::from(!rows.is_empty() && tells(segment, &starts));
        rows.push(starts.iter().zip(ends).map(|(&from, to)| segment.cell_span(from, to)).collect());
    }
    let width = rows[0].len();
    let agree = width > 1 && rows.iter().all(|row| row.len() == width);
    (agree && (width > 2 || telling * 2 >= rows.len() - 1)).then_some(rows)
}

/// Whether every cell begins with a capital.
fn begin_large(text: &str, rows: &[Vec<Span>]) -> bool {
    rows.iter().flatten().all(|cell| text[cell.range()].starts_with(char::is_uppercase))
}

/// Whether a line of two cells is more than a name with a capital inside it: one is several words long, or the second is a number
/// or code.
fn tells(segment: &Segment, starts: &[usize]) -> bool {
    let (second, all) = (starts.last().copied().unwrap_or(0), segment.words.len());
    let is_value = |from, to| matches!(segment.cell(from, to).shape, Shape::Number | Shape::Code);
    second > 2 || all - second > 3 || second > 0 && (is_value(second, all) || is_value(0, second))
}

/// Whether a capital or a digit stands directly behind a small letter, somewhere behind the first word.
fn may_run_together(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is_bound = |pair: &[u8]| {
        pair[0].is_ascii_lowercase() && (pair[1].is_ascii_uppercase() || pair[1].is_ascii_digit())
            || matches!(pair[0], b')' | b'.' | b'!' | b'?' | b'"' | b':') && pair[1].is_ascii_alphanumeric()
            || pair[0].is_ascii_digit() && pair[1].is_ascii_uppercase()
            || pair[0] >= 0x80 && pair[1].is_ascii_uppercase()
    };
    bytes.windows(2).any(is_bound) && bytes.contains(&b' ')
}

/// Whether lines have marks of code, links or tags, which no row that ran together has.
fn has_marks(lines: &str) -> bool {
    search::byte3(b'`', b'[', b'<', lines.as_bytes()).is_some()
}

/// Whether a line is one of a paragraph rather than a row: it runs on.
fn runs_on(text: &str, row: Span) -> bool {
    let line = text[row.range()].trim();
    line.ends_with([',', '-', '。']) || line.starts_with(':')
}

/// Whether what ran together are names such as OpenSSL: they come again, and cells do not.
fn are_names(text: &str, segments: &[Segment]) -> bool {
    let mut fused: Vec<&str> = segments.iter().skip(1).filter_map(|segment| first_fused(text, segment)).collect();
    let all = fused.len();
    fused.sort_unstable();
    fused.dedup();
    fused.len() * 2 < all
}

/// Whether most lines begin with a label: `Problem: …`.
fn are_labelled(text: &str, rows: &[Span]) -> bool {
    let has_label = |row: &&Span| {
        let word = text[row.range()].split_whitespace().next();
        word.is_some_and(|word| word.starts_with(char::is_alphabetic) && word.ends_with([':', '：']))
    };
    rows.iter().filter(has_label).count() * 2 > rows.len()
}

/// How many lines of the body begin with a small letter, as the middle of a sentence does.
fn small_beginnings(text: &str, segments: &[Segment]) -> usize {
    segments.iter().skip(1).filter(|segment| text[segment.span.range()].starts_with(char::is_lowercase)).count()
}

/// The first words of a line that ran together, where that makes a name such as OpenSSL, as they are written.
fn first_fused<'a>(text: &'a str, segment: &Segment) -> Option<&'a str> {
    let words = &segment.words;
    let at = (1..words.len()).find(|&at| words[at].gap == Gap::Fused)?;
    // A name has no bracket or quote within it: `(Optional)Moves` is none.
    if matches!(words[at - 1].last, ')' | ']' | '”' | '»' | '"') {
        return None;
    }
    Some(&text[words[at - 1].span.start as usize..words[at].span.end as usize])
}

/// Whether the first line may name columns: it is short and no sentence.
fn has_header(text: &str, line: Span) -> bool {
    let line = text[line.range()].trim();
    line.len() < 80
        && line.split_whitespace().count() < 12
        && !line.starts_with(|char: char| char.is_ascii_digit())
        && !line.ends_with(['.', ':', '!', '?', ',', ';', '。', '：'])
}
