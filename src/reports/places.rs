//! Lines and columns of many offsets in one article, in any order, whatever the length of its lines.

use std::cell::{Cell, OnceCell};

use crate::text::{Position, Source, Span};

/// Bytes between two marks; a column costs at most as many steps.
const STRIDE: usize = 1024;

/// Begins some files, and is not part of their text: people and editors do not count it as a column.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Positions in an article.
#[derive(Debug)]
pub struct Places<'a> {
    source: &'a Source,
    /// The line of the last offset: the next one is often on it too.
    line: Cell<u32>,
    /// Number of characters before each multiple of [`STRIDE`] bytes; counted when a long line first asks for it.
    marks: OnceCell<Vec<u32>>,
}

impl<'a> Places<'a> {
    /// Positions in `source`.
    pub fn new(source: &'a Source) -> Self {
        Self { source, line: Cell::new(0), marks: OnceCell::new() }
    }

    /// The position of byte `offset`. A byte-order mark takes no column.
    pub fn position(&self, offset: u32) -> Position {
        let mut position = self.position_on_disk(offset);
        if position.line == 1 && offset > 0 && self.source.text().starts_with(BYTE_ORDER_MARK) {
            position.column -= 1;
        }
        position
    }

    /// The line, from 1, on which the last character of `span` is.
    pub fn last_line(&self, span: Span) -> u32 {
        self.source.lines().line_of(span.end.max(span.start + 1) - 1) + 1
    }

    fn position_on_disk(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let start = self.source.lines().line_span(line, self.source.text()).start;
        let before = if ((offset - start) as usize) < STRIDE {
            let end = (offset as usize).min(self.source.text().len());
            characters(&self.source.text().as_bytes()[start as usize..end])
        } else {
            self.characters_before(offset) - self.characters_before(start)
        };
        Position { line: line + 1, column: before + 1 }
    }

    fn line_of(&self, offset: u32) -> u32 {
        let (lines, known) = (self.source.lines(), self.line.get());
        let span = lines.line_span(known, self.source.text());
        if span.start <= offset && offset < span.end {
            return known;
        }
        let line = lines.line_of(offset);
        self.line.set(line);
        line
    }

    fn characters_before(&self, offset: u32) -> u32 {
        let bytes = self.source.text().as_bytes();
        let marks = self.marks.get_or_init(|| {
            let counts = bytes.chunks(STRIDE).scan(0, |sum, chunk| {
                let before = *sum;
                *sum += characters(chunk);
                Some(before)
            });
            counts.collect()
        });
        let offset = (offset as usize).min(bytes.len());
        let stride = (offset / STRIDE).min(marks.len().saturating_sub(1));
        marks.get(stride).map_or(0, |mark| mark + characters(&bytes[stride * STRIDE..offset]))
    }
}

/// Number of characters that begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Flavor;

    #[test]
    fn agree_with_the_line_table() {
        let text = format!("short\n{}\r\n{}", "aé漢😀".repeat(900), "x".repeat(STRIDE * 3));
        let source = Source::new("a.txt", Flavor::Text, text).expect("readable");
        let places = Places::new(&source);
        let offsets = source.text().char_indices().map(|(offset, _)| offset as u32).rev();
        for offset in offsets.step_by(97).chain([source.text().len() as u32]) {
            assert_eq!(places.position(offset), source.lines().position(source.text(), offset), "at {offset}");
        }
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let long = "x".repeat(STRIDE * 2);
        let source = Source::new("a.txt", Flavor::Text, format!("\u{feff}ab{long}\nc")).expect("readable");
        let places = Places::new(&source);
        let column = |offset| places.position(offset).column;
        assert_eq!((column(0), column(3), column(4), column(5 + STRIDE as u32)), (1, 1, 2, 3 + STRIDE as u32));
        assert_eq!(places.position(6 + long.len() as u32), Position { line: 2, column: 1 });
    }
}
