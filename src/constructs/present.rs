//! Which signs a line may hold, worn ones included: a construct whose signs are not there is not looked for.

use std::sync::LazyLock;

use super::table::{Construct, Part};
use crate::text::wear::stands_for;

/// The characters that signs of constructs consist of.
const CHARACTERS: &[u8] = b"[](){}<>!?^:#\"-.\\~`";

/// A set of [`CHARACTERS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Present(u32);

/// What each character of ASCII may stand for.
static OF_ASCII: LazyLock<[Present; 128]> =
    LazyLock::new(|| std::array::from_fn(|code| Present::of_char(char::from(code as u8))));

impl Present {
    /// What a character may stand for.
    #[inline]
    pub fn of(char: char) -> Self {
        match char {
            '\0'..='\u{7f}' => OF_ASCII[char as usize],
            // Letters of most languages, and pictures.
            '\u{c0}'..='\u{2db}' | '\u{2dd}'..='\u{1fff}' | '\u{3041}'..='\u{fdff}' | '\u{10000}'.. => Self(0),
            _ => Self::of_char(char),
        }
    }

    /// Whether it is none.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// What is in one of the two.
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What the signs of a construct consist of.
    pub fn needed_by(construct: &Construct) -> Self {
        let signs = construct.parts.iter().filter_map(|part| match part {
            Part::Sign(sign) => Some(sign.as_bytes()),
            _ => None,
        });
        Self(signs.flatten().fold(0, |all, sign| all | bit(*sign)))
    }

    /// Whether all that is needed is there, or with `may_lose` all but one character.
    pub fn has(self, needed: Self, may_lose: bool) -> bool {
        let missing = needed.0 & !self.0;
        missing == 0 || may_lose && missing.is_power_of_two()
    }

    fn of_char(char: char) -> Self {
        let stands = CHARACTERS.iter().filter(|&&sign| stands_for(sign, char).is_some());
        Self(stands.fold(0, |all, sign| all | bit(*sign)))
    }
}

fn bit(sign: u8) -> u32 {
    let index = CHARACTERS.iter().position(|&other| other == sign);
    // A sign that is not listed would be needed and never be there; the test below lists all.
    index.map_or(1 << 31, |index| 1 << index)
}

#[cfg(test)]
mod tests {
    use super::super::rows::ROWS;
    use super::*;

    #[test]
    fn every_sign_of_a_construct_is_listed() {
        for construct in ROWS {
            assert_eq!(Present::needed_by(construct).0 >> 31, 0, "{}", construct.name);
        }
    }

    #[test]
    fn what_a_character_stands_for_is_known_without_asking_each_sign() {
        for char in '\0'..=char::MAX {
            assert_eq!(Present::of(char), Present::of_char(char), "{char}");
        }
    }

    #[test]
    fn one_character_may_be_missing() {
        let line = |signs: &str| signs.chars().fold(Present::default(), |all, sign| all.or(Present::of(sign)));
        let needed = Present::needed_by(&super::super::rows::COMMENT);
        assert!(line("<!-- a -->").has(needed, false) && line("＜！—— a ——＞").has(needed, false));
        assert!(!line("<!-- a --").has(needed, false) && line("<!-- a --").has(needed, true));
        assert!(!line("! a --").has(needed, true));
    }
}
