//! How the delimiters of a tag are written, and where they end it.

use crate::tokens::search;

/// How a tag's delimiters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delimiters {
    /// `<` and `>`.
    Ascii,
    /// Full-width signs or angle quotes.
    Wide,
    /// `&lt;` and `&gt;`.
    Escaped,
}

/// Pairs of characters that typography puts for `<` and `>`.
pub(super) const WIDE: &[(char, char)] = &[('＜', '＞'), ('‹', '›'), ('〈', '〉'), ('﹤', '﹥'), ('⟨', '⟩')];

/// What escaping makes of `>`.
pub(super) const ESCAPED_CLOSE: &str = "&gt;";

impl Delimiters {
    /// Where the next tag with such delimiters begins, at which the attributes of one before it end; plain `<` ends them
    /// wherever it is.
    pub(super) fn next_open(self, text: &str, at: usize) -> usize {
        let rest = &text[at..];
        let next = match self {
            Self::Ascii => None,
            Self::Escaped => search::bytes(rest.as_bytes(), b"&lt;"),
            Self::Wide => search::char(rest, |char| !char.is_ascii() && WIDE.iter().any(|(open, _)| *open == char)),
        };
        next.map_or(text.len(), |length| at + length)
    }

    /// Length of the delimiter that ends a tag at the start of `rest`, 0 where there is none.
    pub(super) fn close_length(self, rest: &str) -> usize {
        match rest.as_bytes().first() {
            Some(b'>') => 1,
            Some(b'&') if self == Self::Escaped && rest.starts_with(ESCAPED_CLOSE) => ESCAPED_CLOSE.len(),
            Some(byte) if !byte.is_ascii() && self != Self::Escaped => {
                let first = rest.chars().next();
                let close = WIDE.iter().find(|(_, close)| Some(*close) == first);
                close.map_or(0, |(_, close)| close.len_utf8())
            }
            _ => 0,
        }
    }
}
