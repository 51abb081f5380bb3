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
    let mut found = Vec::new();
    if source.flavor() != Flavor::Html {
        return found;
    }
    let mut from = 0;
    while let Some(at) = next_sign(text.as_bytes(), from) {
        let (span, tags) = around(text, tree, at as u32);
        let (holds_blocks, is_long) = (tags.iter().any(|tag| !tag.element.is(Is::PHRASING)), span.len() >= LONGEST);
        if !span.is_empty() && !holds_blocks && !is_long {
            found.extend(table(source, span, tags));
            from = span.end as usize;
        }
        from = from.max(at + 1);
    }
    found
}

/// Where the next pipe is, or the next tab that is no indentation.
fn next_sign(bytes: &[u8], mut from: usize) -> Option<usize> {
    while let Some(skipped) = search::byte2(b'|', b'\t', &bytes[from..]) {
        let at = from + skipped;
        let is_indentation = at == 0 || bytes[at] == b'\t' && bytes[at - 1].is_ascii_whitespace();
        if !is_indentation {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// How far out a paragraph is looked for.
const DEPTH: usize = 6;

/// What the paragraph around `offset` holds, or the text between two blocks, and the tags in it; nothing for text elsewhere.
fn around<'a>(text: &str, tree: &'a Tree, offset: u32) -> (Span, &'a [Tag]) {
    let tags = &tree.tags;
    let next = tags.partition_point(|tag| tag.span.start <= offset);
    let last = next.checked_sub(1);
    let end = |tag: &Tag| tag.partner.map(|end| end as usize).filter(|&end| tags[end].span.start > offset);
    let outer = |&index: &usize| tags[index].parent.map(|parent| parent as usize);
    let mut parents = std::iter::successors(last, outer).take(DEPTH).filter(|&index| is_paragraph(&tags[index]));
    if last.is_some_and(|last| tags[last].span.end > offset) {
        return (Span::at(offset), &[]);
    }
    if let Some((start, end)) = parents.find_map(|index| Some((index, end(&tags[index])?))) {
        return (Span::new(tags[start].span.end, tags[end].span.start), &tags[start + 1..end]);
    }
    let is_bound = |tag: &Tag| !tag.element.is(Is::PHRASING) && !tag.element.is(Is::CODE) && tag.role != Role::Mention;
    let (before, after) = (last.map(|last| &tags[last]), tags.get(next));
    if !before.is_none_or(is_bound) || !after.is_none_or(is_bound) {
        return (Span::at(offset), &[]);
    }
    (Span::new(before.map_or(0, |tag| tag.span.end), after.map_or(text.len() as u32, |tag| tag.span.start)), &[])
}

fn is_paragraph(tag: &Tag) -> bool {
    tag.role == Role::Start && !tag.is_damaged() && matches!(tag.element.name(), "p" | "div")
}

fn table(source: &Source, inner: Span, tags: &[Tag]) -> Option<LostTable> {
    let text = source.text();
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
