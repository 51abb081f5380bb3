//! Where certain damage lies: it makes weak signs of damage near it likely.

use std::sync::atomic::{AtomicBool, Ordering};

use super::evidence;

/// The places of certain damage in a document, as rising byte offsets.
#[derive(Debug, Default)]
pub struct Priors {
    certain: Vec<u32>,
    /// Certain damage around the piece of the article that is read, counted from its first byte.
    around: Vec<i64>,
    /// Whether the whole article holds several certain damages.
    damaged: bool,
    /// Whether an answer depended on that.
    asked: AtomicBool,
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

impl Clone for Priors {
    fn clone(&self) -> Self {
        Self {
            certain: self.certain.clone(),
            around: self.around.clone(),
            damaged: self.damaged,
            asked: AtomicBool::new(self.asked()),
        }
    }
}

impl Priors {
    /// Priors of certain damage at these offsets, in any order.
    pub fn new(mut certain: Vec<u32>) -> Self {
        certain.sort_unstable();
        certain.dedup();
        Self { certain, ..Self::default() }
    }

    /// The same in an article of which more is known: `around` are offsets of certain damage outside the piece that is
    /// read, `damaged` says whether there are several.
    pub fn within(mut self, around: Vec<i64>, damaged: bool) -> Self {
        self.around = around;
        self.damaged = damaged;
        self
    }

    /// The offsets, rising.
    pub fn offsets(&self) -> &[u32] {
        &self.certain
    }

    /// Whether nothing is known of any damage.
    pub fn is_empty(&self) -> bool {
        self.certain.is_empty() && self.around.is_empty() && !self.damaged
    }

    /// Whether an answer depended on how damaged the whole article is.
    pub fn asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    /// Notes that an answer would depend on how damaged the whole article is, where `depends` says so.
    pub(super) fn note_question(&self, depends: bool) {
        self.asked.fetch_or(depends, Ordering::Relaxed);
    }

    /// With these offsets too.
    pub fn joined(&self, certain: &[u32]) -> Self {
        let joined = Self::new(self.certain.iter().chain(certain).copied().collect());
        joined.asked.store(self.asked(), Ordering::Relaxed);
        joined.within(self.around.clone(), self.damaged)
    }

    /// How much damage there is around `offset`, the damage at `offset` itself left out.
    pub fn level(&self, offset: u32) -> Level {
        let from = offset.saturating_sub(evidence::NEAR_BYTES);
        let first = self.certain.partition_point(|&at| at < from);
        let near = self.certain[first..].iter().take_while(|&&at| at <= offset.saturating_add(evidence::NEAR_BYTES));
        let is_near = |at: &i64| at.abs_diff(i64::from(offset)) <= u64::from(evidence::NEAR_BYTES);
        // One of the first two is another place than the offset itself.
        if near.take(2).any(|&at| at != offset) || self.around.iter().any(is_near) {
            Level::Near
        } else if self.certain.len() >= evidence::DAMAGED_DOCUMENT {
            Level::Document
        } else {
            self.asked.store(true, Ordering::Relaxed);
            if self.damaged { Level::Document } else { Level::None }
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
        assert_eq!(priors.joined(&[200_000]).level(40_000), Level::Document);
    }

    #[test]
    fn damage_around_a_piece_counts() {
        let priors = || Priors::new(Vec::new());
        assert_eq!(priors().within(vec![-3_000], false).level(900), Level::Near);
        assert_eq!(priors().within(vec![-3_000], false).level(1_100), Level::None);
        let damaged = priors().within(Vec::new(), true);
        assert_eq!(damaged.level(0), Level::Document);
        assert!(damaged.asked());
    }
}
