//! Where a long article may be cut into pieces that are read by themselves.
//!
//! A cut depends on the text around it and on nothing else, so that an edit moves only the cuts near it, and a text has
//! the same pieces whatever edits have made it.

use super::beginnings::{begins_prose, element_of, hash};
use super::makeshift::makeshift;
use crate::text::Flavor;
use crate::tokens::Is;
use crate::tokens::work::steps;

/// No two cuts that are chosen freely are nearer than this, in bytes.
pub(super) const NEAREST: usize = 4_096;
/// After a cut without a freely chosen one within this many bytes, the next place that will do is taken.
const FARTHEST: usize = 6 * NEAREST;
/// How far before and after a cut the text decides about it, in bytes.
pub(super) const REACH: usize = FARTHEST + NEAREST + LONGEST_LINE;
/// How much text around a place decides whether it is a good one, in bytes.
pub(super) const CONTEXT: usize = NEAREST + LONGEST_LINE;
/// An article up to this length, in bytes, is one piece.
pub(super) const WHOLE: usize = 16_384;
/// How much of a line is looked at.
const LONGEST_LINE: usize = 64;

/// A place between two blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    at: usize,
    /// How good a place it is; the best one around becomes a cut. 0 where it serves only for want of a better one.
    strength: u64,
}

/// The cuts in `text` after the cut or the beginning at `from`, as rising offsets. `begins` and `ends` say whether the
/// article begins and ends where the text does; where it goes on, the cuts stop where what follows has a say. `above` tells
/// how many line ends stand before the text.
pub(super) fn cuts(
    text: &str,
    from: usize,
    flavor: Flavor,
    (begins, ends): (bool, bool),
    above: &dyn Fn() -> usize,
) -> Vec<usize> {
    let mut numbers = Numbers { text: text.as_bytes(), counted: 0, above, count: None };
    let first = from.saturating_sub(NEAREST);
    let places = places(text, first, flavor);
    let chosen = chosen(&places, text.len(), begins, ends);
    let mut cuts = Vec::new();
    let mut last = from;
    let (mut next_chosen, mut next_place) = (0, 0);
    loop {
        while chosen.get(next_chosen).is_some_and(|&at| at <= last) {
            next_chosen += 1;
        }
        if !ends && last + REACH > text.len() {
            return cuts;
        }
        let free = chosen.get(next_chosen).copied().filter(|at| at - last <= FARTHEST);
        let cut = free.or_else(|| {
            while places.get(next_place).is_some_and(|place| place.at < last + 2 * NEAREST) {
                next_place += 1;
            }
            let remains = |at: usize| !ends || text.len() - at >= NEAREST;
            let place = places.get(next_place).map(|place| place.at);
            let is_far = text.len() - last > FARTHEST && place.is_none_or(|at| at - last > FARTHEST);
            let mut makeshift = || {
                let most = text.len() - NEAREST;
                let windows = [2 * NEAREST..4 * NEAREST, 4 * NEAREST..FARTHEST];
                let mut windows = windows.into_iter().map(|it| last + it.start..most.min(last + it.end));
                windows.find_map(|window| makeshift(text, window, flavor, |at| numbers.of(at)))
            };
            let makeshift = if is_far { makeshift() } else { None };
            makeshift.or_else(|| place.filter(|&at| remains(at)))
        });
        let Some(cut) = cut else { return cuts };
        cuts.push(cut);
        last = cut;
    }
}

/// The numbers of lines, counted only where somebody asks.
struct Numbers<'a> {
    text: &'a [u8],
    /// How far line ends were counted.
    counted: usize,
    above: &'a dyn Fn() -> usize,
    count: Option<usize>,
}

impl Numbers<'_> {
    /// How many line ends stand before `at`; best asked for places that follow one another.
    fn of(&mut self, at: usize) -> usize {
        let known = self.count.unwrap_or_else(self.above);
        let (first, last) = (self.counted.min(at), self.counted.max(at));
        steps(last - first);
        let between = memchr::memchr_iter(b'\n', &self.text[first..last]).count();
        let count = if at < self.counted { known - between } else { known + between };
        (self.counted, self.count) = (at, Some(count));
        count
    }
}

/// Whether the cut between `before` and `after` lies between two blocks.
pub(super) fn is_between_blocks(before: &str, after: &str, flavor: Flavor) -> bool {
    let before = &before.as_bytes()[before.len().saturating_sub(LONGEST_LINE + 1)..];
    let around = [before, &after.as_bytes()[..after.len().min(LONGEST_LINE)]].concat();
    let end = before.len() - 1;
    around.get(end) == Some(&b'\n') && class(&around, end, flavor).is_some()
}

/// The places that are better than all within [`NEAREST`] bytes.
fn chosen(places: &[Place], length: usize, begins: bool, ends: bool) -> Vec<usize> {
    let is_best = |index: usize| {
        let place = places[index];
        let near = |other: &&Place| other.at.abs_diff(place.at) <= NEAREST;
        place.strength > 0
            && (!begins || place.at >= NEAREST)
            && (!ends || length - place.at >= NEAREST)
            && places[..index].iter().rev().take_while(near).all(|other| other.strength < place.strength)
            && places[index + 1..].iter().take_while(near).all(|other| other.strength <= place.strength)
    };
    (0..places.len()).filter(|&index| is_best(index)).map(|index| places[index].at).collect()
}

/// The places in `text` from `from` on, rising.
fn places(text: &str, from: usize, flavor: Flavor) -> Vec<Place> {
    let bytes = text.as_bytes();
    let mut places = Vec::new();
    for end in memchr::memchr_iter(b'\n', &bytes[from..]) {
        let end = from + end;
        if let Some(class) = class(bytes, end, flavor) {
            let line = &bytes[end + 1..bytes.len().min(end + 1 + LONGEST_LINE)];
            places.push(Place { at: end + 1, strength: if class == 0 { 0 } else { class << 56 | hash(line) >> 8 } });
        }
    }
    places
}

/// How good a place for a cut is after the line end at `end`; `None` if it is none.
fn class(bytes: &[u8], end: usize, flavor: Flavor) -> Option<u64> {
    let line = &bytes[end + 1..bytes.len().min(end + 1 + LONGEST_LINE)];
    let begins = match line.first()? {
        b'#' | b'<' => true,
        b' ' | b'\t' => flavor == Flavor::Html,
        _ if flavor != Flavor::Html && begins_item(line) => true,
        byte => flavor != Flavor::Html && begins_prose(*byte, line),
    };
    if !begins {
        return None;
    }
    let above = &bytes[end.saturating_sub(LONGEST_LINE)..end];
    let above = above.trim_ascii_end();
    let is_behind_blank = bytes[end - (end.min(LONGEST_LINE) - above.len())..end].contains(&b'\n');
    // What a comment that silences findings reaches stays in one piece with it.
    let ends_comment = match above.last() {
        Some(b'>') => above.ends_with(b"-->"),
        Some(b'}') => above.ends_with(b"*/}"),
        _ => false,
    };
    if ends_comment {
        return None;
    }
    if flavor == Flavor::Html {
        return html_class(line.trim_ascii_start()).filter(|_| is_behind_blank || above.ends_with(b">"));
    }
    // A list without blank lines is cut between items, for want of a better place.
    if begins_item(line) {
        return Some(0);
    }
    is_behind_blank.then(|| markdown_class(line)).flatten()
}

/// Whether a line begins an item of a list that is in nothing else (CommonMark 5.2).
fn begins_item(line: &[u8]) -> bool {
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match line.get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => line.get(1) == Some(&b' ') && line.get(2) != Some(&line[0]),
        Some(b'.' | b')') if (1..10).contains(&digits) => line.get(digits + 1) == Some(&b' '),
        _ => false,
    }
}

fn html_class(line: &[u8]) -> Option<u64> {
    let element = element_of(line)?;
    Some(match () {
        () if element.is(Is::HEADING) => 3,
        () if element.is(Is::ENDS_P) => 2,
        () => 0,
    })
}

fn markdown_class(line: &[u8]) -> Option<u64> {
    if line[0] == b'<' {
        return element_of(line).filter(|element| element.is(Is::ENDS_P)).map(|_| 1);
    }
    if line[0] != b'#' {
        return Some(1);
    }
    let hashes = line.iter().take_while(|&&byte| byte == b'#').count();
    let is_heading = hashes <= 6 && line.get(hashes) == Some(&b' ');
    is_heading.then_some(if hashes < 3 { 3 } else { 2 })
}
