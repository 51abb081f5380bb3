//! Whole constructs with a sign too many beside them, and pictures parted from their `!`.

use super::balance::Balance;
use super::matcher::Found;
use super::rows;
use super::table::Construct;
use super::units::{TARGET, Unit};
use crate::text::Span;
use crate::text::wear::Wear;

/// A whole construct, by its units.
#[derive(Clone, Copy, Debug)]
pub struct Whole {
    /// Its first unit.
    pub start: usize,
    /// The unit after it.
    pub end: usize,
}

/// What is wrong beside a whole link.
pub fn beside_link(units: &[Unit], link: Whole, balance: &Balance) -> Option<Found> {
    let before = |distance: usize| link.start.checked_sub(distance).map(|at| &units[at]);
    let is = |unit: Option<&Unit>, sign: char| unit.is_some_and(|unit| unit.sign == sign && unit.wear.is_empty());
    if is(before(1), '[') && balance.has_too_many('[') {
        return Some(doubled(&rows::LINK, units, Whole { start: link.start - 1, ..link }, link.start - 1));
    }
    if is(units.get(link.end), ')') && balance.has_too_many(')') {
        return Some(doubled(&rows::LINK, units, Whole { end: link.end + 1, ..link }, link.end));
    }
    if is(before(1), '!') && is(before(2), '!') && before(3).is_none_or(Unit::is_blank) {
        return Some(doubled(&rows::IMAGE, units, Whole { start: link.start - 2, ..link }, link.start - 2));
    }
    None
}

/// A sign that parts a picture from its `!`, which begins the line.
pub fn parted_picture(text: &str, units: &[Unit], link: Whole) -> Option<Found> {
    let is_picture = || {
        let target = units[link.end - 1];
        debug_assert_eq!(target.sign, TARGET);
        let address = text[target.start as usize..target.end as usize].trim_matches(['(', ')']).to_ascii_lowercase();
        PICTURES.iter().any(|extension| address.ends_with(extension))
    };
    let [mark, gap] = units.get(..link.start)? else { return None };
    let is_gap = gap.is_invisible() || gap.is_blank();
    if mark.sign != '!' || !mark.wear.is_empty() || !is_gap || !is_picture() {
        return None;
    }
    let wear = if gap.is_invisible() { Wear::INVISIBLE } else { Wear::SPACED };
    let edits = vec![(Span::new(gap.start, gap.end), String::new())];
    let span = Span::new(mark.start, units[link.end - 1].end);
    Some(Found { construct: &rows::IMAGE, span, wear, edits, lost: None, label: None, end: link.end })
}

/// What addresses of pictures end with.
const PICTURES: [&str; 7] = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif"];

/// A sign too many beside a whole region: an address in angle brackets, or a comment.
pub fn beside_closed(text: &str, units: &[Unit], at: usize, balance: &Balance) -> Option<Found> {
    let bytes = &text.as_bytes()[units[at].start as usize..units[at].end as usize];
    if !bytes.starts_with(b"<") {
        return None;
    }
    let construct = if bytes.starts_with(b"<!") { &rows::COMMENT } else { &rows::AUTOLINK };
    let is = |unit: Option<&Unit>, sign: char| unit.is_some_and(|unit| unit.sign == sign && unit.wear.is_empty());
    if is(at.checked_sub(1).map(|before| &units[before]), '<') && balance.has_too_many('<') {
        return Some(doubled(construct, units, Whole { start: at - 1, end: at + 1 }, at - 1));
    }
    if is(units.get(at + 1), '>') && balance.has_too_many('>') {
        return Some(doubled(construct, units, Whole { start: at, end: at + 2 }, at + 1));
    }
    None
}

fn doubled(construct: &'static Construct, units: &[Unit], whole: Whole, extra: usize) -> Found {
    let span = Span::new(units[whole.start].start, units[whole.end - 1].end);
    let edits = vec![(Span::new(units[extra].start, units[extra].end), String::new())];
    Found { construct, span, wear: Wear::DOUBLED, edits, lost: None, label: None, end: whole.end }
}
