//! Marks without a partner: those that were lost, and those that were added.

use std::collections::{HashMap, HashSet};

use super::difference::{Cause, Difference};
use super::matching::{Matched, is_free};
use super::parts::Parts;
use super::places::Places;
use crate::skeleton::{BlockKind, Kind, Target};

/// Reports the marks that were lost and added.
pub(super) fn compare(parts: &Parts, matched: &Matched, found: &mut Vec<Difference>) {
    let gone = lost_sections(parts);
    let mut places = Places::new(parts);
    let mut told: HashMap<(Cause, u32, u64), usize> = HashMap::new();
    let mut pages: HashMap<String, Vec<usize>> = HashMap::new();
    // Up to where a tag reaches that was lost: those in it are lost with it.
    let mut reaches = 0;
    for (index, mark) in parts.original.marks().iter().enumerate() {
        let is_worn = mark.kind == Kind::Placeholder && mark.is_indirect;
        let is_lost = matched.partners[index].is_none() && is_free(parts.original, mark) && !is_worn;
        if is_lost && !gone.contains(&(mark.block as usize)) {
            if mark.kind == Kind::Tag {
                if mark.span.start < reaches {
                    continue;
                }
                reaches = mark.words.end;
            }
            let difference = places.lost(mark);
            let Some(difference) = difference else { continue };
            // One tag that is lost in one place many times is told once.
            let again = (difference.cause, difference.span.start, mark.label);
            if matches!(difference.cause, Cause::Lost(Kind::Tag | Kind::Template)) {
                if let Some(&first) = told.get(&again) {
                    found[first].more += 1;
                    continue;
                }
                told.insert(again, found.len());
            }
            if mark.kind == Kind::Link && difference.repair.is_none() {
                let page = Target::read(parts.original.slice(mark.core)).address;
                pages.entry(page).or_default().push(found.len());
            }
            found.push(difference);
        }
    }
    tell_once(&pages, found);
    for (index, mark) in parts.translation.marks().iter().enumerate() {
        if matched.back[index].is_none() && is_free(parts.translation, mark) {
            found.extend(places.added(mark));
        }
    }
    found.extend(places.unshown());
}

/// As many links to one page that nothing mends are left out by habit.
const HABIT: usize = 4;

/// Tells the lost links to one page once, where there are many: such as those of all attributes to their reference.
fn tell_once(pages: &HashMap<String, Vec<usize>>, found: &mut Vec<Difference>) {
    let mut told: HashSet<usize> = HashSet::new();
    for places in pages.values().filter(|places| places.len() >= HABIT) {
        found[places[0]].more += places.len() as u32 - 1;
        told.extend(&places[1..]);
    }
    let mut index = 0;
    found.retain(|_| {
        index += 1;
        !told.contains(&(index - 1))
    });
}

/// The blocks of the original below headings that the translation does not have, as far as it has none of them.
fn lost_sections(parts: &Parts) -> HashSet<usize> {
    let mut lost = HashSet::new();
    let mut is_lost = false;
    for (index, block) in parts.original.blocks().iter().enumerate() {
        is_lost = parts.partners[index].is_none() && (is_lost || matches!(block.kind, BlockKind::Heading(_)));
        if is_lost {
            lost.insert(index);
        }
    }
    lost
}
