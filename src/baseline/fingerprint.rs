//! Names for findings that stay the same when lines move: what tells an old finding from a new one.
//!
//! A fingerprint is made of the rule, the damaged text, and the nearest letters and digits on both sides of it. Signs
//! and white space around the damage do not count, so that mending its neighbour or wrapping a paragraph anew changes
//! no name.

use std::collections::HashMap;
use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use crate::findings::Finding;
use crate::text::Source;

/// Letters and digits on each side that tell one damage from another of its kind.
const CONTEXT: usize = 24;

/// Letters and digits on the damage's own lines that are enough; with fewer, other lines are asked too.
const ENOUGH: usize = 4;

/// Characters in which they are looked for, so that a line of signs costs no more than others.
const FARTHEST: usize = 512;

/// Stands between the parts of what is hashed, and occurs in no UTF-8.
const END_OF_PART: u8 = 0xff;

/// The name of a finding within its article; findings that look the same have the same one.
pub fn fingerprint(source: &Source, finding: &Finding) -> u64 {
    let text = source.text();
    let (start, end) = (finding.span.start as usize, finding.span.end as usize);
    let (mut before, mut behind) = (letters_before(line_end(&text[..start])), letters(line_start(&text[end..])));
    if before.chars().count() + behind.chars().count() < ENOUGH {
        (before, behind) = (letters_before(&text[..start]), letters(&text[end..]));
    }
    let damaged = text[start..end].split_whitespace().flat_map(|word| [" ", word]);
    hash([finding.rule, "\u{0}"].into_iter().chain(damaged).chain(["\u{0}", &before, "\u{0}", &behind]))
}

/// The names of all findings of an article, each different from all others of a run, as 16 hexadecimal digits.
/// `path` is the article's path in the report.
pub fn unique_fingerprints(path: &str, source: &Source, findings: &[Finding]) -> Vec<String> {
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut occurrences: HashMap<u64, u32> = HashMap::new();
    let names = findings.iter().map(|finding| {
        let name = fingerprint(source, finding);
        let occurrence = occurrences.entry(name).and_modify(|count| *count += 1).or_insert(1);
        format!("{:016x}", hash([path, &name.to_string(), &occurrence.to_string()]))
    });
    names.collect()
}

/// The first letters and digits of `text`.
fn letters(text: &str) -> String {
    text.chars().take(FARTHEST).filter(|character| character.is_alphanumeric()).take(CONTEXT).collect()
}

/// The last letters and digits of `text`, from its end.
fn letters_before(text: &str) -> String {
    text.chars().rev().take(FARTHEST).filter(|character| character.is_alphanumeric()).take(CONTEXT).collect()
}

/// The part of `text` after its last line end, as far as it matters.
fn line_end(text: &str) -> &str {
    let from = text.char_indices().rev().take(FARTHEST).find(|(_, character)| matches!(character, '\n' | '\r'));
    from.map_or(text, |(at, _)| &text[at + 1..])
}

/// The part of `text` before its first line end, as far as it matters.
fn line_start(text: &str) -> &str {
    let until = text.char_indices().take(FARTHEST).find(|(_, character)| matches!(character, '\n' | '\r'));
    until.map_or(text, |(at, _)| &text[..at])
}

/// A hash that is the same on every machine and in every version.
fn hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write(&[END_OF_PART]);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Flavor, Span};

    fn names(text: &str, damage: &str) -> Vec<u64> {
        let source = Source::new("a.md", Flavor::Markdown, text).expect("readable");
        let at = text.match_indices(damage).map(|(at, _)| Span::of(at, at + damage.len()));
        at.map(|span| fingerprint(&source, &Finding::new(span, "Damage"))).collect()
    }

    #[test]
    fn names_survive_moved_lines_and_mended_neighbours() {
        let before = names("One < b >two</ b> three four five.\n", "</ b>");
        assert_eq!(before, names("New line.\n\nOne <b>two</ b> three four five.\r\nMore.\n", "</ b>"));
        assert_ne!(before, names("One <b>twelve</ b> three four five.\n", "</ b>"), "another place");
    }

    #[test]
    fn lines_of_nothing_but_damage_are_told_apart_by_their_neighbours() {
        let found = names("the first story\n</ div>\nthe second story\n</ div>\nthe third story\n", "</ div>");
        assert_ne!(found[0], found[1]);
    }

    #[test]
    fn the_same_damage_twice_has_one_name_and_two_unique_ones() {
        let text = "same </ b> words\n\nsame </ b> words\n";
        let found = names(text, "</ b>");
        assert_eq!(found[0], found[1], "it occurs twice in the same surroundings: {found:?}");
        let source = Source::new("a.md", Flavor::Markdown, text).expect("readable");
        let findings = [Finding::new(Span::new(5, 10), "x"), Finding::new(Span::new(23, 28), "x")];
        let unique = unique_fingerprints("a.md", &source, &findings);
        assert_ne!(unique[0], unique[1]);
        assert_eq!(unique, unique_fingerprints("./a.md", &source, &findings));
        assert_ne!(unique, unique_fingerprints("b.md", &source, &findings));
    }

    #[test]
    fn names_never_change() {
        // A new version that names findings otherwise would make every old one new in every project.
        assert_eq!(names("One < b >two</ b> three four five.\n", "</ b>"), [0x4ee6_bbbc_cfe8_1bc2]);
    }
}
