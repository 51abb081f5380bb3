//! UTF-8 that was read as windows-1252 or Latin-1, found by turning the characters back into bytes.

use crate::text::Span;
use crate::text::windows_1252::HIGH;

/// How sure it is that characters are misread UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// The same characters occur in undamaged text: `AMANHÃ »`.
    Hardly,
    /// Only damage looks like this.
    Certainly,
}

/// Characters that, as bytes of windows-1252, are one character of UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Their bytes in the article.
    pub span: Span,
    /// The character that was meant.
    pub meant: char,
    /// How sure that is.
    pub sure: Sure,
}

/// The byte beyond ASCII that `char` is in windows-1252, or in Latin-1 where windows-1252 has a character instead of a control.
pub fn windows_byte(char: char) -> Option<u8> {
    match u32::from(char) {
        code @ 0x80..=0xff => Some(code as u8),
        0..0x80 => None,
        _ => HIGH.iter().position(|&high| high == char).map(|index| index as u8 + 0x80),
    }
}

/// The misread characters of `text`, in rising order; those that are next to each other belong together.
pub fn misread(text: &str) -> impl Iterator<Item = Misread> + '_ {
    let mut done = 0;
    // The first character of such a sequence is U+00C2 to U+00F4, which begins with this byte in UTF-8.
    memchr::memchr_iter(0xc3, text.as_bytes()).filter_map(move |at| {
        let found = (at >= done).then(|| sequence_at(text, at, at == done)).flatten()?;
        done = found.span.end as usize;
        Some(found)
    })
}

/// Reads the sequence that begins at `at`; `adjoins` tells whether another one ends there.
fn sequence_at(text: &str, at: usize, adjoins: bool) -> Option<Misread> {
    let mut chars = text[at..].char_indices();
    let lead = chars.next()?.1;
    let lead_byte = windows_byte(lead)?;
    let count = match lead_byte {
        0xc2..=0xdf => 1,
        0xe2..=0xef => 2,
        0xf0..=0xf4 => 3,
        _ => return None,
    };
    let mut bytes = [lead_byte, 0, 0, 0];
    let mut signs = [' '; 3];
    for place in 0..count {
        let next = chars.next().map_or(' ', |(_, char)| char);
        let Some(byte) = windows_byte(next).filter(|byte| *byte < 0xc0) else {
            return lost_end(text, at, &signs, place);
        };
        bytes[place + 1] = byte;
        signs[place] = next;
    }
    let end = chars.next().map_or(text.len(), |(offset, _)| at + offset);
    let meant = std::str::from_utf8(&bytes[..=count]).ok()?.chars().next()?;
    let around = Around { text, start: at, end, adjoins, lead, signs: &signs[..count], meant };
    Some(Misread { span: Span::of(at, end), meant, sure: around.judge()? })
}

/// `â€` without its third character, which windows-1252 lacks and many tools drop: a closing quote.
fn lost_end(text: &str, at: usize, signs: &[char; 3], read: usize) -> Option<Misread> {
    let is_quote = text[at..].starts_with('â') && read == 1 && signs[0] == '€';
    is_quote.then(|| Misread { span: Span::of(at, at + "â€".len()), meant: '”', sure: Sure::Certainly })
}

/// A sequence and what is around it.
struct Around<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    adjoins: bool,
    lead: char,
    signs: &'a [char],
    meant: char,
}

impl Around<'_> {
    fn judge(&self) -> Option<Sure> {
        if self.meant.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&self.meant) {
            return None;
        }
        let odd = self.signs.iter().any(|sign| !is_punctuation(*sign));
        let sure = match (self.lead, self.signs.len()) {
            (_, 3) => true,
            ('â', 2) if self.signs[0] == '€' => true,
            (_, 2) => odd || self.joins_another(),
            ('Â', _) => {
                (!self.behind_capital() || self.signs == ['\u{a0}'] && self.before_letter())
                    && (!self.is_quoted() || odd)
            }
            ('Ã', _) => odd || !self.is_quoted() && (!self.behind_capital() || self.suits_next()),
            ('Ä' | 'Å', _) => {
                odd && !self.behind_capital() || !self.behind_capital() && self.before_letter() || self.joins_another()
            }
            _ => self.joins_another() && (odd || self.adjoins),
        };
        Some(if sure { Sure::Certainly } else { Sure::Hardly })
    }

    fn before(&self) -> Option<char> {
        self.text[..self.start].chars().next_back()
    }

    fn after(&self) -> Option<char> {
        self.text[self.end..].chars().next()
    }

    /// In words in capitals, such as `SÃO`, the first character of the sequence is a letter of its own.
    fn behind_capital(&self) -> bool {
        !self.adjoins && self.before().is_some_and(char::is_uppercase)
    }

    /// Whether the character that was meant has the case of the letter after it, as within a word; a no-break space
    /// parts words: `MANHÃ FRIA`.
    fn suits_next(&self) -> bool {
        let suits = |next: char| next.is_alphabetic() && next.is_uppercase() == self.meant.is_uppercase();
        self.signs != ['\u{a0}'] && self.after().is_some_and(suits)
    }

    fn before_letter(&self) -> bool {
        self.after().is_some_and(char::is_alphanumeric)
    }

    /// `« Â »`: someone writes about the letter.
    fn is_quoted(&self) -> bool {
        let opens = |char: char| matches!(char, '«' | '“' | '„' | '"' | '\'' | '(' | '[' | '\u{a0}' | '‘');
        !self.adjoins && self.before().is_some_and(opens) && self.after().is_some_and(|char| !char.is_alphanumeric())
    }

    /// Whether another sequence is directly before or after it.
    fn joins_another(&self) -> bool {
        let mut next = self.text[self.end..].chars();
        let lead = next.next().and_then(windows_byte).is_some_and(|byte| (0xc2..=0xf4).contains(&byte));
        self.adjoins || lead && next.next().and_then(windows_byte).is_some_and(|byte| byte < 0xc0)
    }
}

/// Signs that are after letters in undamaged text.
fn is_punctuation(sign: char) -> bool {
    matches!(
        sign,
        '\u{a0}'
            | '«'
            | '»'
            | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '‚'
            | '‹'
            | '›'
            | '…'
            | '–'
            | '—'
            | '•'
            | '·'
            | '°'
            | '®'
            | '™'
            | 'ª'
            | 'º'
            | '´'
            | '¹'
            | '²'
            | '³'
            | '¿'
            | '¡'
            | '§'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> String {
        misread(text).filter(|found| found.sure == Sure::Certainly).map(|found| found.meant).collect()
    }

    #[test]
    fn reads_bytes_back() {
        assert_eq!(meant("Itâ€™s open â€“ FÃ¼r alle. 5Â\u{a0}km ðŸ˜€ â€œaâ€\u{9d} â‚¬"), "’–ü\u{a0}😀“”€");
        assert_eq!(meant("ÐŸÑ€Ð¸Ð²ÐµÑ‚ Å¡koda"), "Приветš");
        assert_eq!(meant("HÃ”TEL â€œquay\u{20}â€, end"), "Ô“”");
    }

    #[test]
    fn leaves_words_alone() {
        for text in [
            "AMANHÃ FRIA",
            "AMANHÃ\u{a0}FRIA",
            "SÃO PAULO",
            "«AMANHû",
            "SOCIÉTÉ»",
            "« Â »",
            "société»…",
            "ça ira…»",
            "„ÄÖÜ“",
            "en Å…",
        ] {
            assert_eq!(meant(text), "", "{text}");
        }
    }
}
