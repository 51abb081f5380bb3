//! Regions: text of another kind, which rules leave alone unless they name it.

mod front_matter;
mod html;
mod markdown;
mod math;
mod template;
mod unfinished;

use super::Token;
use super::fences::{BrokenFence, Mended, broken_fences};
use super::lexer::{TokenKind, line_ends};
use crate::text::{Flavor, Source, Span};

pub use template::{Branch, branch_of};
pub use unfinished::Unfinished;

/// What a region holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RegionKind {
    /// Metadata between `---` or `+++` lines at the start of the file.
    FrontMatter,
    /// A fenced or indented code block.
    CodeBlock,
    /// A code span.
    CodeSpan,
    /// The content of `script`, `style`, `textarea`, `title` and their like.
    RawText,
    /// An HTML comment, its delimiters included.
    Comment,
    /// A declaration, CDATA section or processing instruction.
    Declaration,
    /// A template tag or expression: `{{ … }}`, `{% … %}`, `<% … %>`, `<?php … ?>`.
    Template,
    /// An MDX expression: `{ … }`.
    Expression,
    /// `<https://…>` or `<name@host>`.
    Autolink,
    /// The target and title of a Markdown link or image, parentheses included, or a link definition.
    LinkTarget,
    /// TeX between dollars or after `\(`, `\[`.
    Math,
}

impl RegionKind {
    /// Whether words in it are code, not prose.
    pub fn is_code(self) -> bool {
        matches!(self, Self::CodeBlock | Self::CodeSpan | Self::RawText | Self::Math)
    }
}

/// A region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its bytes, delimiters included.
    pub span: Span,
    /// What it holds.
    pub kind: RegionKind,
    /// Whether it ended where it should have: a comment or raw text without its end does not.
    pub closed: bool,
}

impl Region {
    fn new(start: usize, end: usize, kind: RegionKind) -> Self {
        Self { span: Span::of(start, end), kind, closed: true }
    }
}

/// The regions of a document, in rising order and disjoint; a region within another is left out.
#[derive(Clone, Debug, Default)]
pub struct Regions {
    list: Vec<Region>,
    fences: Vec<BrokenFence>,
}

impl Regions {
    /// Finds the regions of an article.
    pub fn read(source: &Source, tokens: &[Token]) -> Self {
        let text = source.text();
        let mut list = Vec::new();
        let body = match front_matter::find(text) {
            Some(region) => {
                list.push(region);
                region.span.end as usize
            }
            None => 0,
        };
        let mut fences = Vec::new();
        if source.flavor().has_markdown() {
            fences = broken_fences(text, body, line_ends(tokens));
            find_markdown(text, body, source.flavor(), &fences, &mut list);
        }
        let mut regions = Self::from_list(list);
        let mut more = Vec::new();
        let less = tokens.iter().filter(|token| token.kind == TokenKind::Less).map(|token| token.start as usize);
        html::find(text, less.clone(), &regions, &mut more);
        template::find(text, less, &mut more);
        if source.flavor() == Flavor::Mdx {
            template::find_expressions(text, &mut more);
        }
        if source.flavor().has_markdown() {
            math::find(text, &mut more);
        }
        if !more.is_empty() {
            regions.list.extend(more);
            regions = Self::from_list(regions.list);
        }
        regions.fences = fences;
        regions
    }

    /// The damaged fences, in rising order.
    pub fn fences(&self) -> &[BrokenFence] {
        &self.fences
    }

    fn from_list(mut list: Vec<Region>) -> Self {
        list.sort_by_key(|region| (region.span.start, std::cmp::Reverse(region.span.end)));
        let mut end = 0;
        list.retain(|region| {
            let outside = region.span.start >= end && !region.span.is_empty();
            if outside {
                end = region.span.end;
            }
            outside
        });
        Self { list, fences: Vec::new() }
    }

    /// The regions in rising order.
    pub fn list(&self) -> &[Region] {
        &self.list
    }

    /// The region that holds the byte at `offset`.
    pub fn at(&self, offset: u32) -> Option<&Region> {
        let index = self.list.partition_point(|region| region.span.end <= offset);
        self.list.get(index).filter(|region| region.span.start <= offset)
    }

    /// Answers [`Self::at`] for rising offsets.
    pub fn cursor(&self) -> RegionCursor<'_> {
        RegionCursor { rest: &self.list }
    }

    /// The regions that share a byte with `span`.
    pub fn within(&self, span: Span) -> &[Region] {
        let first = self.list.partition_point(|region| region.span.end <= span.start);
        let count = self.list[first..].partition_point(|region| region.span.start < span.end);
        &self.list[first..first + count]
    }

    /// Whether `span` touches no region.
    pub fn is_free(&self, span: Span) -> bool {
        self.within(Span::new(span.start, span.end.max(span.start + 1))).is_empty()
    }

    /// The stretches of `span` that lie outside every region, in rising order.
    pub fn gaps(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let inside = self.within(span);
        let starts = std::iter::once(span.start).chain(inside.iter().map(|region| region.span.end));
        let ends = inside.iter().map(|region| region.span.start).chain(std::iter::once(span.end));
        starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| Span::new(start, end))
    }
}

/// Markdown's regions, with broken fences read as they were meant.
fn find_markdown(text: &str, body: usize, flavor: Flavor, fences: &[BrokenFence], list: &mut Vec<Region>) {
    let Some(mended) = Mended::new(text, fences) else {
        markdown::find(text, body, flavor, list);
        return;
    };
    let first = list.len();
    markdown::find(&mended.text, body, flavor, list);
    for region in &mut list[first..] {
        region.span = Span::new(mended.original(region.span.start), mended.original(region.span.end));
    }
}

/// Finds the regions at rising offsets without searching anew for each.
#[derive(Clone, Debug)]
pub struct RegionCursor<'a> {
    rest: &'a [Region],
}

impl<'a> RegionCursor<'a> {
    /// The region that holds the byte at `offset`, which is not before those asked for so far.
    pub fn at(&mut self, offset: u32) -> Option<&'a Region> {
        while let [first, rest @ ..] = self.rest {
            if first.span.end > offset {
                return Some(first).filter(|region| region.span.start <= offset);
            }
            self.rest = rest;
        }
        None
    }
}
