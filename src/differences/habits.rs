//! Habits: what a translation writes in place of something, without what that is about. A difference that all translations
//! of a language have in common is a convention of theirs.

use super::difference::{Cause, Difference};
use super::side::Side;
use crate::skeleton::Kind;
use crate::text::step::behind_last;

/// What is written in place of what; one of the two may be empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Habit {
    /// In the original: a part of an address, or the name of a mark.
    pub original: String,
    /// In the translation.
    pub translation: String,
}

/// The habit behind a difference, in the texts of both articles; none where it is damage whoever does it.
pub(super) fn habit(difference: &Difference, original: &str, translation: &str) -> Option<Habit> {
    let was = original.get(difference.original.range())?;
    let is = translation.get(difference.span.range())?;
    let new = |original: &str, translation: &str| {
        Some(Habit { original: original.to_owned(), translation: translation.to_owned() })
    };
    match difference.cause {
        Cause::Target(_) => {
            let (was, is) = replaced(was, is);
            new(was, is)
        }
        Cause::Placeholder(Kind::Template) | Cause::Directive | Cause::Tag => new(name(was), name(is)),
        Cause::Lost(kind) if has_name(kind) => new(name(was), ""),
        Cause::Added(kind) if has_name(kind) => new("", name(is)),
        _ => None,
    }
    .filter(|habit| habit.original != habit.translation)
}

/// What the marks of an article are called that have names.
pub(crate) fn named_marks(side: Side<'_>) -> impl Iterator<Item = &str> {
    side.marks().iter().filter(|mark| has_name(mark.kind)).map(move |mark| name(side.slice(mark.span)))
}

fn has_name(kind: Kind) -> bool {
    matches!(kind, Kind::Tag | Kind::Template | Kind::Directive)
}

/// What a tag, a template tag or a directive is called, with the signs before it: `<sup`, `{{% alert`, `[!NOTE`.
fn name(written: &str) -> &str {
    let written = written.lines().next().unwrap_or_default().trim();
    let begin = written.find(char::is_alphanumeric).unwrap_or(written.len());
    let is_part = |char: char| char.is_alphanumeric() || "-_./:".contains(char);
    let length = written[begin..].find(|char| !is_part(char)).unwrap_or(written.len() - begin);
    &written[..begin + length]
}

/// What was replaced by what in a target, without what both have in common.
pub(super) fn replaced<'a>(was: &'a str, is: &'a str) -> (&'a str, &'a str) {
    let is_part = |char: char| char.is_alphanumeric();
    let equal = was.chars().zip(is.chars()).take_while(|(one, other)| one == other);
    let start: usize = equal.map(|(char, _)| char.len_utf8()).sum();
    let start = behind_last(&was[..start], |char| !is_part(char));
    let (first, second) = (&was[start..], &is[start..]);
    let equal = first.chars().rev().zip(second.chars().rev()).take_while(|(one, other)| one == other);
    let behind: usize = equal.map(|(char, _)| char.len_utf8()).sum();
    let tail = &first[first.len() - behind..];
    let cut = tail.find(|char| !is_part(char)).map_or(0, |at| tail.len() - at);
    (&first[..first.len() - cut], &second[..second.len() - cut])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_without_their_details() {
        for (written, expected) in [
            ("<sup class=\"a\">", "<sup"),
            ("{{% alert title=\"Nota\" %}}", "{{% alert"),
            ("{{% /alert %}}", "{{% /alert"),
            ("[!NOTE", "[!NOTE"),
            ("", ""),
            ("<", "<"),
        ] {
            assert_eq!(name(written), expected);
        }
    }

    #[test]
    fn targets_keep_what_differs() {
        assert_eq!(replaced("https://a.example/x/y", "https://b.de/x/y"), ("a.example", "b.de"));
        assert_eq!(replaced("/a", "/a/b"), ("a", "a/b"));
    }
}
