//! HTML and addresses within a line of text (CommonMark 6.5, 6.6). Places are offsets of bytes.

use super::starts::{after_blanks, is_space, line_break};
use crate::tokens::work::steps;

/// Where the text of the line begins that begins at a place.
pub(super) type NextLine<'a> = Option<&'a dyn Fn(usize) -> usize>;

/// Where the tag ends whose `<` is at `at`. Without `next_line` it must end in its line.
pub(super) fn tag(bytes: &[u8], at: usize, next_line: NextLine) -> Option<usize> {
    let is_end = bytes.get(at + 1) == Some(&b'/');
    let start = at + 1 + usize::from(is_end);
    bytes.get(start).filter(|byte| byte.is_ascii_alphabetic())?;
    let mut at = skip(bytes, start, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !is_end {
        at = attributes(bytes, at, next_line)?;
    }
    at = after_blanks(bytes, at);
    at += usize::from(!is_end && bytes.get(at) == Some(&b'/'));
    (bytes.get(at) == Some(&b'>')).then_some(at + 1)
}

fn skip(bytes: &[u8], at: usize, mut is_it: impl FnMut(u8) -> bool) -> usize {
    let length = bytes[at..].iter().take_while(|byte| is_it(**byte)).count();
    steps(length);
    at + length
}

/// Behind the attributes at `at`, at the sign that ends the tag.
fn attributes(bytes: &[u8], mut at: usize, next_line: NextLine) -> Option<usize> {
    loop {
        let name = after_spaces(bytes, at, next_line).filter(|at| *at < bytes.len())?;
        if matches!(bytes[name], b'/' | b'>') {
            return Some(name);
        }
        if name == at {
            return None;
        }
        at = attribute(bytes, name, next_line)?;
    }
}

/// Behind white space, lines ends included.
fn after_spaces(bytes: &[u8], mut at: usize, next_line: NextLine) -> Option<usize> {
    while let Some(byte) = bytes.get(at)
        && is_space(*byte)
    {
        steps(1);
        at = match line_break(bytes, at) {
            Some(length) => next_line?(at + length).min(bytes.len()),
            None => at + 1,
        };
    }
    Some(at)
}

/// Behind the attribute at `at`.
fn attribute(bytes: &[u8], at: usize, next_line: NextLine) -> Option<usize> {
    bytes.get(at).filter(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':'))?;
    let end = skip(bytes, at, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'-'));
    let sign = after_spaces(bytes, end, next_line)?;
    if bytes.get(sign) != Some(&b'=') {
        return Some(end);
    }
    let start = after_spaces(bytes, sign + 1, next_line)?;
    match *bytes.get(start)? {
        quote @ (b'"' | b'\'') => quoted(bytes, start + 1, quote, next_line),
        first if ends_value(first) => None,
        _ => Some(skip(bytes, start, |byte| !ends_value(byte) && !matches!(byte, b'"' | b'\''))),
    }
}

fn ends_value(byte: u8) -> bool {
    matches!(byte, b' ' | b'=' | b'>' | b'<' | b'`' | b'\n' | b'\r')
}

/// Behind the quote that ends a value.
fn quoted(bytes: &[u8], start: usize, quote: u8, next_line: NextLine) -> Option<usize> {
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        steps(1);
        match byte {
            _ if *byte == quote => return Some(at + 1),
            b'\n' | b'\r' => {
                let length = line_break(bytes, at).unwrap_or(1);
                at = next_line?(at + length).min(bytes.len());
            }
            _ => at += 1,
        }
    }
    None
}

/// Where the address in pointed brackets ends whose `<` is at `at`.
pub(super) fn autolink(bytes: &[u8], at: usize) -> Option<usize> {
    address(bytes, at + 1).or_else(|| mail(bytes, at + 1))
}

/// The longest scheme of an address, in bytes.
const LONGEST_SCHEME: usize = 32;

fn address(bytes: &[u8], start: usize) -> Option<usize> {
    bytes.get(start).filter(|byte| byte.is_ascii_alphabetic())?;
    let is_scheme = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-');
    let length = bytes[start..].iter().take(LONGEST_SCHEME + 1).take_while(is_scheme).count();
    let colon = start + length;
    if !(2..=LONGEST_SCHEME).contains(&length) || bytes.get(colon) != Some(&b':') {
        return None;
    }
    let end = skip(bytes, colon, |byte| byte > b' ' && byte != b'<' && byte != b'>');
    (bytes.get(end) == Some(&b'>')).then_some(end + 1)
}

/// The longest part between the dots of a mail address's host, in bytes.
const LONGEST_LABEL: usize = 63;

fn mail(bytes: &[u8], start: usize) -> Option<usize> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let mut at = skip(bytes, start, is_name);
    if at == start || bytes.get(at) != Some(&b'@') {
        return None;
    }
    loop {
        let label = at + 1;
        at = skip(bytes, label, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let is_whole = (1..=LONGEST_LABEL).contains(&(at - label)) && bytes[label] != b'-' && bytes[at - 1] != b'-';
        match bytes.get(at) {
            Some(b'.') if is_whole => {}
            Some(b'>') if is_whole => return Some(at + 1),
            _ => return None,
        }
    }
}
