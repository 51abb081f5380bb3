//! Whole constructs with a sign too many beside them, and pictures parted from their `!`.

use super::balance::Balance;
use super::matcher::Found;
use super::rows;
use super::table::Construct;
use super::units::{TARGET, Unit};
use crate::text::Span;
use crate::text::wear::{Wear, stands_for};

/// A whole construct, by its units.
#[derive(Clone, Copy, Debug)]
pub struct Whole {
    /// Its first unit.
    pub start: usize,
    /// The unit after it.
    pub end: usize,
}

/// What is wrong beside a whole link.
pub fn beside_link(text: &str, units: &[Unit], link: Whole, balance: &Balance) -> Option<Found> {
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
    nested_link(text, units, link).or_else(|| wide_anchor(text, units, link))
}

/// A link in the text of a link to the same address, which is the outer one's: `[[x](u)](u)`.
fn nested_link(text: &str, units: &[Unit], link: Whole) -> Option<Found> {
    let outer = link.start.checked_sub(1).filter(|&outer| units[outer].sign == '[')?;
    let target = units[link.end - 1];
    let address = &text[target.start as usize..target.end as usize];
    let behind = units.get(link.end).filter(|unit| unit.sign == ']')?;
    let tail = text[behind.end as usize..].starts_with(address).then_some(behind.end + address.len() as u32)?;
    let edits = vec![
        (Span::new(units[outer].start, units[outer].end), String::new()),
        (Span::new(behind.start, tail), String::new()),
    ];
    let end = units.iter().position(|unit| unit.start >= tail).unwrap_or(units.len());
    let span = Span::new(units[outer].start, tail);
    let wear = Wear::DOUBLED;
    Some(Found { construct: &rows::LINK, span, wear, edits, lost: None, label: None, whole_signs: 0, end })
}

/// An address that begins with a full-width `#`: `[x](＃y)`.
fn wide_anchor(text: &str, units: &[Unit], link: Whole) -> Option<Found> {
    let target = units[link.end - 1];
    text[target.start as usize..target.end as usize].strip_prefix("(＃")?;
    let span = Span::new(units[link.start].start, target.end);
    let sign = Span::new(target.start + 1, target.start + 1 + '＃'.len_utf8() as u32);
    let edits = vec![(sign, "#".to_owned())];
    let wear = Wear::FULL_WIDTH;
    Some(Found { construct: &rows::LINK, span, wear, edits, lost: None, label: None, whole_signs: 0, end: link.end })
}

/// A sign that parts a picture from its `!`, which begins the line.
pub fn parted_picture(text: &str, units: &[Unit], link: Whole) -> Option<Found> {
    let is_picture = || {
        let target = units[link.end - 1];
        debug_assert_eq!(target.sign, TARGET);
        let address = text[target.start as usize..target.end as usize].trim_matches(['(', ')']).to_ascii_lowercase();
        PICTURES.iter().any(|extension| address.ends_with(extension))
    };
    let (mark, gap) = match units.get(..link.start)? {
        [mark] => (mark, None),
        [mark, gap] if gap.is_invisible() || gap.is_blank() => (mark, Some(gap)),
        _ => return None,
    };
    let wear = match gap {
        Some(gap) if gap.is_invisible() => Wear::INVISIBLE,
        Some(_) => Wear::SPACED,
        None => Wear::empty(),
    };
    let wear = wear | mark.wear | stands_for(b'!', mark.sign)?;
    if wear.is_empty() || wear.contains(Wear::REFERENCE) || !is_picture() {
        return None;
    }
    let edits = vec![(Span::new(mark.start, gap.unwrap_or(mark).end), "!".to_owned())];
    let span = Span::new(mark.start, units[link.end - 1].end);
    Some(Found { construct: &rows::IMAGE, span, wear, edits, lost: None, label: None, whole_signs: 1, end: link.end })
}

/// What addresses of pictures end with.
pub const PICTURES: [&str; 7] = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif"];

/// A sign too many beside a whole region: an address in angle brackets, or a comment.
pub fn beside_closed(text: &str, units: &[Unit], at: usize, balance: &Balance) -> Option<Found> {
    let bytes = &text.as_bytes()[units[at].start as usize..units[at].end as usize];
    if !bytes.starts_with(b"<") {
        return None;
    }
    if bytes.ends_with(b"\\>") && !bytes.starts_with(b"<!") {
        return Some(escaped_end(units[at], at + 1));
    }
    let before = at.checked_sub(1).map(|before| units[before]);
    if let Some(mark) = before.filter(|unit| unit.sign == '\\' && unit.wear.is_empty() && bytes.starts_with(b"<!--")) {
        return Some(escaped_comment(units[at], mark, at + 1));
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

/// `<https://example.org\\>`: the backslash would be a part of the address.
fn escaped_end(unit: Unit, end: usize) -> Found {
    let span = Span::new(unit.start, unit.end);
    let edits = vec![(Span::new(unit.end - 2, unit.end), ">".to_owned())];
    let wear = Wear::ESCAPED;
    Found { construct: &rows::AUTOLINK, span, wear, edits, lost: None, label: None, whole_signs: 1, end }
}

/// `\<!-- x -->`: the backslash makes the comment text.
fn escaped_comment(comment: Unit, mark: Unit, end: usize) -> Found {
    let span = Span::new(mark.start, comment.end);
    let edits = vec![(Span::new(mark.start, mark.end), String::new())];
    let wear = Wear::ESCAPED;
    Found { construct: &rows::COMMENT, span, wear, edits, lost: None, label: None, whole_signs: 1, end }
}

fn doubled(construct: &'static Construct, units: &[Unit], whole: Whole, extra: usize) -> Found {
    let span = Span::new(units[whole.start].start, units[whole.end - 1].end);
    let edits = vec![(Span::new(units[extra].start, units[extra].end), String::new())];
    Found { construct, span, wear: Wear::DOUBLED, edits, lost: None, label: None, whole_signs: 0, end: whole.end }
}
