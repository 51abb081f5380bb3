//! Text of articles made safe to print on a terminal.

use std::borrow::Cow;
use std::path::Path;

/// The text with every character that a terminal could obey, hide or reorder shown as a visible one.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hazard) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(visible).collect())
}

/// A path as reports show it: with `/`, and with replacement characters where it is not UTF-8.
pub fn path_text(path: &Path) -> Cow<'_, str> {
    let text = path.to_string_lossy();
    if cfg!(windows) { Cow::Owned(text.replace('\\', "/")) } else { text }
}

/// The character that stands for `character` on a terminal: itself where it does no harm.
pub fn visible(character: char) -> char {
    match character {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ if is_hazard(character) => '\u{fffd}',
        _ => character,
    }
}

/// Controls (C0, DEL and C1), and the marks that reorder a line or break it. All lie in the Basic Multilingual Plane.
pub fn is_hazard(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        || matches!(character, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(printable("plain 漢字 é"), "plain 漢字 é");
        assert_eq!(printable("\u{1b}[31mred\u{7}\n"), "␛[31mred␇␊");
        assert_eq!(printable("\u{9b}31m \u{202e}x\u{7f}"), "\u{fffd}31m \u{fffd}x␡");
    }
}
