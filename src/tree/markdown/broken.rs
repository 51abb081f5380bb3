//! Emphasis that was meant and does not show.

use super::characters::is_cjk;
use crate::text::Span;
use crate::text::wear::Wear;

/// What is wrong with a piece of emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmphasisDamage {
    /// White space inside the delimiters: `** x **`.
    Spaced,
    /// One delimiter lost a sign, or the other has one too many: `**x*`.
    Halved,
    /// One delimiter has a sign too many: `***x**`.
    Doubled,
    /// The signs are other ones, or parted, or one half is escaped.
    Worn(Wear),
    /// Both delimiters are escaped as a whole: `\*\*x\*\*`.
    Escaped,
    /// The closing delimiter is missing up to the end of the block: `**x`.
    Unclosed,
    /// A delimiter between punctuation and a letter neither opens nor closes: `**x：**y`.
    Unflanked,
}

/// Emphasis that was meant and does not show.
#[derive(Clone, Copy, Debug)]
pub struct BrokenEmphasis {
    /// What is wrong.
    pub damage: EmphasisDamage,
    /// The opening delimiter run.
    pub opener: Span,
    /// The closing delimiter run; where it is missing, the end of the block.
    pub closer: Span,
    /// The delimiter that was meant, as far as it can be told.
    pub delimiter: &'static str,
}

impl BrokenEmphasis {
    /// From the opening delimiter to the closing one.
    pub fn span(&self) -> Span {
        Span::new(self.opener.start, self.closer.end)
    }

    /// What is between the delimiters.
    pub fn content(&self) -> Span {
        Span::new(self.opener.end, self.closer.start)
    }
}

/// The longest emphasis that is looked at, in bytes: signs further apart have nothing to do with each other.
pub(super) const LONGEST: u32 = 600;

/// The delimiter of so many signs.
pub(super) fn delimiter(sign: u8, length: u32) -> &'static str {
    let longest = if sign == b'_' { "____" } else { "****" };
    &longest[..length.min(4) as usize]
}

/// Whether `content` holds a word: two letters in a row, one letter of a script that is written without spaces, or a
/// letter among several digits.
pub(super) fn has_word(content: &str) -> bool {
    let (mut letters, mut all_letters, mut signs) = (0, 0, 0);
    content.chars().any(|char| {
        letters = if char.is_alphabetic() { letters + 1 } else { 0 };
        all_letters += u32::from(char.is_alphabetic());
        signs += u32::from(char.is_alphanumeric());
        letters >= 2 || letters == 1 && is_cjk(char) || all_letters >= 1 && signs >= 3
    })
}
