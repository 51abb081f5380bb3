//! One of two articles that are compared.

use crate::skeleton::{Block, Mark, Skeleton};
use crate::text::{Span, step};
use crate::tokens::search;

/// Bytes of a line that are looked at before and behind a place.
const AROUND: usize = 1_000;

/// An article and its skeleton.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The text.
    pub text: &'a str,
    /// Its skeleton.
    pub skeleton: &'a Skeleton,
}

impl<'a> Side<'a> {
    /// The text of `span`.
    pub fn slice(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    pub(super) fn blocks(&self) -> &'a [Block] {
        &self.skeleton.blocks
    }

    pub(super) fn marks(&self) -> &'a [Mark] {
        &self.skeleton.marks
    }

    /// The line that holds the byte at `offset`, from its first sign on, as far as it is near.
    pub(super) fn line(&self, offset: u32) -> Span {
        let bytes = self.text.as_bytes();
        let at = (offset as usize).min(bytes.len());
        let (from, to) = (step::floor(self.text, at.saturating_sub(AROUND)), step::floor(self.text, at + AROUND));
        let start = search::last_byte(b'\n', &bytes[from..at]).map_or(from, |end| from + end + 1);
        let end = search::byte(b'\n', &bytes[at..to]).map_or(to, |length| at + length);
        let line = &self.text[start..end];
        let from = start + (line.len() - line.trim_start().len());
        Span::of(from.min(end), from.max(start + line.trim_end().len()))
    }
}
