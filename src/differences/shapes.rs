//! Tables and lists: those that are gone, and tables of another shape.

use std::collections::HashSet;

use super::difference::{Cause, Difference, Edits};
use super::parts::{Part, Parts};
use super::side::Side;
use super::split;
use crate::skeleton::{BlockKind, Kind, Row, Table};
use crate::text::Span;

/// Items of a list that is missed.
const LIST: usize = 2;

const WHERE: &str = "it stands where it was in the original, and its words are not translated";

pub(super) fn compare(parts: &Parts, found: &mut Vec<Difference>) {
    for part in &parts.list {
        tables(parts, part, found);
        lists(parts, part, found);
    }
}

/// The tables of a range of blocks.
fn of_blocks<'a>(side: Side<'a>, blocks: &std::ops::Range<usize>) -> &'a [Table] {
    let list = &side.skeleton.tables;
    let (Some(first), Some(last)) =
        (side.blocks().get(blocks.start), blocks.end.checked_sub(1).and_then(|last| side.blocks().get(last)))
    else {
        return &[];
    };
    let from = list.partition_point(|table| table.span.start < first.span.start);
    let to = list.partition_point(|table| table.span.start <= last.span.end);
    &list[from..to.max(from)]
}

fn tables(parts: &Parts, part: &Part, found: &mut Vec<Difference>) {
    let (first, second) = (of_blocks(parts.original, &part.original), of_blocks(parts.translation, &part.translation));
    if first.len() == second.len() {
        found.extend(first.iter().zip(second).filter_map(|(was, is)| shape(parts, was, is)));
        return;
    }
    for was in first {
        let block = block_of_row(parts.original, &was.rows[0]);
        let partner = parts.partners[block];
        let is_there = partner.is_some_and(|partner| parts.translation.blocks()[partner].kind == BlockKind::Row);
        // Rows of a table in HTML are rows as well.
        if is_there || first.len() < second.len() {
            continue;
        }
        let Some(near) = partner.or_else(|| parts.near(block)) else { continue };
        let before = parts.translation.blocks()[near];
        let Some(place) = parts.place(block) else { continue };
        let difference = Difference::new(Cause::Table, place, was.span);
        let has_rest = partner.is_some();
        let text = parts.original.slice(was.span);
        let at = Span::at(parts.translation.line(before.span.end).end.max(before.span.end));
        found.push(if has_rest { difference } else { difference.mended(at, format!("\n\n{text}"), Some(WHERE)) });
    }
}

/// The block that a row is.
fn block_of_row(side: Side, row: &Row) -> usize {
    side.blocks().partition_point(|block| block.span.start <= row.span.start).saturating_sub(1)
}

/// What is told of a table that has another shape: other rows, or rows with other cells.
fn shape(parts: &Parts, was: &Table, is: &Table) -> Option<Difference> {
    if was.rows.len() == is.rows.len() {
        let mut other = was.rows.iter().zip(&is.rows).filter(|(was, is)| was.cells != is.cells);
        let (first, now) = other.next()?;
        let difference = Difference::new(Cause::Shape, parts.translation.line(now.span.start), first.span);
        return Some(Difference { more: other.count() as u32, ..difference });
    }
    // A row that is missing is told where it would be.
    let is_gone = |row: &&Row| parts.partners[block_of_row(parts.original, row)].is_none();
    let gone = was.rows.iter().find(is_gone).filter(|_| is.rows.len() < was.rows.len());
    let place = gone.and_then(|row| parts.place(block_of_row(parts.original, row)));
    let place = place.filter(|place| is.span.overlaps(*place));
    let place = place.unwrap_or_else(|| parts.translation.line(is.span.start));
    Some(Difference::new(Cause::Shape, place, gone.map_or(was.span, |row| row.span)))
}

/// Tags that tables and lists are made of.
const TABLE: [&str; 10] = ["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"];
const LIST_TAGS: [&str; 6] = ["ul", "ol", "li", "menu", "dl", "input"];

/// Leaves out what is told of the tags of tables and lists that are told of as a whole.
pub(super) fn settle(parts: &Parts, found: &mut Vec<Difference>) {
    let part = |side: Side, of: &[usize], offset: u32| {
        let block = side.blocks().partition_point(|block| block.span.start <= offset).checked_sub(1)?;
        of.get(block).copied()
    };
    let part_of = |difference: &Difference| part(parts.original, &parts.part_of, difference.original.start);
    let told = |is_told: &dyn Fn(Cause) -> bool| {
        found.iter().filter(|found| is_told(found.cause)).map(part_of).collect::<HashSet<_>>()
    };
    let tables = told(&|cause| matches!(cause, Cause::Shape | Cause::Table));
    let lists = told(&|cause| matches!(cause, Cause::List(_) | Cause::Block(BlockKind::Item)));
    if tables.is_empty() && lists.is_empty() {
        return;
    }
    found.retain(|difference| {
        let text = match difference.cause {
            Cause::Lost(Kind::Tag) => parts.original.slice(difference.original),
            Cause::Added(Kind::Tag) => parts.translation.slice(difference.span),
            _ => return true,
        };
        let name = text.trim_start_matches('<').split(|char: char| !char.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        let is_part =
            |names: &[&str], told: &HashSet<_>| names.contains(&&*name) && told.contains(&part_of(difference));
        !is_part(&TABLE, &tables) && !is_part(&LIST_TAGS, &lists)
    });
}

/// A part with a list whose translation has none.
fn lists(parts: &Parts, part: &Part, found: &mut Vec<Difference>) {
    let items = |side: Side, range: &std::ops::Range<usize>| {
        range.clone().filter(|&index| side.blocks()[index].kind == BlockKind::Item).collect::<Vec<_>>()
    };
    let was = items(parts.original, &part.original);
    if was.len() < LIST || part.translation.is_empty() || !items(parts.translation, &part.translation).is_empty() {
        return;
    }
    let partner = was.iter().find_map(|&item| parts.partners[item]);
    let Some(near) = partner.or_else(|| parts.near(was[0])) else { return };
    // Where the blocks are gone altogether, something else is missing as well.
    let blocks = parts.original.blocks();
    let span = Span::new(blocks[was[0]].span.start, blocks[was[0]].span.end);
    let place = parts.translation.line(parts.translation.blocks()[near].span.start);
    let difference =
        Difference { more: was.len() as u32 - 1, ..Difference::new(Cause::Block(BlockKind::Item), place, span) };
    found.push(match run_together(parts, &was) {
        Some((place, edits)) => Difference { span: place, ..difference }.mended_by(edits, Some(split::WORDS)),
        None => difference,
    });
}

/// What parts the items of a list again that are one paragraph of the translation.
fn run_together(parts: &Parts, was: &[usize]) -> Option<(Span, Edits)> {
    let mut partners = was.iter().filter_map(|&item| parts.partners[item]);
    let (block, other) = (partners.next()?, partners.next());
    let (place, mut edits) = split::joined(parts, was, block).filter(|_| other.is_none())?;
    let (original, start) = (parts.original, parts.translation.blocks()[block].span.start);
    let first = original.skeleton.items.iter().find(|item| item.at == original.blocks()[was[0]].span.start)?;
    let lead = original.slice(first.lead).trim_start_matches([' ', '\t']);
    edits.insert(0, (Span::at(start), lead.to_owned()));
    (place.start == start && !lead.is_empty()).then_some((place, edits))
}
