//! The blocks of an article: headings, paragraphs, items, rows and code.

use super::mark::hash;
use super::view::View;
use crate::text::Span;
use crate::tokens::{Is, LineKind, RegionKind, unescape};
use crate::tree::Role;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// A heading: its level.
    Heading(u8),
    /// Text.
    Paragraph,
    /// The first block of a list item.
    Item,
    /// A row of a table.
    Row,
    /// Code.
    Code,
}

/// A block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, signs included.
    pub span: Span,
    /// Its first byte behind the signs that make it what it is.
    pub content: u32,
    /// Equal for equal texts of headings.
    pub text: u64,
    /// A bit for each of its marks.
    pub signature: u64,
}

impl Block {
    /// The same block `distance` bytes further on.
    pub fn moved(&self, distance: u32) -> Self {
        Self { span: self.span.moved(distance), content: self.content + distance, ..*self }
    }

    /// The level of a heading.
    pub fn level(&self) -> Option<u8> {
        match self.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        }
    }
}

/// Where a block begins, or where one ends and none begins.
type Start = (u32, Option<BlockKind>);

pub(super) fn read(view: &View) -> Vec<Block> {
    let mut starts: Vec<Start> = Vec::new();
    if view.source.flavor().has_markdown() {
        of_lines(view, &mut starts);
    }
    of_tags(view, &mut starts);
    of_regions(view, &mut starts);
    starts.sort_by_key(|start| start.0);
    let ends = starts.iter().skip(1).map(|start| start.0).chain([view.text().len() as u32]);
    let block = |(&(start, kind), end): (&Start, u32)| block(view, kind?, Span::new(start, end));
    starts.iter().zip(ends).filter_map(block).collect()
}

fn block(view: &View, kind: BlockKind, span: Span) -> Option<Block> {
    let text = view.slice(span);
    let shown = text.trim_end();
    if shown.trim_start().is_empty() {
        return None;
    }
    let span = Span::new(span.start, span.start + shown.len() as u32);
    let lead =
        if matches!(kind, BlockKind::Heading(_)) { shown.len() - shown.trim_start_matches('#').len() } else { 0 };
    let lead = lead + (shown[lead..].len() - shown[lead..].trim_start().len());
    let title = if matches!(kind, BlockKind::Heading(_)) { hash(title(&shown[lead..])) } else { 0 };
    Some(Block { kind, span, content: span.start + lead as u32, text: title, signature: 0 })
}

/// Equal for addresses, and for the words of headings, that generators make one address of.
pub fn folded(address: &str) -> u64 {
    hash(title(address))
}

/// A heading without the attributes in braces at its end.
pub fn words_of_heading(text: &str) -> &str {
    let bare = text.trim_end().trim_end_matches('#').trim_end();
    let open = bare.strip_suffix('}').and_then(|inner| inner.rfind('{'));
    let is_attributes = |at: &usize| bare[at + 1..].trim_start_matches([':', ' ']).starts_with(['#', '.', '/']);
    open.filter(is_attributes).map_or(text, |at| &text[..at])
}

/// The letters and digits of a heading, without its address.
fn title(text: &str) -> String {
    // A soft hyphen is often written as `&shy;`.
    unescape(words_of_heading(text))
        .chars()
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn of_lines(view: &View, starts: &mut Vec<Start>) {
    let lines = view.lines.list();
    let mut quotes = 0;
    let mut goes_on = false;
    for (index, line) in lines.iter().enumerate() {
        let kind = match line.kind {
            LineKind::Heading(level) => Some(BlockKind::Heading(level)),
            LineKind::TableHeader | LineKind::TableRow => Some(BlockKind::Row),
            LineKind::Text if line.is_item() => Some(BlockKind::Item),
            LineKind::Text if goes_on && line.quotes == quotes => continue,
            LineKind::Text => Some(underlined(view, index).map_or(BlockKind::Paragraph, BlockKind::Heading)),
            _ => None,
        };
        goes_on = line.kind == LineKind::Text;
        quotes = line.quotes;
        if kind.is_some() && line.content > line.span.start {
            // The sign of an item is no part of the block before it.
            starts.push((line.span.start, None));
        }
        let at = if kind.is_some() { line.content } else { line.span.start };
        starts.push((at.min(line.span.end), kind));
    }
}

/// The level of the heading whose first line is at `index`, where a line of `=` or `-` makes it one.
fn underlined(view: &View, index: usize) -> Option<u8> {
    let next = view.lines.list().get(index + 1).filter(|line| line.kind == LineKind::SetextUnderline)?;
    Some(if view.slice(next.content_span()).starts_with('=') { 1 } else { 2 })
}

fn of_tags(view: &View, starts: &mut Vec<Start>) {
    for tag in view.tree.tags.iter().filter(|tag| tag.role != Role::Mention) {
        if !tag.element.is_known() || tag.element.is(Is::PHRASING) {
            continue;
        }
        let kind = match tag.element.name() {
            _ if tag.role == Role::End => None,
            "pre" => Some(BlockKind::Code),
            "h1" => Some(BlockKind::Heading(1)),
            "h2" => Some(BlockKind::Heading(2)),
            "h3" => Some(BlockKind::Heading(3)),
            "h4" => Some(BlockKind::Heading(4)),
            "h5" => Some(BlockKind::Heading(5)),
            "h6" => Some(BlockKind::Heading(6)),
            "li" | "dt" | "dd" => Some(BlockKind::Item),
            "tr" => Some(BlockKind::Row),
            "td" | "th" => continue,
            _ => Some(BlockKind::Paragraph),
        };
        let at = if kind.is_some() { tag.span.start } else { tag.span.end };
        starts.push((at, Some(kind.unwrap_or(BlockKind::Paragraph))));
    }
}

fn of_regions(view: &View, starts: &mut Vec<Start>) {
    for region in view.regions.list() {
        match region.kind {
            RegionKind::CodeBlock => {
                starts.extend([(region.span.start, Some(BlockKind::Code)), (region.span.end, None)]);
            }
            // Scripts and styles are not shown.
            RegionKind::RawText => starts.push((region.span.start, None)),
            RegionKind::FrontMatter => starts.push((region.span.end, None)),
            _ => {}
        }
    }
}
