//! Builds the tree of intended tags: one forward pass with a stack, no recursion.

use std::cell::RefCell;
use std::collections::HashMap;

use super::around::{OpenState, Passage};
use super::border::Border;
use super::branches::Frame;
use super::demand::{Demand, Look};
use super::evidence::Evidence;
use super::judge::{Judge, Reading};
use super::priors::Priors;
use super::stack::{Key, Open, Stack};
use super::tag::{Notes, Role, Tag};
use crate::text::{Source, Span};
use crate::tokens::work::steps;
use crate::tokens::{Damages, Element, Form, Is, Lines, RegionKind, Regions, TagLike, TagLikes};

/// The evidence for reading one damaged place as a tag, priors left out.
#[derive(Clone, Copy, Debug)]
pub struct Observation {
    /// The place.
    pub span: Span,
    /// What speaks for and against a tag.
    pub evidence: Evidence,
}

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

pub(super) struct Builder<'a> {
    pub source: &'a Source,
    pub text: &'a str,
    pub places: &'a TagLikes,
    pub demand: Demand<'a>,
    pub stack: Stack,
    pub tags: Vec<Tag>,
    pub certain: Vec<u32>,
    pub priors: &'a Priors,
    /// For each element, how many start tags and end tags are written.
    pub counts: Vec<(u32, u32)>,
    /// The evidence for every damaged place, where it was asked for.
    pub observed: Option<RefCell<Vec<Observation>>>,
    lines: &'a Lines,
    /// Ends of Markdown blocks, rising; empty in HTML.
    pub block_ends: &'a [u32],
    next_block: usize,
    unknown: HashMap<String, Key>,
    pub branches: Vec<Frame>,
    pub branch_depth: usize,
    pub border: Border<'a>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        source: &'a Source,
        places: &'a TagLikes,
        lines: &'a Lines,
        block_ends: &'a [u32],
        priors: &'a Priors,
        border: Border<'a>,
    ) -> Self {
        let text = source.text();
        let mut builder = Self {
            source,
            text,
            places,
            demand: Demand::new(text, &places.list),
            stack: Stack::default(),
            tags: Vec::with_capacity(places.list.len()),
            certain: Vec::new(),
            priors,
            counts: count(&places.list),
            observed: None,
            lines,
            block_ends,
            next_block: 0,
            unknown: HashMap::new(),
            branches: Vec::new(),
            branch_depth: usize::from(border.before.branches),
            border,
        };
        builder.enter();
        builder
    }

    pub(super) fn build(mut self, regions: &Regions) -> Built {
        let mut templates = regions.list().iter().filter(|region| region.kind == RegionKind::Template).peekable();
        let mut has_statements = false;
        for (index, place) in self.places.list.iter().enumerate() {
            while let Some(template) = templates.next_if(|template| template.span.start < place.span.start) {
                has_statements |= self.branch(template.span);
            }
            self.end_blocks(place.span.start, index);
            self.place(index, place);
        }
        for template in templates {
            has_statements |= self.branch(template.span);
        }
        let passage = if self.border.goes_on {
            self.leave()
        } else {
            self.settle(0, self.places.list.len());
            self.passage(OpenState::default(), Vec::new())
        };
        let observed = self.observed.map(RefCell::into_inner).unwrap_or_default();
        Built { tags: self.tags, certain: self.certain, observed, has_statements, passage }
    }

    /// Where the Markdown block that holds `offset` ends; the end of the text in HTML.
    pub(super) fn block_end(&self, offset: u32) -> u32 {
        let index = self.block_ends.partition_point(|&end| end <= offset);
        self.block_ends.get(index).copied().unwrap_or(u32::MAX)
    }

    /// Keeps the evidence for the place at `span`, where it was asked for.
    pub(super) fn observe(&self, span: Span, evidence: Evidence) {
        if let Some(observed) = &self.observed {
            observed.borrow_mut().push(Observation { span, evidence });
        }
    }

    pub(super) fn look(&self, after: usize) -> Look {
        let offset = self.places.list.get(after).map_or(0, |place| place.span.start);
        Look { after, limit: self.block_end(offset), escaped: true, innermost: false }
    }

    pub(super) fn line_end(&self, offset: u32) -> u32 {
        self.lines.at(offset).span.end
    }

    pub(super) fn line_content(&self, offset: u32) -> u32 {
        self.lines.at(offset).content
    }

    pub(super) fn key(&mut self, place: &TagLike) -> Key {
        if place.element.is_known() {
            return Key::of(place.element);
        }
        self.unknown_key(self.text[place.name.range()].to_ascii_lowercase())
    }

    pub(super) fn unknown_key(&mut self, name: String) -> Key {
        let next = Key((Element::COUNT + 1 + self.unknown.len()).min(u16::MAX as usize) as u16);
        *self.unknown.entry(name).or_insert(next)
    }

    fn place(&mut self, index: usize, place: &TagLike) {
        let Some(reading) = Judge { builder: self, index }.read(place) else { return };
        if reading.certain {
            self.certain.push(place.span.start);
        }
        let key = if reading.element.is_known() { Key::of(reading.element) } else { self.key(place) };
        let tag = self.tag(place, &reading);
        match reading.role {
            Role::Start => self.start(tag, key, index),
            Role::End => self.end(tag, key, index),
            Role::Alone | Role::Mention => {
                if reading.role == Role::Alone {
                    self.close_implied(reading.element, index);
                }
                self.tags.push(tag);
            }
        }
    }

    fn tag(&self, place: &TagLike, reading: &Reading) -> Tag {
        let mut notes = reading.notes;
        notes.set(Notes::IN_BRANCH, self.branch_depth > 0);
        notes.set(Notes::IN_TABLE, self.stack.in_table());
        notes.set(Notes::IN_CODE, self.stack.in_code());
        Tag {
            span: reading.span,
            name: reading.name,
            element: reading.element,
            form: place.form,
            role: reading.role,
            damages: place.damages,
            first_attribute: place.first_attribute,
            attribute_count: place.attribute_count,
            partner: None,
            parent: self.stack.top().map(|open| open.tag),
            trouble: None,
            notes,
        }
    }

    fn start(&mut self, mut tag: Tag, key: Key, index: usize) {
        self.close_implied(tag.element, index);
        tag.parent = self.stack.top().map(|open| open.tag);
        let is_code = tag.element.is(Is::CODE)
            && self.demand.end_of(tag.element, Look { limit: u32::MAX, ..self.look(index) }).is_some();
        let open = Open { key, element: tag.element, tag: self.tags.len() as u32, closed: false };
        self.tags.push(tag);
        self.stack.push(open, is_code);
    }

    /// Ends the elements whose end tag may be left out before a start tag of `next`.
    fn close_implied(&mut self, next: Element, index: usize) {
        while let Some(top) = self.stack.top().copied() {
            if !top.element.ends_at(next) {
                break;
            }
            let depth = self.stack.len() - 1;
            self.settle(depth, index);
        }
        let ended = [
            (Is::ITEM, Element::LI),
            (Is::CELL, Element::TD),
            (Is::CELL, Element::TH),
            (Is::ROW.union(Is::ROW_GROUP), Element::TR),
            (Is::ENDS_P, Element::P),
        ];
        for (_, element) in ended.into_iter().filter(|(facts, _)| next.is_any(*facts)) {
            let Some(depth) = self.stack.reach(Key::of(element), element) else { continue };
            if self.inner_are_done(depth, index) {
                self.settle(depth, index);
            }
        }
    }

    /// Whether what is open in the element at `depth` is phrasing that no end tag follows.
    fn inner_are_done(&self, depth: usize, index: usize) -> bool {
        let above = self.stack.above(depth);
        // The tag at `index` counts: what lies in its element does not end it.
        let look = Look { after: index.saturating_sub(1), ..self.look(index) };
        above.len() < 8
            && above.iter().all(|open| {
                open.closed
                    || open.element.is(Is::OPTIONAL_END)
                    || open.element.is(Is::PHRASING) && self.demand.end_of(open.element, look).is_none()
            })
    }

    /// Settles the phrasing elements of the Markdown blocks that end before `offset`.
    fn end_blocks(&mut self, offset: u32, index: usize) {
        let first = self.next_block;
        while self.block_ends.get(self.next_block).is_some_and(|&end| end <= offset) {
            self.next_block += 1;
        }
        if self.next_block == first || self.stack.len() == 0 {
            return;
        }
        let mut depth = self.stack.len();
        while depth > 0
            && (self.stack.get(depth - 1).closed || self.is_finished(self.stack.get(depth - 1).element, index))
        {
            depth -= 1;
        }
        if depth < self.stack.len() {
            self.settle(depth, index);
        }
    }

    /// Whether an open phrasing element has no end tag ahead, so that it ends with its block.
    fn is_finished(&self, element: Element, index: usize) -> bool {
        let look = |after| Look { after, limit: u32::MAX, escaped: true, innermost: false };
        element.is(Is::PHRASING)
            && !element.is(Is::BARRIER)
            && (index == 0 || self.demand.end_of(element, look(index - 1)).is_none())
    }

    /// Pops the elements from `depth` on, whose end tags are missing, and finds start tags that were meant to be end tags.
    pub(super) fn settle(&mut self, depth: usize, index: usize) {
        let mut popped = Vec::new();
        while self.stack.len() > depth {
            let Some(open) = self.remove() else { break };
            if !open.closed {
                popped.push(open);
            }
        }
        steps(popped.len());
        popped.reverse();
        self.end_open(&popped, index);
    }

    /// Ends elements, outermost first, whose end tags are missing.
    pub(super) fn end_open(&mut self, popped: &[Open], index: usize) {
        super::turn::turn_start_tags(self, popped, index);
        for open in popped {
            let tag = &mut self.tags[open.tag as usize];
            if tag.partner.is_none() && tag.role == Role::Start && open.element.is(Is::OPTIONAL_END) {
                tag.notes |= Notes::IMPLIED_END;
            }
        }
    }

    /// Whether a tag-like place has a form that nothing is wrong with.
    pub(super) fn is_well_formed(place: &TagLike) -> bool {
        let harmless =
            Damages::CURLY_QUOTES | Damages::QUOTE_COLLISION | Damages::DUPLICATE_ATTRIBUTE | Damages::END_ATTRIBUTES;
        harmless.contains(place.damages)
    }

    /// Whether a place closes itself where that is right: in XML, SVG, MathML, and as a component.
    pub(super) fn closes_itself(&self, place: &TagLike) -> bool {
        place.form == Form::SelfClosing
            && (self.source.is_xml() || self.stack.in_foreign() || !place.element.is_known())
    }
}

fn count(places: &[TagLike]) -> Vec<(u32, u32)> {
    let mut counts = vec![(0, 0); Element::COUNT + 1];
    for place in places {
        let (starts, ends) = &mut counts[place.element.index()];
        *(if place.form == Form::End { ends } else { starts }) += 1;
    }
    counts
}
