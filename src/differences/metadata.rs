//! The metadata: keys, and values that are no prose.

use super::difference::{Cause, Difference};
use super::likeness::alike;
use super::parts::Parts;
use super::side::Side;
use crate::skeleton::{Kind, Mark};

/// Keys of one article that are looked at.
const MOST_KEYS: usize = 200;

pub(super) fn compare(parts: &Parts, found: &mut Vec<Difference>) {
    let (first, second) = (keys(parts.original), keys(parts.translation));
    if second.is_empty() {
        return;
    }
    let mut partners: Vec<Option<usize>> =
        first.iter().map(|was| second.iter().position(|is| is.key == was.key)).collect();
    for (was, is) in first.iter().zip(&partners).filter_map(|(was, partner)| Some((was, second[(*partner)?]))) {
        found.extend(value(parts, was, is));
    }
    for index in 0..first.len() {
        if partners[index].is_some() {
            continue;
        }
        let Some(other) = translated(parts, (&first, &second), &partners, index) else { continue };
        partners[index] = Some(other);
        let (was, is) = (first[index], second[other]);
        let text = parts.original.slice(was.core);
        found.push(Difference::new(Cause::Key, is.core, was.span).mended(is.core, text, None));
    }
}

fn keys(side: Side<'_>) -> Vec<&Mark> {
    side.marks().iter().filter(|mark| mark.kind == Kind::Key).take(MOST_KEYS).collect()
}

/// The key of the translation that stands in the place of a key of the original, or is the same in other letters.
fn translated(
    parts: &Parts,
    (first, second): (&[&Mark], &[&Mark]),
    partners: &[Option<usize>],
    index: usize,
) -> Option<usize> {
    let was = parts.original.slice(first[index].core);
    let name = |other: usize| parts.translation.slice(second[other].core);
    let is_free =
        |other: &usize| !partners.contains(&Some(*other)) && !first.iter().any(|key| key.key == second[*other].key);
    if let Some(other) = (0..second.len()).filter(is_free).find(|&other| name(other).eq_ignore_ascii_case(was)) {
        return Some(other);
    }
    // Between the same neighbours.
    let before = index.checked_sub(1).and_then(|before| partners[before]);
    let place = before.map_or(0, |before| before + 1);
    let follows = index == 0 || before.is_some();
    let next = partners.get(index + 1).copied().flatten();
    let precedes = index + 1 == first.len() && place + 1 == second.len() || next == Some(place + 1);
    let is_translated = || !name(place).is_ascii() || alike(name(place), was) >= 60 || name(place).contains(' ');
    let is_same = || {
        let (value, other) = (parts.original.slice(first[index].words), parts.translation.slice(second[place].words));
        !value.is_empty() && value == other
    };
    (place < second.len() && is_free(&place) && follows && precedes && (is_translated() || is_same())).then_some(place)
}

/// A value that is a number, a date or a truth value, and is another kind of thing in the translation.
fn value(parts: &Parts, was: &Mark, is: &Mark) -> Option<Difference> {
    let (old, new) = (parts.original.slice(was.words), parts.translation.slice(is.words));
    let is_truth = |value: &str| matches!(value, "true" | "false");
    let is_number = |value: &str| !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_damaged = is_truth(old) && !is_truth(new) || is_number(old) && !is_number(new);
    let is_damaged = is_damaged && !new.is_empty() && !new.starts_with(['"', '\'', '#']);
    is_damaged.then(|| Difference::new(Cause::Key, is.words, was.span).mended(is.words, old, None))
}
