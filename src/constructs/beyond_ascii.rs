//! Characters beyond ASCII that may be worn signs of constructs, told from those of prose by what is beside them.

/// Hard spaces and other signs of Latin 1.
pub fn is_suspect_c2(bytes: &[u8], at: usize, has: &impl Fn(u8) -> bool) -> bool {
    let is_bracket = |at: usize| bytes.get(at).is_some_and(|byte| b"[](){}<>#^\"!`\\".contains(byte));
    match bytes.get(at + 1) {
        // Between words it belongs to no construct.
        Some(0xa0) => at <= LONGEST_MARK || [at.checked_sub(1), Some(at + 2)].into_iter().flatten().any(is_bracket),
        Some(0xa6 | 0xad | 0xb4 | 0xb7) => true,
        Some(0xab | 0xbb) => has(b'[') && has(b'"'),
        _ => false,
    }
}

/// Dashes, quotes, bullets and what nobody sees.
pub fn is_suspect_e2(bytes: &[u8], at: usize, has: &impl Fn(u8) -> bool) -> bool {
    match bytes.get(at + 1..at + 3) {
        Some([0x80, 0x8b..=0x8d] | [0x81, 0xa0]) => true,
        Some([0x80, 0x90..=0x95] | [0x88, 0x92]) => at == 0 || (has(b'<') || has(b'>')) && is_beside_sign(bytes, at),
        // An apostrophe in a word is no sign.
        Some([0x80, 0x99]) if is_in_word(bytes, at) => false,
        Some([0x80, 0x98..=0x9f | 0xb2 | 0xb5]) => has(b'`') || has(b'[') && !is_quote_of_words(bytes, at),
        Some([0x80, 0xa2 | 0xa3] | [0x96, 0xaa] | [0x97, 0x8f | 0xa6]) => at == 0,
        Some([0x88, 0x97 | 0xbc]) => true,
        _ => false,
    }
}

/// Whether letters stand on both sides of the character of three bytes at `at`.
fn is_in_word(bytes: &[u8], at: usize) -> bool {
    let is_letter =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || (0xc3..0xe0).contains(byte));
    // Of a letter beyond ASCII, the first byte tells.
    let is_within = |byte: u8| (0x80..0xc0).contains(&byte);
    let before = bytes[..at].iter().rev().find(|&&byte| !is_within(byte));
    is_letter(before) && is_letter(bytes.get(at + 3))
}

/// Whether a sign of comments or another dash is near the dash at `at`.
fn is_beside_sign(bytes: &[u8], at: usize) -> bool {
    let around = &bytes[at.saturating_sub(5)..bytes.len().min(at + 8)];
    let is_sign = |byte: &u8| matches!(byte, b'<' | b'>' | b'!' | b'-' | b'&');
    around.iter().any(is_sign) || around.iter().filter(|&&byte| byte == 0xe2).count() > 1
}

/// Whether a quotation mark is one of prose, as far as what is beside it tells: one for a link's title stands behind the address.
fn is_quote_of_words(bytes: &[u8], at: usize) -> bool {
    let is_plain = bytes[0] != b'[';
    match bytes[at + 2] {
        0x98 | 0x9c => is_plain && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'/'),
        0x99 | 0x9d => is_plain && at > 0 && !matches!(bytes[at - 1], b' ' | b'('),
        _ => false,
    }
}

/// Full-width forms; those that sentences hold count at the beginning of a line.
pub fn is_suspect_ef(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at + 1..at + 3) {
        // ！ ： ， are punctuation of Chinese and Japanese.
        Some([0xbc, 0x81]) => at == 0 || bytes.get(at + 3) == Some(&b'['),
        Some([0xbc, 0x9a]) => at == 0,
        Some([0xbc, 0xbc]) => at + 3 == bytes.len(),
        Some([0xbc, 0x89]) => ends_target(&bytes[..at]),
        Some([0xbc, 0x83 | 0x8a | 0x8d | 0x9c | 0x9e | 0xbb | 0xbd | 0xbe | 0xbf]) => true,
        Some([0xbd, 0x80 | 0x9b | 0x9c | 0x9d | 0x9e]) => true,
        Some([0xbb, 0xbf]) => true,
        _ => false,
    }
}

/// Whether `before` ends with the target of a link that is still open.
fn ends_target(before: &[u8]) -> bool {
    let target = before.iter().rev().take_while(|byte| byte.is_ascii_graphic() && !matches!(byte, b'(' | b')')).count();
    target > 0 && before[..before.len() - target].ends_with(b"](")
}

/// Bytes of what lines begin with, before the space that follows it.
const LONGEST_MARK: usize = 8;
