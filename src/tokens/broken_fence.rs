//! Damaged fences, and what the end of a text is to its fences.

use crate::text::Span;
use crate::text::wear::Wear;

/// What is wrong with a fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenceDamage {
    /// Its signs are spaced, too few or typographic: `` `` ` ``.
    Broken,
    /// It is never closed: it encloses the next fence as well, up to the one that closes that.
    Phantom,
    /// It is never closed: it encloses the rest of the document.
    Unclosed,
    /// It encloses the whole article.
    Wrapped,
}

/// A damaged fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenFence {
    /// What is wrong.
    pub damage: FenceDamage,
    /// The signs of the fence, without its info string.
    pub span: Span,
    /// The fence that it encloses by mistake, or where the enclosed text ends.
    pub swallowed: Span,
    /// Whether the fence opens a code block; only broken fences may close one.
    pub opens: bool,
    /// The sign that is meant, and how many of them.
    pub meant: (char, usize),
    /// How the signs are worn.
    pub wear: Wear,
    /// How many more lines it encloses after the end of the text, where that is a piece of an article.
    pub lines_behind: u32,
}

/// What the end of a text is to its fences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FenceEnd {
    /// Outside all fences.
    #[default]
    Outside,
    /// Within a fence, whatever follows.
    Inside,
    /// What follows tells: a damaged fence before the end may be one or none.
    Unsure,
}
