//! Inline content: the prose of each paragraph, heading and table cell, as spans between what is closed to Markdown's marks.

use super::reading::Reading;
use crate::text::Span;
use crate::tokens::{Is, Line, LineKind, Region, Signs};
use crate::tree::tag::Tag;

/// The inline content of one paragraph, heading or table cell.
#[derive(Clone, Copy, Debug)]
pub struct InlineBlock<'a> {
    /// Its prose, in rising order; code, tags, line ends and the like lie between.
    pub pieces: &'a [Span],
    /// The signs of its lines.
    pub signs: Signs,
}

impl InlineBlock<'_> {
    /// From its first byte to its last.
    pub fn span(&self) -> Span {
        let start = self.pieces.first().map_or(0, |piece| piece.start);
        Span::new(start, self.pieces.last().map_or(start, |piece| piece.end))
    }
}

/// The inline content of a document.
#[derive(Clone, Debug, Default)]
pub struct InlineBlocks {
    pieces: Vec<Span>,
    /// Where the pieces of each block end, and the signs of its lines.
    ends: Vec<(u32, Signs)>,
    /// The signs of the lines of the block that is being read.
    signs: Signs,
}

impl InlineBlocks {
    /// The blocks in order.
    pub fn iter(&self) -> impl Iterator<Item = InlineBlock<'_>> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|&(end, _)| end));
        starts.zip(&self.ends).map(|(start, &(end, signs))| {
            let pieces = &self.pieces[start as usize..end as usize];
            InlineBlock { pieces, signs }
        })
    }

    pub(super) fn read(reading: Reading) -> Self {
        let text = reading.source.text();
        let count = reading.lines.list().len();
        let mut blocks =
            Self { pieces: Vec::with_capacity(count), ends: Vec::with_capacity(count), signs: Signs::empty() };
        let mut opaque = Opaque { regions: reading.regions.list(), tags: &reading.tree.tags };
        let mut quotes = 0;
        for line in reading.lines.list() {
            let goes_on = line.kind == LineKind::Text && !line.is_item() && line.quotes == quotes;
            if !goes_on {
                blocks.end();
            }
            quotes = line.quotes;
            match line.kind {
                LineKind::Text | LineKind::Heading(_) => blocks.add(line.content_span(), line.signs, &mut opaque),
                LineKind::TableHeader | LineKind::TableRow => {
                    for cell in cells(text, line, opaque.regions) {
                        blocks.add(cell, line.signs, &mut opaque);
                        blocks.end();
                    }
                }
                _ => {}
            }
            if line.kind != LineKind::Text {
                blocks.end();
            }
        }
        blocks.end();
        blocks
    }

    /// Adds `span`, which lies in a line with these signs.
    fn add(&mut self, span: Span, signs: Signs, opaque: &mut Opaque) {
        let mut at = span.start;
        self.signs |= signs;
        while let Some((inside, ends_block)) = opaque.next(at, span.end).filter(|_| at < span.end) {
            self.push(at, inside.start);
            if ends_block {
                self.end();
                self.signs = signs;
            }
            at = inside.end.max(at);
        }
        self.push(at, span.end);
    }

    fn push(&mut self, start: u32, end: u32) {
        if start < end {
            self.pieces.push(Span::new(start, end));
        }
    }

    fn end(&mut self) {
        let end = self.pieces.len() as u32;
        let signs = std::mem::take(&mut self.signs);
        if self.ends.last().map_or(0, |&(end, _)| end) < end {
            self.ends.push((end, signs));
        }
    }
}

/// What is closed to Markdown's marks, read in rising order.
struct Opaque<'a> {
    regions: &'a [Region],
    tags: &'a [Tag],
}

impl Opaque<'_> {
    /// The next region or tag that reaches beyond `from` and begins before `to`, and whether it ends the block.
    fn next(&mut self, from: u32, to: u32) -> Option<(Span, bool)> {
        while self.regions.first().is_some_and(|region| region.span.end <= from) {
            self.regions = &self.regions[1..];
        }
        while self.tags.first().is_some_and(|tag| tag.span.end <= from) {
            self.tags = &self.tags[1..];
        }
        let region = self.regions.first().map(|region| (region.span, false));
        let tag = self.tags.first().map(|tag| (tag.span, tag.element.is_known() && !tag.element.is(Is::PHRASING)));
        let first = match (region, tag) {
            (Some(region), Some(tag)) => Some(if tag.0.start < region.0.start { tag } else { region }),
            (region, tag) => region.or(tag),
        };
        first
            .filter(|(span, _)| span.start < to)
            .map(|(span, ends)| (Span::new(span.start.max(from), span.end.min(to).max(from)), ends))
    }
}

/// The cells of a row of a pipe table, without the pipes. A pipe within a template does not end a cell, one in a code span
/// does (GFM 4.10).
pub(super) fn cells(text: &str, line: &Line, regions: &[Region]) -> Vec<Span> {
    use crate::tokens::RegionKind::{Expression, Template};
    let content = line.content_span();
    let bytes = &text.as_bytes()[content.range()];
    let of_line = regions.iter().take_while(|region| region.span.start < content.end);
    let mut closed = of_line.filter(|region| matches!(region.kind, Template | Expression)).peekable();
    let mut cells = Vec::new();
    let mut start = content.start;
    for at in memchr::memchr_iter(b'|', bytes) {
        let pipe = content.start + at as u32;
        while closed.next_if(|region| region.span.end <= pipe).is_some() {}
        let is_inside = closed.peek().is_some_and(|region| region.span.start <= pipe);
        let backslashes = bytes[..at].iter().rev().take_while(|&&byte| byte == b'\\').count();
        if is_inside || backslashes % 2 == 1 {
            continue;
        }
        // A pipe before the first cell does not end one.
        if pipe > content.start {
            cells.push(Span::new(start, pipe));
        }
        start = pipe + 1;
    }
    if !text[start as usize..content.end as usize].trim().is_empty() {
        cells.push(Span::new(start, content.end));
    }
    cells
}
