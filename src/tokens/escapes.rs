//! Escapes of other formats in text: JSON's without their backslashes, quotes that a database escaped, quoted-printable.

use crate::text::{Span, step};
use crate::tokens::search;

/// An escape, and what it stands for.
type Escape = (Span, String);

/// The longest tag between escaped brackets, in bytes.
const LONGEST_TAG: usize = 200;

/// Tags between `u003c` and `u003e`: JSON escapes whose backslashes were stripped.
pub fn bare_tags(text: &str) -> Vec<Escape> {
    let begin = |at: usize| {
        let inside = text.get(at + 5..step::floor(text, at + 5 + LONGEST_TAG))?;
        let name = inside.strip_prefix('/').unwrap_or(inside);
        let length = search::bytes(inside.as_bytes(), b"u003e")?;
        let is_tag = name.starts_with(|first: char| first.is_ascii_lowercase())
            && !inside[..length].contains(['\n', '<', '>', '\\'])
            && !text[..at].ends_with('\\');
        let meant = inside[..length].replace("u0022", "\"").replace("u0026", "&");
        is_tag.then(|| (Span::of(at, at + 5 + length + 5), format!("<{meant}>")))
    };
    memchr::memmem::find_iter(text.as_bytes(), b"u003c").filter_map(begin).collect()
}

/// Backslashes before quotes within words, `Joe\\'s`, where there are several.
pub fn added_slashes(text: &str) -> Vec<Escape> {
    let is_word = |char: Option<char>| char.is_some_and(char::is_alphabetic);
    let escape = |at: usize| {
        let is_within = is_word(text[..at].chars().next_back()) && is_word(text[at + 2..].chars().next());
        is_within.then(|| (Span::of(at, at + 2), "'".to_owned()))
    };
    let found: Vec<Escape> = memchr::memmem::find_iter(text.as_bytes(), b"\\'").filter_map(escape).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

/// Quoted-printable (RFC 2045, 6.7): characters as `=E2=80=99`, and the line ends that it adds. A character of several bytes is
/// the evidence for both.
pub fn quoted_printable(text: &str) -> Vec<Escape> {
    let bytes = text.as_bytes();
    let mut found: Vec<Escape> = Vec::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'=', bytes) {
        if at < done || !bytes.get(at + 1).is_some_and(|&byte| matches!(byte, b'C'..=b'F')) {
            continue;
        }
        let (mut end, mut encoded) = (at, Vec::new());
        while let Some(byte) = encoded_byte(&bytes[end..]).filter(|&byte| byte >= 0x80 && encoded.len() < 200) {
            encoded.push(byte);
            end += 3;
        }
        if let Ok(meant) = String::from_utf8(encoded)
            && !meant.is_empty()
        {
            found.push((Span::of(at, end), meant));
            done = end;
        }
    }
    if found.is_empty() {
        return found;
    }
    for at in memchr::memmem::find_iter(bytes, b"=\n")
        .filter(|&at| at > 0 && !b"=\n ".contains(&bytes[at - 1]) || text[..at].ends_with(' '))
    {
        found.push((Span::of(at, at + 2), String::new()));
    }
    found.sort_by_key(|(span, _)| *span);
    found
}

fn encoded_byte(bytes: &[u8]) -> Option<u8> {
    let digits = bytes.get(..3)?.strip_prefix(b"=")?;
    let digits =
        std::str::from_utf8(digits).ok().filter(|digits| !digits.contains(|char: char| char.is_ascii_lowercase()))?;
    u8::from_str_radix(digits, 16).ok()
}
