//! Where a text begins and ends within an article that goes on around it.

use super::around::{MOST_OPEN, OpenElement, OpenState, Origin, Passage};
use super::elements::Elements;
use super::keys::{Key, Keys};
use super::stack::Open;
use super::tag::{Notes, Tag};
use super::turn;
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

impl Border<'_> {
    /// Opens in `elements`, which are empty, what is open where the text begins.
    pub(super) fn enter(&self, elements: &mut Elements, keys: &mut Keys) {
        for open in &self.before.elements {
            let key = match &open.name {
                Some(name) => keys.of_unknown(name.to_string()),
                None => Key::of(open.element),
            };
            let mut notes = Notes::empty();
            notes.set(Notes::IN_TABLE, elements.nesting.stack().in_table());
            notes.set(Notes::IN_CODE, elements.nesting.stack().in_code());
            let parent = elements.tags.len().checked_sub(1).map(|parent| parent as u32);
            elements.open(open.tag(parent, notes), key, open.is_code);
        }
    }

    /// Ends the text: where the article goes on, what is open may be closed there; where it does not, nothing closes it.
    pub(super) fn leave(&self, elements: &mut Elements) -> Passage {
        if self.goes_on {
            return self.hand_on(elements);
        }
        elements.settle(0, elements.written.places.list.len());
        self.passage(&elements.tags, OpenState::default(), Vec::new())
    }

    /// Hands on what is open at the end of the text.
    fn hand_on(&self, elements: &mut Elements) -> Passage {
        turn_at_end(elements);
        let branches = elements.nesting.branches().min(999) as u16;
        let mut after = OpenState { branches, ..OpenState::default() };
        let mut origins = Vec::new();
        let mut ended = Vec::new();
        let mut own = 0;
        let count = elements.nesting.stack().len();
        let deep = count.saturating_sub(MOST_OPEN);
        for depth in 0..count {
            let open = *elements.nesting.stack().get(depth);
            if elements.tags[open.tag as usize].partner.is_some() {
                continue;
            }
            let Some(element) = self.open_element(elements, depth).filter(|_| !open.closed) else {
                if !open.closed {
                    ended.push(open);
                }
                continue;
            };
            let tag = &mut elements.tags[open.tag as usize];
            let is_own = !tag.notes.contains(Notes::CARRIED);
            let is_lost = is_own && depth >= deep && self.lost.contains(&own);
            tag.notes.set(Notes::CONTINUES, !is_lost);
            if depth >= deep {
                after.elements.push(element);
                origins.push(if is_own { Origin::Own } else { Origin::Before(open.tag) });
                own += u32::from(is_own);
            }
        }
        elements.end_open(&ended, elements.written.places.list.len());
        self.passage(&elements.tags, after, origins)
    }

    /// What is handed on of the element at `depth`; nothing of a placeholder, which no end tag closes.
    fn open_element(&self, elements: &Elements, depth: usize) -> Option<OpenElement> {
        let stack = elements.nesting.stack();
        let open = stack.get(depth);
        let tag = &elements.tags[open.tag as usize];
        let name = match () {
            () if open.element.is_known() => None,
            () if tag.notes.contains(Notes::CARRIED) => self.before.elements.get(open.tag as usize)?.name.clone(),
            () => {
                let name = &elements.written.text[tag.name.range()];
                name.contains('-').then(|| Some(name.to_ascii_lowercase().into()))?
            }
        };
        Some(OpenElement { element: open.element, name, is_code: stack.is_code(depth) })
    }

    /// What the text, whose tags are `tags`, does to the elements around it.
    fn passage(&self, tags: &[Tag], after: OpenState, origins: Vec<Origin>) -> Passage {
        let carried = tags.iter().enumerate().take(self.before.elements.len());
        let closed = carried.filter(|(_, tag)| tag.partner.is_some()).map(|(index, _)| index as u32).collect();
        Passage { after, origins, closed }
    }
}

/// Finds start tags in the last Markdown block that were meant to be end tags: what they leave open ends with the block.
fn turn_at_end(elements: &mut Elements) {
    let Elements { written, nesting, tags } = elements;
    if written.block_ends.is_empty() {
        return;
    }
    let is_own = |open: &&Open| {
        !open.closed && open.element.is(Is::PHRASING) && !tags[open.tag as usize].notes.contains(Notes::CARRIED)
    };
    let open = (0..nesting.stack().len()).rev().map(|depth| nesting.stack().get(depth));
    let mut last: Vec<Open> = open.take_while(is_own).copied().collect();
    last.reverse();
    turn::turn_start_tags(written, tags, &last, written.places.list.len());
}
