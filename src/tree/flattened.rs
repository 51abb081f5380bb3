//! Flattened tables: cells and rows that are outside any table, found as one damage.

use super::tag::{Notes, Role, Tag, Trouble};
use crate::text::{Source, Span};
use crate::tokens::{Element, Is, LineKind, Lines, search};

/// A table that was flattened into text, with some of its tags left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlattenedTable {
    /// The text that was the table.
    pub span: Span,
    /// Its remaining cell, row and table tags, as indices of tags, rising.
    pub parts: Vec<u32>,
}

/// The most bytes between two remaining tags of one table.
const WIDEST_GAP: u32 = 2_500;

/// Finds flattened tables and gives their tags, and all tags within, one verdict.
pub(super) fn find(source: &Source, lines: &Lines, tags: &mut [Tag]) -> Vec<FlattenedTable> {
    let mut tables = Vec::new();
    let mut run: Vec<u32> = Vec::new();
    for index in 0..tags.len() as u32 {
        let tag = &tags[index as usize];
        if is_loose(tag) {
            let near = run.last().is_some_and(|&last| is_near(source, tags[last as usize].span.end, tag.span.start));
            if !run.is_empty() && !near {
                finish(source, lines, tags, &mut run, &mut tables);
            }
            run.push(index);
        } else if !run.is_empty() && ends_run(tag) {
            finish(source, lines, tags, &mut run, &mut tables);
        }
    }
    finish(source, lines, tags, &mut run, &mut tables);
    silence(tags, &tables);
    tables
}

/// Whether two tags may be of one table: not far apart, and no line that ends a sentence with another one below it between them.
fn is_near(source: &Source, end: u32, start: u32) -> bool {
    start.saturating_sub(end) < WIDEST_GAP && {
        let between = &source.text()[end.min(start) as usize..start as usize];
        let after = search::bytes(between.as_bytes(), b".\n").map(|at| &between[at + 2..]);
        after.is_none_or(|after| after.trim().is_empty())
    }
}

/// A cell, row or table tag without a table around it.
fn is_loose(tag: &Tag) -> bool {
    let part = tag.element.is(Is::TABLE_PART) && !tag.notes.intersects(Notes::IN_TABLE | Notes::CARRIED);
    let stray_table = tag.element == Element::TABLE
        && tag.role == Role::End
        && tag.partner.is_none()
        && !tag.notes.contains(Notes::DOUBLED);
    part || stray_table
}

/// A tag that no table goes on after: a heading, a section, an end tag that closes nothing.
fn ends_run(tag: &Tag) -> bool {
    let inside_cells = tag.element.is(Is::PHRASING)
        || tag.element.is(Is::VOID)
        || matches!(tag.element.name(), "p" | "div" | "ul" | "ol" | "li");
    tag.element.is_known() && !inside_cells || tag.is_end() && tag.partner.is_none()
}

fn finish(source: &Source, lines: &Lines, tags: &mut [Tag], run: &mut Vec<u32>, tables: &mut Vec<FlattenedTable>) {
    let parts = std::mem::take(run);
    let is_broken = |index: &u32| {
        let tag = &tags[*index as usize];
        tag.is_damaged() || tag.is_end() && tag.partner.is_none()
    };
    if !parts.iter().any(is_broken) {
        return;
    }
    if let [only] = parts[..] {
        let tag = &mut tags[only as usize];
        if tag.role == Role::Start && tag.partner.is_none() && tag.element.is(Is::TABLE_PART) {
            tag.trouble = Some(Trouble::StrayCell);
        }
        return;
    }
    let span = Span::new(begin(source, lines, tags, parts[0]), end(source, lines, tags, &parts));
    tables.push(FlattenedTable { span, parts });
}

/// Where the text of the table begins: after the last block tag, heading, item or blank line before its first tag.
fn begin(source: &Source, lines: &Lines, tags: &[Tag], first: u32) -> u32 {
    let tag = &tags[first as usize];
    let before = tags[..first as usize].iter().rev().take(20).find(|tag| !tag.element.is(Is::PHRASING));
    let floor = before.map_or(0, |before| before.span.end).min(tag.span.start);
    let mut index = lines.index_at(tag.span.start);
    while index > 0
        && tag.span.start - lines.list()[index - 1].span.start < WIDEST_GAP
        && continues(&lines.list()[index], &lines.list()[index - 1])
        && !ends_sentence(source, &lines.list()[index - 1])
        && lines.list()[index].span.start > floor
    {
        index -= 1;
    }
    let start = lines.list()[index].content.max(floor).min(tag.span.start);
    let skipped =
        source.text()[start as usize..tag.span.start as usize].bytes().take_while(u8::is_ascii_whitespace).count();
    start + skipped as u32
}

/// Whether a line ends as a sentence does, or announces what follows.
fn ends_sentence(source: &Source, line: &crate::tokens::Line) -> bool {
    source.text()[line.span.range()].trim_end().ends_with(['.', ':', '!', '?', '。', '：'])
}

fn continues(line: &crate::tokens::Line, above: &crate::tokens::Line) -> bool {
    line.kind == LineKind::Text && line.marker.is_none() && above.kind == LineKind::Text && above.marker.is_none()
}

fn end(source: &Source, lines: &Lines, tags: &[Tag], parts: &[u32]) -> u32 {
    let Some(&last) = parts.last() else { return 0 };
    let tag = &tags[last as usize];
    if tag.is_end() {
        return tag.span.end;
    }
    let next = tags[last as usize + 1..].iter().take(40).find(|tag| !tag.element.is(Is::PHRASING));
    let ceiling = next.map_or(u32::MAX, |next| next.span.start);
    let line_end = lines.at(tag.span.end.saturating_sub(1)).span.end.max(tag.span.end).min(ceiling.max(tag.span.end));
    let text = &source.text()[tag.span.end as usize..line_end as usize];
    tag.span.end + text.trim_end().len() as u32
}

/// Every tag within a flattened table belongs to its finding.
fn silence(tags: &mut [Tag], tables: &[FlattenedTable]) {
    let mut from = 0;
    for table in tables {
        from += tags[from..].partition_point(|tag| tag.span.start < table.span.start);
        for tag in tags[from..].iter_mut().take_while(|tag| tag.span.start < table.span.end) {
            let whole = tag.partner.is_some() && !tag.is_damaged() && tag.trouble.is_none();
            tag.trouble = if whole { None } else { Some(Trouble::Flattened) };
        }
    }
}
