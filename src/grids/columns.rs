//! What the cells of a column have in common.

use super::words::First;

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Numbers only.
    Number,
    /// One word in which letters, digits and signs are mixed.
    Code,
    /// Every word begins with a capital.
    Title,
    /// The first word begins with a capital.
    Phrase,
    /// The first word begins with a small letter.
    Lower,
    /// It ends as a sentence does.
    Sentence,
    /// It begins with a sign.
    Sign,
}

/// A cell as its column sees it.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// What it looks like.
    pub shape: Shape,
    /// Number of its lines.
    pub lines: u32,
    /// Number of its words.
    pub words: u32,
    /// Number of its characters, spaces not included.
    pub chars: u32,
    /// Whether its last character is a colon.
    pub ends_with_colon: bool,
    /// Whether it has as many opening brackets as closing ones.
    pub is_whole: bool,
    /// A number that stands for its first word.
    pub first_word: u64,
}

impl Cell {
    /// The binary logarithm of its length.
    pub fn length(&self) -> i32 {
        (self.chars + 1).ilog2().cast_signed()
    }
}

const SHAPES: usize = 7;

/// What the cells of a column look like, and how often.
#[derive(Clone, Debug, Default)]
pub struct Column {
    cells: i32,
    shapes: [i32; SHAPES],
    lines: i32,
    colons: i32,
    /// The number of words of the last cell, and how many in a row had it.
    words: (u32, i32),
    /// The sum of the binary logarithms of their lengths.
    lengths: i32,
    /// First words that occur more than once.
    firsts: Vec<(u64, i32)>,
}

impl Column {
    /// Adds a cell of the body.
    pub fn add(&mut self, cell: &Cell) {
        self.cells += 1;
        self.shapes[cell.shape as usize] += 1;
        self.lines += i32::from(cell.lines > 1);
        self.words = if self.words.0 == cell.words { (cell.words, self.words.1 + 1) } else { (cell.words, 1) };
        self.colons += i32::from(cell.ends_with_colon);
        self.lengths += cell.length();
        match self.firsts.iter_mut().find(|(word, _)| *word == cell.first_word) {
            Some((_, count)) => *count += 1,
            None => self.firsts.push((cell.first_word, 1)),
        }
    }

    /// How well a cell fits the column, in tenths of a nat. `own` is whether the column counts the cell itself.
    pub fn fit(&self, cell: &Cell, own: bool) -> i32 {
        let others = self.cells - i32::from(own);
        if others < 1 {
            return 0;
        }
        let same = self.shapes[cell.shape as usize];
        let is_number = cell.shape == Shape::Number;
        let numbers = self.shapes[Shape::Number as usize];
        let shape = (12 * same / self.cells) - 4;
        let number = match () {
            () if is_number && numbers * 2 >= self.cells => 6,
            () if is_number || numbers * 4 >= 3 * self.cells => -8,
            () => 0,
        };
        let length = match (self.lengths / self.cells - cell.length()).abs() {
            0 => 3,
            1 => 1,
            2 => -5,
            _ => -9,
        };
        let lines = if (cell.lines > 1) == (self.lines * 2 > self.cells) { 1 } else { -3 };
        let colon = match (cell.ends_with_colon, self.colons * 2 > self.cells) {
            (true, true) => 4,
            (false, false) => 0,
            _ => -6,
        };
        let words = match (self.words.0 == cell.words, self.words.1 == self.cells && self.cells > 1) {
            (true, true) => 4,
            (false, true) => -7,
            _ => 0,
        };
        let repeated = self.firsts.iter().any(|&(word, count)| word == cell.first_word && count > 1);
        // Any cell is somewhat like others: a column more is no gain by itself.
        shape + number + length + lines + colon + words - 9 + if repeated && others > 1 { 4 } else { 0 }
    }

    /// How well a header fits above the column: it names what the column holds, and rather is no number.
    pub fn fit_header(&self, cell: &Cell) -> i32 {
        let shape = match cell.shape {
            Shape::Title | Shape::Phrase | Shape::Lower => 2,
            Shape::Code => 0,
            Shape::Number | Shape::Sentence | Shape::Sign => -6,
        };
        // The names of columns are about as long as one another.
        let length = -(cell.chars.min(60).pow(2) / 90).min(30).cast_signed();
        let lines = if cell.lines > 1 { -6 } else { 0 };
        let name = shape + length + lines;
        // Tables without a header begin with a row like the others.
        let fit = self.fit(cell, false);
        if fit > 0 { name.max(fit / 2 - 3) } else { name }
    }
}

/// What a cell of these words looks like.
pub fn shape(first: First, words: u32, capitals: u32, numbers: u32, is_code: bool, ends_sentence: bool) -> Shape {
    match first {
        _ if numbers == words => Shape::Number,
        _ if words == 1 && is_code => Shape::Code,
        _ if ends_sentence && words > 3 => Shape::Sentence,
        First::Upper if capitals == words => Shape::Title,
        First::Upper => Shape::Phrase,
        First::Lower => Shape::Lower,
        First::Digit | First::Opening | First::Sign => Shape::Sign,
    }
}
