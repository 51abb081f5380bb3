//! The English words, from the SCOWL lists (see `LICENSE`): packed in the program, and unpacked letter by letter when a word that
//! begins so is asked for.

use std::sync::OnceLock;

use crate::tokens::search;

/// The words, packed by `pack.py`: a line for each first letter, and in it the words in their order, each by what it differs in
/// from the one before. Signs say how many letters of that one are dropped, and the letters that come instead follow. The
/// signs are digits, or for a common word `A` to `J` for 0 to 9; of several signs the numbers are added.
const PACKED: &str = include_str!("words.txt");

/// The longest word asked for, in bytes.
const LONGEST: usize = 32;

/// The words of one first letter, one a line, sorted.
#[derive(Debug, Default)]
struct Words {
    /// About 11,000 words that every reader meets: SCOWL's sizes 10 and 20.
    common: Vec<u8>,
    /// These, and about 34,000 more: SCOWL's sizes 35 and 40.
    all: Vec<u8>,
}

/// Whether `word`, in any case, is an English word.
pub fn is_word(word: &str) -> bool {
    is_in(word, |words| &words.all)
}

/// Whether `word`, in any case, is one of the common English words.
pub fn is_common_word(word: &str) -> bool {
    is_in(word, |words| &words.common)
}

fn is_in(word: &str, list: impl Fn(&Words) -> &Vec<u8>) -> bool {
    if word.is_empty() || word.len() > LONGEST || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let mut lower = [0_u8; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    has_line(list(Words::of_letter(usize::from(lower[0] - b'a'))), lower)
}

impl Words {
    /// The words that begin with a letter, counted from `a`.
    fn of_letter(letter: usize) -> &'static Self {
        static UNPACKED: [OnceLock<Words>; 26] = [const { OnceLock::new() }; 26];
        UNPACKED[letter].get_or_init(|| Self::unpack(PACKED.lines().nth(letter).unwrap_or_default().as_bytes()))
    }

    fn unpack(line: &[u8]) -> Self {
        let mut words = Self { common: Vec::with_capacity(line.len()), all: Vec::with_capacity(3 * line.len()) };
        let (mut word, mut rest) = (Vec::with_capacity(LONGEST), line);
        while let Some(&sign) = rest.first() {
            let (signs, behind) = split(rest, |byte| !byte.is_ascii_lowercase());
            let (letters, behind) = split(behind, u8::is_ascii_lowercase);
            let dropped: u8 = signs.iter().map(|sign| number(*sign)).sum();
            word.truncate(word.len() - usize::from(dropped));
            word.extend_from_slice(letters);
            words.add(&word, sign.is_ascii_uppercase());
            rest = behind;
        }
        words
    }

    fn add(&mut self, word: &[u8], is_common: bool) {
        for list in [Some(&mut self.all), is_common.then_some(&mut self.common)].into_iter().flatten() {
            list.extend_from_slice(word);
            list.push(b'\n');
        }
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

/// Looks for `word` among the sorted lines of `list` by halving.
fn has_line(list: &[u8], word: &[u8]) -> bool {
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = search::last_byte(b'\n', &list[low..middle]).map_or(low, |at| low + at + 1);
        let end = search::byte(b'\n', &list[start..]).map_or(list.len(), |at| start + at);
        match list[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_lists_is_found() {
        let mut counts = (0, 0);
        for letter in 0..26 {
            let words = Words::of_letter(letter);
            let lines =
                |list: &[u8]| String::from_utf8(list.to_vec()).expect("ASCII").lines().map(str::to_owned).collect();
            let (common, all): (Vec<String>, Vec<String>) = (lines(&words.common), lines(&words.all));
            assert!(all.is_sorted() && common.is_sorted(), "the lists are searched by halving");
            assert!(all.iter().all(|word| is_word(word) && word.as_bytes()[0] == b'a' + letter as u8));
            assert!(common.iter().all(|word| is_common_word(word) && all.contains(word)));
            assert_eq!(all.iter().filter(|word| is_common_word(word)).count(), common.len());
            counts = (counts.0 + common.len(), counts.1 + all.len());
        }
        assert_eq!(counts, (11_116, 45_415));
    }

    #[test]
    fn words_are_unpacked() {
        let words = Words::unpack(b"0abominable53tractCes");
        assert_eq!(String::from_utf8_lossy(&words.all), "abominable\nabtract\nabtraes\n");
        assert_eq!(String::from_utf8_lossy(&words.common), "abtraes\n");
    }

    #[test]
    fn knows_words_in_any_case() {
        assert!(is_common_word("Energy") && is_common_word("the") && is_word("YET") && is_word("zucchinis"));
        assert!(!is_word("energ") && !is_word("") && !is_word("zzz") && !is_word("café") && !is_word("ene\nrgy"));
    }
}
