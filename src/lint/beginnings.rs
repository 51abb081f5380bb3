//! What a line begins with, as far as that says where an article may be cut.

use crate::tokens::Element;

/// Whether a line that begins with `byte` is a paragraph: it begins with a letter.
pub(super) fn begins_prose(byte: u8, line: &[u8]) -> bool {
    // Characters of two bytes from Latin letters on, and those of three but for general punctuation, CJK punctuation and
    // the byte-order mark.
    byte.is_ascii_alphabetic()
        || (0xc3..=0xdf).contains(&byte)
        || (0xe0..=0xee).contains(&byte) && byte != 0xe2 && !line.starts_with(&[0xe3, 0x80])
}

/// The element whose start tag `line` begins with.
pub(super) fn element_of(line: &[u8]) -> Option<Element> {
    let rest = line.strip_prefix(b"<")?;
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let name = std::str::from_utf8(&rest[..length]).ok()?;
    let ends = matches!(rest.get(length), Some(b'>' | b' ' | b'\n' | b'\r'));
    let element = Element::named(name);
    (ends && element.is_known()).then_some(element)
}

/// FNV-1a: the same on every machine, so that every machine reads the same pieces.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
