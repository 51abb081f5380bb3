//! Doubled end tags: `</div></div>` closes one element too many, and the end tag far below that closes nothing is
//! the wrong one to blame.

use super::tag::{Notes, Role, Tag};
use crate::tokens::Is;
use crate::tokens::work::steps;

/// How far above an end tag that closes nothing its double is looked for, in tags.
const FARTHEST: usize = 400;
/// A document with more glued pairs of one name writes them on purpose.
const MOST_PAIRS: usize = 3;

/// Gives the partner of a doubled end tag to the end tag below that closes nothing, so that the double is reported.
pub(super) fn blame_doubled(tags: &mut [Tag]) {
    let glued: Vec<usize> = (1..tags.len()).filter(|&at| is_glued(&tags[at - 1], &tags[at])).collect();
    for index in 0..tags.len() {
        let tag = tags[index];
        let is_stray =
            tag.role == Role::End && tag.partner.is_none() && tag.element.is_known() && tag.trouble.is_none();
        if !is_stray || tag.notes.contains(Notes::DOUBLED) || tag.element.is(Is::PHRASING) || tag.is_damaged() {
            continue;
        }
        let near = |at: &usize| index - at <= FARTHEST;
        let before = glued[..glued.partition_point(|&at| at < index)].iter().rev().copied().take_while(near);
        let same = before.inspect(|_| steps(1)).filter(|&at| is_doubled(tags, at, &tag));
        let doubled: Vec<usize> = same.take(MOST_PAIRS + 1).collect();
        let Some(&double) = doubled.first().filter(|_| doubled.len() <= MOST_PAIRS) else { continue };
        let Some(start) = tags[double].partner.take() else { continue };
        tags[double].notes |= Notes::DOUBLED;
        tags[double].notes.remove(Notes::PAIRED);
        tags[start as usize].partner = Some(index as u32);
        tags[index].partner = Some(start);
        tags[index].notes |= Notes::PAIRED;
    }
}

/// Whether `tag` is an end tag directly after another one of its element.
fn is_glued(before: &Tag, tag: &Tag) -> bool {
    let is_end = |tag: &Tag| tag.role == Role::End && !tag.is_damaged();
    is_end(before) && is_end(tag) && before.element == tag.element && before.span.end == tag.span.start
}

/// Whether both of the glued end tags at `at` and before it are of the element of `stray`, and close something.
fn is_doubled(tags: &[Tag], at: usize, stray: &Tag) -> bool {
    let closes = |tag: &Tag| tag.element == stray.element && tag.partner.is_some();
    closes(&tags[at - 1]) && closes(&tags[at])
}
