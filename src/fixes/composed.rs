//! The edits of several passes as edits of the text before the first.

use std::sync::Arc;

use crate::findings::Edit;
use crate::text::Span;

/// Edits that do at once what `first` does and then `second`. Those of `second` are edits of the text after `first`; both
/// are in rising order and disjoint, and so is what comes of them.
pub fn composed(first: &[Edit], second: &[&Edit]) -> Vec<Edit> {
    let between = places_after(first);
    let mut edits = Vec::with_capacity(first.len() + second.len());
    let (mut i, mut j) = (0, 0);
    while i < first.len() || j < second.len() {
        let group = Group::new((&between[i..], first.len() - i), &second[j..]);
        let (parts, news) = (i..i + group.of_first, j..j + group.of_second);
        let shift_before = shift(first, &between, i);
        (i, j) = (parts.end, news.end);
        let shift_behind = shift(first, &between, i);
        let span = Span::new(group.span.start.wrapping_sub(shift_before), group.span.end.wrapping_sub(shift_behind));
        let text = text_of(group.span, &first[parts.clone()], &between[parts], &second[news]);
        edits.push(Edit { span, text: Arc::from(text) });
    }
    edits
}

/// Where the new texts of `edits` stand after them.
fn places_after(edits: &[Edit]) -> Vec<Span> {
    let mut shift = 0_u32;
    let place = |edit: &Edit| {
        let start = edit.span.start.wrapping_add(shift);
        shift = shift.wrapping_add(edit.text.len() as u32).wrapping_sub(edit.span.len());
        Span::new(start, start + edit.text.len() as u32)
    };
    edits.iter().map(place).collect()
}

/// How far text before the edit at `index` has moved; a distance back is one modulo 2³².
fn shift(first: &[Edit], between: &[Span], index: usize) -> u32 {
    match index.checked_sub(1) {
        Some(last) => between[last].end.wrapping_sub(first[last].span.end),
        None => 0,
    }
}

/// Edits that touch each other.
struct Group {
    /// In the text between.
    span: Span,
    of_first: usize,
    of_second: usize,
}

impl Group {
    /// The next of them; there is at least one edit.
    fn new((between, count): (&[Span], usize), second: &[&Edit]) -> Self {
        let starts = [between.first().map(|span| span.start), second.first().map(|edit| edit.span.start)];
        let start = starts.into_iter().flatten().min().unwrap_or_default();
        let mut group = Self { span: Span::at(start), of_first: 0, of_second: 0 };
        loop {
            let end = group.span.end;
            if group.of_first < count && between[group.of_first].start <= end {
                group.span.end = end.max(between[group.of_first].end);
                group.of_first += 1;
            } else if let Some(edit) = second.get(group.of_second).filter(|edit| edit.span.start <= end) {
                group.span.end = end.max(edit.span.end);
                group.of_second += 1;
            } else {
                return group;
            }
        }
    }
}

/// What stands at `span` in the end. All of it that `second` leaves came with `first`.
fn text_of(span: Span, first: &[Edit], between: &[Span], second: &[&Edit]) -> String {
    let mut text = String::new();
    let mut at = span.start;
    let mut passed = 0;
    let mut keep = |text: &mut String, start: u32, end: u32| {
        passed += between[passed..].iter().take_while(|place| place.end <= start).count();
        for (edit, place) in first.iter().zip(between).skip(passed).take_while(|(_, place)| place.start < end) {
            let (from, to) = (start.max(place.start), end.min(place.end));
            if from < to {
                text.push_str(&edit.text[(from - place.start) as usize..(to - place.start) as usize]);
            }
        }
    };
    for edit in second {
        keep(&mut text, at, edit.span.start);
        text.push_str(&edit.text);
        at = edit.span.end;
    }
    keep(&mut text, at, span.end);
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::apply;
    use super::*;

    fn edits_of(length: usize) -> impl Strategy<Value = Vec<Edit>> {
        let edit = (0..=length, 0..4_usize, "[a-z]{0,3}");
        prop::collection::vec(edit, 0..6).prop_map(move |mut parts| {
            parts.sort();
            let mut end = 0;
            let mut edits = Vec::new();
            for (start, count, text) in parts {
                if start >= end && (edits.is_empty() || start > end) {
                    end = (start + count).min(length);
                    edits.push(Edit::replace(Span::of(start, end), text));
                }
            }
            edits
        })
    }

    proptest! {
        #[test]
        fn do_what_both_do(text in "[A-Z]{0,20}", first in edits_of(20), second in edits_of(25)) {
            let fits = |edits: Vec<Edit>, text: &str| -> Vec<Edit> {
                edits.into_iter().filter(|edit| edit.span.end as usize <= text.len()).collect()
            };
            let first = fits(first, &text);
            let between = apply(&text, &first.iter().collect::<Vec<_>>());
            let second = fits(second, &between);
            let second: Vec<&Edit> = second.iter().collect();
            let end = apply(&between, &second);
            let composed = composed(&first, &second);
            prop_assert!(composed.windows(2).all(|pair| pair[0].span.end < pair[1].span.start));
            prop_assert_eq!(apply(&text, &composed.iter().collect::<Vec<_>>()), end);
        }
    }
}
