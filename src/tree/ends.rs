//! What an end tag closes.

use super::demand::Look;
use super::elements::Elements;
use super::keys::Key;
use super::tag::{Notes, Role, Tag, Trouble};
use crate::tokens::work::steps;
use crate::tokens::{Element, Is};

/// Adds `tag`, the end tag at place number `index`, to `elements`, and closes what it closes.
pub(super) fn end(elements: &mut Elements, mut tag: Tag, key: Key, index: usize) {
    let Some(depth) = elements.nesting.stack().reach(key, tag.element) else {
        unmatched_end(elements, tag);
        return;
    };
    match crossing(elements, depth, index) {
        Crossing::None => {
            elements.settle(depth + 1, index);
            pair(elements, depth, &mut tag);
            elements.nesting.pop();
            elements.tags.push(tag);
        }
        Crossing::Misnested => {
            pair(elements, depth, &mut tag);
            tag.trouble = Some(Trouble::Misnested);
            elements.nesting.close_in_place(depth);
            elements.tags.push(tag);
        }
        Crossing::Stray => {
            tag.notes |= Notes::CLOSES_OUTER;
            unmatched_end(elements, tag);
        }
    }
}

/// Makes `end`, which is added next, the partner of the start tag of the element at `depth`.
fn pair(elements: &mut Elements, depth: usize, end: &mut Tag) {
    let start = elements.nesting.stack().get(depth).tag;
    let index = elements.tags.len() as u32;
    let first = &mut elements.tags[start as usize];
    first.partner = Some(index);
    first.notes |= Notes::PAIRED;
    end.partner = Some(start);
    end.parent = first.parent;
    end.notes |= Notes::PAIRED;
}

/// Adds an end tag whose element is not open; that of another heading closes the open heading.
fn unmatched_end(elements: &mut Elements, mut tag: Tag) {
    if tag.element.is(Is::HEADING)
        && let Some(top) = elements.nesting.stack().top().copied().filter(|top| top.element.is(Is::HEADING))
    {
        let depth = elements.nesting.stack().depth(top.key).unwrap_or(0);
        pair(elements, depth, &mut tag);
        tag.trouble = Some(Trouble::MismatchedHeading);
        while elements.nesting.stack().len() > depth {
            elements.nesting.pop();
        }
        elements.tags.push(tag);
        return;
    }
    if let Some(last) = elements.tags.last() {
        let doubled = last.is_end() && last.element == tag.element && last.span.end == tag.span.start;
        tag.notes.set(Notes::DOUBLED, doubled);
    }
    tag.notes.set(Notes::PARAGRAPH_ENDED, tag.element == Element::P && paragraph_ended_before(&elements.tags));
    elements.tags.push(tag);
}

/// Whether the last paragraph that was opened ended at the start of a block.
fn paragraph_ended_before(tags: &[Tag]) -> bool {
    let last = tags.iter().rev().take(40).find(|tag| tag.element == Element::P);
    last.is_some_and(|tag| tag.role == Role::Start && tag.notes.contains(Notes::IMPLIED_END))
}

/// What an end tag of the element at `depth` does to the elements that are open in it.
fn crossing(elements: &Elements, depth: usize, index: usize) -> Crossing {
    let Elements { written, nesting, .. } = elements;
    let inner = nesting.stack().above(depth);
    steps(inner.len());
    let element = nesting.stack().get(depth).element;
    let look = Look { limit: u32::MAX, ..written.look(index) };
    let required = inner.iter().rev().filter(|open| !open.closed && !open.element.is(Is::OPTIONAL_END)).take(8);
    let here = written.places.list[index].span;
    for open in required {
        let end = if open.element.is_known() { written.demand.end_of(open.element, look) } else { None };
        let Some(end) = end else { continue };
        let near = written.places.list[end].span.start - here.end < 60;
        if near || element.is(Is::PHRASING) {
            return Crossing::Misnested;
        }
        if !open.element.is(Is::PHRASING) {
            return Crossing::Stray;
        }
    }
    Crossing::None
}

enum Crossing {
    /// They end with it.
    None,
    /// One of them ends directly after: the two end tags changed places.
    Misnested,
    /// They go on: the end tag closes nothing.
    Stray,
}
