//! Fixes that mend nothing: the same rule wants to change the same place again each time.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::chosen::{Chosen, Place};
use crate::findings::Edit;

/// How often a fix may be applied at one place without taking anything away.
const MOST: u32 = 2;

/// Fixes that are left out.
#[derive(Debug, Default)]
pub struct Bars {
    /// All fixes of these rules.
    pub rules: BTreeSet<&'static str>,
    /// Fixes at these places, in offsets of the article before the first pass.
    pub places: HashSet<Place>,
}

impl Bars {
    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.places.is_empty()
    }
}

/// What was tried so far, in the offsets of the text as it is now.
#[derive(Debug, Default)]
pub struct Tries {
    /// Rules of which no fix is applied.
    rules: BTreeSet<&'static str>,
    /// Where none is applied.
    barred: HashSet<Place>,
    /// The fixes of the last pass that took nothing away: how often each was applied in a row.
    tried: HashMap<Place, u32>,
    /// What the passes so far have changed, the last one first to be undone.
    passes: Vec<Moves>,
}

impl Tries {
    /// Begins with an article in which some fixes are left out.
    pub fn new(bars: &Bars) -> Self {
        Self { rules: bars.rules.clone(), barred: bars.places.clone(), ..Self::default() }
    }

    /// Whether a fix of this place is left out.
    pub fn bars(&self, place: Place) -> bool {
        self.rules.contains(place.rule) || self.barred.contains(&place)
    }

    /// Notes the fixes of a pass, and returns the places at which fixes were applied too often: in the offsets of the
    /// article as it was before the first pass.
    pub fn note(&mut self, chosen: &[Chosen], edits: &[&Edit]) -> Vec<Place> {
        let grows = |chosen: &&Chosen| {
            let fix = chosen.fix;
            fix.edits.iter().map(|edit| edit.text.len()).sum::<usize>()
                >= fix.edits.iter().map(|edit| edit.span.len() as usize).sum()
        };
        let moves = Moves::of(edits);
        let (mut tried, mut barren) = (HashMap::new(), Vec::new());
        for place in chosen.iter().filter(grows).map(Chosen::place) {
            let times = self.tried.get(&place).map_or(1, |times| times + 1);
            if times > MOST {
                barren.push(Place { at: self.origin(place.at), ..place });
            }
            // What was put before a place may belong to it.
            for at in [moves.forward(place.at), moves.behind(place.at)] {
                tried.insert(Place { at, ..place }, times);
            }
        }
        let moved = |place: Place| [moves.forward(place.at), moves.behind(place.at)].map(|at| Place { at, ..place });
        self.barred = self.barred.iter().copied().flat_map(moved).collect();
        self.tried = tried;
        self.passes.push(moves);
        barren
    }

    /// Where what is at `at` now was before the first pass.
    fn origin(&self, at: u32) -> u32 {
        self.passes.iter().rev().fold(at, |at, moves| moves.back(at))
    }
}

/// Where the edits of a pass moved the text between them.
#[derive(Debug)]
struct Moves {
    /// For each edit the bytes that went, as start and end, and the end in the new text of what came; rising.
    edits: Vec<(u32, u32, u32)>,
}

impl Moves {
    fn of(edits: &[&Edit]) -> Self {
        // The sum may be below 0 in between, and comes out right all the same.
        let mut grown = 0_u32;
        let moved = |edit: &&Edit| {
            grown = grown.wrapping_add(edit.text.len() as u32).wrapping_sub(edit.span.len());
            (edit.span.start, edit.span.end, edit.span.end.wrapping_add(grown))
        };
        Self { edits: edits.iter().map(moved).collect() }
    }

    /// The offset in the new text after what was inserted at `at`.
    fn behind(&self, at: u32) -> u32 {
        let index = self.edits.partition_point(|&(_, end, _)| end < at);
        let inserted = self.edits.get(index).filter(|&&(start, end, _)| (start, end) == (at, at));
        inserted.map_or_else(|| self.forward(at), |&(.., new_end)| new_end)
    }

    /// The offset in the new text, before what was inserted there; for what was replaced that of what came.
    fn forward(&self, at: u32) -> u32 {
        let behind = self.edits.partition_point(|&(start, end, _)| end <= at && start < at);
        let Some(&(_, end, new_end)) = behind.checked_sub(1).map(|last| &self.edits[last]) else {
            return self.edits.first().map_or(at, |&(start, ..)| if at > start { start } else { at });
        };
        let moved = new_end + (at - end);
        let next = self.edits.get(behind);
        next.filter(|&&(start, ..)| start < at).map_or(moved, |&(start, ..)| new_end + (start - end))
    }

    /// The offset in the old text; for what came that of what it replaced.
    fn back(&self, at: u32) -> u32 {
        let behind = self.edits.partition_point(|&(.., new_end)| new_end <= at);
        let moved = |last: usize| self.edits[last].1 + (at - self.edits[last].2);
        let old = behind.checked_sub(1).map_or(at, moved);
        self.edits.get(behind).map_or(old, |&(start, ..)| old.min(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn offsets_go_forth_and_back() {
        let edits = [Edit::replace(Span::new(2, 6), "x"), Edit::insert(10, "yyy")];
        let moves = Moves::of(&edits.iter().collect::<Vec<_>>());
        let forth = [0, 2, 4, 6, 9, 10, 12].map(|at| moves.forward(at));
        assert_eq!(forth, [0, 2, 2, 3, 6, 7, 12]);
        let back = [0, 1, 2, 3, 6, 8, 10, 12].map(|at| moves.back(at));
        assert_eq!(back, [0, 1, 2, 6, 9, 10, 10, 12]);
    }
}
