//! Where the pieces of an article may end, as far as one can see without reading them.

use std::sync::Arc;

use super::piece::Piece;
use crate::text::step;
use crate::tokens::{Unfinished, search};

/// How far after the end of a piece that ends in code a fence may stand for the piece to go on up to it, in bytes.
pub(super) const AHEAD: usize = 24_576;
/// How often a piece is made a little longer before it is made much longer.
pub(super) const FEW_ATTEMPTS: u32 = 4;
/// The longest end of something unfinished, in bytes, white space in it included.
pub(super) const LONGEST_END: usize = 64;

/// The number of the first of `pieces`, which follow `text`, up to which there is an end of what is unfinished.
pub(super) fn piece_with_end(unfinished: Unfinished, text: &str, pieces: &[Arc<Piece>]) -> Option<usize> {
    // An end may lie across several pieces.
    let mut before = end_of(text).to_owned();
    pieces.iter().position(|piece| {
        before.push_str(&piece.text()[..step::ceil(piece.text(), LONGEST_END.min(piece.text().len()))]);
        let ends = unfinished.end_in(&before).is_some() || unfinished.end_in(piece.text()).is_some();
        let last = if piece.text().len() < LONGEST_END { end_of(&before) } else { end_of(piece.text()) };
        before = String::from(last);
        ends
    })
}

/// The last bytes of `text`, in which what ends after it may begin to end.
fn end_of(text: &str) -> &str {
    &text[step::ceil(text, text.len().saturating_sub(LONGEST_END))..]
}

/// Whether the last line of a text may be one of a table or of indented code.
pub(super) fn may_be_row_or_code(text: &str) -> bool {
    let start = search::last_byte(b'\n', &text.as_bytes()[..text.len().saturating_sub(1)]).map_or(0, |end| end + 1);
    let last = &text[start..];
    last.contains('|') || last.trim_start_matches('>').starts_with(['\t', ' '])
}
