//! Lines and columns, for the edge of the program only.

use super::Span;

/// A place as people count it: both numbers start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1. Lines end with `\n`, `\r\n` or a lone `\r`.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
}

/// Where each line of a text begins.
#[derive(Clone, Debug)]
pub struct LineTable {
    starts: Vec<u32>,
}

impl LineTable {
    /// Reads the line ends of `text`: `\n`, `\r\n` and a lone `\r`, as LSP 3.17 names them.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at as u32 + 1);
            }
        }
        Self { starts }
    }

    /// Number of lines; an empty text has one.
    pub fn len(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Never true: every text has a first line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The line that holds byte `offset`, from 0.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32 - 1
    }

    /// The bytes of `line` (from 0), its line end included; the empty end of the text for a line that does not exist.
    pub fn line_span(&self, line: u32, text: &str) -> Span {
        let end_of_text = text.len() as u32;
        let at = |index: usize| self.starts.get(index).copied().unwrap_or(end_of_text);
        Span::new(at(line as usize), at(line as usize + 1))
    }

    /// The position of byte `offset` of `text`, which must be the text that the table was made from.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line_of(offset);
        let start = self.starts[line as usize] as usize;
        let before = &text[start..(offset as usize).min(text.len())];
        Position { line: line + 1, column: before.chars().count() as u32 + 1 }
    }
}

/// A cursor over a [`LineTable`] that answers rising offsets on one long line without counting its characters anew.
#[derive(Debug)]
pub struct PositionCursor<'a> {
    table: &'a LineTable,
    text: &'a str,
    offset: u32,
    position: Position,
}

impl<'a> PositionCursor<'a> {
    /// A cursor at the start of `text`.
    pub fn new(table: &'a LineTable, text: &'a str) -> Self {
        Self { table, text, offset: 0, position: Position { line: 1, column: 1 } }
    }

    /// The position of byte `offset`.
    pub fn position(&mut self, offset: u32) -> Position {
        let offset = offset.min(self.text.len() as u32);
        let line = self.table.line_of(offset);
        self.position = if line + 1 == self.position.line && offset >= self.offset {
            let between = &self.text[self.offset as usize..offset as usize];
            Position { line: line + 1, column: self.position.column + between.chars().count() as u32 }
        } else {
            self.table.position(self.text, offset)
        };
        self.offset = offset;
        self.position
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: u32) -> (u32, u32) {
        let table = LineTable::new(text);
        let there = table.position(text, offset);
        assert_eq!(PositionCursor::new(&table, text).position(offset), there);
        (there.line, there.column)
    }

    #[test]
    fn counts_characters_of_every_length() {
        let text = "aé漢😀z";
        for (offset, column) in [(0, 1), (1, 2), (3, 3), (6, 4), (10, 5), (11, 6)] {
            assert_eq!(position(text, offset), (1, column));
        }
    }

    #[test]
    fn knows_the_three_line_ends() {
        let text = "a\nb\r\nc\rd";
        assert_eq!(position(text, 2), (2, 1));
        assert_eq!(position(text, 4), (2, 3), "the line feed of a pair belongs to its line");
        assert_eq!(position(text, 5), (3, 1));
        assert_eq!(position(text, 7), (4, 1));
        assert_eq!(LineTable::new(text).len(), 4);
        assert_eq!(LineTable::new("").len(), 1);
    }

    #[test]
    fn cursor_agrees_with_the_table_in_any_order() {
        let text = "äöü 漢字\n😀 end\r\nlast";
        let table = LineTable::new(text);
        let mut cursor = PositionCursor::new(&table, text);
        for offset in [0, 2, 7, 14, 3, 18, 24, 20] {
            if text.is_char_boundary(offset as usize) {
                assert_eq!(cursor.position(offset), table.position(text, offset));
            }
        }
    }
}
