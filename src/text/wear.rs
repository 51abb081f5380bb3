//! How a sign is worn: written as another one, escaped, with something between, doubled or lost.

use bitflags::bitflags;

bitflags! {
    /// What is wrong with the signs of a construct.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Wear: u16 {
        /// White space within a sign, or between a sign and what it encloses.
        const SPACED = 1;
        /// A character that nobody sees within a sign.
        const INVISIBLE = 1 << 1;
        /// Full-width forms, as Chinese and Japanese input methods and translation write them.
        const FULL_WIDTH = 1 << 2;
        /// Typographic quotes and dashes, as word processors write them.
        const TYPOGRAPHIC = 1 << 3;
        /// Another sign that looks like it or does the same elsewhere: `(` for `[`.
        const LOOKALIKE = 1 << 4;
        /// A sign once too often.
        const DOUBLED = 1 << 5;
        /// A sign that is missing.
        const LOST = 1 << 6;
        /// A backslash before the sign.
        const ESCAPED = 1 << 7;
        /// The sign as a character reference.
        const REFERENCE = 1 << 8;
        /// A name in another language.
        const TRANSLATED = 1 << 9;
        /// A hard space where a plain one belongs.
        const HARD_SPACE = 1 << 10;
    }
}

/// The wear with which `found` stands for the sign `expected`; `None` where it does not.
pub fn stands_for(expected: u8, found: char) -> Option<Wear> {
    if found == char::from(expected) {
        return Some(Wear::empty());
    }
    if found.is_ascii() {
        let is_bracket = match expected {
            b'[' => found == '(',
            b']' => found == ')',
            b'(' => found == '[',
            b')' => found == ']',
            _ => false,
        };
        return is_bracket.then_some(Wear::LOOKALIKE);
    }
    if full_width(found) == Some(expected) {
        return Some(Wear::FULL_WIDTH);
    }
    if expected == b'-' && matches!(found, '•' | '·' | '▪' | '‣' | '◦' | '●') {
        return Some(Wear::LOOKALIKE);
    }
    let typographic = match expected {
        b'`' => matches!(found, '‘' | '’' | '´' | '‵' | '′'),
        b'"' => matches!(found, '“' | '”' | '„' | '«' | '»' | '‟'),
        b'-' => matches!(found, '–' | '—' | '−' | '‐' | '‑' | '―'),
        b'~' => matches!(found, '〜' | '∼' | '˜'),
        b'*' => matches!(found, '∗' | '⁎' | '﹡'),
        b'|' => matches!(found, '¦' | '│' | '┃' | '∣'),
        b'[' => matches!(found, '【' | '〔'),
        b']' => matches!(found, '】' | '〕'),
        b'<' => matches!(found, '‹' | '〈'),
        b'>' => matches!(found, '›' | '〉'),
        _ => false,
    };
    typographic.then_some(Wear::TYPOGRAPHIC)
}

/// The ASCII sign of which `found` is the full-width form (Unicode, Halfwidth and Fullwidth Forms).
pub fn full_width(found: char) -> Option<u8> {
    let code = u32::from(found);
    (0xff01..=0xff5e).contains(&code).then(|| (code - 0xff01 + 0x21) as u8)
}

/// Whether nobody sees the character.
pub fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}
