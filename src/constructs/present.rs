//! Which signs a line may hold, worn ones included: a construct whose signs are not there is not looked for.

use std::sync::LazyLock;

use super::table::{Construct, Part};
use super::units::Unit;
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
    /// What the units of a line may stand for.
    pub fn of(units: &[Unit]) -> Self {
        let of_ascii = &*OF_ASCII;
        let of = |unit: &Unit| match of_ascii.get(unit.sign as usize) {
            Some(present) => present.0,
            // Most characters of a text beyond ASCII; none is a sign.
            None if unit.sign.is_alphanumeric() => 0,
            None => Self::of_char(unit.sign).0,
        };
        Self(units.iter().fold(0, |all, unit| all | of(unit)))
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
    use crate::text::wear::{Wear, full_width};

    #[test]
    fn every_sign_of_a_construct_is_listed() {
        for construct in ROWS {
            assert_eq!(Present::needed_by(construct).0 >> 31, 0, "{}", construct.name);
        }
    }

    #[test]
    fn no_letter_stands_for_a_sign() {
        for char in ('\u{80}'..=char::MAX).filter(|char| char.is_alphanumeric()) {
            assert_eq!(Present::of_char(char), Present(0), "{char}");
            assert!(full_width(char).is_none_or(|sign| sign.is_ascii_alphanumeric()), "{char}");
        }
    }

    #[test]
    fn one_character_may_be_missing() {
        let unit = |sign| Unit { sign, start: 0, end: 1, wear: Wear::empty() };
        let line = |signs: &str| Present::of(&signs.chars().map(unit).collect::<Vec<_>>());
        let needed = Present::needed_by(&super::super::rows::COMMENT);
        assert!(line("<!-- a -->").has(needed, false) && line("＜！—— a ——＞").has(needed, false));
        assert!(!line("<!-- a --").has(needed, false) && line("<!-- a --").has(needed, true));
        assert!(!line("! a --").has(needed, true));
    }
}
