//! The pieces of an article before an edit.

use std::ops::Range;
use std::sync::Arc;

use super::piece::Piece;

/// The pieces before an edit.
#[derive(Clone, Debug)]
pub(super) struct Old<'a> {
    /// All of them.
    pub pieces: &'a [Arc<Piece>],
    /// The number of the one with which the new ones begin.
    pub first: usize,
    /// The number of the one after the window.
    pub last: usize,
    /// The bytes that went.
    pub edited: Range<usize>,
    /// How many came.
    pub inserted: usize,
}

impl Old<'_> {
    /// What there is before an article was read.
    pub fn none() -> Old<'static> {
        Old { pieces: &[], first: 0, last: 0, edited: 0..0, inserted: 0 }
    }

    /// Where each of them from the first on begins, which begins at `start`.
    pub fn starts(&self, mut start: usize) -> Vec<usize> {
        let of_piece = |piece: &Arc<Piece>| {
            start += piece.text().len();
            start - piece.text().len()
        };
        self.pieces[self.first..].iter().map(of_piece).collect()
    }
}
