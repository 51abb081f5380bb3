//! Headings: lost ones, their levels, and their addresses.

use std::collections::HashMap;

use super::difference::{Cause, Difference};
use super::parts::Parts;
use super::side::Side;
use super::slugs::{is_address_of, slug};
use crate::skeleton::{BlockKind, Kind, Mark};
use crate::text::Span;

/// The longest text that was a heading, in bytes.
const LONGEST: u32 = 200;

const OTHERS: &str = "the articles have other headings too, so this may not be the same one";
const LOST: &str = "it may be a paragraph of the translation's own";

pub(super) fn compare(parts: &Parts, found: &mut Vec<Difference>) {
    let mut levels = Vec::new();
    let (originals, translations) = (anchors(parts.original), anchors(parts.translation));
    let mut anchored = Vec::new();
    for (index, block) in parts.original.blocks().iter().enumerate() {
        let Some(level) = block.level() else { continue };
        let Some(partner) = parts.partners[index] else {
            found.extend(lost(parts, index));
            continue;
        };
        let other = parts.translation.blocks()[partner];
        match other.level() {
            None => found.push(unmarked(parts, index, partner, level)),
            Some(now) if now != level => levels.push((index, partner, level)),
            Some(_) => {}
        }
        anchored.push((index, partner));
    }
    report_levels(parts, &levels, found);
    report_anchors(parts, &anchored, (&originals, &translations), found);
}

/// The addresses of the headings, by block.
fn anchors(side: Side<'_>) -> HashMap<u32, Mark> {
    let of_headings = side.marks().iter().filter(|mark| mark.kind == Kind::Anchor);
    let of_headings =
        of_headings.filter(|mark| side.blocks().get(mark.block as usize).is_some_and(|block| block.level().is_some()));
    of_headings.map(|mark| (mark.block, *mark)).collect()
}

/// A heading that the translation does not have; what is below it is lost with it.
fn lost(parts: &Parts, index: usize) -> Option<Difference> {
    let place = parts.place(index)?;
    let block = parts.original.blocks()[index];
    Some(Difference::new(Cause::Block(block.kind), place, block.span))
}

/// A heading that is a paragraph in the translation.
fn unmarked(parts: &Parts, index: usize, partner: usize, level: u8) -> Difference {
    let (block, other) = (parts.original.blocks()[index], parts.translation.blocks()[partner]);
    let place = parts.translation.line(other.span.start);
    let place = Span::new(other.span.start.max(place.start), place.end.max(other.span.start));
    let difference = Difference::new(Cause::Block(block.kind), place, block.span);
    let is_line = other.kind == BlockKind::Paragraph && other.span.len() <= LONGEST && other.span.end <= place.end;
    let is_markdown = parts.original.slice(block.span).starts_with('#');
    if is_line && is_markdown {
        return difference.mended(Span::at(place.start), format!("{} ", "#".repeat(usize::from(level))), Some(LOST));
    }
    difference
}

fn report_levels(parts: &Parts, levels: &[(usize, usize, u8)], found: &mut Vec<Difference>) {
    let count = parts.original.blocks().iter().filter(|block| block.level().is_some()).count();
    // Where most are of another level, the article as a whole is.
    let shifted = levels.len() > 2 && levels.len() * 2 > count;
    // Headings without a partner are signs of another revision, and those around them may be paired with wrong ones.
    let doubt = (parts.lone_headings() != (0, 0)).then_some(OTHERS);
    for (number, &(index, partner, level)) in levels.iter().enumerate() {
        if shifted && number > 0 {
            break;
        }
        let (block, other) = (parts.original.blocks()[index], parts.translation.blocks()[partner]);
        let signs = parts.translation.slice(other.span).bytes().take_while(|&byte| byte == b'#').count() as u32;
        let span = if signs > 0 {
            Span::new(other.span.start, other.span.start + signs)
        } else {
            parts.translation.line(other.span.start)
        };
        let mut difference = Difference::new(Cause::Level(level), span, block.span);
        if shifted {
            difference.more = levels.len() as u32 - 1;
        } else if signs > 0 {
            difference = difference.mended(span, "#".repeat(usize::from(level)), doubt);
        }
        found.push(difference);
    }
}

fn report_anchors(
    parts: &Parts,
    pairs: &[(usize, usize)],
    (originals, translations): (&HashMap<u32, Mark>, &HashMap<u32, Mark>),
    found: &mut Vec<Difference>,
) {
    // A translation that gives no heading an address does so on purpose, or by its tools.
    let has_any = !translations.is_empty();
    let mut lost = Vec::new();
    for &(index, partner) in pairs {
        let (block, other) = (parts.original.blocks()[index], parts.translation.blocks()[partner]);
        match (originals.get(&(index as u32)), translations.get(&(partner as u32))) {
            (Some(was), Some(is)) if was.key != is.key => {
                let text = parts.original.slice(was.core);
                found.push(Difference::new(Cause::Anchor, is.core, was.core).mended(is.core, text, None));
            }
            (None, Some(is)) if other.level().is_some() => {
                let title = parts.original.slice(Span::new(block.content, block.span.end));
                if !is_address_of(title, parts.translation.slice(is.core)) {
                    let doubt = Some("generators make addresses of headings by rules of their own");
                    found.push(Difference::new(Cause::Anchor, is.core, block.span).mended(is.core, slug(title), doubt));
                }
            }
            (Some(was), None)
                if !is_address_of(
                    parts.translation.slice(Span::new(other.content, other.span.end)),
                    parts.original.slice(was.core),
                ) =>
            {
                lost.push((was, other, block));
            }
            _ => {}
        }
    }
    let all = !has_any && lost.len() > 2;
    let more = lost.len().saturating_sub(1) as u32;
    for (was, other, block) in lost.into_iter().take(if all { 1 } else { usize::MAX }) {
        let place = parts.translation.line(other.span.start);
        let difference = Difference::new(Cause::Lost(Kind::Anchor), place, was.span);
        let is_atx =
            parts.translation.slice(other.span).starts_with('#') && parts.original.slice(block.span).starts_with('#');
        found.push(match () {
            () if all => Difference { more, ..difference },
            () if is_atx => {
                difference.mended(Span::at(other.span.end), format!(" {}", parts.original.slice(was.span)), None)
            }
            () => difference,
        });
    }
}

/// What stands for `was`, the address of a heading of the original, where `now` is the address of no heading of the
/// translation, or of another one.
pub(super) fn fragment(parts: &Parts, was: &str, now: &str) -> Option<String> {
    let (first, second) = &parts.addresses;
    let target = first.heading(was)?;
    let partner = parts.partners[target]?;
    let found = second.heading(now);
    if found == Some(partner) {
        return None;
    }
    let title = parts.translation.blocks()[partner].text;
    let is_other = found.is_none_or(|found| parts.translation.blocks()[found].text != title);
    let own = || {
        let marks = parts.translation.skeleton.marks_of(partner, partner + 1);
        parts.translation.marks()[marks].iter().find(|mark| mark.kind == Kind::Anchor)
    };
    // A heading without an address of its own has one that only its generator knows.
    is_other.then(|| own().map_or_else(|| was.to_owned(), |mark| parts.translation.slice(mark.core).to_owned()))
}
