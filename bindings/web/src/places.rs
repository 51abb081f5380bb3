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
    Before::of(text, offset).units
}

/// Where a span of bytes lies.
pub fn extent(text: &Rope, span: Span) -> Extent {
    let ((start, first), (end, last)) = (place(text, span.start), place(text, span.end));
    Extent { start, end, range: LineRange { start: first, end: last } }
}

/// A place in UTF-16 code units, and by lines.
fn place(text: &Rope, offset: u32) -> (usize, LinePlace) {
    let before = Before::of(text, offset);
    // Between the two characters of a line's end the line is still the one that they end.
    let in_chunk = before.in_chunk.strip_suffix('\r').filter(|_| before.is_within_line_end).unwrap_or(before.in_chunk);
    let line = before.lines + line_ends(in_chunk.as_bytes());
    let start = match memchr::memrchr2(b'\n', b'\r', in_chunk.as_bytes()) {
        Some(end) => before.units - units_in(&before.in_chunk[end + 1..]),
        None => text.char_to_utf16_cu(text.line_to_char(line)),
    };
    (before.units, LinePlace { line, character: before.units - start })
}

/// What is before a place. A rope is kept in chunks of about 1 KB, and looks for the chunk and counts in it for each number that it is
/// asked for; in a short article with much damage that would take a third of the time.
struct Before<'a> {
    /// The text of its chunk before it.
    in_chunk: &'a str,
    /// Whether that ends between `\r` and `\n`, which are never in two chunks.
    is_within_line_end: bool,
    /// The lines that end before the chunk.
    lines: usize,
    /// All UTF-16 code units before it.
    units: usize,
}

impl<'a> Before<'a> {
    fn of(text: &'a Rope, offset: u32) -> Self {
        let offset = within(text, offset);
        let (chunk, start, character, lines) = text.chunk_at_byte(offset);
        let (in_chunk, rest) = chunk.split_at(offset - start);
        let is_within_line_end = in_chunk.ends_with('\r') && rest.starts_with('\n');
        Self { in_chunk, is_within_line_end, lines, units: text.char_to_utf16_cu(character) + units_in(in_chunk) }
    }
}

/// The UTF-16 code units of a text: one for each character, and another one for those of four bytes.
fn units_in(text: &str) -> usize {
    text.bytes().map(|byte| usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0)).sum()
}

/// How many lines end in a text.
fn line_ends(text: &[u8]) -> usize {
    memchr::memchr2_iter(b'\n', b'\r', text).filter(|&at| text[at] == b'\n' || text.get(at + 1) != Some(&b'\n')).count()
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
