//! Two articles in aligned parts: from heading to heading, and in these from block to block.

use super::order::align;
use super::side::Side;
use crate::skeleton::{Block, BlockKind, Kind, Mark};
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
            part_of: vec![0; blocks.len()],
            part_of_translation: vec![0; others.len()],
        };
        let ends = headings.iter().skip(1).copied().chain([(blocks.len(), others.len())]);
        for (&(first, second), (end, other_end)) in headings.iter().zip(ends) {
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
    }

    /// Where what stood in a block of the original would stand in the translation: the block that stands for it, or the
    /// nearest one before it that has one.
    pub fn near(&self, block: usize) -> Option<usize> {
        let part = &self.list[self.part_of[block]];
        let before = self.partners[part.original.start..=block].iter().rev().find_map(|partner| *partner);
        before.or_else(|| (!part.translation.is_empty()).then_some(part.translation.start))
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

/// How many of the marks are common, from 0 to `most`.
fn common(first: u64, second: u64, most: u32) -> i32 {
    let all = (first | second).count_ones();
    if all == 0 { 2 } else { ((first & second).count_ones() * most / all) as i32 }
}

/// Whether the lengths fit, from 0 to 4.
fn length(first: u32, second: u32, scale: f64) -> i32 {
    let ratio = f64::from(second.max(1)) / (f64::from(first.max(1)) * scale);
    let off = if ratio < 1.0 { 1.0 / ratio } else { ratio };
    match off {
        off if off < 1.3 => 4,
        off if off < 1.7 => 3,
        off if off < 2.5 => 2,
        off if off < 4.0 => 1,
        _ => 0,
    }
}

/// A heading with what is below it up to the next one.
struct Section {
    block: usize,
    level: u8,
    address: Option<u64>,
    text: u64,
    signature: u64,
    length: u32,
}

fn sections(side: Side) -> Vec<Section> {
    let blocks = side.blocks();
    let anchors: Vec<&Mark> = side.marks().iter().filter(|mark| mark.kind == Kind::Anchor).collect();
    let mut sections: Vec<Section> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if let Some(level) = block.level() {
            let at = anchors.partition_point(|mark| (mark.block as usize) < index);
            let address = anchors.get(at).filter(|mark| mark.block as usize == index).map(|mark| mark.key);
            sections.push(Section { block: index, level, address, text: block.text, signature: 0, length: 0 });
        } else if let Some(section) = sections.last_mut() {
            section.signature |= block.signature;
            section.length += block.span.len();
        }
    }
    sections
}

/// The headings that belong together, as indices of blocks; the beginnings of the articles come first.
fn aligned_headings(original: Side, translation: Side) -> Vec<(usize, usize)> {
    let (first, second) = (sections(original), sections(translation));
    let levels = |sections: &[Section]| sections.iter().map(|section| section.level).collect::<Vec<_>>();
    let mut pairs = vec![(0, 0)];
    if levels(&first) == levels(&second) && !is_reordered(&first, &second) {
        pairs.extend(first.iter().zip(&second).map(|(one, other)| (one.block, other.block)));
        return without_start(pairs);
    }
    let scale = f64::from(translation.text.len() as u32 + 1) / f64::from(original.text.len() as u32 + 1);
    let partners = align(first.len(), second.len(), |one, other| section_likeness(&first[one], &second[other], scale));
    let found =
        first.iter().zip(partners).filter_map(|(section, partner)| Some((section.block, second[partner?].block)));
    pairs.extend(found);
    without_start(pairs)
}

/// A heading that begins both articles leaves nothing before it.
fn without_start(mut pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    if pairs.get(1) == Some(&(0, 0)) {
        pairs.remove(0);
    }
    pairs
}

/// Whether explicit addresses say that headings of the same levels stand in another order.
fn is_reordered(first: &[Section], second: &[Section]) -> bool {
    let differ = |(one, other): &(&Section, &Section)| {
        one.address.is_some() && other.address.is_some() && one.address != other.address
    };
    first.iter().zip(second).filter(differ).count() > 1
}

fn section_likeness(first: &Section, second: &Section, scale: f64) -> i32 {
    let address = match (first.address, second.address) {
        (Some(one), Some(other)) if one == other => 20,
        (Some(_), Some(_)) => -6,
        _ => 0,
    };
    let level = match first.level.abs_diff(second.level) {
        0 => 6,
        1 => 2,
        _ => -2,
    };
    let text = if first.text == second.text { 8 } else { 0 };
    let signature = common(first.signature, second.signature, 10);
    address + level + text + signature + length(first.length + 40, second.length + 40, scale)
}
