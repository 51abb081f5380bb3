//! English words, from the SCOWL lists (see `words/LICENSE`): which words there are, and whether a text is English.

use crate::tokens::search;

/// About 11,000 words that every reader meets: SCOWL's sizes 10 and 20, one a line, sorted.
const COMMON: &str = include_str!("words/common.txt");
/// About 34,000 more: SCOWL's sizes 35 and 40.
const FURTHER: &str = include_str!("words/further.txt");

/// The words that tell English from its neighbours; none is frequent in another language of the Latin alphabet.
const STOP_WORDS: &[&str] = &[
    "the", "of", "and", "to", "is", "that", "for", "it", "with", "are", "this", "be", "from", "by", "have", "has",
    "were", "which", "you", "your", "can", "not", "or", "their", "they", "our", "when", "there", "these", "into",
    "than", "its", "been", "if",
];

/// English words that begin sentences and name nothing.
pub const STARTERS: &[&str] = &[
    "The",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "They",
    "Then",
    "When",
    "Where",
    "While",
    "What",
    "Which",
    "Who",
    "Why",
    "How",
    "However",
    "We",
    "You",
    "It",
    "He",
    "She",
    "If",
    "In",
    "On",
    "At",
    "As",
    "An",
    "And",
    "But",
    "Or",
    "So",
    "For",
    "From",
    "To",
    "With",
    "By",
    "After",
    "Before",
    "Because",
    "Although",
    "Also",
    "All",
    "Any",
    "Each",
    "Every",
    "Some",
    "Many",
    "Most",
    "Our",
    "Your",
    "Their",
    "His",
    "Her",
    "Its",
    "My",
    "Not",
    "No",
    "Now",
    "Once",
    "One",
    "Other",
    "Otherwise",
    "Since",
    "Such",
    "Thus",
    "Under",
    "Until",
    "Nobody",
    "Nothing",
    "Even",
    "A",
    "I",
    "See",
    "Already",
    "Use",
    "Anyone",
    "Everyone",
    "Going",
];

/// Articles, pronouns and small words that begin sentences in Spanish, Portuguese, French, Italian and German.
pub const FOREIGN_STARTERS: &[&str] = &[
    "El", "La", "Los", "Las", "Un", "Una", "Este", "Esta", "Estos", "Estas", "Para", "Por", "Cuando", "Si", "Se",
    "Sin", "Os", "As", "Um", "Uma", "Isso", "Isto", "Quando", "Enquanto", "Tanto", "Le", "Les", "Une", "Des", "Cette",
    "Ces", "Cela", "Il", "Elle", "Ils", "Elles", "Nous", "Vous", "Pour", "Dans", "Avec", "Lo", "Gli", "Questo",
    "Questa", "Der", "Die", "Das", "Ein", "Eine", "Es", "Wir", "Sie", "Wenn", "Diese", "Dieser",
];

/// The longest word asked for, in bytes.
const LONGEST: usize = 32;

/// Whether `word`, in any case, is an English word.
pub fn is_word(word: &str) -> bool {
    in_lists(word, &[COMMON, FURTHER])
}

/// Whether `word`, in any case, is one of the common English words.
pub fn is_common_word(word: &str) -> bool {
    in_lists(word, &[COMMON])
}

/// Whether the prose of `text` is English: one in nine of its words, markup left out, tells so.
pub fn is_english(text: &str) -> bool {
    let mut words = 0_usize;
    let mut telling = 0_usize;
    for word in text.split(|char: char| !char.is_alphabetic() && char != '\'').filter(|word| !word.is_empty()) {
        words += 1;
        telling += usize::from(STOP_WORDS.iter().any(|stop| stop.eq_ignore_ascii_case(word)));
    }
    telling >= 2 && telling * 9 >= words
}

fn in_lists(word: &str, lists: &[&str]) -> bool {
    if word.len() > LONGEST || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let mut lower = [0_u8; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    lists.iter().any(|list| has_line(list.as_bytes(), lower))
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
        for list in [COMMON, FURTHER] {
            let words: Vec<_> = list.lines().collect();
            assert!(words.is_sorted(), "the lists are searched by halving");
            assert!(words.iter().all(|word| is_word(word)));
        }
    }

    #[test]
    fn knows_words_in_any_case() {
        assert!(is_common_word("Energy") && is_common_word("the") && is_word("YET"));
        assert!(!is_word("energ") && !is_word("") && !is_word("zzz") && !is_word("café"));
    }

    #[test]
    fn tells_english() {
        assert!(is_english("The ferry to the island leaves at nine, and it is full in summer."));
        assert!(!is_english("La barca para la isla sale a las nueve y va llena en verano, o no sale."));
        assert!(!is_english("Das ist die Insel, auf der wir im Sommer alle Tage an Bord gehen."));
    }
}
