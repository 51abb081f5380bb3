//! What pieces of an article tell each other: damage near their borders, what is known of the article as a whole, and
//! which elements that one piece opens no other closes.

use std::sync::Arc;

use super::fates::fates;
use super::headers::headers;
use super::piece::Piece;
use super::spread::{Spread, map};
use crate::settings::Settings;
use crate::text::Source;
use crate::tokens::Is;
use crate::tree::{DAMAGED_DOCUMENT, NEAR_BYTES, Origin, Surroundings};

/// Checks again the pieces whose surroundings have changed, some `most` bytes of them, several at a time where `spread`
/// can. The number of elements that are opened and never closed, though they might have been in another piece; `None` if
/// there are more pieces to be checked.
pub(super) fn settle(
    article: &Source,
    pieces: &mut [Arc<Piece>],
    settings: &Settings,
    most: usize,
    spread: &dyn Spread,
) -> Option<usize> {
    let mut left = most;
    let damages: usize = pieces.iter().map(|piece| piece.first.certain.len()).sum();
    let damaged = damages >= DAMAGED_DOCUMENT;
    let has_statements = pieces.iter().any(|piece| piece.first.has_statements);
    let has_markup = Some(pieces.iter().map(|piece| i64::from(piece.first.markup)).sum::<i64>() > 0);
    let (fates, headers) = (fates(pieces), headers(pieces));
    let changed = |(index, piece): (usize, &Arc<Piece>)| {
        let damage = if damages == 0 { Vec::new() } else { damage_around(pieces, index) };
        let known = &piece.checked.around;
        let same = known.damage == damage
            && (known.has_statements == has_statements || !piece.checked.asked_statements)
            && known.has_markup == has_markup
            && known.fence == fates[index]
            && known.header == headers[index]
            && (known.damaged == damaged || !piece.checked.asked);
        let (fence, header, lost) = (fates[index], headers[index].clone(), known.lost.clone());
        (!same).then_some((index, Surroundings { damage, damaged, has_statements, has_markup, fence, header, lost }))
    };
    let changed = pieces.iter().enumerate().filter_map(changed).collect();
    recheck(article, pieces, changed, settings, spread, &mut left)?;
    let (lost, count) = lost(pieces);
    let changed = |((index, piece), lost): ((usize, &Arc<Piece>), Vec<u32>)| {
        // What it did not ask for may be out of date, and it may ask now.
        let known = &piece.checked.around;
        let (damage, fence, header) = (known.damage.clone(), known.fence, known.header.clone());
        let around = |lost| Surroundings { damage, damaged, has_statements, has_markup, fence, header, lost };
        (known.lost != lost).then(|| (index, around(lost)))
    };
    let changed = pieces.iter().enumerate().zip(lost).filter_map(changed).collect();
    recheck(article, pieces, changed, settings, spread, &mut left)?;
    Some(count)
}

/// Checks pieces in other surroundings, few at a time, so that hardly any are there twice; `None` if no bytes are `left`
/// for some of them.
fn recheck(
    article: &Source,
    pieces: &mut [Arc<Piece>],
    changed: Vec<(usize, Surroundings)>,
    settings: &Settings,
    spread: &dyn Spread,
    left: &mut usize,
) -> Option<()> {
    let mut changed = changed.into_iter();
    loop {
        let together: Vec<_> = changed.by_ref().take(spread.width()).collect();
        if together.is_empty() {
            return Some(());
        }
        if *left == 0 {
            return None;
        }
        let bytes = together.iter().map(|(index, _)| pieces[*index].text().len()).sum();
        *left = left.saturating_sub(bytes);
        let new = map(spread, together, |(index, around)| {
            (index, Arc::new(pieces[index].rechecked(article, &around, settings)))
        });
        for (index, piece) in new {
            pieces[index] = piece;
        }
    }
}

fn damage_around(pieces: &[Arc<Piece>], index: usize) -> Vec<i64> {
    let before = index.checked_sub(1).map(|before| &pieces[before]);
    let before = before.map(|piece| (piece.first.certain.as_slice(), piece.text().len()));
    let behind = pieces.get(index + 1).map_or(&[][..], |piece| &piece.first.certain);
    damage_near(before, pieces[index].text().len(), behind)
}

/// Offsets of the certain damage near a piece of `length` bytes, counted from its first byte. `before` is the damage in
/// the piece before it and the length of that piece, `behind` the damage in the piece after it.
pub(super) fn damage_near(before: Option<(&[u32], usize)>, length: usize, behind: &[u32]) -> Vec<i64> {
    let (before, distance) = before.unwrap_or_default();
    let (distance, length) = (i64::from(distance as u32), i64::from(length as u32));
    let before = before.iter().map(|&at| i64::from(at) - distance).filter(|at| -at <= i64::from(NEAR_BYTES));
    let behind = behind.iter().take_while(|&&at| at <= NEAR_BYTES).map(|&at| i64::from(at) + length);
    before.chain(behind).collect()
}

/// For each piece, which of the elements that it opens and does not close are closed nowhere; and their number, those
/// left out whose end tag may be missing.
fn lost(pieces: &[Arc<Piece>]) -> (Vec<Vec<u32>>, usize) {
    let mut lost = vec![Vec::new(); pieces.len()];
    let mut count = 0;
    // The piece in which each open element began, its number among those that the piece leaves open, and whether its end
    // tag may be left out.
    let mut open: Vec<(usize, u32, bool)> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let passage = &piece.first.passage;
        if open.is_empty() && passage.origins.is_empty() {
            continue;
        }
        let mut kept = vec![false; open.len()];
        for closed in passage.closed.iter().chain(&piece.checked.closed) {
            kept[*closed as usize] = true;
        }
        let mut next = Vec::with_capacity(passage.origins.len());
        let mut own = 0;
        for (origin, element) in passage.origins.iter().zip(&piece.first.after.elements) {
            match origin {
                Origin::Before(before) => {
                    kept[*before as usize] = true;
                    next.push(open[*before as usize]);
                }
                Origin::Own => {
                    next.push((index, own, element.element.is(Is::OPTIONAL_END)));
                    own += 1;
                }
            }
        }
        let dropped = open.iter().zip(&kept).filter(|(_, kept)| !**kept).map(|(open, _)| *open);
        count += note_lost(&mut lost, dropped);
        open = next;
    }
    count += note_lost(&mut lost, open.into_iter());
    for list in &mut lost {
        list.sort_unstable();
    }
    (lost, count)
}

fn note_lost(lost: &mut [Vec<u32>], elements: impl Iterator<Item = (usize, u32, bool)>) -> usize {
    let mut count = 0;
    for (piece, number, _) in elements.filter(|(_, _, may_be_left_out)| !may_be_left_out) {
        lost[piece].push(number);
        count += 1;
    }
    count
}
