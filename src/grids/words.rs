//! The words of a lost table, and what stands between them.

use crate::text::Span;
use crate::tokens::words::is_word;
use crate::tokens::work::steps;

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// White space without a line end.
    Space,
    /// White space with a line end.
    Line,
    /// Nothing: it ran into the word before it.
    Fused,
    /// A tag of a cell: a bound for certain.
    Tag,
    /// A space that splits a word.
    Split,
}

/// What a word begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// A capital letter.
    Upper,
    /// A small letter, or one of a script without capitals.
    Lower,
    /// A digit, or a sign before one.
    Digit,
    /// A quote or an opening bracket.
    Opening,
    /// Something else.
    Sign,
}

/// A word, or what ran into another one.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Its bytes.
    pub span: Span,
    /// What stands before it.
    pub gap: Gap,
    /// What it begins with.
    pub first: First,
    /// Whether it is a number, with its unit perhaps.
    pub is_number: bool,
    /// Whether letters and digits, or signs of code, are mixed in it.
    pub is_code: bool,
    /// Number of its characters.
    pub chars: u32,
    /// Opening brackets less closing ones.
    pub brackets: i32,
    /// Its last character.
    pub last: char,
    /// A number that stands for it.
    pub hash: u64,
}

/// The words of `text` in `span`, in order. What ran together is parted at each place where a cell may end.
pub fn words(text: &str, span: Span) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let slice = &text[span.range()];
    steps(slice.len());
    let mut at = 0;
    while let Some(start) = slice[at..].find(|char: char| !char.is_whitespace()).map(|skipped| at + skipped) {
        let gap = if slice[at..start].contains(['\n', '\r']) { Gap::Line } else { Gap::Space };
        let end = slice[start..].find(char::is_whitespace).map_or(slice.len(), |length| start + length);
        push_parts(text, Span::of(start, end).moved(span.start), gap, &mut words);
        at = end;
    }
    join_splits(text, &mut words);
    words
}

/// Adds what stands between two white spaces, parted where it ran together.
fn push_parts(text: &str, span: Span, gap: Gap, words: &mut Vec<Word>) {
    let slice = &text[span.range()];
    let mut from = 0;
    let mut gap = gap;
    if !slice.contains("://") {
        let mut before = None;
        for (at, char) in slice.char_indices() {
            if before.is_some_and(|before| may_part(&slice[from..at], before, char, &slice[at..])) {
                words.push(word(text, Span::of(from, at).moved(span.start), gap));
                (from, gap) = (at, Gap::Fused);
            }
            before = Some(char);
        }
    }
    words.push(word(text, Span::of(from, slice.len()).moved(span.start), gap));
}

/// Whether a cell may end between `before`, the last character of `head`, and `char`, the first of `tail`.
fn may_part(head: &str, before: char, char: char, tail: &str) -> bool {
    let is_opening = |char| matches!(char, '"' | '“' | '„' | '«' | '(' | '[');
    let second = tail.chars().nth(1);
    if !head.contains(char::is_alphanumeric) && !head.ends_with([')', '}'])
        || head.starts_with("0x") && char.is_ascii_hexdigit()
        || head.ends_with('0') && char == 'x'
    {
        return false;
    }
    match before {
        _ if before.is_lowercase() => {
            char.is_uppercase() && head.chars().count() > 1 && tail.chars().count() > 1
                || char.is_ascii_digit()
                || is_opening(char) && second.is_some_and(char::is_alphanumeric) && !tail.ends_with(')')
        }
        _ if before.is_uppercase() => {
            char.is_ascii_digit() || char.is_uppercase() && second.is_some_and(char::is_lowercase) && head.len() > 1
        }
        _ if before.is_ascii_digit() => char.is_alphabetic() && second.is_none_or(|second| !second.is_ascii_digit()),
        '"' if head.matches('"').count() % 2 == 1 && head.starts_with('"') && head.len() > 1 => false,
        ')' | ']' | '”' | '»' | '"' | '!' | '?' | '%' | '…' | '}' => char.is_alphanumeric(),
        '.' | ';' => char.is_uppercase() || before == '.' && head.ends_with("..") && char.is_alphanumeric(),
        ':' => {
            char.is_alphabetic()
                || char.is_ascii_digit() && !head[..head.len() - 1].ends_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    }
}

fn word(text: &str, span: Span, gap: Gap) -> Word {
    let slice = &text[span.range()];
    let chars = slice.chars().count() as u32;
    let last = slice.chars().next_back().unwrap_or(' ');
    let hash = hash(slice.as_bytes());
    let brackets = slice.bytes().map(bracket).sum();
    Word {
        brackets,
        last,
        hash,
        span,
        gap,
        first: first(slice),
        is_number: is_number(slice),
        is_code: is_code(slice),
        chars,
    }
}

fn bracket(byte: u8) -> i32 {
    match byte {
        b'(' | b'[' | b'{' => 1,
        b')' | b']' | b'}' => -1,
        _ => 0,
    }
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn first(word: &str) -> First {
    let mut chars = word.chars();
    match chars.next() {
        Some(char) if char.is_ascii_digit() => First::Digit,
        Some('+' | '-' | '−' | '~' | '$' | '€' | '£' | '<' | '>' | '≤' | '≥' | '#' | '±')
            if chars.next().is_some_and(|char| char.is_ascii_digit()) =>
        {
            First::Digit
        }
        Some(char) if char.is_uppercase() => First::Upper,
        Some(char) if char.is_alphabetic() => First::Lower,
        Some('"' | '“' | '„' | '«' | '‘' | '(' | '[' | '`' | '{' | '\'') => First::Opening,
        _ => First::Sign,
    }
}

/// Whether `word` is a number: digits, signs of numbers, and at most three letters behind them for a unit.
fn is_number(word: &str) -> bool {
    let is_absent = matches!(word, "-" | "–" | "—" | "n/a" | "N/A");
    let letters =
        word.trim_end_matches(|char: char| char.is_alphabetic() || matches!(char, '%' | '°' | '€' | '$' | '£' | ','));
    let unit = word[letters.len()..].chars().filter(|char| char.is_alphabetic()).count();
    let number = letters.trim_start_matches(['+', '-', '−', '~', '$', '€', '£', '<', '>', '≤', '≥', '±', '#', '(']);
    let body = number.trim_end_matches([')', '+', '*']);
    is_absent
        || unit <= 3
            && body.starts_with(|char: char| char.is_ascii_digit())
            && body
                .chars()
                .all(|char| char.is_ascii_digit() || matches!(char, '.' | ',' | '/' | ':' | '-' | '–' | '’' | '\''))
}

fn is_code(word: &str) -> bool {
    let has = |test: fn(char) -> bool| word.chars().any(test);
    has(|char| matches!(char, '_' | '=' | '{' | '}' | '`' | '\\' | '/')) && has(char::is_alphabetic)
        || has(|char| char.is_ascii_digit()) && has(|char| char.is_ascii_alphabetic())
}

/// Notes the spaces that split a word: `Energ y`.
fn join_splits(text: &str, words: &mut [Word]) {
    for at in 1..words.len() {
        let (head, tail) = (words[at - 1], words[at]);
        let may_join = tail.gap == Gap::Space && tail.first == First::Lower && tail.chars < 4 && head.chars > 2;
        let [head, tail] = [head, tail].map(|word| &text[word.span.range()]);
        let is_plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphabetic());
        if may_join && is_plain(head) && is_plain(tail) && !is_word(head) && is_word(&format!("{head}{tail}")) {
            words[at].gap = Gap::Split;
        }
    }
}
