//! The labels of links and notes (CommonMark 4.7).

use super::starts::{is_space, line_break};
use crate::tokens::work::steps;

/// The longest label, in characters.
const LONGEST: usize = 1_000;

/// The label whose bracket is before `start`, folded, and the place behind its closing bracket. `next_line` says where the
/// text of a line that begins at a place begins, if it belongs to the label.
pub(super) fn label(
    text: &str,
    start: usize,
    end: usize,
    next_line: impl Fn(usize) -> Option<usize>,
) -> Option<(String, usize)> {
    let bytes = &text.as_bytes()[..end];
    let mut written = String::new();
    let (mut at, mut copied, mut length) = (start, start, 0);
    loop {
        steps(1);
        if length >= LONGEST {
            return None;
        }
        match *bytes.get(at)? {
            b'[' => return None,
            b']' => break,
            b'\\' if bytes.get(at + 1)?.is_ascii_punctuation() => {
                at += 2;
                length += 2;
            }
            byte if is_space(byte) => {
                written.push_str(&text[copied..at]);
                written.push(' ');
                let before = at;
                at = after_spaces(bytes, at, &next_line)?;
                copied = at;
                length += at - before;
            }
            byte => {
                at += 1;
                length += usize::from(is_first_of_character(byte));
            }
        }
    }
    written.push_str(&text[copied..at]);
    let label = written.trim_matches(' ');
    (!label.is_empty()).then(|| (folded(label), at + 1))
}

/// Behind the white space at `at`, in which lines end at most once.
fn after_spaces(bytes: &[u8], mut at: usize, next_line: impl Fn(usize) -> Option<usize>) -> Option<usize> {
    let mut has_break = false;
    while let Some(byte) = bytes.get(at)
        && is_space(*byte)
    {
        steps(1);
        match line_break(bytes, at) {
            Some(_) if has_break => return None,
            Some(length) => {
                has_break = true;
                at = next_line(at + length)?;
            }
            None => at += 1,
        }
    }
    Some(at)
}

fn is_first_of_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// A label in the form in which labels are compared.
fn folded(label: &str) -> String {
    if label.is_ascii() { label.to_ascii_uppercase() } else { label.to_lowercase().to_uppercase() }
}
