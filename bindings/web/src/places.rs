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

/// A span in both ways of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// UTF-16 code units before it.
    pub start: usize,
    /// Those before its end.
    pub end: usize,
    /// The same by lines.
    pub range: LineRange,
}

/// UTF-16 code units before byte `offset`.
pub fn units(text: &Rope, offset: u32) -> usize {
    text.char_to_utf16_cu(text.byte_to_char(within(text, offset)))
}

/// Where a span of bytes lies.
pub fn extent(text: &Rope, span: Span) -> Extent {
    let ((start, first), (end, last)) = (place(text, span.start), place(text, span.end));
    Extent { start, end, range: LineRange { start: first, end: last } }
}

/// A place in UTF-16 code units, and by lines. The rope looks for each number that it is asked for, so none is asked for twice.
fn place(text: &Rope, offset: u32) -> (usize, LinePlace) {
    let character = text.byte_to_char(within(text, offset));
    let line = text.char_to_line(character);
    let (units, before) = (text.char_to_utf16_cu(character), text.char_to_utf16_cu(text.line_to_char(line)));
    (units, LinePlace { line, character: units - before })
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
