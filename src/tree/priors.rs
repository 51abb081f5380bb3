//! Where certain damage lies: it makes weak signs of damage near it likely.

use super::evidence;

/// The places of certain damage in a document, as rising byte offsets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Priors {
    certain: Vec<u32>,
}

/// How much damage there is around a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// None that is certain.
    None,
    /// Somewhere in the document, several times.
    Document,
    /// Near the place.
    Near,
}

impl Priors {
    /// Priors of certain damage at these offsets, in any order.
    pub fn new(mut certain: Vec<u32>) -> Self {
        certain.sort_unstable();
        certain.dedup();
        Self { certain }
    }

    /// The offsets, rising.
    pub fn offsets(&self) -> &[u32] {
        &self.certain
    }

    /// Both together.
    pub fn joined(&self, other: &Self) -> Self {
        Self::new(self.certain.iter().chain(&other.certain).copied().collect())
    }

    /// How much damage there is around `offset`, the damage at `offset` itself left out.
    pub fn level(&self, offset: u32) -> Level {
        let from = offset.saturating_sub(evidence::NEAR_BYTES);
        let first = self.certain.partition_point(|&at| at < from);
        let near = self.certain[first..].iter().take_while(|&&at| at <= offset.saturating_add(evidence::NEAR_BYTES));
        // One of the first two is another place than the offset itself.
        if near.take(2).any(|&at| at != offset) {
            Level::Near
        } else if self.certain.len() >= evidence::DAMAGED_DOCUMENT {
            Level::Document
        } else {
            Level::None
        }
    }

    /// The weight of the damage around `offset`.
    pub(super) fn weight(&self, offset: u32) -> i32 {
        match self.level(offset) {
            Level::None => 0,
            Level::Document => evidence::DOCUMENT,
            Level::Near => evidence::NEAR,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damage_does_not_speak_for_itself() {
        let priors = Priors::new(vec![500, 90_000]);
        assert_eq!(priors.level(500), Level::None);
        assert_eq!(priors.level(600), Level::Near);
        assert_eq!(priors.level(40_000), Level::None);
        assert_eq!(priors.joined(&Priors::new(vec![200_000])).level(40_000), Level::Document);
    }
}
