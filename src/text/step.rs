//! Steps through a text by characters. A character found by what it is has one to four bytes, so nobody counts on one.

/// Offset in bytes after the last character of `text` for which `is` holds; 0 where there is none.
pub fn behind_last(text: &str, is: impl Fn(char) -> bool) -> usize {
    let found = text.char_indices().rev().find(|&(_, char)| is(char));
    found.map_or(0, |(at, char)| at + char.len_utf8())
}

/// Offset in bytes after the first word of `text`, the white space before it counted too; the end if there is no word.
pub fn behind_first_word(text: &str) -> usize {
    let start = text.find(|char: char| !char.is_whitespace()).unwrap_or(text.len());
    text[start..].find(char::is_whitespace).map_or(text.len(), |length| start + length)
}

/// The character boundary at the offset `at` or before it; the end of `text` where it lies after that.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The character boundary at the offset `at` or after it; the end of `text` where it lies after that.
pub fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_over_whole_characters() {
        assert_eq!(behind_last("a\u{a0}b", char::is_whitespace), 3);
        assert_eq!(behind_last("a\u{3000}", char::is_whitespace), 4);
        assert_eq!(behind_last("ab", char::is_whitespace), 0);
        assert_eq!(behind_first_word("\u{a0} éa b"), 6);
        assert_eq!((behind_first_word(" \u{3000}"), behind_first_word("")), (4, 0));
        assert_eq!((floor("é", 1), floor("é", 2), floor("é", 9)), (0, 2, 2));
        assert_eq!((ceil("é", 1), ceil("é", 0), ceil("é", 9)), (2, 0, 2));
    }
}
