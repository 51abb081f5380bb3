//! Tables that were flattened into a paragraph of HTML: rows parted by `<br>` or line ends, cells by tabs or pipes.

use super::grid::LostTable;
use super::piped;
use super::rows::{Block, trimmed};
use super::tabbed;
use crate::text::{Flavor, Source, Span};
use crate::tokens::{Is, search};
use crate::tree::{Role, Tag, Tree};

/// The longest paragraph that is looked at, in bytes.
const LONGEST: u32 = 100_000;

/// The tables that the paragraphs of an article in HTML were, in rising order.
pub fn read_paragraphs(source: &Source, tree: &Tree) -> Vec<LostTable> {
    let text = source.text();
    let holds = |byte| search::byte(byte, text.as_bytes()).is_some();
    if source.flavor() != Flavor::Html || !holds(b'|') && !holds(b'\t') {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, tag) in tree.tags.iter().enumerate() {
        let Some(end) = tag.partner.map(|end| end as usize).filter(|&end| is_paragraph(tag) && end > index) else {
            continue;
        };
        let inner = Span::new(tag.span.end, tree.tags[end].span.start);
        let tags = &tree.tags[index + 1..end];
        if inner.len() < LONGEST && tags.iter().all(|tag| tag.element.is(Is::PHRASING)) {
            found.extend(table(source, inner, tags));
        }
    }
    found.extend(between_blocks(text, tree).filter_map(|span| table(source, span, &[])));
    found.sort_by_key(|table| table.span);
    found.dedup_by(|second, first| second.span.overlaps(first.span));
    found
}

/// Text in no paragraph: what stands between the tags of two blocks.
fn between_blocks<'a>(text: &'a str, tree: &'a Tree) -> impl Iterator<Item = Span> + 'a {
    let is_bound = |tag: &Tag| !tag.element.is(Is::PHRASING) && !tag.element.is(Is::CODE) && tag.role != Role::Mention;
    let (tags, length) = (&tree.tags, text.len() as u32);
    let ends = tags.iter().map(Some).chain(std::iter::once(None));
    let starts = std::iter::once(None).chain(tags.iter().map(Some));
    starts.zip(ends).filter_map(move |(before, after)| {
        let is_text = before.is_none_or(is_bound) && after.is_none_or(is_bound);
        let (start, end) = (before.map_or(0, |tag| tag.span.end), after.map_or(length, |tag| tag.span.start));
        (is_text && start < end && end - start < LONGEST).then(|| Span::new(start, end))
    })
}

fn is_paragraph(tag: &Tag) -> bool {
    tag.role == Role::Start && !tag.is_damaged() && matches!(tag.element.name(), "p" | "div")
}

fn table(source: &Source, inner: Span, tags: &[Tag]) -> Option<LostTable> {
    let text = source.text();
    let slice = text[inner.range()].trim_ascii();
    if !slice.contains(['|', '\t']) {
        return None;
    }
    let rows = rows(text, inner, tags);
    let (first, last) = (*rows.first()?, *rows.last()?);
    if rows.len() == 1 {
        return piped::on_one_line(text, first);
    }
    let block = Block { span: Span::new(first.start, last.end), rows, first: 0 };
    piped::delimited(text, &block.rows).or_else(|| tabbed::tabbed(source, &block).filter(|_| has_tabs(text, &block)))
}

/// Whether the tabs are no indentation: none stands beside another or a line end.
fn has_tabs(text: &str, block: &Block) -> bool {
    let is_plain = |row: &Span| !text[row.range()].contains("\t\t") && !text[row.range()].contains('\n');
    block.rows.len() > 2 && block.rows.iter().all(is_plain)
}

/// What stands between the `<br>` of a paragraph or, where there are none, between its line ends.
fn rows(text: &str, inner: Span, tags: &[Tag]) -> Vec<Span> {
    let breaks: Vec<Span> = tags.iter().filter(|tag| tag.element.name() == "br").map(|tag| tag.span).collect();
    let mut rows = Vec::new();
    let mut at = inner.start;
    if breaks.is_empty() {
        for line in text[inner.range()].split('\n') {
            rows.push(trimmed(text, Span::new(at, at + line.len() as u32)));
            at += line.len() as u32 + 1;
        }
    } else {
        for end in breaks {
            rows.push(trimmed(text, Span::new(at, end.start.max(at))));
            at = end.end;
        }
        rows.push(trimmed(text, Span::new(at.min(inner.end), inner.end)));
    }
    rows.retain(|row| !row.is_empty());
    rows
}
