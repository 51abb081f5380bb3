//! Signs that a tag-like place is prose: the author writes about a tag, or compares.

use crate::text::{Span, step};
use crate::tokens::search;

/// Words after a tag that the author writes about.
const NOUNS: &[&str] = &[
    "tag",
    "tags",
    "element",
    "elements",
    "attribute",
    "attributes",
    "node",
    "nodes",
    "block",
    "blocks",
    "marker",
    "markup",
    "entity",
    "entities",
    "component",
    "selector",
    "keyword",
    "placeholder",
    "balise",
    "balises",
    "élément",
    "etiqueta",
    "etiquetas",
    "elemento",
    "elementos",
    "элемент",
    "тег",
];

/// Words before it.
const BEFORE: &[&str] =
    &["tag", "tags", "element", "elements", "called", "named", "type", "typing", "write", "writing", "html"];

/// Whether the text around `span` reads like "a <td> element".
pub(super) fn is_mention(text: &str, span: Span) -> bool {
    let after = following_word(text, span.end as usize);
    let before = preceding_word(text, span.start as usize);
    let holds = |words: &[&str], word: &str| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    holds(NOUNS, after) || holds(BEFORE, before)
}

/// Whether `span` stands in its sentence as a word does: behind a word and a space, before a space or a stop.
pub(super) fn is_word(text: &str, span: Span) -> bool {
    let before = &text[..span.start as usize];
    let after = text[span.end as usize..].chars().next();
    let behind_word =
        before.strip_suffix([' ', '\u{a0}']).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    behind_word && after.is_some_and(|char| char.is_whitespace() || ",.;:)!?、。，".contains(char))
}

/// Whether the text around `span` reads like `a < b`.
pub(super) fn is_comparison(bytes: &[u8], span: Span) -> bool {
    let before = bytes[..span.start as usize].trim_ascii_end();
    let spaced = before.len() < span.start as usize;
    let number = before.last().is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b')' | b']'));
    let lone_letter = before.last().is_some_and(u8::is_ascii_alphabetic)
        && (before.len() < 2 || !before[before.len() - 2].is_ascii_alphanumeric());
    let name_is_letter =
        bytes.get(span.start as usize + 1..span.end as usize).is_some_and(|inside| inside.trim_ascii().len() <= 2);
    spaced && (number || lone_letter) && name_is_letter
}

fn following_word(text: &str, from: usize) -> &str {
    let rest = text[from..].trim_start_matches([' ', '`', '\u{a0}', '*', '"', '”', '\'']);
    let end = search::char(rest, |char| !char.is_alphabetic()).unwrap_or(rest.len());
    &rest[..end]
}

fn preceding_word(text: &str, to: usize) -> &str {
    let rest = text[..to].trim_end_matches([' ', '`', '\u{a0}', '*', '"', '“', '\'', ',']);
    &rest[step::behind_last(rest, |char| !char.is_alphabetic())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_mentions_and_comparisons() {
        let mention = "use a < td > element for a cell";
        assert!(is_mention(mention, Span::new(6, 12)));
        assert!(!is_mention("a < b >bold< / b > word", Span::new(2, 7)));
        assert!(is_comparison(b"if x < p then", Span::new(5, 8)));
        assert!(!is_comparison(b"Read < b >this", Span::new(5, 10)));
    }
}
