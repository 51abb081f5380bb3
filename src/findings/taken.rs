//! Which edits can be made together.

use std::collections::{BTreeMap, BTreeSet};

use super::Edit;
use crate::text::Span;

/// The bytes and insertion points of the edits chosen so far.
#[derive(Debug, Default)]
pub struct Taken {
    /// Start and end of each replacement; they are disjoint.
    replaced: BTreeMap<u32, u32>,
    /// Offset of each insertion.
    inserted: BTreeSet<u32>,
}

impl Taken {
    /// Whether `edits` can be made as well.
    pub fn has_room_for(&self, edits: &[Edit]) -> bool {
        edits.iter().all(|edit| {
            if edit.span.is_empty() {
                !self.inserted.contains(&edit.span.start) && !self.is_inside(edit.span.start)
            } else {
                !self.overlaps(edit.span) && !self.inserts_inside(edit.span)
            }
        })
    }

    fn is_inside(&self, offset: u32) -> bool {
        self.replaced.range(..offset).next_back().is_some_and(|(_, &end)| end > offset)
    }

    fn overlaps(&self, span: Span) -> bool {
        self.replaced.range(..span.end).next_back().is_some_and(|(_, &end)| end > span.start)
    }

    fn inserts_inside(&self, span: Span) -> bool {
        self.inserted.range(span.start + 1..span.end).next().is_some()
    }

    /// Chooses `edits` too.
    pub fn add(&mut self, edits: &[Edit]) {
        for edit in edits {
            if edit.span.is_empty() {
                self.inserted.insert(edit.span.start);
            } else {
                self.replaced.insert(edit.span.start, edit.span.end);
            }
        }
    }
}
