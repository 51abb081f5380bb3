//! How likely it is that a cell ends before a word.
//!
//! Weights are log-odds in tenths of a nat: what the place itself says, before rows and columns are compared.

use super::words::{First, Gap, Word};

/// Where no cell ends.
pub const NEVER: i32 = -1_000;
/// Where one ends for certain.
pub const ALWAYS: i32 = 1_000;
/// Below this a place is not worth a thought.
const LEAST: i32 = -25;

/// What all places of a table are weighed by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Customs {
    /// Whether words of neighbouring cells ran together in it: then line ends and spaces rather stand within cells.
    pub fuses: bool,
}

/// The weight of the place before `words[at]`, and whether it is worth a thought.
pub fn weight(text: &str, words: &[Word], at: usize, customs: Customs) -> Option<i32> {
    let (before, word) = (&words[at - 1], &words[at]);
    let weight = match word.gap {
        Gap::Tag => ALWAYS,
        Gap::Split => NEVER,
        Gap::Line if customs.fuses => -10,
        Gap::Line => 15,
        Gap::Fused => fused(text, before, word) - if customs.fuses { 0 } else { 15 },
        Gap::Space => spaced(text, words, at) - if customs.fuses { 4 } else { 0 },
    };
    (weight >= LEAST).then_some(weight)
}

/// Where two words ran together.
fn fused(text: &str, before: &Word, word: &Word) -> i32 {
    let head = &text[before.span.range()];
    let tail = &text[word.span.range()];
    let last = head.chars().next_back().unwrap_or(' ');
    let is_word_before = head.chars().filter(|char| char.is_alphabetic()).count() > 2;
    match word.first {
        First::Upper if last.is_lowercase() => 25,
        First::Upper if last.is_ascii_digit() => {
            if word.chars > 2 {
                15
            } else {
                -5
            }
        }
        First::Upper if last.is_uppercase() => 3,
        First::Upper if last == '.' => 15,
        First::Upper => 22,
        First::Digit if tail.starts_with("0x") => 22,
        First::Digit if last.is_lowercase() && is_word_before && is_year(tail) => 20,
        First::Digit if last.is_lowercase() && is_word_before => 9,
        First::Digit if last.is_uppercase() => -5,
        First::Digit if last.is_alphabetic() => -8,
        First::Digit => 14,
        First::Lower if last.is_ascii_digit() => -12,
        First::Lower => 12,
        First::Opening if matches!(tail.chars().next(), Some('"' | '“' | '„' | '«')) => 15,
        First::Opening | First::Sign => -8,
    }
}

/// Whether a number begins like a year.
fn is_year(number: &str) -> bool {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && (number.starts_with("19") || number.starts_with("20"))
}

/// Where a space parts two words.
fn spaced(text: &str, words: &[Word], at: usize) -> i32 {
    let (before, word) = (&words[at - 1], &words[at]);
    let head = &text[before.span.range()];
    let last = head.chars().next_back().unwrap_or(' ');
    // A cell hardly ends with "of", "und" or "de", and not with "the" either.
    let hangs = before.first == First::Lower && before.chars < 4 && !before.is_code && last.is_alphabetic()
        || matches!(head, "&" | "+" | "/" | "=" | "→");
    let ends = if hangs { -22 } else { 0 };
    let next_is_lower =
        words.get(at + 1).is_some_and(|next| next.gap == Gap::Space && next.first == First::Lower && next.chars > 3);
    let is_list_number = last == '.' && before.first == First::Digit;
    ends + match word.first {
        _ if is_list_number => NEVER,
        // Two cells begin and end with the same word; a phrase hardly has it twice in a row.
        First::Upper if before.hash == word.hash => 12,
        First::Upper if matches!(last, ',' | '-' | '–' | '(') => -20,
        First::Upper if matches!(last, '.' | '!' | '?') => 4,
        First::Upper if last == ':' => 10,
        First::Upper if before.is_number => 8,
        First::Upper if before.first != First::Upper => 9,
        First::Upper if next_is_lower => 8 + modifies(text, before, word),
        First::Upper => -6 + modifies(text, before, word),
        First::Digit if before.is_number && is_group(text, before, word) => -12,
        First::Digit if before.is_number => 4,
        First::Digit if last == ':' => 10,
        First::Digit if matches!(last, ',' | '(' | '-') => -20,
        First::Digit => 0,
        First::Opening if matches!(last, '.' | ':') => 0,
        First::Opening => -6,
        First::Lower if last == ':' => 2,
        First::Lower if last == ',' => -24,
        First::Lower if word.is_code || before.is_number => -4,
        First::Lower if matches!(last, '.' | '!' | '?' | ')' | '}') => -8,
        First::Lower | First::Sign => -24,
    }
}

/// Whether the two are groups of digits of one number: `13 564`.
fn is_group(text: &str, before: &Word, word: &Word) -> bool {
    let groups = [before, word].map(|word| &text[word.span.range()]);
    let digits = |group: &str| group.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&groups[0].len()) && digits(groups[0]) == groups[0].len() && digits(groups[1]) == 3
}

/// Ends of English words that go before the word they belong to: they begin a phrase and do not end one.
const MODIFIERS: &[&str] = &["ing", "ate", "al", "ive", "ous", "ful", "ary", "ic", "ish", "less", "able", "ible"];

/// What it says of a place between two capitals that one of the words goes before another.
fn modifies(text: &str, before: &Word, word: &Word) -> i32 {
    let is_modifier = |word: &Word| {
        let word = &text[word.span.range()];
        word.len() > 5 && MODIFIERS.iter().any(|end| word.ends_with(end))
    };
    match (is_modifier(before), is_modifier(word)) {
        (false, true) => 5,
        (true, false) => -8,
        _ => 0,
    }
}
