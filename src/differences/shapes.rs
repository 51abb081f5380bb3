//! Tables and lists: those that are gone, and tables of another shape.

use super::difference::{Cause, Difference};
use super::parts::{Part, Parts};
use super::side::Side;
use crate::skeleton::{BlockKind, Table};
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
        for (was, is) in first.iter().zip(second) {
            if was.columns != is.columns || was.rows != is.rows {
                found.push(Difference::new(Cause::Shape, parts.translation.line(is.span.start), was.span));
            }
        }
        return;
    }
    for was in first {
        let block =
            parts.original.blocks().partition_point(|block| block.span.start <= was.span.start).saturating_sub(1);
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

/// A part with a list whose translation has none.
fn lists(parts: &Parts, part: &Part, found: &mut Vec<Difference>) {
    let items = |side: Side, range: &std::ops::Range<usize>| {
        let blocks = side.blocks()[range.clone()].iter().enumerate();
        blocks
            .filter(|(_, block)| block.kind == BlockKind::Item)
            .map(|(index, _)| range.start + index)
            .collect::<Vec<_>>()
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
    found
        .push(Difference { more: was.len() as u32 - 1, ..Difference::new(Cause::Block(BlockKind::Item), place, span) });
}
