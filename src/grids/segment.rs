//! A stretch of a lost table between two certain ends of rows, and the cells that it may consist of.

use super::bounds::{self, Customs};
use super::columns::{self, Cell};
use super::words::{First, Gap, Word, words};
use crate::text::Span;

/// A place where a cell may end: before which word, and how likely by itself.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The index of the word.
    pub word: usize,
    /// Log-odds in tenths of a nat.
    pub weight: i32,
}

/// A stretch of one row or, for the first, of two.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Its bytes.
    pub span: Span,
    /// Its words.
    pub words: Vec<Word>,
    /// Where cells may end, rising.
    pub places: Vec<Place>,
    /// Filler behind its words, for cells that were lost.
    pub filler: Option<Span>,
    sums: Vec<Sums>,
}

/// Sums over the words before one.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    words: u32,
    capitals: u32,
    numbers: u32,
    lines: u32,
    chars: u32,
    /// Opening brackets less closing ones.
    brackets: i32,
}

/// Above this weight words ran together for certain.
const SURE: i32 = 10;
/// The most places of one segment that are looked at.
const MOST_PLACES: usize = 40;

impl Segment {
    /// Reads `text` in `parts`: what lies between the tags of cells, or the whole stretch.
    pub fn new(text: &str, parts: &[Span], filler: Option<Span>) -> Option<Self> {
        let mut all: Vec<Word> = Vec::new();
        for &part in parts {
            let mut found = words(text, part);
            if let Some(first) = found.first_mut().filter(|_| !all.is_empty()) {
                first.gap = Gap::Tag;
            }
            all.append(&mut found);
        }
        let span = Span::new(all.first()?.span.start, all.last()?.span.end);
        Some(Self { span, sums: sums(&all), words: all, places: Vec::new(), filler })
    }

    /// Weighs the places where cells may end. `None` if there are too many to try.
    pub fn weigh(&mut self, text: &str, customs: Customs) -> Option<()> {
        let words = &self.words;
        let place = |word| bounds::weight(text, words, word, customs).map(|weight| Place { word, weight });
        let places: Vec<Place> = (1..words.len()).filter_map(place).collect();
        if places.len() > MOST_PLACES {
            // Long cells of prose: only what is likely is looked at.
            let likely: Vec<Place> = places.into_iter().filter(|place| place.weight > 0).collect();
            if likely.len() > MOST_PLACES {
                return None;
            }
            self.places = likely;
        } else {
            self.places = places;
        }
        Some(())
    }

    /// The words that surely ran into the one before, as those of two cells do.
    pub fn surely_fused(&self) -> impl Iterator<Item = usize> + '_ {
        let is_sure = |place: &&Place| self.words[place.word].gap == Gap::Fused && place.weight > SURE;
        self.places.iter().filter(is_sure).map(|place| place.word)
    }

    /// The bytes of the cell from word `from` up to word `to`.
    pub fn cell_span(&self, from: usize, to: usize) -> Span {
        Span::new(self.words[from].span.start, self.words[to - 1].span.end)
    }

    /// The cell from word `from` up to word `to`.
    pub fn cell(&self, from: usize, to: usize) -> Cell {
        let (before, after) = (self.sums[from], self.sums[to]);
        let (first, last) = (&self.words[from], &self.words[to - 1]);
        let end = last.last;
        let words = after.words - before.words;
        let capitals = after.capitals - before.capitals;
        let numbers = after.numbers - before.numbers;
        let ends_sentence = matches!(end, '.' | '!' | '?' | '。');
        Cell {
            shape: columns::shape(first.first, words, capitals, numbers, first.is_code, ends_sentence),
            words,
            // The line end before the first word is not in the cell.
            lines: 1 + after.lines - self.sums[from + 1].lines,
            chars: after.chars - before.chars,
            ends_with_colon: end == ':',
            is_whole: after.brackets == before.brackets,
            first_word: first.hash,
        }
    }
}

fn sums(words: &[Word]) -> Vec<Sums> {
    let mut sums = Vec::with_capacity(words.len() + 1);
    let mut sum = Sums::default();
    sums.push(sum);
    for word in words {
        sum.words += u32::from(word.gap != Gap::Split);
        sum.capitals += u32::from(word.first == First::Upper);
        sum.numbers += u32::from(word.is_number);
        sum.lines += u32::from(word.gap == Gap::Line);
        sum.chars += word.chars;
        sum.brackets += word.brackets;
        sums.push(sum);
    }
    sums
}
