//! Where a row of a pipe table lost a pipe: the place at which both halves look most like the cells of the other rows.

use super::characters::is_cjk;
use super::pipe_tables::{PipeRow, PipeTable};
use crate::text::Span;
use crate::tokens::Regions;
use crate::tokens::search;

/// A place where a pipe was lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LostPipe {
    /// The cell that holds two.
    pub cell: Span,
    /// The white space where the pipe was.
    pub gap: Span,
    /// Whether no other place is nearly as likely.
    pub certain: bool,
}

/// What a cell begins or ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Empty,
    Code,
    Link,
    Template,
    Strong,
    Tag,
    Digit,
    Upper,
    Lower,
    Ideograph,
    Stop,
    Sign,
}

const KINDS: usize = 12;

/// What the cells of one column look like.
#[derive(Clone, Debug, Default)]
struct Column {
    cells: f64,
    first: [f64; KINDS],
    last: [f64; KINDS],
    /// Cells of a single word, code span or link.
    single: f64,
    /// Sum of the logarithms of their lengths, and of the squares of these.
    lengths: (f64, f64),
    /// Where the pipe after the cell is, in characters from the start of the row, if in every row at the same place.
    edge: Option<usize>,
}

/// The columns of a table, from its rows of full width.
#[derive(Clone, Debug)]
pub struct Columns {
    columns: Vec<Column>,
}

/// How many rows are looked at.
const MOST_ROWS: usize = 60;
/// The longest cell that is split, in bytes.
const LONGEST_CELL: usize = 3_000;
/// How many places of one cell are looked at.
const MOST_GAPS: usize = 150;
/// How much more likely the best place must be than the next, as a natural logarithm.
const MARGIN: f64 = 0.4;

/// How much worse than a cell that was left out two cells may fit, as a natural logarithm: authors forget the last cells of
/// rows, and the cells that are there fit then as they are.
const WORSE: f64 = 2.4;

impl LostPipe {
    /// The words before and after the place.
    pub fn around(&self, text: &str) -> Span {
        let before = text[self.cell.start as usize..self.gap.start as usize].trim_end();
        let word = search::last_byte(b' ', before.as_bytes()).map_or(0, |at| at + 1);
        let behind = text[self.gap.end as usize..self.cell.end as usize].trim_start();
        let length = search::byte(b' ', behind.as_bytes()).unwrap_or(behind.len());
        Span::new(self.cell.start + word as u32, self.gap.end + length as u32)
    }
}

/// The best of the places seen so far.
#[derive(Default)]
struct Best {
    top: Option<(f64, LostPipe)>,
    second: Option<f64>,
}

impl Best {
    fn offer(&mut self, score: f64, cell: Span, gap: Span) {
        match self.top {
            Some((top, _)) if score <= top => self.second = Some(self.second.map_or(score, |second| second.max(score))),
            _ => {
                self.second = self.top.map(|(top, _)| top);
                self.top = Some((score, LostPipe { cell, gap, certain: false }));
            }
        }
    }

    /// The place, where it is more likely than `least`.
    fn place_above(self, least: f64) -> Option<LostPipe> {
        self.top.is_some_and(|(score, _)| score > least).then(|| self.place())?
    }

    fn place(self) -> Option<LostPipe> {
        let (score, place) = self.top?;
        let certain = self.second.is_none_or(|second| score - second >= MARGIN);
        Some(LostPipe { certain, ..place })
    }
}

impl Columns {
    /// Reads the columns of `table` from the body rows that have `width` cells, and from the header where there is none.
    pub fn read(text: &str, regions: &Regions, table: &PipeTable, width: usize) -> Self {
        let mut columns = vec![Column::default(); width];
        let full = |row: &&PipeRow| row.cells.len() == width;
        let body: Vec<&PipeRow> = table.body.iter().filter(full).take(MOST_ROWS).collect();
        let rows = if body.is_empty() { vec![&table.header] } else { body };
        let edges = std::iter::once(&table.header).chain(rows.iter().copied()).filter(full);
        for row in rows.iter().filter(|row| row.cells.len() == width) {
            for (column, &cell) in columns.iter_mut().zip(&row.cells) {
                column.add(text, regions, cell);
            }
        }
        for (index, row) in edges.enumerate() {
            let mut at = (row.span.start, 0);
            for (column, cell) in columns.iter_mut().zip(&row.cells) {
                let edge = at.1 + text[at.0 as usize..cell.end as usize].chars().count();
                at = (cell.end, edge);
                column.edge = if index == 0 || column.edge == Some(edge) { Some(edge) } else { None };
            }
        }
        Self { columns }
    }

    /// Where `row`, which has one cell too few, most likely lost its pipe.
    pub fn lost_pipe(&self, text: &str, regions: &Regions, row: &PipeRow) -> Option<LostPipe> {
        if row.cells.len() + 1 != self.columns.len() {
            return None;
        }
        // What the cells before the split give in their columns, and those after it in the columns one further on.
        let score = |(&cell, column): (&Span, &Column)| column.score(text, regions, cell);
        let before = running(row.cells.iter().zip(&self.columns).map(score));
        let behind = running(row.cells.iter().rev().zip(self.columns.iter().rev()).map(score));
        let mut best = Best::default();
        let starts = starts(text, row);
        for (index, (&cell, &at)) in row.cells.iter().zip(&starts).enumerate() {
            let others = before[index] + behind[row.cells.len() - 1 - index];
            let (here, next) = (&self.columns[index], &self.columns[index + 1]);
            for gap in gaps(text, regions, cell) {
                let (left, right) = (Span::new(cell.start, gap.start), Span::new(gap.end, cell.end));
                let halves = here.score(text, regions, left) + next.score(text, regions, right);
                best.offer(others + halves + here.at_edge(text, cell, at, gap), cell, gap);
            }
        }
        // A cell that its author left out explains the row as well, where those that are there fit as they are.
        let left_out = (0..=row.cells.len()).map(|index| before[index] + behind[row.cells.len() - index]);
        let left_out = left_out.fold(f64::NEG_INFINITY, f64::max);
        best.place_above(left_out - WORSE)
    }

    /// Where the header, which has one cell too few, most likely lost its pipe. What the body holds says little about
    /// the words of a header, but titles begin with a capital and the longest cell holds two of them.
    pub fn lost_in_header(&self, text: &str, regions: &Regions, header: &PipeRow) -> Option<LostPipe> {
        let mut best = Best::default();
        for ((column, &cell), at) in self.columns.iter().zip(&header.cells).zip(starts(text, header)) {
            let length = count(text[cell.range()].trim());
            for gap in gaps(text, regions, cell) {
                let left = count(text[cell.start as usize..gap.start as usize].trim());
                let capital = text[gap.end as usize..].starts_with(|first: char| !first.is_lowercase());
                let uneven = (2.0 * left - length).abs() / (length + 1.0);
                best.offer(
                    length.ln() + if capital { 2.0 } else { 0.0 } - uneven + column.at_edge(text, cell, at, gap),
                    cell,
                    gap,
                );
            }
        }
        best.place()
    }
}

/// Where each cell of a row begins, in characters from the start of the row.
fn starts(text: &str, row: &PipeRow) -> Vec<usize> {
    let (mut place, mut column) = (row.span.start, 0);
    let start = |cell: &Span| {
        column += text[place as usize..cell.start as usize].chars().count();
        place = cell.start;
        column
    };
    row.cells.iter().map(start).collect()
}

/// Number of characters.
fn count(text: &str) -> f64 {
    f64::from(text.chars().count() as u32)
}

fn running(scores: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    std::iter::once(0.0)
        .chain(scores.map(|score| {
            sum += score;
            sum
        }))
        .collect()
}

/// The places in `cell` where a pipe may have been: white space with text on both sides, outside code, links and the like.
fn gaps(text: &str, regions: &Regions, cell: Span) -> Vec<Span> {
    let content = &text[cell.range()];
    if content.len() > LONGEST_CELL {
        return Vec::new();
    }
    let inner = content.len() - content.trim_start().len()..content.trim_end().len();
    let mut gaps = Vec::new();
    let mut depth = 0_i32;
    let mut at = inner.start;
    while at < inner.end && gaps.len() < MOST_GAPS {
        let byte = content.as_bytes()[at];
        let place = cell.start + at as u32;
        match byte {
            b'[' | b'(' => depth += 1,
            b']' | b')' => depth -= 1,
            b' ' => {
                let length = content.as_bytes()[at..inner.end].iter().take_while(|&&byte| byte == b' ').count();
                let gap = Span::new(place, place + length as u32);
                if depth <= 0 && regions.is_free(gap) {
                    gaps.push(gap);
                }
                at += length;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    gaps
}

impl Column {
    fn add(&mut self, text: &str, regions: &Regions, cell: Span) {
        let shape = Shape::of(text, regions, cell);
        self.cells += 1.0;
        self.first[shape.first as usize] += 1.0;
        self.last[shape.last as usize] += 1.0;
        self.single += f64::from(u8::from(shape.single));
        self.lengths.0 += shape.length;
        self.lengths.1 += shape.length * shape.length;
    }

    /// How well a cell fits, as a natural logarithm.
    fn score(&self, text: &str, regions: &Regions, cell: Span) -> f64 {
        let shape = Shape::of(text, regions, cell);
        let share = |count: f64, kinds: f64| ((count + 0.2) / (self.cells + 0.2 * kinds)).ln();
        let kinds = f64::from(KINDS as u32);
        let single = if shape.single { self.single } else { self.cells - self.single };
        let mean = self.lengths.0 / self.cells.max(1.0);
        let spread = (self.lengths.1 / self.cells.max(1.0) - mean * mean).max(0.0) + 0.3;
        let distance = (shape.length - mean) * (shape.length - mean) / (2.0 * spread);
        share(self.first[shape.first as usize], kinds)
            + share(self.last[shape.last as usize], kinds)
            + share(single, 2.0)
            - distance.min(4.0)
            - 0.5 * spread.ln()
    }

    /// Where all pipes are one below the other, the lost one was there too.
    fn at_edge(&self, text: &str, cell: Span, before: usize, gap: Span) -> f64 {
        let Some(edge) = self.edge else { return 0.0 };
        let column = before + text[cell.start as usize..gap.start as usize].chars().count();
        if column == edge || column + 1 == edge { 6.0 } else { 0.0 }
    }
}

/// What a cell looks like.
struct Shape {
    first: Kind,
    last: Kind,
    single: bool,
    length: f64,
}

impl Shape {
    fn of(text: &str, regions: &Regions, cell: Span) -> Self {
        let content = text[cell.range()].trim();
        let single = !content.contains(' ') || is_one(regions, text, cell, content);
        let length = (1.0 + f64::from(content.chars().take(LONGEST_CELL).count() as u32)).ln();
        Self { first: first_kind(content), last: last_kind(content), single, length }
    }
}

/// Whether the cell is a single code span, link or template.
fn is_one(regions: &Regions, text: &str, cell: Span, content: &str) -> bool {
    let start = cell.start + (text[cell.range()].len() - text[cell.range()].trim_start().len()) as u32;
    let whole = Span::new(start, start + content.len() as u32);
    let mut inside = regions.within(whole).iter();
    match (inside.next(), inside.next()) {
        (Some(region), None) => region.span == whole || content.starts_with('[') && region.span.end == whole.end,
        _ => content.starts_with('[') && content.ends_with(']'),
    }
}

fn first_kind(content: &str) -> Kind {
    let first = content.trim_start_matches(['*', '_']);
    if first.len() < content.len() && content.starts_with("**") {
        return Kind::Strong;
    }
    kind(first.chars().next())
}

fn last_kind(content: &str) -> Kind {
    if content.ends_with("**") {
        return Kind::Strong;
    }
    if content.ends_with(')') && content.contains("](") {
        return Kind::Link;
    }
    kind(content.trim_end_matches(['*', '_']).chars().next_back())
}

fn kind(char: Option<char>) -> Kind {
    match char {
        None => Kind::Empty,
        Some('`') => Kind::Code,
        Some('[' | ']' | '!') => Kind::Link,
        Some('{' | '}') => Kind::Template,
        Some('<' | '>') => Kind::Tag,
        Some('.' | '。' | ';' | ',' | ':' | '?' | '；' | '：') => Kind::Stop,
        Some(char) if is_cjk(char) => Kind::Ideograph,
        Some(char) if char.is_numeric() => Kind::Digit,
        Some(char) if char.is_uppercase() => Kind::Upper,
        Some(char) if char.is_alphabetic() => Kind::Lower,
        Some(_) => Kind::Sign,
    }
}
