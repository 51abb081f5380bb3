//! What a skeleton is read from.

use crate::text::{Source, Span};
use crate::tokens::{Attribute, Lines, Regions, TagLikes};
use crate::tree::{Marks, Tag, Tree};

/// What was read in a text.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The text.
    pub source: &'a Source,
    /// Text of another kind.
    pub regions: &'a Regions,
    /// Its lines.
    pub lines: &'a Lines,
    /// The places of its tags, and their attributes.
    pub places: &'a TagLikes,
    /// Its tags.
    pub tree: &'a Tree,
    /// Markdown's marks.
    pub marks: &'a Marks<'a>,
}

impl<'a> View<'a> {
    pub(super) fn text(&self) -> &'a str {
        self.source.text()
    }

    pub(super) fn slice(&self, span: Span) -> &'a str {
        &self.source.text()[span.range()]
    }

    pub(super) fn attributes(&self, tag: &Tag) -> &'a [Attribute] {
        let first = tag.first_attribute as usize;
        &self.places.attributes[first..first + tag.attribute_count as usize]
    }
}
