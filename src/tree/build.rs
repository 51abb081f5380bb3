//! Builds the tree of intended tags: one forward pass with a stack, no recursion.

use std::cell::RefCell;

use super::around::Passage;
use super::blocks::Blocks;
use super::border::Border;
use super::case::Case;
use super::elements::Elements;
use super::ends;
use super::evidence::Observation;
use super::judge::{Judge, Reading};
use super::keys::Keys;
use super::priors::Priors;
use super::starts;
use super::tag::{Notes, Role, Tag};
use super::written::Written;
use crate::tokens::{Damages, RegionKind, Regions, TagLike};

/// What reading a document yields.
#[derive(Debug, Default)]
pub(super) struct Built {
    pub tags: Vec<Tag>,
    /// Offsets of damage that is certain by itself.
    pub certain: Vec<u32>,
    /// The evidence for every damaged place, where it was asked for.
    pub observed: Vec<Observation>,
    /// Whether statements of a template language are in the text.
    pub has_statements: bool,
    /// What it does to the elements around it.
    pub passage: Passage,
}

/// Reads one place after another.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    elements: Elements<'a>,
    keys: Keys,
    blocks: Blocks,
    border: Border<'a>,
    priors: &'a Priors,
    certain: Vec<u32>,
    observed: Option<RefCell<Vec<Observation>>>,
}

impl<'a> Builder<'a> {
    /// Stands before the first place of `written`, which lies within `border`.
    pub(super) fn new(written: Written<'a>, border: Border<'a>, priors: &'a Priors) -> Self {
        let mut elements = Elements::new(written, usize::from(border.before.branches));
        let mut keys = Keys::default();
        border.enter(&mut elements, &mut keys);
        Self { elements, keys, blocks: Blocks::default(), border, priors, certain: Vec::new(), observed: None }
    }

    /// Keeps the evidence for every damaged place as well.
    pub(super) fn observing(self) -> Self {
        Self { observed: Some(RefCell::default()), ..self }
    }

    /// Reads all places; `regions` say where templates are.
    pub(super) fn build(mut self, regions: &Regions) -> Built {
        let Written { text, places, .. } = self.elements.written;
        let mut templates = regions.list().iter().filter(|region| region.kind == RegionKind::Template).peekable();
        let mut has_statements = false;
        for (index, place) in places.list.iter().enumerate() {
            while let Some(template) = templates.next_if(|template| template.span.start < place.span.start) {
                has_statements |= self.elements.nesting.branch(&text[template.span.range()]);
            }
            self.blocks.end_before(&mut self.elements, place.span.start, index);
            self.place(index, place);
        }
        for template in templates {
            has_statements |= self.elements.nesting.branch(&text[template.span.range()]);
        }
        let passage = self.border.leave(&mut self.elements);
        let observed = self.observed.map(RefCell::into_inner).unwrap_or_default();
        Built { tags: self.elements.tags, certain: self.certain, observed, has_statements, passage }
    }

    fn place(&mut self, index: usize, place: &TagLike) {
        let Elements { written, nesting, tags } = &self.elements;
        let case = Case { written, stack: nesting.stack(), tags, index };
        let judge = Judge { case, priors: self.priors, observed: self.observed.as_ref() };
        let Some(reading) = judge.read(place) else { return };
        if reading.certain {
            self.certain.push(place.span.start);
        }
        let elements = &mut self.elements;
        let key = self.keys.of(reading.element, elements.written.text, reading.name);
        let tag = tag(elements, place, &reading);
        match reading.role {
            Role::Start => starts::start(elements, tag, key, index),
            Role::End => ends::end(elements, tag, key, index),
            Role::Alone | Role::Mention => {
                if reading.role == Role::Alone {
                    starts::close_implied(elements, reading.element, index);
                }
                elements.tags.push(tag);
            }
        }
    }
}

/// The tag that `place` is read as, behind `elements`.
fn tag(elements: &Elements, place: &TagLike, reading: &Reading) -> Tag {
    let stack = elements.nesting.stack();
    // The rest of a split name was read as an attribute.
    let split = u32::from(reading.damages.contains(Damages::SPLIT));
    let mut notes = reading.notes;
    notes.set(Notes::IN_BRANCH, elements.nesting.branches() > 0);
    notes.set(Notes::IN_TABLE, stack.in_table());
    notes.set(Notes::IN_CODE, stack.in_code());
    Tag {
        span: reading.span,
        name: reading.name,
        element: reading.element,
        form: place.form,
        role: reading.role,
        damages: reading.damages,
        first_attribute: place.first_attribute + split,
        attribute_count: place.attribute_count - split,
        partner: None,
        parent: stack.top().map(|open| open.tag),
        trouble: None,
        notes,
    }
}
