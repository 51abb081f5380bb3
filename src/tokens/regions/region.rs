//! A region, and a list of them asked about rising offsets.

use crate::text::Span;

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
    /// One that ends where it should.
    pub(super) fn new(start: usize, end: usize, kind: RegionKind) -> Self {
        Self { span: Span::of(start, end), kind, closed: true }
    }
}

/// Finds the regions at rising offsets without searching anew for each.
#[derive(Clone, Debug)]
pub struct RegionCursor<'a> {
    rest: &'a [Region],
}

impl<'a> RegionCursor<'a> {
    /// Begins before `list`, which rises and is disjoint.
    pub(super) fn new(list: &'a [Region]) -> Self {
        Self { rest: list }
    }

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
