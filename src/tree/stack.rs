//! The stack of open elements: what is open, what an end tag can reach, in constant time.

use super::keys::Key;
use crate::tokens::work::steps;
use crate::tokens::{Element, Is};

/// An open element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub key: Key,
    pub element: Element,
    /// Index of its start tag.
    pub tag: u32,
    /// It was closed out of order and waits for the elements in it.
    pub closed: bool,
}

/// The open elements, outermost first.
#[derive(Debug, Default)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// For each key, the depths at which it is open.
    depths: Vec<Vec<u32>>,
    /// Depths of elements that end tags of outer elements do not close through.
    barriers: Vec<u32>,
    /// Depths of lists.
    lists: Vec<u32>,
    /// Depths of elements whose content is code.
    code: Vec<u32>,
    /// Depths of SVG and MathML.
    foreign: Vec<u32>,
}

impl Stack {
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    pub(super) fn top(&self) -> Option<&Open> {
        let closed = self.open.iter().rev().take_while(|open| open.closed).count();
        steps(closed);
        self.open.iter().rev().nth(closed)
    }

    pub(super) fn get(&self, depth: usize) -> &Open {
        &self.open[depth]
    }

    pub(super) fn above(&self, depth: usize) -> &[Open] {
        &self.open[depth + 1..]
    }

    pub(super) fn in_code(&self) -> bool {
        !self.code.is_empty()
    }

    /// Whether the content of the element at `depth` is code.
    pub(super) fn is_code(&self, depth: usize) -> bool {
        self.code.binary_search(&(depth as u32)).is_ok()
    }

    pub(super) fn in_foreign(&self) -> bool {
        !self.foreign.is_empty()
    }

    pub(super) fn in_table(&self) -> bool {
        self.depth(Key::of(Element::TABLE)).is_some()
    }

    /// The depth at which `key` is open, innermost, whatever is in between.
    pub(super) fn depth(&self, key: Key) -> Option<usize> {
        self.depths.get(key.0 as usize).and_then(|depths| depths.last()).map(|&depth| depth as usize)
    }

    /// How often `key` is open.
    pub(super) fn count(&self, key: Key) -> usize {
        self.depths.get(key.0 as usize).map_or(0, Vec::len)
    }

    /// The depth of the innermost `element` that an end tag here can close (WHATWG HTML 13.2.4.2, "has an element in scope").
    pub(super) fn reach(&self, key: Key, element: Element) -> Option<usize> {
        let depth = self.depth(key)?;
        let is_table = element == Element::TABLE;
        let barrier = match () {
            () if is_table => None,
            () if element.is(Is::TABLE_PART) => self.depth(Key::of(Element::TABLE)),
            () => self.barriers.last().map(|&barrier| barrier as usize),
        };
        let list = if element.is(Is::ITEM) { self.lists.last().map(|&list| list as usize) } else { None };
        (barrier.is_none_or(|barrier| barrier <= depth) && list.is_none_or(|list| list <= depth)).then_some(depth)
    }

    pub(super) fn push(&mut self, open: Open, is_code: bool) {
        let depth = self.open.len() as u32;
        let index = open.key.0 as usize;
        if self.depths.len() <= index {
            self.depths.resize_with(index + 1, Vec::new);
        }
        self.depths[index].push(depth);
        // A cell bars nothing where its table was lost.
        if open.element.is(Is::BARRIER) && (!open.element.is(Is::TABLE_PART) || self.in_table()) {
            self.barriers.push(depth);
        }
        if open.element.is(Is::LIST) {
            self.lists.push(depth);
        }
        if is_code {
            self.code.push(depth);
        }
        if open.element.is(Is::FOREIGN) {
            self.foreign.push(depth);
        }
        self.open.push(open);
    }

    /// Removes the innermost element, and those around it that were closed before it.
    pub(super) fn pop(&mut self) -> Option<Open> {
        let open = self.pop_one()?;
        while self.open.last().is_some_and(|outer| outer.closed) {
            self.pop_one();
        }
        Some(open)
    }

    fn pop_one(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        let depth = self.open.len() as u32;
        if !open.closed {
            self.depths[open.key.0 as usize].pop();
        }
        for depths in [&mut self.barriers, &mut self.lists, &mut self.code, &mut self.foreign] {
            if depths.last() == Some(&depth) {
                depths.pop();
            }
        }
        Some(open)
    }

    /// Pops the innermost element if it was closed in place.
    pub(super) fn pop_closed(&mut self) -> bool {
        self.open.last().is_some_and(|open| open.closed) && self.pop().is_some()
    }

    /// Closes the element at `depth`, the innermost of its name, without closing what is in it.
    pub(super) fn close_in_place(&mut self, depth: usize) {
        let key = self.open[depth].key;
        self.open[depth].closed = true;
        self.depths[key.0 as usize].pop();
    }
}
