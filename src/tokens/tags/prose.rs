//! Words of the article where attributes would be.

use super::attribute::Attribute;

/// The fewest words without values that can be a part of a sentence.
const FEWEST_WORDS: usize = 3;

/// Words that join others to sentences, and that no attribute is called.
const JOINING: &[&str] = &[
    "and", "are", "by", "from", "in", "into", "it", "of", "on", "that", "the", "this", "to", "was", "we", "with", "you",
];

/// Whether `attributes` are words of the article, which a tag without its end took in.
///
/// A name without a value is as a rule an attribute, whether HTML knows it or not: frameworks add their own (`markdown`,
/// `scoped`, `v-cloak`), and no list could hold them. A sentence shows itself by what no list of attributes has: signs at
/// the end of a word, letters that are not ASCII, a capital, or a word like "the" among several.
pub(super) fn are_prose(text: &str, attributes: &[Attribute]) -> bool {
    let words = || attributes.iter().filter(|attribute| attribute.is_word()).map(|word| &text[word.name.range()]);
    let is_foreign = |word: &str| word.chars().any(|char| !char.is_ascii() && char.is_alphabetic());
    if words().any(is_foreign) {
        return true;
    }
    let joins = |word: &str| ends_clause(word) || is_capitalised(word) || JOINING.contains(&word);
    words().nth(FEWEST_WORDS - 1).is_some() && words().any(joins)
}

fn ends_clause(word: &str) -> bool {
    word.ends_with(['.', ',', ';', ':', '!', '?']) && word.starts_with(|first: char| first.is_ascii_alphabetic())
}

fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}
