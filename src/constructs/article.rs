//! What constructs are read from.

use crate::text::{Source, Span};
use crate::tokens::{Line, LineKind, Lines, RegionKind, Regions};

/// What constructs are read from.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The text.
    pub source: &'a Source,
    /// Text of another kind.
    pub regions: &'a Regions,
    /// Lines and their Markdown containers.
    pub lines: &'a Lines,
    /// Whether the article begins with this text.
    pub begins: bool,
    /// Whether it goes on after it.
    pub goes_on: bool,
    /// Whether its dialect is known to allow a space within the signs of links by reference.
    pub spaced_references: bool,
}

impl<'a> Article<'a> {
    /// The text.
    pub fn text(&self) -> &'a str {
        self.source.text()
    }

    /// The lines directly above and below `line`.
    pub fn beside(&self, line: &Line) -> [Option<&'a Line>; 2] {
        let lines = self.lines.list();
        let index = self.lines.index_at(line.span.start);
        [index.checked_sub(1).and_then(|above| lines.get(above)), lines.get(index + 1)]
    }

    /// Whether nothing stands directly above `line`: its block begins with it.
    pub fn begins_block(&self, line: &Line) -> bool {
        self.beside(line)[0].is_none_or(|above| !matches!(above.kind, LineKind::Text | LineKind::Closed))
    }

    /// The target of a link, or the definition, that begins at the byte at `offset`.
    pub fn target_at(&self, offset: u32) -> Option<Span> {
        let region = self.regions.at(offset)?;
        (region.kind == RegionKind::LinkTarget && region.span.start == offset).then_some(region.span)
    }

    /// The content of a line.
    pub fn content(&self, line: &Line) -> &'a str {
        &self.text()[line.content_span().range()]
    }
}
