//! What becomes of a fence that one piece of an article opens and another one closes, or none.

use std::sync::Arc;

use super::lead::is_of_fence;
use super::piece::Piece;
use crate::text::LineTable;
use crate::tree::FenceFate;

/// For each piece that leaves a fence of its own open, what becomes of it.
pub(super) fn fates(pieces: &[Arc<Piece>]) -> Vec<Option<FenceFate>> {
    let mut fates = vec![None; pieces.len()];
    let passed = |index: usize| &pieces[index].first.fences;
    for index in 0..pieces.len() {
        if passed(index).opens && pieces[index].first.goes_on {
            fates[index] = Some(fate(pieces, index));
        }
    }
    fates
}

/// What becomes of the fence that piece number `index` leaves open.
fn fate(pieces: &[Arc<Piece>], index: usize) -> FenceFate {
    let (mut lines, mut phantom) = (0, None);
    let is_passed = is_of_fence(&pieces[index].first.after.lead);
    for piece in &pieces[index + 1..] {
        let passed = &piece.first.fences;
        if is_passed {
            phantom = phantom.or(passed.before.phantom.map(|line| lines + line));
            if !passed.before.goes_on {
                return match (phantom, passed.before.shorter) {
                    (Some(line), _) => FenceFate::Phantom(line),
                    (None, Some(signs)) => FenceFate::ClosedByShorter(signs),
                    _ => FenceFate::Closed,
                };
            }
            if !is_of_fence(&piece.first.after.lead) && piece.first.goes_on {
                // What held it ended, and so did the code.
                return phantom.map_or(FenceFate::Closed, FenceFate::Phantom);
            }
        }
        lines += passed.lines.unwrap_or_else(|| LineTable::new(piece.text()).len() - 1);
    }
    // The line after the last line end of the article is none.
    let ends_line =
        |piece: Option<&Arc<Piece>>| u32::from(piece.is_some_and(|piece| piece.text().ends_with(['\n', '\r'])));
    FenceFate::Unclosed((lines + ends_line(pieces.get(index))).saturating_sub(ends_line(pieces.last())))
}
