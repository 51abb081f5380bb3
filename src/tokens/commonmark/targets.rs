//! The targets of inline links: an address and a title (CommonMark 6.3).

use super::starts::{after_blanks, line_break};
use crate::tokens::work::steps;

/// How deep brackets may nest in an address.
const MOST_BRACKETS: usize = 32;

/// Where the target of an inline link ends that begins with the bracket at `at`. `next_line` says where the text of the
/// line begins that begins at a place.
pub(super) fn target(bytes: &[u8], at: usize, next_line: impl Fn(usize) -> usize) -> Option<usize> {
    if bytes.get(at) != Some(&b'(') {
        return None;
    }
    let start = separator(bytes, at + 1, &next_line);
    let end = destination(bytes, start)?;
    let after = separator(bytes, end, &next_line);
    let after = title(bytes, after).map_or(after, |end| separator(bytes, end, &next_line));
    (bytes.get(after) == Some(&b')')).then_some(after + 1)
}

/// Behind the white space at `at`, in which a line may end.
fn separator(bytes: &[u8], at: usize, next_line: impl Fn(usize) -> usize) -> usize {
    let at = after_blanks(bytes, at);
    match line_break(bytes, at) {
        Some(length) if length > 0 => after_blanks(bytes, next_line(at + length).min(bytes.len())),
        _ => at,
    }
}

/// Where the address ends that begins at `start`.
pub(super) fn destination(bytes: &[u8], start: usize) -> Option<usize> {
    if bytes.get(start) == Some(&b'<') { pointed(bytes, start + 1) } else { bare(bytes, start) }
}

/// The end of an address in pointed brackets.
fn pointed(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        steps(1);
        match byte {
            b'\n' | b'\r' | b'<' => return None,
            b'>' => return Some(at + 1),
            b'\\' if is_escape(bytes, at) => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// Which bytes may mean something in an address.
const IS_SIGN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte <= b' ' as usize || matches!(byte as u8, b'(' | b')' | b'\\');
        byte += 1;
    }
    table
};

/// The end of an address without brackets around it; those within it are balanced.
fn bare(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    let mut depth = 0;
    loop {
        at += bytes[at..].iter().take_while(|byte| !IS_SIGN[usize::from(**byte)]).count();
        let Some(byte) = bytes.get(at) else { break };
        match byte {
            0..=b' ' => break,
            b'(' if depth > MOST_BRACKETS => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            b'\\' if is_escape(bytes, at) => at += 1,
            _ => {}
        }
        at += 1;
    }
    steps(at - start);
    (depth == 0).then_some(at)
}

/// Whether the backslash at `at` takes the meaning of the sign behind it.
fn is_escape(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation)
}

/// What ends a title that begins with `opening`.
pub(super) fn title_sign(opening: u8) -> Option<u8> {
    match opening {
        b'"' | b'\'' => Some(opening),
        b'(' => Some(b')'),
        _ => None,
    }
}

/// Where the title ends that begins at `start`.
fn title(bytes: &[u8], start: usize) -> Option<usize> {
    let opening = *bytes.get(start)?;
    let closing = title_sign(opening)?;
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        steps(1);
        match byte {
            _ if byte == closing => return Some(at + 1),
            _ if byte == opening => return None,
            b'\\' if is_escape(bytes, at) => at += 2,
            _ => at += 1,
        }
    }
    None
}
