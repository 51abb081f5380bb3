//! What an earlier pass knew, in the offsets of the repaired text.

use crate::findings::Edit;
use crate::tree::Priors;

/// The priors of a text after `edits`, which are in rising order and disjoint.
pub fn carry(priors: &Priors, edits: &[&Edit]) -> Priors {
    let mut edits = edits.iter().peekable();
    let (mut added, mut removed) = (0, 0);
    let moved = priors.offsets().iter().map(|&offset| {
        while let Some(edit) = edits.next_if(|edit| edit.span.end <= offset) {
            added += edit.text.len() as u32;
            removed += edit.span.len();
        }
        // Within an edit the place is its start.
        edits.peek().map_or(offset, |edit| offset.min(edit.span.start)) + added - removed
    });
    Priors::new(moved.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn offsets_move_with_the_text_around_them() {
        let (first, second) = (Edit::replace(Span::new(2, 6), "x"), Edit::insert(10, "yyy"));
        let carried = carry(&Priors::new(vec![0, 2, 4, 6, 9, 10, 12]), &[&first, &second]);
        assert_eq!(carried.offsets(), [0, 2, 3, 6, 10, 12]);
    }
}
