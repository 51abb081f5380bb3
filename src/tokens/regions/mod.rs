//! Regions: text of another kind, which rules leave alone unless they name it.

mod bracketed;
mod cut_html;
mod front_matter;
mod html;
mod markdown;
mod math;
mod region;
mod template;
mod unfinished;
mod view;

use super::Token;
use super::broken_fence::{BrokenFence, FenceDamage, FenceEnd};
use super::fences::Fences;
use super::lexer::{TokenKind, line_ends};
use super::wrapped::wrapping;
use crate::text::{Flavor, Source, Span};
use crate::tokens::search;

pub use front_matter::find as front_matter;
pub use markdown::{events as markdown_events, readable as readable_markdown};
pub use region::{Region, RegionCursor, RegionKind};
pub use template::{Branch, branch_of};
pub use unfinished::Unfinished;

/// The regions of a document, in rising order and disjoint; a region within another is left out.
#[derive(Clone, Debug, Default)]
pub struct Regions {
    list: Vec<Region>,
    fences: Vec<BrokenFence>,
    fence_end: FenceEnd,
    swallowed: Option<Span>,
    templates: Vec<Span>,
    cut_html: Vec<Span>,
}

impl Regions {
    /// Finds the regions of a text; `is_whole` says whether it is all of an article.
    pub fn read(source: &Source, tokens: &[Token], is_whole: bool) -> Self {
        let text = source.text();
        let mut list = Vec::new();
        let body = match front_matter::find(text) {
            Some(region) => {
                list.push(region);
                region.span.end as usize
            }
            None => 0,
        };
        let less = tokens.iter().filter(|token| token.kind == TokenKind::Less).map(|token| token.start as usize);
        let mut more = Vec::new();
        template::find(text, less.clone(), &mut more);
        if source.flavor() == Flavor::Html {
            template::find_directives(text, &mut more);
        }
        let mut templates: Vec<Region> = more.iter().filter(|it| it.kind == RegionKind::Template).copied().collect();
        templates.sort_by_key(|template| template.span.start);
        let mut fences = Fences::default();
        let mut cut_html = Vec::new();
        if source.flavor().has_markdown() {
            // A part of other articles may be the code that they show.
            let wrapping = if is_whole && !source.is_partial() { wrapping(text, source.flavor()) } else { None };
            let signs = wrapping.iter().flat_map(|wrapping| [wrapping.first, wrapping.last]);
            list.extend(signs.map(|line| Region { span: line, kind: RegionKind::CodeBlock, closed: true }));
            fences = Fences::read(text, body, source.flavor(), line_ends(tokens), wrapping);
            let first = templates.partition_point(|template| (template.span.start as usize) < body);
            cut_html = find_markdown(text, body, source.flavor(), &fences, &templates[first..], &mut list);
        }
        if !source.flavor().has_markdown() {
            let blocks = template::code_blocks(text, &templates, false);
            list.extend(
                blocks.iter().map(|block| Region::new(block.start as usize, block.end as usize, RegionKind::CodeBlock)),
            );
        }
        let mut regions = Self::from_list(list);
        html::find(text, source.flavor().has_markdown(), less, regions.cursor(), &mut more);
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
        (regions.fences, regions.fence_end, regions.swallowed) = (fences.broken, fences.end, fences.swallowed);
        regions.cut_html = cut_html;
        let mut cursor = regions.cursor();
        let mut is_live = |template: &Region| {
            let around = cursor.at(template.span.start);
            around.is_some_and(|region| matches!(region.kind, RegionKind::Template | RegionKind::LinkTarget))
        };
        templates.retain(&mut is_live);
        regions.templates = templates.into_iter().map(|template| template.span).collect();
        regions
    }

    /// The damaged fences, in rising order.
    pub fn fences(&self) -> &[BrokenFence] {
        &self.fences
    }

    /// What the end of the text is to its fences.
    pub fn fence_end(&self) -> FenceEnd {
        self.fence_end
    }

    /// The fence that nothing in the text closes.
    pub fn open_fence(&self) -> Option<&BrokenFence> {
        self.fences.last().filter(|fence| fence.damage == FenceDamage::Unclosed)
    }

    /// The first fence with an info string that the one which nothing closes encloses.
    pub fn swallowed_fence(&self) -> Option<Span> {
        self.swallowed
    }

    /// Takes for granted what is known of the fence that nothing in the text closes, as something after it may.
    pub fn set_open_fence(&mut self, fence: Option<BrokenFence>) {
        if self.open_fence().is_some() {
            self.fences.pop();
            self.fences.extend(fence);
        }
    }

    /// HTML that a blank line cut off from what is above it, so that its indentation makes it code, in rising order.
    pub fn cut_html(&self) -> &[Span] {
        &self.cut_html
    }

    /// The template tags, in rising order: those of the article's text and of the targets of its links.
    pub fn templates(&self) -> &[Span] {
        &self.templates
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
        Self { list, ..Self::default() }
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
        RegionCursor::new(&self.list)
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

/// The template tags of a text, wherever they are.
pub fn template_tags(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    if search::bytes(text.as_bytes(), b"{{").is_some() || search::byte(b'%', text.as_bytes()).is_some() {
        template::find(text, memchr::memchr_iter(b'<', text.as_bytes()), &mut found);
    }
    found.iter().map(|region| region.span).collect()
}

/// Markdown's regions: code in fences and in blocks of a template language by our own reading, the others from a reader of
/// Markdown that does not see these.
fn find_markdown(
    text: &str,
    body: usize,
    flavor: Flavor,
    fences: &Fences,
    templates: &[Region],
    list: &mut Vec<Region>,
) -> Vec<Span> {
    let mut blocks = fences.blocks.clone();
    blocks.extend(template::code_blocks(text, templates, true));
    blocks.extend(bracketed::code_blocks(text));
    blocks.extend(bracketed::notes(text, &fences.blocks));
    blocks.sort_by_key(|block| block.start);
    for block in &blocks {
        let start = markdown::line_start(text, block.start as usize, body);
        list.push(Region::new(start, block.end as usize, RegionKind::CodeBlock));
    }
    let view = view::View::new(text, flavor, fences, &blocks, templates);
    let first = list.len();
    let cut_html = markdown::find(&view.text, body, flavor, list);
    let original = |span: Span| Span::new(view.original(span.start), view.original(span.end));
    for region in &mut list[first..] {
        region.span = original(region.span);
    }
    cut_html.into_iter().map(original).collect()
}
