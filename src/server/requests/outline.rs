//! The outline of an article, and what can be folded: from the intended tree, so that damage does not tear it apart.

use crate::server::state::Analysis;
use crate::text::Span;
use crate::tokens::{Is, LineKind, RegionKind};
use crate::tree::{Role, Tag};

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is shown.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
    /// All that belongs to it.
    pub span: Span,
    /// The place to jump to.
    pub head: Span,
    /// Entries within it.
    pub entries: Vec<Entry>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A heading, with the section below it.
    Heading(u8),
    /// A table.
    Table,
    /// A figure or a list.
    Block,
}

/// A stretch that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From the line that stays visible to the last that is folded.
    pub span: Span,
    /// Whether the last line stays visible too: it holds an end tag.
    pub keeps_end: bool,
    /// Whether it is a comment.
    pub is_comment: bool,
}

/// The outline: headings with what is below them.
pub fn outline(analysis: &Analysis) -> Vec<Entry> {
    let mut flat = headings(analysis);
    flat.extend(elements(analysis).filter_map(|(tag, end)| block_entry(tag, end)));
    flat.sort_by_key(|entry| (entry.head.start, std::cmp::Reverse(entry.span.end)));
    end_sections(&mut flat, analysis.source().text().len() as u32);
    nested(flat)
}

/// The stretches that can be folded, by their starts.
pub fn folds(analysis: &Analysis) -> Vec<Fold> {
    let fold = |span: Span| Fold { span, keeps_end: false, is_comment: false };
    let mut folds: Vec<Fold> = elements(analysis)
        .map(|(tag, end)| Fold { keeps_end: true, ..fold(Span::new(tag.span.start, end.span.end)) })
        .collect();
    let mut sections = headings(analysis);
    end_sections(&mut sections, analysis.source().text().trim_end().len() as u32);
    folds.extend(sections.iter().map(|section| fold(section.span)));
    for region in analysis.reading().regions().list() {
        let is_comment = region.kind == RegionKind::Comment;
        if is_comment || matches!(region.kind, RegionKind::CodeBlock | RegionKind::FrontMatter) {
            let content = analysis.source().text()[region.span.range()].trim_end();
            let span = Span::new(region.span.start, region.span.start + content.len() as u32);
            folds.push(Fold { is_comment, ..fold(span) });
        }
    }
    folds.sort_by_key(|fold| (fold.span.start, std::cmp::Reverse(fold.span.end)));
    folds
}

/// Start and end tags of elements that have both, in the order of their starts.
fn elements(analysis: &Analysis) -> impl Iterator<Item = (&Tag, &Tag)> {
    let tags = &analysis.reading().tree().tags;
    let starts = tags.iter().filter(|tag| tag.role == Role::Start);
    starts.filter_map(|tag| Some((tag, &tags[tag.partner? as usize])))
}

fn block_entry(tag: &Tag, end: &Tag) -> Option<Entry> {
    let kind = match tag.element.name() {
        "table" => EntryKind::Table,
        "figure" | "ul" | "ol" | "dl" | "form" | "details" | "video" => EntryKind::Block,
        _ => return None,
    };
    let span = Span::new(tag.span.start, end.span.end.max(tag.span.end));
    Some(Entry { name: tag.element.name().to_owned(), kind, span, head: tag.span, entries: Vec::new() })
}

/// The headings of both languages, in their order, each ending with its own line or element.
fn headings(analysis: &Analysis) -> Vec<Entry> {
    let text = analysis.source().text();
    let mut list: Vec<Entry> = elements(analysis)
        .filter(|(tag, _)| tag.element.is(Is::HEADING))
        .filter_map(|(tag, end)| heading(text, tag, end))
        .collect();
    let lines = analysis.reading().lines().list();
    for (index, line) in lines.iter().enumerate() {
        let (level, title) = match line.kind {
            LineKind::Heading(level) => (level, text[line.content_span().range()].trim_matches(['#', ' ', '\t'])),
            LineKind::SetextUnderline if index > 0 => {
                let level = if text[line.content_span().range()].starts_with('=') { 1 } else { 2 };
                (level, text[lines[index - 1].content_span().range()].trim())
            }
            _ => continue,
        };
        let first = if matches!(line.kind, LineKind::Heading(_)) { line } else { &lines[index - 1] };
        let span = Span::new(first.span.start, line.span.end);
        list.push(entry(title, level, span));
    }
    list.sort_by_key(|entry| entry.head.start);
    list
}

fn heading(text: &str, tag: &Tag, end: &Tag) -> Option<Entry> {
    let level = tag.element.name().bytes().last()?.checked_sub(b'0').filter(|level| (1..=6).contains(level))?;
    let content = text.get(tag.span.end as usize..end.span.start as usize)?;
    Some(entry(&without_tags(content), level, Span::new(tag.span.start, end.span.end)))
}

fn entry(title: &str, level: u8, span: Span) -> Entry {
    // Editors refuse an empty name (LSP 3.17, `DocumentSymbol.name`).
    let name = if title.trim().is_empty() { format!("(heading {level})") } else { title.trim().to_owned() };
    Entry { name, kind: EntryKind::Heading(level), span, head: span, entries: Vec::new() }
}

/// The text without what is between `<` and `>`, on one line.
fn without_tags(content: &str) -> String {
    let mut depth = 0_u32;
    let mut text = String::new();
    for character in content.chars() {
        match character {
            '<' => depth += 1,
            '>' if depth > 0 => depth -= 1,
            _ if depth == 0 => text.push(character),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lets each heading's span reach to the next heading that is not below it.
fn end_sections(entries: &mut [Entry], end_of_text: u32) {
    let mut next = [end_of_text; 7];
    for entry in entries.iter_mut().rev() {
        if let EntryKind::Heading(level) = entry.kind {
            let level = usize::from(level.min(6));
            let end = next[..=level].iter().copied().min().unwrap_or(end_of_text);
            entry.span.end = end.max(entry.span.end);
            next[level] = entry.head.start;
            next[level + 1..].fill(end_of_text);
        }
    }
}

/// A tree of entries that come in the order of their starts.
fn nested(flat: Vec<Entry>) -> Vec<Entry> {
    let mut roots = Vec::new();
    let mut open: Vec<Entry> = Vec::new();
    for entry in flat {
        while let Some(done) = open.pop_if(|outer| outer.span.end <= entry.head.start) {
            close(&mut open, &mut roots, done);
        }
        open.push(entry);
    }
    while let Some(done) = open.pop() {
        close(&mut open, &mut roots, done);
    }
    roots
}

fn close(open: &mut [Entry], roots: &mut Vec<Entry>, mut done: Entry) {
    match open.last_mut() {
        Some(outer) => {
            // Damage can let elements overlap; editors refuse a child that reaches beyond its parent.
            done.span.end = done.span.end.min(outer.span.end).max(done.head.end);
            outer.entries.push(done);
        }
        None => roots.push(done),
    }
}
