//! Which headings belong together: by their addresses wherever they stand, and by their levels, their words and what is below
//! them in the order of the articles.

use std::collections::{HashMap, HashSet};

use super::likeness::{common, length};
use super::order::align;
use super::side::Side;
use crate::skeleton::{Kind, Mark, folded};

/// A heading with what is below it up to the next one.
struct Section {
    block: usize,
    level: u8,
    /// Its explicit address, or that which generators make of its words.
    address: u64,
    is_explicit: bool,
    /// Whether its address names one heading of each article.
    is_named: bool,
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
            let explicit =
                anchors.get(at).filter(|mark| mark.block as usize == index).map(|mark| folded(side.slice(mark.core)));
            sections.push(Section {
                block: index,
                level,
                address: explicit.unwrap_or(block.text),
                is_explicit: explicit.is_some(),
                is_named: false,
                text: block.text,
                signature: 0,
                length: 0,
            });
        } else if let Some(section) = sections.last_mut() {
            section.signature |= block.signature;
            section.length += block.span.len();
        }
    }
    sections
}

/// The headings that belong together, as indices of blocks, in the order of the original; the beginnings of the articles
/// come first.
pub(super) fn aligned_headings(original: Side, translation: Side) -> Vec<(usize, usize)> {
    let (mut first, mut second) = (sections(original), sections(translation));
    let named = Named::of(&first, &second);
    for (sections, known) in [(&mut first, &named.first), (&mut second, &named.second)] {
        for section in sections {
            section.is_named = known.contains_key(&section.address);
        }
    }
    let levels = |sections: &[Section]| sections.iter().map(|section| section.level).collect::<Vec<_>>();
    let is_plain = levels(&first) == levels(&second) && agree(&first, &second);
    let mut partners: Vec<Option<usize>> = if is_plain {
        (0..first.len()).map(Some).collect()
    } else {
        let scale = f64::from(translation.text.len() as u32 + 1) / f64::from(original.text.len() as u32 + 1);
        align(first.len(), second.len(), |one, other| likeness(&first[one], &second[other], scale))
    };
    let mut taken: HashSet<usize> = partners.iter().copied().flatten().collect();
    // What has the same address is the same, wherever it stands.
    for (section, partner) in first.iter().zip(&mut partners) {
        if partner.is_none()
            && let Some(&other) = named.second.get(&section.address)
            && section.is_named
            && taken.insert(other)
        {
            *partner = Some(other);
        }
    }
    let found =
        first.iter().zip(partners).filter_map(|(section, partner)| Some((section.block, second[partner?].block)));
    let mut pairs = vec![(0, 0)];
    pairs.extend(found);
    // A heading that begins both articles leaves nothing before it.
    if pairs.get(1) == Some(&(0, 0)) {
        pairs.remove(0);
    }
    pairs
}

/// The addresses that name one heading of each article.
struct Named {
    first: HashMap<u64, usize>,
    second: HashMap<u64, usize>,
}

impl Named {
    fn of(first: &[Section], second: &[Section]) -> Self {
        let once = |sections: &[Section]| {
            let mut indices: HashMap<u64, Option<usize>> = HashMap::new();
            for (index, section) in sections.iter().enumerate() {
                indices.entry(section.address).and_modify(|index| *index = None).or_insert(Some(index));
            }
            indices.into_iter().filter_map(|(address, index)| Some((address, index?))).collect::<HashMap<_, _>>()
        };
        let (mut one, mut other) = (once(first), once(second));
        one.retain(|address, _| other.contains_key(address));
        other.retain(|address, _| one.contains_key(address));
        Self { first: one, second: other }
    }
}

/// Whether no address names headings at different places.
fn agree(first: &[Section], second: &[Section]) -> bool {
    first.iter().zip(second).all(|(one, other)| one.address == other.address || !one.is_named && !other.is_named)
}

fn likeness(first: &Section, second: &Section, scale: f64) -> i32 {
    let is_same = first.address == second.address;
    if !is_same && (first.is_named || second.is_named) {
        return -1;
    }
    let address = match (is_same, first.is_explicit && second.is_explicit) {
        (true, _) => 20,
        (false, true) => -4,
        (false, false) => 0,
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
