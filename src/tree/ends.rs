//! What an end tag closes.

use super::build::Builder;
use super::demand::Look;
use super::stack::Key;
use super::tag::{Notes, Role, Tag};
use crate::tokens::work::steps;
use crate::tokens::{Element, Is};

impl Builder<'_> {
    pub(super) fn end(&mut self, mut tag: Tag, key: Key, index: usize) {
        let Some(depth) = self.stack.reach(key, tag.element) else {
            self.unmatched_end(tag);
            return;
        };
        match self.crossing(depth, index) {
            Crossing::None => {
                self.settle(depth + 1, index);
                self.pair(depth, &mut tag);
                self.remove();
                self.tags.push(tag);
            }
            Crossing::Misnested => {
                self.pair(depth, &mut tag);
                tag.trouble = Some(super::Trouble::Misnested);
                self.stack.close_in_place(depth);
                self.tags.push(tag);
            }
            Crossing::Stray => {
                tag.notes |= Notes::CLOSES_OUTER;
                self.unmatched_end(tag);
            }
        }
    }

    fn pair(&mut self, depth: usize, end: &mut Tag) {
        let start = self.stack.get(depth).tag;
        let index = self.tags.len() as u32;
        let first = &mut self.tags[start as usize];
        first.partner = Some(index);
        first.notes |= Notes::PAIRED;
        end.partner = Some(start);
        end.parent = first.parent;
        end.notes |= Notes::PAIRED;
    }

    fn unmatched_end(&mut self, mut tag: Tag) {
        if tag.element.is(Is::HEADING)
            && let Some(top) = self.stack.top().copied().filter(|top| top.element.is(Is::HEADING))
        {
            let depth = self.stack.depth(top.key).unwrap_or(0);
            self.pair(depth, &mut tag);
            tag.trouble = Some(super::Trouble::MismatchedHeading);
            while self.stack.len() > depth {
                self.remove();
            }
            self.tags.push(tag);
            return;
        }
        if let Some(last) = self.tags.last() {
            let doubled = last.is_end() && last.element == tag.element && last.span.end == tag.span.start;
            tag.notes.set(Notes::DOUBLED, doubled);
        }
        tag.notes.set(Notes::PARAGRAPH_ENDED, tag.element == Element::P && self.paragraph_ended_before());
        self.tags.push(tag);
    }

    /// Whether the last paragraph that was opened ended at the start of a block.
    fn paragraph_ended_before(&self) -> bool {
        let last = self.tags.iter().rev().take(40).find(|tag| tag.element == Element::P);
        last.is_some_and(|tag| tag.role == Role::Start && tag.notes.contains(Notes::IMPLIED_END))
    }

    /// What an end tag of the element at `depth` does to the elements that are open in it.
    fn crossing(&self, depth: usize, index: usize) -> Crossing {
        let inner = self.stack.above(depth);
        steps(inner.len());
        let element = self.stack.get(depth).element;
        let look = Look { limit: u32::MAX, ..self.look(index) };
        let required = inner.iter().rev().filter(|open| !open.closed && !open.element.is(Is::OPTIONAL_END)).take(8);
        let here = self.places.list[index].span;
        for open in required {
            let end = if open.element.is_known() { self.demand.end_of(open.element, look) } else { None };
            let Some(end) = end else { continue };
            let near = self.places.list[end].span.start - here.end < 60;
            if near || element.is(Is::PHRASING) {
                return Crossing::Misnested;
            }
            if !open.element.is(Is::PHRASING) {
                return Crossing::Stray;
            }
        }
        Crossing::None
    }
}

enum Crossing {
    /// They end with it.
    None,
    /// One of them ends directly after: the two end tags changed places.
    Misnested,
    /// They go on: the end tag closes nothing.
    Stray,
}
