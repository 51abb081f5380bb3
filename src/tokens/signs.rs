//! Which signs a stretch of text holds. Each byte is looked at once, when lines are read; whoever looks for a sign passes by
//! the lines without it, and facts about a whole text are those of its lines.

use bitflags::bitflags;

bitflags! {
    /// Signs that occur.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Signs: u32 {
        /// `*`
        const STAR = 1;
        /// `_`
        const UNDERSCORE = 1 << 1;
        /// `[`
        const OPEN_BRACKET = 1 << 2;
        /// `]`
        const CLOSE_BRACKET = 1 << 3;
        /// `|`
        const PIPE = 1 << 4;
        /// `#`
        const HASH = 1 << 5;
        /// `&`
        const AMPERSAND = 1 << 6;
        /// `{` or `}`
        const BRACE = 1 << 7;
        /// `` ` ``
        const BACKTICK = 1 << 8;
        /// `~`
        const TILDE = 1 << 9;
        /// `\`
        const BACKSLASH = 1 << 10;
        /// A control character of ASCII other than tab, line feed, carriage return and form feed.
        const CONTROL = 1 << 11;
        /// `%`
        const PERCENT = 1 << 12;
        /// `:`
        const COLON = 1 << 13;
        /// `<`
        const LESS = 1 << 14;
        /// `>`
        const GREATER = 1 << 15;
        /// `!`
        const EXCLAMATION = 1 << 16;
        /// `-`
        const DASH = 1 << 17;
        /// What UTF-8 begins with C2: C1 controls, hard spaces, soft hyphens, `«`, `·`.
        const LATIN = 1 << 18;
        /// What UTF-8 begins with E2: typographic dashes, quotes and bullets, and what nobody sees.
        const TYPOGRAPHIC = 1 << 19;
        /// What UTF-8 begins with E3: among others the brackets of Chinese and Japanese.
        const CJK = 1 << 20;
        /// What UTF-8 begins with EF: full-width forms and the byte order mark.
        const FULL_WIDTH = 1 << 21;
        /// Any character beyond ASCII.
        const NON_ASCII = 1 << 22;
        /// `^`
        const CARET = 1 << 23;
        /// `"`
        const QUOTE = 1 << 24;
        /// `(`
        const PARENTHESIS = 1 << 25;
    }
}

impl Signs {
    /// The signs in `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let (chunks, rest) = bytes.as_chunks::<8>();
        let mut bits = rest.iter().fold(0, |bits, &byte| bits | BITS[byte as usize]);
        for chunk in chunks {
            bits |= of_eight(chunk);
        }
        Self::from_bits_retain(bits)
    }

    /// Where the first of these signs is in `bytes`.
    pub fn first(self, bytes: &[u8]) -> Option<usize> {
        let wanted = self.bits();
        let (chunks, rest) = bytes.as_chunks::<8>();
        let holds = chunks.iter().position(|chunk| of_eight(chunk) & wanted != 0);
        let start = 8 * holds.unwrap_or(chunks.len());
        let part = holds.map_or(rest, |index| &chunks[index]);
        part.iter().position(|&byte| BITS[byte as usize] & wanted != 0).map(|at| start + at)
    }

    /// Whether one of the places of these signs in `bytes` is one that `is_it`.
    pub fn any(self, bytes: &[u8], mut is_it: impl FnMut(usize) -> bool) -> bool {
        match self.as_bytes() {
            Some((_, 0)) => return false,
            Some(([one, ..], 1)) => return memchr::memchr_iter(one, bytes).any(is_it),
            Some(([one, two, _], 2)) => return memchr::memchr2_iter(one, two, bytes).any(is_it),
            Some(([one, two, three], _)) => return memchr::memchr3_iter(one, two, three, bytes).any(is_it),
            None => {}
        }
        let wanted = self.bits();
        let (chunks, rest) = bytes.as_chunks::<8>();
        let mut start = 0;
        for chunk in chunks {
            if of_eight(chunk) & wanted != 0 {
                let mut places = places_in_eight(chunk, wanted);
                while places != 0 {
                    if is_it(start + places.trailing_zeros() as usize) {
                        return true;
                    }
                    places &= places - 1;
                }
            }
            start += chunk.len();
        }
        rest.iter().enumerate().any(|(at, &byte)| BITS[byte as usize] & wanted != 0 && is_it(start + at))
    }

    /// The bytes that are these signs, where they are three at most, and how many they are.
    fn as_bytes(self) -> Option<([u8; 3], usize)> {
        let (mut bytes, mut count) = ([0; 3], 0);
        let mut bits = self.bits();
        while bits != 0 {
            *bytes.get_mut(count)? = ONLY_BYTES[bits.trailing_zeros() as usize]?;
            count += 1;
            bits &= bits - 1;
        }
        Some((bytes, count))
    }

    const fn of_byte(byte: u8) -> Self {
        match byte {
            b'*' => Self::STAR,
            b'_' => Self::UNDERSCORE,
            b'[' => Self::OPEN_BRACKET,
            b']' => Self::CLOSE_BRACKET,
            b'|' => Self::PIPE,
            b'#' => Self::HASH,
            b'&' => Self::AMPERSAND,
            b'{' | b'}' => Self::BRACE,
            b'`' => Self::BACKTICK,
            b'~' => Self::TILDE,
            b'\\' => Self::BACKSLASH,
            b'%' => Self::PERCENT,
            b':' => Self::COLON,
            b'<' => Self::LESS,
            b'>' => Self::GREATER,
            b'!' => Self::EXCLAMATION,
            b'-' => Self::DASH,
            b'^' => Self::CARET,
            b'"' => Self::QUOTE,
            b'(' => Self::PARENTHESIS,
            b'\t' | b'\n' | b'\r' | 0x0c => Self::empty(),
            ..=0x1f | 0x7f => Self::CONTROL,
            0xc2 => Self::NON_ASCII.union(Self::LATIN),
            0xe2 => Self::NON_ASCII.union(Self::TYPOGRAPHIC),
            0xe3 => Self::NON_ASCII.union(Self::CJK),
            0xef => Self::NON_ASCII.union(Self::FULL_WIDTH),
            0x80.. => Self::NON_ASCII,
            _ => Self::empty(),
        }
    }
}

/// The bits of eight bytes, without a step of a loop for each.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the development build would copy them first")]
fn of_eight(&[one, two, three, four, five, six, seven, eight]: &[u8; 8]) -> u32 {
    let first = BITS[one as usize] | BITS[two as usize] | BITS[three as usize] | BITS[four as usize];
    first | BITS[five as usize] | BITS[six as usize] | BITS[seven as usize] | BITS[eight as usize]
}

/// A bit for each of eight bytes that is one of the wanted signs, the lowest for the first.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the development build would copy them first")]
fn places_in_eight(&[one, two, three, four, five, six, seven, eight]: &[u8; 8], wanted: u32) -> u32 {
    let holds = |byte: u8| u32::from(BITS[byte as usize] & wanted != 0);
    let first = holds(one) | holds(two) << 1 | holds(three) << 2 | holds(four) << 3;
    first | holds(five) << 4 | holds(six) << 5 | holds(seven) << 6 | holds(eight) << 7
}

/// The bits of each byte.
static BITS: [u32; 256] = {
    let mut bits = [0; 256];
    let mut byte = 0;
    while byte < bits.len() {
        bits[byte] = Signs::of_byte(byte as u8).bits();
        byte += 1;
    }
    bits
};

/// The byte that each sign is, where it is one alone.
static ONLY_BYTES: [Option<u8>; 32] = {
    let mut bytes = [None; 32];
    let mut bit = 0;
    while bit < bytes.len() {
        let (mut count, mut byte) = (0, 0);
        while byte < BITS.len() {
            if BITS[byte] >> bit & 1 != 0 {
                count += 1;
                bytes[bit] = Some(byte as u8);
            }
            byte += 1;
        }
        if count != 1 {
            bytes[bit] = None;
        }
        bit += 1;
    }
    bytes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_seen_wherever_it_stands() {
        for length in 1..20 {
            for at in 0..length {
                let mut bytes = vec![b'a'; length];
                assert_eq!(Signs::of(&bytes), Signs::empty());
                bytes[at] = b'[';
                assert_eq!(Signs::of(&bytes), Signs::OPEN_BRACKET, "{at} of {length}");
                bytes[length - 1] = b']';
                let brackets = Signs::OPEN_BRACKET | Signs::CLOSE_BRACKET;
                let mut places = Vec::new();
                assert!(!brackets.any(&bytes, |at| {
                    places.push(at);
                    false
                }));
                assert_eq!(places, if at + 1 < length { vec![at, length - 1] } else { vec![at] });
            }
        }
    }

    #[test]
    fn few_signs_are_found_as_many_are() {
        let text = "a*b_c[d]e|f{g}h»i—j、k！l\x07m é*".repeat(3);
        let singles: Vec<Signs> = Signs::all().iter().collect();
        for &one in &singles {
            for &two in &singles {
                let wanted = one | two | Signs::STAR;
                let mut places = Vec::new();
                wanted.any(text.as_bytes(), |at| {
                    places.push(at);
                    false
                });
                let is_wanted = |at: &usize| Signs::of(&text.as_bytes()[*at..=*at]).intersects(wanted);
                assert_eq!(places, (0..text.len()).filter(is_wanted).collect::<Vec<_>>(), "{wanted:?}");
            }
        }
        assert!(!Signs::empty().any(b"*", |_| true));
    }

    #[test]
    fn characters_are_told_by_their_first_byte() {
        assert_eq!(Signs::of("é".as_bytes()), Signs::NON_ASCII);
        assert_eq!(Signs::of("＊".as_bytes()), Signs::NON_ASCII | Signs::FULL_WIDTH);
        assert_eq!(Signs::of("\u{a0}\t".as_bytes()), Signs::NON_ASCII | Signs::LATIN);
        assert_eq!(Signs::of(b"\x07\r\n\x0c"), Signs::CONTROL);
    }
}
