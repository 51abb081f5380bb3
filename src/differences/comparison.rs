//! A comparison as rules ask for it.

use std::collections::{HashMap, HashSet};

use super::cut::Cut;
use super::difference::{Cause, Difference};
use super::habits::{Habit, habit};
use super::parts::Parts;
use super::revision::Amount;
use super::side::Side;
use super::{forms, headings, insertions, items, lost, matching, metadata, numbers, repairs, shapes};
use crate::skeleton::Skeleton;
use crate::text::{Position, PositionCursor, Source, Span, step};

/// Bytes of a line of the original that are shown before and behind a place.
const AROUND: u32 = 120;

/// An original, and how its translation differs from it.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The original.
    pub original: &'a Source,
    /// The differences, by their place in the translation.
    pub differences: Vec<Difference>,
    /// How much differs.
    pub amount: Amount,
    positions: HashMap<u32, Position>,
}

impl<'a> Comparison<'a> {
    /// Compares a translation with its original; numbers too where that is asked for.
    pub fn new(
        (original, skeleton): (&'a Source, &Skeleton),
        translation: (&str, &Skeleton),
        with_numbers: bool,
    ) -> Self {
        let first = Side { text: original.text(), skeleton };
        let second = Side { text: translation.0, skeleton: translation.1 };
        let (differences, amount) = differences(first, second, with_numbers);
        let mut offsets: Vec<u32> =
            differences.iter().flat_map(|found| [found.original.start, found.original.end]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut cursor = PositionCursor::new(original.lines(), original.text());
        let positions = offsets.into_iter().map(|offset| (offset, cursor.position(offset))).collect();
        Self { original, differences, amount, positions }
    }

    /// What the translation, whose text this is, does in place of what its original does.
    pub fn habits(&self, translation: &str) -> impl Iterator<Item = Habit> {
        self.differences.iter().filter_map(move |difference| habit(difference, self.original.text(), translation))
    }

    /// Leaves out what the translation, whose text this is, does on purpose.
    pub fn allow(&mut self, translation: &str, allowed: &HashSet<Habit>) {
        let original = self.original.text();
        let is_damage = |difference: &Difference| {
            habit(difference, original, translation).is_none_or(|habit| !allowed.contains(&habit))
        };
        if !allowed.is_empty() {
            self.differences.retain(is_damage);
        }
    }

    /// Leaves out emphasis of the translation, whose text this is, that shows where its signs need no room outside.
    pub fn allow_loose_emphasis(&mut self, translation: &str) {
        let is_space = |char: Option<char>| char.is_none_or(char::is_whitespace);
        self.differences.retain(|difference| {
            let (before, behind) =
                (&translation[..difference.span.start as usize], &translation[difference.span.end as usize..]);
            let stands_alone = || is_space(before.chars().next_back()) && is_space(behind.chars().next());
            difference.cause != Cause::Unshown || stands_alone()
        });
    }

    /// The position of one end of a difference in the original.
    pub fn position(&self, offset: u32) -> Position {
        self.positions.get(&offset).copied().unwrap_or(Position { line: 1, column: 1 })
    }

    /// The line of the original that holds the beginning of `span`, as far as it is near, and the place of `span` in it.
    pub fn line(&self, span: Span) -> (&'a str, Span) {
        let text = self.original.text();
        let from = step::floor(text, span.start.saturating_sub(AROUND) as usize);
        let to = step::floor(text, span.start as usize + 2 * AROUND as usize);
        let before = &text[from..span.start as usize];
        let start = before.rfind(['\n', '\r']).map_or(from, |end| from + end + 1);
        let behind = &text[span.start as usize..to];
        let end = behind.find(['\n', '\r']).map_or(to, |length| span.start as usize + length);
        let within = Span::of(span.start as usize - start, (span.end as usize).clamp(span.start as usize, end) - start);
        (&text[start..end], within)
    }
}

/// All differences between an original and its translation, by their place in the translation.
fn differences(original: Side, translation: Side, with_numbers: bool) -> (Vec<Difference>, Amount) {
    if !forms::differ(original, translation) {
        return of_form(original, translation, with_numbers);
    }
    let (first, second) = (forms::common(original), forms::common(translation));
    of_form(Side { skeleton: &first, ..original }, Side { skeleton: &second, ..translation }, with_numbers)
}

/// All differences between two articles in one form.
fn of_form(original: Side, translation: Side, with_numbers: bool) -> (Vec<Difference>, Amount) {
    let Some(cut) = Cut::of(original, translation) else {
        return of_whole(original, translation, with_numbers);
    };
    let beginning = Side { skeleton: &cut.skeleton, ..original };
    let (mut found, amount) = of_whole(beginning, translation, with_numbers);
    cut.tell(original, translation, &mut found);
    (found, amount)
}

/// All differences between two articles of which neither ends before the other.
fn of_whole(original: Side, translation: Side, with_numbers: bool) -> (Vec<Difference>, Amount) {
    let parts = Parts::read(original, translation);
    let mut found = Vec::new();
    let matched = matching::read(&parts);
    repairs::changed(&parts, &matched, &mut found);
    lost::compare(&parts, &matched, &mut found);
    headings::compare(&parts, &mut found);
    shapes::compare(&parts, &mut found);
    items::compare(&parts, &mut found);
    shapes::settle(&parts, &mut found);
    metadata::compare(&parts, &mut found);
    if with_numbers {
        numbers::compare(&parts, &mut found);
    }
    insertions::settle(original, &mut found);
    if forms::differ(original, translation) {
        forms::settle(&parts, &mut found);
    }
    found.sort_by_key(|difference| (difference.span, difference.cause));
    let amount = Amount::of(&parts, &found);
    (found, amount)
}
