//! The addresses of an article's headings.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use super::side::Side;
use super::slugs::slug;
use crate::skeleton::{Kind, folded};
use crate::text::Span;

/// Which heading an address leads to.
#[derive(Debug)]
pub(super) struct Addresses<'a> {
    side: Side<'a>,
    /// By the explicit addresses.
    explicit: HashMap<&'a str, usize>,
    /// By the letters of the headings, as generators make addresses of them.
    words: HashMap<u64, Vec<usize>>,
}

impl<'a> Addresses<'a> {
    pub fn of(side: Side<'a>) -> Self {
        let mut addresses = Self { side, explicit: HashMap::new(), words: HashMap::new() };
        for mark in side.marks().iter().filter(|mark| mark.kind == Kind::Anchor) {
            addresses.explicit.entry(side.slice(mark.core)).or_insert(mark.block as usize);
        }
        for (index, block) in side.blocks().iter().enumerate().filter(|(_, block)| block.level().is_some()) {
            addresses.words.entry(block.text).or_default().push(index);
        }
        addresses
    }

    /// The heading, as an index of blocks.
    pub fn heading(&self, address: &str) -> Option<usize> {
        let address = &*percent_decode_str(address).decode_utf8_lossy();
        let bare = || address.trim_end_matches(|char: char| char.is_ascii_digit());
        self.explicit.get(address).copied().or_else(|| self.named(address)).or_else(|| self.named(bare()))
    }

    /// The first heading with these letters; before it one that parts them as the address does.
    fn named(&self, address: &str) -> Option<usize> {
        let headings = self.words.get(&folded(address))?;
        let is_exact = |index: &&usize| {
            let block = self.side.blocks()[**index];
            slug(self.side.slice(Span::new(block.content, block.span.end))) == address
        };
        let exact = (headings.len() > 1).then(|| headings.iter().take(MOST_ALIKE).find(is_exact)).flatten();
        exact.or(headings.first()).copied()
    }
}

/// Headings with the same letters that are looked at.
const MOST_ALIKE: usize = 8;
