//! Two articles in aligned parts: from heading to heading, and in these from block to block.

use super::addresses::Addresses;
use super::likeness::{common, length};
use super::order::align;
use super::sections::aligned_headings;
use super::side::Side;
use crate::skeleton::{Block, BlockKind};
use crate::text::Span;
use crate::tokens::work::steps;

/// Blocks of the original and of the translation that belong together.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Of the original.
    pub original: std::ops::Range<usize>,
    /// Of the translation.
    pub translation: std::ops::Range<usize>,
}

/// Two articles, aligned.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    pub original: Side<'a>,
    pub translation: Side<'a>,
    /// The parts, in the order of the original.
    pub list: Vec<Part>,
    /// For each block of the original the block of the translation that stands for it.
    pub partners: Vec<Option<usize>>,
    /// The other way round.
    pub back: Vec<Option<usize>>,
    /// The headings by their addresses, of the original and of the translation.
    pub addresses: (Addresses<'a>, Addresses<'a>),
    /// For each block of the original the block of the translation near which it would be.
    near: Vec<Option<usize>>,
    /// The part of each block of the original.
    pub part_of: Vec<usize>,
    /// Of the translation.
    pub part_of_translation: Vec<usize>,
}

impl<'a> Parts<'a> {
    pub fn read(original: Side<'a>, translation: Side<'a>) -> Self {
        let (blocks, others) = (original.blocks(), translation.blocks());
        let headings = aligned_headings(original, translation);
        let mut parts = Self {
            original,
            translation,
            list: Vec::new(),
            partners: vec![None; blocks.len()],
            back: vec![None; others.len()],
            addresses: (Addresses::of(original), Addresses::of(translation)),
            near: vec![None; blocks.len()],
            part_of: vec![0; blocks.len()],
            part_of_translation: vec![0; others.len()],
        };
        // Sections may stand in another order in the translation.
        let mut starts: Vec<usize> = headings.iter().map(|&(_, second)| second).collect();
        starts.sort_unstable();
        let ends = headings.iter().skip(1).map(|&(first, _)| first).chain([blocks.len()]);
        for (index, (&(first, second), end)) in headings.iter().zip(ends).enumerate() {
            // Before the first heading of a translation that begins with it there is nothing.
            let is_none = index == 0 && headings.get(1).is_some_and(|&(_, next)| next == second);
            let next = starts.partition_point(|&start| start <= second);
            let other_end = if is_none { second } else { starts.get(next).copied().unwrap_or(others.len()) };
            parts.list.push(Part { original: first..end, translation: second..other_end });
        }
        for index in 0..parts.list.len() {
            parts.align_blocks(index);
        }
        for (block, partner) in parts.partners.iter().enumerate() {
            if let Some(partner) = *partner {
                parts.back[partner] = Some(block);
            }
        }
        parts
    }

    /// Aligns the blocks of one part.
    fn align_blocks(&mut self, index: usize) {
        let Part { original, translation } = self.list[index].clone();
        let (blocks, others) = (self.original.blocks(), self.translation.blocks());
        let (first, second) = (&blocks[original.clone()], &others[translation.clone()]);
        self.part_of[original.clone()].fill(index);
        self.part_of_translation[translation.clone()].fill(index);
        steps(first.len() + second.len());
        let kinds = |blocks: &[Block]| blocks.iter().map(|block| block.kind).collect::<Vec<_>>();
        let partners: Vec<Option<usize>> = if kinds(first) == kinds(second) {
            (0..first.len()).map(Some).collect()
        } else {
            let size = |blocks: &[Block]| blocks.iter().map(|block| block.span.len()).sum::<u32>().max(1);
            let scale = f64::from(size(second)) / f64::from(size(first));
            // What begins both parts are their headings.
            let is_first = |one: usize, other: usize| one == 0 && other == 0 && index > 0;
            align(first.len(), second.len(), |one, other| {
                if is_first(one, other) { 100 } else { likeness(&first[one], &second[other], scale) }
            })
        };
        for (offset, partner) in partners.into_iter().enumerate() {
            self.partners[original.start + offset] = partner.map(|partner| translation.start + partner);
        }
        let mut last = (translation.start < others.len()).then_some(translation.start);
        for block in original {
            last = self.partners[block].or(last);
            self.near[block] = last;
        }
    }

    /// Where what stood in a block of the original would stand in the translation: the block that stands for it, or the
    /// nearest one before it that has one.
    pub fn near(&self, block: usize) -> Option<usize> {
        self.near.get(block).copied().flatten()
    }

    /// The line of the translation at which to tell of something in a block of the original: the first of its partner, or
    /// the last before the place where a partner is missing.
    pub fn place(&self, block: usize) -> Option<Span> {
        let near = self.translation.blocks()[self.near(block)?];
        let is_there = self.partners[block].is_some();
        let line = self.translation.line(if is_there { near.span.start } else { near.span.end });
        Some(Span::new(line.start.max(near.span.start).min(line.end), line.end))
    }

    /// The number of headings of the original that have no partner, and of the translation.
    pub fn lone_headings(&self) -> (usize, usize) {
        let lone = |blocks: &[Block], partners: &[Option<usize>]| {
            blocks.iter().zip(partners).filter(|(block, partner)| block.level().is_some() && partner.is_none()).count()
        };
        (lone(self.original.blocks(), &self.partners), lone(self.translation.blocks(), &self.back))
    }
}

/// How well two blocks fit.
fn likeness(first: &Block, second: &Block, scale: f64) -> i32 {
    let is_code = |block: &Block| block.kind == BlockKind::Code;
    if is_code(first) != is_code(second) {
        return -1;
    }
    let kinds = match (first.kind, second.kind) {
        (one, other) if one == other => 8,
        (BlockKind::Heading(_), BlockKind::Heading(_)) => 6,
        (BlockKind::Heading(_), _) | (_, BlockKind::Heading(_)) => 1,
        (BlockKind::Row, _) | (_, BlockKind::Row) => 1,
        _ => 3,
    };
    kinds + common(first.signature, second.signature, 12) + length(first.span.len(), second.span.len(), scale)
}
