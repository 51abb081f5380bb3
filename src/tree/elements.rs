//! The elements that are read so far: their tags, and which of them are open.

use super::keys::Key;
use super::nesting::Nesting;
use super::stack::Open;
use super::tag::{Notes, Role, Tag};
use super::turn;
use super::written::Written;
use crate::tokens::Is;
use crate::tokens::work::steps;

/// What reading a text has come to.
#[derive(Debug)]
pub(super) struct Elements<'a> {
    /// What is read.
    pub written: Written<'a>,
    /// What is open.
    pub nesting: Nesting,
    /// The tags so far, rising.
    pub tags: Vec<Tag>,
}

impl<'a> Elements<'a> {
    /// Nothing is read yet of `written`; `branches` conditionals and loops of a template are open where it begins.
    pub(super) fn new(written: Written<'a>, branches: usize) -> Self {
        let tags = Vec::with_capacity(written.places.list.len());
        Self { written, nesting: Nesting::new(branches), tags }
    }

    /// Adds a start tag, whose element is open from here on.
    #[inline]
    pub(super) fn open(&mut self, tag: Tag, key: Key, is_code: bool) {
        let open = Open { key, element: tag.element, tag: self.tags.len() as u32, closed: false };
        self.tags.push(tag);
        self.nesting.push(open, is_code);
    }

    /// Closes the elements from `depth` on, whose end tags are missing, and finds start tags that were meant to be end
    /// tags; `index` is the place that ends them.
    pub(super) fn settle(&mut self, depth: usize, index: usize) {
        let mut popped = Vec::new();
        while self.nesting.stack().len() > depth {
            let Some(open) = self.nesting.pop() else { break };
            if !open.closed {
                popped.push(open);
            }
        }
        steps(popped.len());
        popped.reverse();
        self.end_open(&popped, index);
    }

    /// Ends elements, outermost first, whose end tags are missing; `index` is the place that ends them.
    pub(super) fn end_open(&mut self, popped: &[Open], index: usize) {
        turn::turn_start_tags(&self.written, &mut self.tags, popped, index);
        for open in popped {
            let tag = &mut self.tags[open.tag as usize];
            if tag.partner.is_none() && tag.role == Role::Start && open.element.is(Is::OPTIONAL_END) {
                tag.notes |= Notes::IMPLIED_END;
            }
        }
    }
}
