//! Rows of pipe tables whose pipes are worn: `｜ Gate ¦ Opens ||`. The other rows tell how many cells a row has.

use super::pipe_tables::{PipeRow, PipeTable};
use crate::text::Span;
use crate::text::wear::{Wear, is_invisible, stands_for};
use crate::tokens::Regions;
use crate::tokens::work::steps;

/// Notes the worn pipes of the rows of a table.
pub(super) fn read(text: &str, table: &mut PipeTable, regions: &Regions) {
    let mut folded: Vec<Folded> = Vec::new();
    let rows = [&table.header, &table.delimiter].into_iter().chain(&table.body);
    // A look at the rows as a whole costs little.
    if !rows.clone().any(|row| may_be_worn(&text[row.span.range()])) {
        return;
    }
    folded.extend(rows.map(|row| Folded::read(text, row, regions)));
    let Some(width) = width(&folded) else { return };
    let edges = |side: fn(&Folded) -> bool| folded.iter().filter(|row| side(row)).count() * 2 > folded.len();
    let (begins, ends) = (edges(|row| row.begins), edges(|row| row.ends));
    let rows = [&mut table.header, &mut table.delimiter].into_iter().chain(&mut table.body);
    for (row, folded) in rows.zip(folded) {
        (row.worn, row.wear) = folded.explained(width, begins, ends);
    }
}

/// Whether a row has signs that may be worn pipes, or pipes side by side.
fn may_be_worn(row: &str) -> bool {
    !row.is_ascii() && row.contains(is_worn_pipe) || row.contains("\\|") || row.contains("||")
}

fn is_worn_pipe(char: char) -> bool {
    char != '|' && stands_for(b'|', char).is_some()
}

/// A row as it was meant, if all that may be a pipe is one.
#[derive(Debug)]
struct Folded {
    /// Number of its cells.
    cells: usize,
    /// Whether it begins and ends with a pipe.
    begins: bool,
    ends: bool,
    /// Whether that is so as it is written.
    plain_edges: (bool, bool),
    /// Whether none of its pipes is worn.
    is_whole: bool,
    edits: Vec<(Span, &'static str)>,
    wear: Wear,
    /// Number of cells as they are written.
    written: usize,
    /// Second pipes of those that stand side by side.
    doubled: Vec<Span>,
}

impl Folded {
    fn read(text: &str, row: &PipeRow, regions: &Regions) -> Self {
        let (mut edits, mut wear, mut doubled) = (Vec::new(), Wear::empty(), Vec::new());
        let start = row.span.start;
        let written = &text[row.span.range()];
        steps(written.len());
        let mut pipes: Vec<Span> = Vec::new();
        let mut at = 0;
        while let Some(char) = written[at..].chars().next() {
            let length = char.len_utf8();
            let place = Span::of(start as usize + at, start as usize + at + length);
            let is_escaped = char == '\\' && written[at + 1..].starts_with('|');
            let is_pipe = char == '|' || is_escaped || is_worn_pipe(char);
            at += length + usize::from(is_escaped);
            if !is_pipe || char != '|' && !regions.is_free(place) {
                continue;
            }
            if char == '|' && !ends_cell(row, place.start) {
                continue;
            }
            let sign = if is_escaped { Span::new(place.start, place.end + 1) } else { place };
            // Words on both sides are one word: `a\|b`.
            let is_glued = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
            let before = written[..(sign.start - start) as usize].chars().next_back();
            let after = written[(sign.end - start) as usize..].chars().next();
            if is_escaped && is_glued(before) && is_glued(after) {
                continue;
            }
            if char != '|' {
                edits.push((sign, "|"));
                wear |= if is_escaped { Wear::ESCAPED } else { stands_for(b'|', char).unwrap_or_default() };
            } else if pipes.last().is_some_and(|last| last.end == sign.start) {
                doubled.push(sign);
            }
            pipes.push(sign);
        }
        let begins = pipes.first().is_some_and(|pipe| pipe.start == row.span.start);
        let ends = pipes.len() > 1 && pipes.last().is_some_and(|pipe| pipe.end == row.span.end);
        let cells = pipes.len() + 1 - usize::from(begins) - usize::from(ends);
        let is_whole = edits.is_empty();
        let plain_edges = (written.starts_with('|'), written.ends_with('|') && !written.ends_with("\\|"));
        Self { cells, begins, ends, plain_edges, is_whole, edits, wear, written: row.cells.len(), doubled }
    }

    /// The edits that make the row one of `width` cells, where that is what it lacks.
    fn explained(self, width: usize, begins: bool, ends: bool) -> (Vec<(Span, &'static str)>, Wear) {
        let none = (Vec::new(), Wear::empty());
        let (plain_begins, plain_ends) = self.plain_edges;
        let is_as_others = self.written == width && plain_begins == begins && plain_ends == ends;
        let fits = self.begins == begins && (self.ends == ends || self.written != width) && !is_as_others;
        if self.cells == width && !self.edits.is_empty() && fits {
            return (self.edits, self.wear);
        }
        if self.is_whole && self.cells == width + 1 && self.doubled.len() == 1 && begins {
            return (vec![(self.doubled[0], "")], Wear::DOUBLED);
        }
        none
    }
}

/// Whether the pipe at `offset` ends or begins a cell: others are within templates or escaped.
fn ends_cell(row: &PipeRow, offset: u32) -> bool {
    offset == row.span.start || row.cells.iter().any(|cell| cell.end == offset || cell.start == offset + 1)
}

/// The number of cells on which the rows agree: those without worn pipes where there are some, and else all as they were
/// meant.
fn width(rows: &[Folded]) -> Option<usize> {
    let whole: Vec<usize> =
        rows.iter().filter(|row| row.is_whole && row.doubled.is_empty()).map(|row| row.written).collect();
    let counts = if whole.is_empty() { rows.iter().map(|row| row.cells).collect() } else { whole };
    let agree = |width: usize| counts.iter().filter(|&&count| count == width).count();
    let width = counts.iter().copied().max_by_key(|&width| agree(width))?;
    (width > 1 && agree(width) * 2 > counts.len()).then_some(width)
}

/// A delimiter row as it was meant.
pub fn folded_delimiter(row: &str) -> String {
    let signs = b"|-:";
    let fold = |char: char| {
        let sign =
            signs.iter().find(|&&sign| stands_for(sign, char).is_some_and(|wear| !wear.contains(Wear::LOOKALIKE)));
        match sign {
            _ if is_invisible(char) || char == '\\' => None,
            Some(&sign) => Some(char::from(sign)),
            None => Some(char),
        }
    };
    row.chars().filter_map(fold).collect()
}
