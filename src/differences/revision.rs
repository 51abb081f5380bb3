//! Whether a translation is that of another revision of its original.

use super::difference::Difference;
use super::parts::Parts;

/// How much of two articles differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// The blocks of both.
    pub blocks: usize,
    /// Those that have no partner.
    pub alone: usize,
    /// The headings without a partner, of both.
    pub headings: usize,
    /// The differences that were found.
    pub found: usize,
}

/// Blocks without a partner that may still be chance.
const FEW: usize = 8;

impl Amount {
    pub(super) fn of(parts: &Parts, found: &[Difference]) -> Self {
        let alone = |partners: &[Option<usize>]| partners.iter().filter(|partner| partner.is_none()).count();
        let (first, second) = parts.lone_headings();
        Self {
            blocks: parts.partners.len() + parts.back.len(),
            alone: alone(&parts.partners) + alone(&parts.back),
            headings: first + second,
            found: found.len(),
        }
    }

    /// Whether so many blocks differ that the one is not a translation of the other as it is.
    pub fn is_other_revision(&self) -> bool {
        self.alone > FEW && self.alone * 5 > self.blocks || self.headings > 4
    }
}
