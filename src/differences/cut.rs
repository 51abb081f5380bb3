//! A translation that ends where its original goes on: it is compared with the original up to there, and what is missing is
//! told once.

use super::difference::{Cause, Difference};
use super::forms::has_words;
use super::side::Side;
use crate::skeleton::{Block, Kind, Skeleton};
use crate::text::Span;

/// Blocks of an original that a translation may lack at its end without having been cut off.
const FEW: usize = 4;

/// The original up to where its translation ends.
pub(super) struct Cut {
    /// What a translation that ends there keeps.
    pub skeleton: Skeleton,
    /// Blocks that the translation has.
    blocks: usize,
}

impl Cut {
    /// The cut of an original whose translation has its first blocks, of the same kinds, and not the rest.
    pub fn of(original: Side, translation: Side) -> Option<Self> {
        let (blocks, others) = (original.blocks(), translation.blocks());
        let (count, missing) = (others.len(), blocks.len().checked_sub(others.len())?);
        let is_empty = count == 0 && blocks.iter().any(|block| has_words(original.slice(block.span)));
        let is_cut = missing > FEW && missing * 4 > blocks.len() && is_beginning(blocks, others);
        (is_empty || is_cut).then(|| Self { skeleton: up_to(original.skeleton, count), blocks: count })
    }

    /// Tells where the translation ends. What else differs is told where it is damage whatever the original was: it may be
    /// that of another revision, or cut as well.
    pub fn tell(&self, original: Side, translation: Side, found: &mut Vec<Difference>) {
        found.retain(Difference::is_certain);
        let first = original.blocks()[self.blocks];
        let end = translation.text.trim_end().len() as u32;
        let place = if self.blocks == 0 { Span::at(0) } else { translation.line(end.saturating_sub(1)) };
        let missing = (original.blocks().len() - self.blocks) as u32;
        found.push(Difference::new(Cause::End(missing), place, first.span));
    }
}

/// Whether blocks are the first of others, as far as their kinds go; one in ten may be another one.
fn is_beginning(blocks: &[Block], others: &[Block]) -> bool {
    let other = blocks.iter().zip(others).filter(|(block, other)| block.kind != other.kind).count();
    let ends_alike = others.last().is_some_and(|last| blocks[others.len() - 1].kind == last.kind);
    ends_alike && other * 10 <= others.len()
}

/// The skeleton of the first `count` blocks.
fn up_to(skeleton: &Skeleton, count: usize) -> Skeleton {
    let end = skeleton.blocks[count].span.start;
    let mut cut = skeleton.clone();
    cut.blocks.truncate(count);
    // Where no block is left, nothing but the metadata is.
    cut.marks.retain(|mark| mark.span.start < end && (count > 0 || mark.kind == Kind::Key));
    cut.items.retain(|item| item.at < end);
    cut.literal.retain(|span| span.start < end);
    cut.tables.retain_mut(|table| {
        table.rows.retain(|row| row.span.start < end);
        table.span = Span::new(table.span.start, table.span.end.min(end).max(table.span.start));
        !table.rows.is_empty()
    });
    cut
}
