//! The English words, from the SCOWL lists (see `LICENSE`): packed in the program, and read where a word is asked for.

use crate::tokens::search;

/// The words, packed by `pack.py` in lines of 128: each word by what it differs in from the one before in its line. Signs say how
/// many letters of that one are dropped, and the letters that come instead follow. The signs are digits, or for a common word
/// `A` to `J` for 0 to 9; of several signs the numbers are added.
const PACKED: &str = include_str!("words.txt");

/// The longest word asked for, in bytes.
const LONGEST: usize = 32;

/// Whether `word`, in any case, is an English word: one of SCOWL's sizes 10 to 40, about 45,000.
pub fn is_word(word: &str) -> bool {
    is_common(word).is_some()
}

/// Whether `word`, in any case, is one that every reader meets: one of SCOWL's sizes 10 and 20, about 11,000.
pub fn is_common_word(word: &str) -> bool {
    is_common(word) == Some(true)
}

/// Whether a word is one of the common ones; `None` where it is no word.
fn is_common(word: &str) -> Option<bool> {
    if word.is_empty() || word.len() > LONGEST || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let mut lower = [0_u8; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = &*lower;
    let mut found = None;
    visit(line_of(PACKED.as_bytes(), lower), |word, is_common| {
        found = (word == lower).then_some(is_common);
        word < lower
    });
    found
}

/// The line that may hold `word`: the last one that does not begin behind it. Lines are sorted, and their first words whole.
fn line_of<'a>(list: &'a [u8], word: &[u8]) -> &'a [u8] {
    let (mut low, mut high) = (0, list.len());
    let mut found = &list[..0];
    while low < high {
        let middle = low.midpoint(high);
        let start = search::last_byte(b'\n', &list[low..middle]).map_or(low, |at| low + at + 1);
        let end = search::byte(b'\n', &list[start..]).map_or(list.len(), |at| start + at);
        let line = &list[start..end];
        let (first, _) = split(line.get(1..).unwrap_or_default(), u8::is_ascii_lowercase);
        if first > word {
            high = start;
        } else {
            (found, low) = (line, end + 1);
        }
    }
    found
}

/// Hands the words of a line to `visit`, each with whether it is common, for as long as that wants more.
fn visit(line: &[u8], mut visit: impl FnMut(&[u8], bool) -> bool) {
    let (mut word, mut length, mut rest) = ([0_u8; LONGEST], 0, line);
    while let Some(&sign) = rest.first() {
        let (signs, behind) = split(rest, |byte| !byte.is_ascii_lowercase());
        let (letters, behind) = split(behind, u8::is_ascii_lowercase);
        let kept = length - signs.iter().map(|sign| usize::from(number(*sign))).sum::<usize>();
        length = kept + letters.len();
        word[kept..length].copy_from_slice(letters);
        if !visit(&word[..length], sign.is_ascii_uppercase()) {
            return;
        }
        rest = behind;
    }
}

/// The bytes up to the first that is none `of` a kind, and the rest.
fn split(bytes: &[u8], of: impl Fn(&u8) -> bool) -> (&[u8], &[u8]) {
    bytes.split_at(bytes.iter().position(|byte| !of(byte)).unwrap_or(bytes.len()))
}

/// The number that a sign stands for.
fn number(sign: u8) -> u8 {
    sign - if sign.is_ascii_uppercase() { b'A' } else { b'0' }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &[u8]) -> Vec<(String, bool)> {
        let mut words = Vec::new();
        visit(line, |word, is_common| {
            words.push((String::from_utf8_lossy(word).into_owned(), is_common));
            true
        });
        words
    }

    #[test]
    fn every_word_of_the_lists_is_found() {
        let all: Vec<_> = PACKED.lines().flat_map(|line| words(line.as_bytes())).collect();
        assert!(all.is_sorted(), "the lines are searched by halving");
        assert!(all.iter().all(|(word, is_common)| is_word(word) && is_common_word(word) == *is_common));
        assert_eq!((all.len(), all.iter().filter(|(_, is_common)| *is_common).count()), (45_415, 11_116));
    }

    #[test]
    fn words_are_unpacked() {
        let unpacked = words(b"0abominable53tractCes");
        let expected = [("abominable", false), ("abtract", false), ("abtraes", true)];
        assert_eq!(unpacked, expected.map(|(word, is_common)| (word.to_owned(), is_common)));
    }

    #[test]
    fn knows_words_in_any_case() {
        assert!(is_common_word("Energy") && is_common_word("the") && is_word("YET") && is_word("zucchinis"));
        assert!(!is_word("energ") && !is_word("") && !is_word("zzz") && !is_word("café") && !is_word("ene\nrgy"));
        assert!(!is_word("aa") && !is_word("zzzz"));
    }
}
