//! What is written and stays as it is while its tags are read: the text, its lines and blocks, the places that may be tags.

use super::demand::{Demand, Look};
use crate::text::{Source, Span};
use crate::tokens::{Element, Form, Is, Lines, TagLike, TagLikes};

/// A text with all that is known of it before its tags are read.
#[derive(Debug)]
pub(super) struct Written<'a> {
    pub source: &'a Source,
    pub text: &'a str,
    pub places: &'a TagLikes,
    /// The places once more, asked about end tags that follow.
    pub demand: Demand<'a>,
    lines: &'a Lines,
    /// Ends of Markdown blocks, rising; empty in HTML.
    pub block_ends: &'a [u32],
    /// For each element, how many start tags and end tags are written.
    counts: Vec<(u32, u32)>,
}

impl<'a> Written<'a> {
    /// Makes a text ready to be asked; `block_ends` are the rising ends of its Markdown blocks.
    pub(super) fn new(source: &'a Source, places: &'a TagLikes, lines: &'a Lines, block_ends: &'a [u32]) -> Self {
        let text = source.text();
        let demand = Demand::new(text, &places.list);
        Self { source, text, places, demand, lines, block_ends, counts: count(&places.list) }
    }

    /// Where the Markdown block that holds `offset` ends; the end of the text in HTML.
    pub(super) fn block_end(&self, offset: u32) -> u32 {
        let index = self.block_ends.partition_point(|&end| end <= offset);
        self.block_ends.get(index).copied().unwrap_or(u32::MAX)
    }

    /// A search behind the place number `after`, within its block.
    pub(super) fn look(&self, after: usize) -> Look {
        let offset = self.places.list.get(after).map_or(0, |place| place.span.start);
        Look { after, limit: self.block_end(offset), escaped: true, innermost: false }
    }

    /// The same for the end tag of `element`: that of one that holds blocks may be in another one.
    pub(super) fn look_for(&self, element: Element, after: usize) -> Look {
        let look = self.look(after);
        let holds_blocks = element.is(Is::ENDS_P) && !element.is(Is::HEADING) && !element.is(Is::OPTIONAL_END);
        if holds_blocks { Look { limit: u32::MAX, ..look } } else { look }
    }

    /// Where the line that holds `offset` ends.
    pub(super) fn line_end(&self, offset: u32) -> u32 {
        self.lines.at(offset).span.end
    }

    /// Where the content of the line that holds `offset` begins.
    pub(super) fn line_content(&self, offset: u32) -> u32 {
        self.lines.at(offset).content
    }

    /// What stands between `span` and the end of its line.
    pub(super) fn rest_of_line(&self, span: Span) -> &'a str {
        let end = self.line_end(span.start).max(span.end);
        self.text.get(span.end as usize..end as usize).unwrap_or("")
    }

    /// How many start tags and end tags of `element` are written.
    pub(super) fn counts(&self, element: Element) -> (u32, u32) {
        self.counts[element.index()]
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
