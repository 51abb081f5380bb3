//! What repairs change in an article, as edits that are small enough to read.

use std::time::Duration;

use similar::{DiffOp, TextDiff};

use crate::findings::{Edit, Safety};
use crate::reports::FileReport;
use crate::text::Span;

/// Time after which a difference need not be the shortest any more.
const PATIENCE: Duration = Duration::from_millis(500);

/// The edits that turn the article into the text that fixes of at least this safety make of it.
pub(super) fn repairs(file: &FileReport, least: Safety) -> Vec<Edit> {
    let repaired = file.linter.repaired(file.source, least);
    edits(file.source.text(), repaired.text())
}

/// The edits, by words, that turn `old` into `new`.
fn edits(old: &str, new: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if old != new {
        let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
        walk(&lines(old), &lines(new), 0, &mut |start, old, new| {
            walk(&words(old), &words(new), start, &mut |start, old, new| {
                edits.push(Edit::replace(Span::of(start, start + old.len()), new));
            });
        });
    }
    edits
}

/// Calls `see` with the place in bytes, the old and the new text of each difference between two lists of pieces.
fn walk(old: &[&str], new: &[&str], base: usize, see: &mut dyn FnMut(usize, &str, &str)) {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_slices(old, new);
    let mut start = base;
    for op in diff.ops() {
        let (gone, come) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        if !matches!(op, DiffOp::Equal { .. }) {
            see(start, &gone, &come);
        }
        start += gone.len();
    }
}

/// Words, runs of white space, and single signs.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, character) in text.char_indices() {
        let kind = match character {
            _ if character.is_alphanumeric() => Some(Kind::Word),
            _ if character.is_whitespace() => Some(Kind::Space),
            _ => None,
        };
        if at > start && (kind.is_none() || kind != last) {
            words.push(&text[start..at]);
            start = at;
        }
        last = kind;
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Space,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixes::apply;

    #[test]
    fn edits_are_small_and_turn_one_text_into_the_other() {
        let (old, new) = ("one\n< b >two</ b> é three\nfour\n", "one\n<b>two</b> é three\nfour\nfive");
        let edits = edits(old, new);
        assert_eq!(apply(old, &edits.iter().collect::<Vec<_>>()), new);
        assert_eq!(edits.len(), 4, "{edits:?}");
        assert_eq!(words("<a  b>é1"), ["<", "a", "  ", "b", ">", "é1"]);
    }
}
