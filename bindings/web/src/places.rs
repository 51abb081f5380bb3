//! Places as JavaScript and editors count them: in UTF-16 code units, and by lines.

use copydesk::{Position, Span};
use ropey::Rope;
use serde::Serialize;

use crate::failure::Failure;

/// A place in lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LinePlace {
    /// The line, from 0. Lines end with `\n`, `\r\n` or a lone `\r`.
    pub line: usize,
    /// UTF-16 code units before it in its line.
    pub character: usize,
}

/// From one place to behind another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LineRange {
    start: LinePlace,
    end: LinePlace,
}

/// UTF-16 code units before byte `offset`.
pub fn units(text: &Rope, offset: u32) -> usize {
    text.char_to_utf16_cu(text.byte_to_char(within(text, offset)))
}

/// The lines and characters of a span of bytes.
pub fn range(text: &Rope, span: Span) -> LineRange {
    LineRange { start: place(text, span.start), end: place(text, span.end) }
}

fn place(text: &Rope, offset: u32) -> LinePlace {
    let character = text.byte_to_char(within(text, offset));
    let line = text.char_to_line(character);
    let before = text.char_to_utf16_cu(text.line_to_char(line));
    LinePlace { line, character: text.char_to_utf16_cu(character) - before }
}

fn within(text: &Rope, offset: u32) -> usize {
    (offset as usize).min(text.len_bytes())
}

/// The byte at a position that counts lines and characters from 1.
pub fn byte_at(text: &Rope, position: Position) -> u32 {
    let line = (position.line as usize - 1).min(text.len_lines() - 1);
    let character = text.line_to_char(line) + position.column as usize - 1;
    text.char_to_byte(character.min(text.len_chars())) as u32
}

/// The byte behind this many UTF-16 code units; a failure where these end behind the text or between the halves of a character.
pub fn byte_of_units(text: &Rope, units: u32) -> Result<u32, Failure> {
    let length = text.len_utf16_cu();
    if units as usize > length {
        return Err(Failure::Argument(format!("offset {units} is behind the text, which ends at {length}")));
    }
    let character = text.utf16_cu_to_char(units as usize);
    if text.char_to_utf16_cu(character) != units as usize {
        return Err(Failure::Argument(format!("offset {units} is between the two halves of a character")));
    }
    Ok(text.char_to_byte(character) as u32)
}
