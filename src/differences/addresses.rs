//! The addresses of an article's headings.

use std::collections::HashMap;

use super::side::Side;
use crate::skeleton::{Kind, folded};

/// Which heading an address leads to.
#[derive(Debug, Default)]
pub(super) struct Addresses<'a> {
    /// By the explicit addresses.
    explicit: HashMap<&'a str, usize>,
    /// By the words of the headings, as generators make addresses of them.
    words: HashMap<u64, usize>,
}

impl<'a> Addresses<'a> {
    pub fn of(side: Side<'a>) -> Self {
        let mut addresses = Self::default();
        for mark in side.marks().iter().filter(|mark| mark.kind == Kind::Anchor) {
            addresses.explicit.entry(side.slice(mark.core)).or_insert(mark.block as usize);
        }
        for (index, block) in side.blocks().iter().enumerate().filter(|(_, block)| block.level().is_some()) {
            addresses.words.entry(block.text).or_insert(index);
        }
        addresses
    }

    /// The heading, as an index of blocks.
    pub fn heading(&self, address: &str) -> Option<usize> {
        let bare = || address.trim_end_matches(|char: char| char.is_ascii_digit());
        let named = |address: &str| self.words.get(&folded(address)).copied();
        self.explicit.get(address).copied().or_else(|| named(address)).or_else(|| named(bare()))
    }
}
