//! What becomes of a fence that one piece of an article opens and another one closes, or none.

use std::sync::Arc;

use super::lead::is_of_fence;
use super::piece::Piece;
use crate::text::LineTable;
use crate::tree::FenceFate;

/// For each piece that leaves a fence of its own open, what becomes of it.
pub(super) fn fates(pieces: &[Arc<Piece>]) -> Vec<Option<FenceFate>> {
    let mut fates = vec![None; pieces.len()];
    // How many lines there are after each piece, once that is asked for.
    let mut lines: Option<Vec<u32>> = None;
    for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.first.fences.opens && piece.first.goes_on)
    {
        let fate = passed_on(pieces, index);
        fates[index] = Some(fate.unwrap_or_else(|| {
            let behind = lines.get_or_insert_with(|| lines_behind(pieces))[index];
            FenceFate::Unclosed((behind + ends_line(piece)).saturating_sub(pieces.last().map_or(0, ends_line)))
        }));
    }
    fates
}

/// Whether a piece ends with a line end, as a number: after the last one of an article there is no line.
fn ends_line(piece: &Arc<Piece>) -> u32 {
    u32::from(piece.text().ends_with(['\n', '\r']))
}

/// For each piece, the number of line ends after it.
fn lines_behind(pieces: &[Arc<Piece>]) -> Vec<u32> {
    let own = |piece: &Arc<Piece>| piece.first.fences.lines.unwrap_or_else(|| LineTable::new(piece.text()).len() - 1);
    let mut behind = vec![0; pieces.len()];
    for index in (1..pieces.len()).rev() {
        behind[index - 1] = behind[index] + own(&pieces[index]);
    }
    behind
}

/// What becomes of the fence that piece number `index` leaves open; `None` if no piece closes it.
fn passed_on(pieces: &[Arc<Piece>], index: usize) -> Option<FenceFate> {
    let (mut lines, mut phantom) = (0, None);
    if !is_of_fence(&pieces[index].first.after.lead) {
        return None;
    }
    for piece in &pieces[index + 1..] {
        let passed = &piece.first.fences;
        phantom = phantom.or(passed.before.phantom.map(|line| lines + line));
        if !passed.before.goes_on {
            return Some(match (phantom, passed.before.shorter) {
                (Some(line), _) => FenceFate::Phantom(line),
                (None, Some(signs)) => FenceFate::ClosedByShorter(signs),
                _ => FenceFate::Closed,
            });
        }
        if !is_of_fence(&piece.first.after.lead) && piece.first.goes_on {
            // What held it ended, and so did the code.
            return Some(phantom.map_or(FenceFate::Closed, FenceFate::Phantom));
        }
        lines += passed.lines.unwrap_or_default();
    }
    None
}
