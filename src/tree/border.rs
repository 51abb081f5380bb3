//! Where a text begins and ends within an article that goes on around it.

use super::around::{MOST_OPEN, OpenElement, OpenState, Origin, Passage};
use super::build::Builder;
use super::stack::{Key, Open};
use super::tag::Notes;
use crate::tokens::Is;

/// What is around the text that is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Border<'a> {
    /// What is open where it begins.
    pub before: &'a OpenState,
    /// Whether the article goes on after it, so that what is open at its end may be closed there.
    pub goes_on: bool,
    /// Which of the elements that it leaves open nothing closes after it.
    pub lost: &'a [u32],
}

impl Builder<'_> {
    /// Opens what is open where the text begins.
    pub(super) fn enter(&mut self) {
        for open in &self.border.before.elements {
            let key = match &open.name {
                Some(name) => self.unknown_key(name.to_string()),
                None => Key::of(open.element),
            };
            let mut notes = Notes::empty();
            notes.set(Notes::IN_TABLE, self.stack.in_table());
            notes.set(Notes::IN_CODE, self.stack.in_code());
            let tag = self.tags.len() as u32;
            self.tags.push(open.tag(tag.checked_sub(1), notes));
            self.stack.push(open.open(key, tag), open.is_code);
        }
    }

    /// Ends the text where the article goes on: what is open may be closed there.
    pub(super) fn leave(&mut self) -> Passage {
        self.turn_at_end();
        let mut after = OpenState { elements: Vec::new(), branches: self.branch_depth.min(999) as u16 };
        let mut origins = Vec::new();
        let mut ended = Vec::new();
        let mut own = 0;
        let deep = self.stack.len().saturating_sub(MOST_OPEN);
        for depth in 0..self.stack.len() {
            let open = *self.stack.get(depth);
            if self.tags[open.tag as usize].partner.is_some() {
                continue;
            }
            let Some(element) = self.open_element(depth).filter(|_| !open.closed) else {
                if !open.closed {
                    ended.push(open);
                }
                continue;
            };
            let tag = &mut self.tags[open.tag as usize];
            let is_own = !tag.notes.contains(Notes::CARRIED);
            let is_lost = is_own && depth >= deep && self.border.lost.contains(&own);
            tag.notes.set(Notes::CONTINUES, !is_lost);
            if depth >= deep {
                after.elements.push(element);
                origins.push(if is_own { Origin::Own } else { Origin::Before(open.tag) });
                own += u32::from(is_own);
            }
        }
        self.end_open(&ended, self.places.list.len());
        self.passage(after, origins)
    }

    /// Finds start tags in the last Markdown block that were meant to be end tags: what they leave open ends with the block.
    fn turn_at_end(&mut self) {
        if self.block_ends.is_empty() {
            return;
        }
        let is_own = |open: &&Open| {
            !open.closed
                && open.element.is(Is::PHRASING)
                && !self.tags[open.tag as usize].notes.contains(Notes::CARRIED)
        };
        let open = (0..self.stack.len()).rev().map(|depth| self.stack.get(depth));
        let mut last: Vec<Open> = open.take_while(is_own).copied().collect();
        last.reverse();
        super::turn::turn_start_tags(self, &last, self.places.list.len());
    }

    pub(super) fn passage(&self, after: OpenState, origins: Vec<Origin>) -> Passage {
        let carried = self.tags.iter().enumerate().take(self.border.before.elements.len());
        let closed = carried.filter(|(_, tag)| tag.partner.is_some()).map(|(index, _)| index as u32).collect();
        Passage { after, origins, closed }
    }

    /// What is handed on of the element at `depth`; nothing of a placeholder, which no end tag closes.
    fn open_element(&self, depth: usize) -> Option<OpenElement> {
        let open = self.stack.get(depth);
        let tag = &self.tags[open.tag as usize];
        let name = match () {
            () if open.element.is_known() => None,
            () if tag.notes.contains(Notes::CARRIED) => {
                self.border.before.elements.get(open.tag as usize)?.name.clone()
            }
            () => {
                let name = &self.text[tag.name.range()];
                name.contains('-').then(|| Some(name.to_ascii_lowercase().into()))?
            }
        };
        Some(OpenElement { element: open.element, name, is_code: self.stack.is_code(depth) })
    }
}
