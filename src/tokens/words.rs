//! English words: which there are, and whether a text is English.

mod lists;

pub use lists::{is_common_word, is_word};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_english() {
        assert!(is_english("The ferry to the island leaves at nine, and it is full in summer."));
        assert!(!is_english("La barca para la isla sale a las nueve y va llena en verano, o no sale."));
        assert!(!is_english("Das ist die Insel, auf der wir im Sommer alle Tage an Bord gehen."));
    }
}
