//! What a start tag opens, and what it ends before.

use super::demand::Look;
use super::elements::Elements;
use super::keys::Key;
use super::tag::Tag;
use crate::tokens::{Element, Is};

/// Adds `tag`, the start tag at place number `index`, to `elements`.
pub(super) fn start(elements: &mut Elements, mut tag: Tag, key: Key, index: usize) {
    close_implied(elements, tag.element, index);
    tag.parent = elements.nesting.stack().top().map(|open| open.tag);
    let written = &elements.written;
    let is_code = tag.element.is(Is::CODE)
        && written.demand.end_of(tag.element, Look { limit: u32::MAX, ..written.look(index) }).is_some();
    elements.open(tag, key, is_code);
}

/// Ends the elements whose end tag may be left out before a start tag of `next`, which stands at place number `index`.
pub(super) fn close_implied(elements: &mut Elements, next: Element, index: usize) {
    while let Some(top) = elements.nesting.stack().top().copied() {
        if !top.element.ends_at(next) {
            break;
        }
        let depth = elements.nesting.stack().len() - 1;
        elements.settle(depth, index);
    }
    let ended = [
        (Is::ITEM, Element::LI),
        (Is::CELL, Element::TD),
        (Is::CELL, Element::TH),
        (Is::ROW.union(Is::ROW_GROUP), Element::TR),
        (Is::ENDS_P, Element::P),
    ];
    for (_, element) in ended.into_iter().filter(|(facts, _)| next.is_any(*facts)) {
        let Some(depth) = elements.nesting.stack().reach(Key::of(element), element) else { continue };
        if inner_are_done(elements, depth, index) {
            elements.settle(depth, index);
        }
    }
}

/// Whether what is open in the element at `depth` is phrasing that no end tag follows.
fn inner_are_done(elements: &Elements, depth: usize, index: usize) -> bool {
    let above = elements.nesting.stack().above(depth);
    let written = &elements.written;
    // The tag at `index` counts: what lies in its element does not end it.
    let look = Look { after: index.saturating_sub(1), ..written.look(index) };
    above.len() < 8
        && above.iter().all(|open| {
            open.closed
                || open.element.is(Is::OPTIONAL_END)
                || open.element.is(Is::PHRASING) && written.demand.end_of(open.element, look).is_none()
        })
}
