//! The text of an open document, and positions in it as editors count them (LSP 3.17, "Text Documents").

use std::ops::Range;

use ropey::{Rope, RopeSlice};

use crate::text::LineTable;

/// What the `character` of a position counts (LSP 3.17, `PositionEncodingKind`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what a client means that names no encoding.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

/// A position as editors count it, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line.
    pub line: u32,
    /// Column in units of the [`Encoding`].
    pub character: u32,
}

/// A text whose clones cost nothing.
#[derive(Clone, Debug)]
pub struct Text {
    rope: Rope,
    encoding: Encoding,
}

impl Text {
    /// The text `content`, whose positions are counted in `encoding`.
    pub fn new(content: &str, encoding: Encoding) -> Self {
        Self { rope: Rope::from_str(content), encoding }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// All of it in one piece.
    pub fn contiguous(&self) -> String {
        self.rope.to_string()
    }

    /// Its first `most` bytes, or a few less where these would end within a character.
    pub fn head(&self, most: usize) -> String {
        let end = self.rope.byte_to_char(most.min(self.rope.len_bytes()));
        self.rope.slice(..end).to_string()
    }

    /// The byte offset of a position. One after its line's end means the line's end, one after the text's end the
    /// text's end, and one within a character the start of the character.
    pub fn offset(&self, place: Place) -> usize {
        let line = place.line as usize;
        if line >= self.rope.len_lines() {
            return self.rope.len_bytes();
        }
        let content = without_line_end(self.rope.line(line));
        self.rope.line_to_byte(line) + self.byte_within(content, place.character as usize)
    }

    fn byte_within(&self, line: RopeSlice, units: usize) -> usize {
        let char = match self.encoding {
            Encoding::Utf8 => line.try_byte_to_char(units.min(line.len_bytes())),
            Encoding::Utf16 => line.try_utf16_cu_to_char(units.min(line.len_utf16_cu())),
            Encoding::Utf32 => Ok(units.min(line.len_chars())),
        };
        line.char_to_byte(char.unwrap_or(0))
    }

    /// The position of a byte offset.
    pub fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.rope.len_bytes());
        let line = self.rope.byte_to_line(offset);
        let start = self.rope.line_to_byte(line);
        let content = without_line_end(self.rope.line(line));
        let within = (offset - start).min(content.len_bytes());
        let character = match self.encoding {
            Encoding::Utf8 => within,
            Encoding::Utf16 => content.char_to_utf16_cu(content.byte_to_char(within)),
            Encoding::Utf32 => content.byte_to_char(within),
        };
        Place { line: line as u32, character: character as u32 }
    }

    /// Replaces the bytes of `range`, which are given as offsets of this text.
    pub fn replace(&mut self, range: Range<usize>, content: &str) {
        let start = self.rope.byte_to_char(range.start);
        let end = self.rope.byte_to_char(range.end);
        self.rope.remove(start..end);
        self.rope.insert(start, content);
    }
}

/// The position of a byte offset of `text`, of which `table` holds the lines.
pub fn place_in(text: &str, table: &LineTable, offset: usize, encoding: Encoding) -> Place {
    let offset = offset.min(text.len());
    let line = table.line_of(offset as u32);
    let span = table.line_span(line, text);
    let content = text[span.range()].trim_end_matches(['\n', '\r']);
    let before = &content[..(offset - span.start as usize).min(content.len())];
    let character = match encoding {
        Encoding::Utf8 => before.len(),
        Encoding::Utf16 if before.is_ascii() => before.len(),
        Encoding::Utf16 => before.chars().map(char::len_utf16).sum(),
        Encoding::Utf32 => before.chars().count(),
    };
    Place { line, character: character as u32 }
}

/// The line without `\n`, `\r\n` or `\r`.
fn without_line_end(line: RopeSlice) -> RopeSlice {
    let mut end = line.len_chars();
    for sign in ['\n', '\r'] {
        if end > 0 && line.char(end - 1) == sign {
            end -= 1;
        }
    }
    line.slice(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "aé漢😀z\r\nb\rc\u{2028}d\n";

    fn at(line: u32, character: u32) -> Place {
        Place { line, character }
    }

    #[test]
    fn counts_in_every_encoding() {
        for (encoding, column) in [(Encoding::Utf8, 10), (Encoding::Utf16, 5), (Encoding::Utf32, 4)] {
            let text = Text::new(TEXT, encoding);
            assert_eq!(text.offset(at(0, column)), 10, "{encoding:?}");
            assert_eq!(text.place(10), at(0, column), "{encoding:?}");
            assert_eq!(text.place(0), at(0, 0));
        }
    }

    #[test]
    fn only_the_three_line_ends_of_the_protocol_end_lines() {
        let text = Text::new(TEXT, Encoding::Utf16);
        assert_eq!(text.place(13), at(1, 0));
        assert_eq!(text.place(15), at(2, 0));
        assert_eq!(text.place(19), at(2, 2), "U+2028 ends no line");
        assert_eq!(text.place(TEXT.len()), at(3, 0));
    }

    #[test]
    fn both_ways_to_a_position_agree() {
        let table = LineTable::new(TEXT);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let text = Text::new(TEXT, encoding);
            for offset in (0..=TEXT.len()).filter(|&at| TEXT.is_char_boundary(at)) {
                assert_eq!(place_in(TEXT, &table, offset, encoding), text.place(offset), "{encoding:?} {offset}");
            }
        }
    }

    #[test]
    fn positions_past_an_end_are_clamped() {
        let text = Text::new(TEXT, Encoding::Utf16);
        assert_eq!(text.offset(at(0, 99)), 11, "before the line end");
        assert_eq!(text.offset(at(1, 99)), 14);
        assert_eq!(text.offset(at(99, 0)), TEXT.len());
        assert_eq!(text.offset(at(0, 4)), 6, "within a surrogate pair: its start");
        assert_eq!(text.place(12), at(0, 6), "within a line end: the line's end");
        assert_eq!(Text::new(TEXT, Encoding::Utf8).offset(at(0, 2)), 1, "within a character: its start");
        assert_eq!(Text::new("", Encoding::Utf8).offset(at(0, 7)), 0);
    }

    #[test]
    fn replaces_bytes() {
        let mut text = Text::new("aé漢😀z", Encoding::Utf8);
        text.replace(1..6, "--");
        assert_eq!(text.contiguous(), "a--😀z");
        text.replace(3..7, "");
        assert_eq!((text.contiguous().as_str(), text.len()), ("a--z", 4));
    }
}
