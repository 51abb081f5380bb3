//! Reads the skeleton of one text.

use super::{Skeleton, Table, blocks, brackets, metadata, placeholders, regions, signs, tags};
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

pub(super) fn read(view: &View) -> Skeleton {
    let mut skeleton = Skeleton { blocks: blocks::read(view), ..Skeleton::default() };
    let marks = &mut skeleton.marks;
    metadata::read(view, marks);
    regions::read(view, marks);
    tags::read(view, marks);
    if view.source.flavor().has_markdown() {
        brackets::read(view, marks);
        signs::read(view, &skeleton.blocks, marks);
        skeleton.tables = tables(view);
        let emphasis = view.marks.emphasis();
        skeleton.literal = emphasis.literal.iter().filter_map(|&at| run(view.text(), at)).collect();
        skeleton.literal.extend(emphasis.broken.iter().map(|broken| broken.opener).filter(|span| span.len() > 1));
        skeleton.literal.sort_unstable();
        skeleton.literal.dedup_by_key(|span| span.start);
    }
    placeholders::read(view, marks);
    skeleton
}

/// The run of two or more `*` at `at`.
fn run(text: &str, at: u32) -> Option<Span> {
    let length = text.as_bytes()[at as usize..].iter().take_while(|&&byte| byte == b'*').count();
    (length > 1).then(|| Span::new(at, at + length as u32))
}

fn tables(view: &View) -> Vec<Table> {
    let table = |table: &crate::tree::PipeTable| Table {
        span: table.span(),
        columns: table.header.cells.len() as u32,
        rows: table.body.iter().filter(|row| view.slice(row.span).contains('|')).count() as u32,
    };
    view.marks.tables().iter().map(table).collect()
}
