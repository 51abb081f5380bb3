//! Windows-1252, as browsers read it (WHATWG Encoding). A table of its own: a decoder of all encodings would be a sixth of the module
//! that browsers load.

/// The characters of the bytes 0x80 to 0x9F; five of them are controls.
pub const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character of a byte.
pub fn character(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(all(test, feature = "files"))]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_a_decoder_makes_of_all_bytes() {
        let bytes: Vec<u8> = (0..=0xff).collect();
        let decoded = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0;
        assert_eq!(bytes.iter().map(|&byte| character(byte)).collect::<String>(), decoded);
    }
}
