//! Reads the tags of a text: in the first pass without priors, in the second with those of the article around it.

use std::cell::Cell;

use super::around::{OpenState, Passage, Surroundings};
use super::blocks::block_ends;
use super::border::Border;
use super::build::Builder;
use super::doubled::blame_doubled;
use super::evidence::Observation;
use super::flattened::{self, FlattenedTable};
use super::plain;
use super::priors::Priors;
use super::tag::{Role, Tag, Trouble};
use super::verdict::Verdicts;
use super::written::Written;
use crate::text::{Source, Span};
use crate::tokens::{Element, Form, Is, Lines, Regions, TagLikes};

/// The intended tags of a document and what they form.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The tags, in rising order and disjoint.
    pub tags: Vec<Tag>,
    /// Tables that were flattened into text, in rising order.
    pub flattened: Vec<FlattenedTable>,
    /// Where certain damage lies.
    pub priors: Priors,
    /// Whether it would be another one in an article with or without statements of a template language.
    pub asked_statements: bool,
    /// For each trouble, the tags that have it.
    troubled: Vec<Vec<u32>>,
}

/// What a text says of its tags before anything is known of the damage around them.
#[derive(Debug, Default)]
pub struct FirstReading {
    /// Certain damage: what was known before, and what was found.
    pub certain: Vec<u32>,
    /// Whether statements of a template language stand in it.
    pub has_statements: bool,
    /// How much speaks for markup in the text, where that is to be told.
    pub markup: i32,
    /// What the text does to the elements around it.
    pub passage: Passage,
    /// The tags as they are read without priors.
    tags: Vec<Tag>,
    block_ends: Vec<u32>,
}

/// A text, or a piece of one, whose tags are read.
#[derive(Clone, Copy, Debug)]
pub struct TagSource<'a> {
    /// The text.
    pub source: &'a Source,
    /// Text of another kind.
    pub regions: &'a Regions,
    /// Its lines.
    pub lines: &'a Lines,
    /// The places that may be tags.
    pub places: &'a TagLikes,
    /// What is open where it begins.
    pub before: &'a OpenState,
    /// Whether the article goes on behind it.
    pub goes_on: bool,
}

/// The tags that others lack as partners.
#[derive(Debug)]
pub struct Lacking {
    /// For each element, whether a start tag and whether an end tag is missing.
    forms: Vec<(bool, bool)>,
    /// Whether any is.
    pub is_any: bool,
}

impl Lacking {
    /// Whether a tag of `element` is missing in this form.
    pub fn has(&self, element: Element, form: Form) -> bool {
        let (start, end) = self.forms[element.index()];
        if form == Form::End { end } else { start }
    }
}

impl FirstReading {
    /// The tags that others lack as partners.
    pub fn lacking(&self) -> Lacking {
        let mut lacking = Lacking { forms: Vec::new(), is_any: false };
        let alone = self.tags.iter().filter(|tag| tag.partner.is_none() && !tag.reaches_on() && needs_partner(tag));
        for tag in alone {
            if !lacking.is_any {
                lacking = Lacking { forms: vec![(false, false); Element::COUNT + 1], is_any: true };
            }
            let (start, end) = &mut lacking.forms[tag.element.index()];
            *(if tag.role == Role::Start { end } else { start }) = true;
        }
        lacking
    }
}

impl<'a> TagSource<'a> {
    fn builder(self, block_ends: &'a [u32], priors: &'a Priors, lost: &'a [u32]) -> Builder<'a> {
        let written = Written::new(self.source, self.places, self.lines, block_ends);
        Builder::new(written, Border { before: self.before, goes_on: self.goes_on, lost }, priors)
    }

    /// Reads the intended tags; `carried` are offsets of certain damage known from an earlier pass.
    pub fn first(self, carried: &Priors) -> FirstReading {
        let block_ends = block_ends(self.source, self.lines);
        let built = self.builder(&block_ends, carried, &[]).build(self.regions);
        let certain = carried.joined(&built.certain).offsets().to_vec();
        FirstReading {
            markup: plain::votes(self.source, self.regions, self.lines, &built.tags, &certain),
            certain,
            has_statements: built.has_statements,
            passage: built.passage,
            tags: built.tags,
            block_ends,
        }
    }

    /// The evidence for every damaged place, accepted or not: what the weights are measured from.
    pub fn observe(self) -> Vec<Observation> {
        let block_ends = block_ends(self.source, self.lines);
        let priors = Priors::default();
        self.builder(&block_ends, &priors, &[]).observing().build(self.regions).observed
    }
}

impl Tree {
    /// Reads the intended tags of a text in its surroundings, which `first` was read without.
    pub fn read(text: TagSource, first: FirstReading, around: &Surroundings) -> (Self, Passage) {
        let FirstReading { certain, has_statements, passage: first_passage, tags: first_tags, block_ends, .. } = first;
        let mut priors = Priors::new(certain).within(around.damage.clone(), around.damaged);
        let is_damaged = text.places.list.iter().any(|place| !place.damages.is_empty());
        let (mut tags, passage, statements);
        if !around.lost.is_empty() || !priors.is_empty() && is_damaged {
            // The tags are read anew, and two lists of them are too much for a long text.
            drop(first_tags);
            let built = text.builder(&block_ends, &priors, &around.lost).build(text.regions);
            priors = priors.joined(&built.certain);
            (tags, passage, statements) = (built.tags, built.passage, built.has_statements);
        } else {
            // In a damaged article the weak places would have been read again.
            priors.note_question(is_damaged);
            (tags, passage, statements) = (first_tags, first_passage, has_statements);
        }
        blame_doubled(&mut tags);
        let has_statements = statements || around.has_statements;
        let verdicts = Verdicts {
            source: text.source,
            lines: text.lines,
            places: text.places,
            has_statements,
            asked: Cell::new(false),
        };
        for tag in &mut tags {
            tag.trouble = verdicts.of(tag);
        }
        let flattened = flattened::find(text.source, text.lines, &mut tags);
        let mut troubled = vec![Vec::new(); Trouble::COUNT as usize];
        for (index, tag) in tags.iter().enumerate() {
            if let Some(trouble) = tag.trouble {
                troubled[trouble as usize].push(index as u32);
            }
        }
        (Self { tags, flattened, priors, asked_statements: verdicts.asked.get() && !statements, troubled }, passage)
    }

    /// The tags whose decisive damage is `trouble`, with their indices.
    pub fn troubled(&self, trouble: Trouble) -> impl Iterator<Item = (u32, &Tag)> {
        let indices = self.troubled.get(trouble as usize).map_or(&[][..], Vec::as_slice);
        indices.iter().map(|&index| (index, &self.tags[index as usize]))
    }

    /// The number of tags that need a partner and have none.
    pub fn unmatched(&self) -> usize {
        self.tags.iter().filter(|tag| tag.partner.is_none() && !tag.reaches_on() && needs_partner(tag)).count()
    }

    /// The troubles that occur, as bits: bit `n` stands for trouble number `n`.
    pub fn trouble_bits(&self) -> u64 {
        let occurs = self.troubled.iter().enumerate().filter(|(_, tags)| !tags.is_empty());
        occurs.fold(0, |bits, (trouble, _)| bits | 1 << trouble)
    }

    /// The tags that begin within `span`, with the index of the first.
    pub fn tags_within(&self, span: Span) -> (u32, &[Tag]) {
        let first = self.tags.partition_point(|tag| tag.span.start < span.start);
        let count = self.tags[first..].partition_point(|tag| tag.span.start < span.end);
        (first as u32, &self.tags[first..first + count])
    }

    /// The tag that holds the byte at `offset`.
    pub fn tag_at(&self, offset: u32) -> Option<&Tag> {
        let index = self.tags.partition_point(|tag| tag.span.end <= offset);
        self.tags.get(index).filter(|tag| tag.span.start <= offset)
    }
}

/// Whether a tag is one of a pair.
fn needs_partner(tag: &Tag) -> bool {
    match tag.role {
        Role::Start => tag.element.is_known() && !tag.element.is(Is::OPTIONAL_END) && !tag.element.is(Is::VOID),
        Role::End => tag.element.is_known(),
        Role::Alone | Role::Mention => false,
    }
}
