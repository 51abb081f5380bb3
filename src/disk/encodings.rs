//! Articles that are not UTF-8: in the encoding that they name themselves, or that their bytes show.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Bytes from the start of a page in which browsers look for the name of its encoding.
const HEAD: usize = 1024;

/// An article that was decoded.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Its text, without a byte-order mark.
    pub text: String,
    /// The name of the encoding.
    pub encoding: &'static str,
    /// Whether nothing but the likeness of the bytes tells the encoding.
    pub is_guess: bool,
}

/// One in so many bytes beyond ASCII may be odd in a Western language.
const MOST_ODD: usize = 8;

/// The encoding of this name, as browsers know it.
pub fn named(name: &str) -> Option<&'static Encoding> {
    Encoding::for_label(name.as_bytes())
}

/// Decodes bytes that are not UTF-8: as `given` says, else their byte-order mark, else what the page declares, else as
/// Windows-1252 (and so as Latin-1) where they look like it. `None` where they are damaged or may be anything.
pub fn decode(bytes: &[u8], given: Option<&'static Encoding>) -> Option<Decoded> {
    let read = |encoding: &'static Encoding, bytes: &[u8], is_guess| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some(Decoded { text: text.into_owned(), encoding: encoding.name(), is_guess })
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8) {
        return read(encoding, &bytes[mark..], false);
    }
    if let Some(encoding) = given.or_else(|| declared(bytes)) {
        return read(encoding, bytes, false);
    }
    if is_like_western(bytes) { read(WINDOWS_1252, bytes, true) } else { None }
}

/// The text as UTF-8: where a page declares `encoding`, it declares UTF-8 instead.
pub fn declare_utf8(text: &str) -> String {
    match label(text.as_bytes()) {
        Some(label) => format!("{}utf-8{}", &text[..label.start], &text[label.end..]),
        None => text.to_owned(),
    }
}

/// The encoding that a page declares. One that says UTF-8 and is not is mistaken, and tells nothing.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let found = Encoding::for_label(&bytes[label(bytes)?])?;
    (found.is_ascii_compatible() && found != UTF_8).then_some(found)
}

/// Where a page says its encoding: in `<meta charset=…>`, `<meta … content="…; charset=…">`, `<?xml … encoding="…"?>`, or in the
/// header of a PO file, `"Content-Type: …; charset=…\n"`.
fn label(bytes: &[u8]) -> Option<std::ops::Range<usize>> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let find = |from: usize, text: &str| memchr::memmem::find(&head[from..], text.as_bytes()).map(|at| from + at);
    let mut from = 0;
    let declaration = [("<?xml", "encoding="), ("<meta", "charset="), ("\"content-type:", "charset=")];
    for (tag, key) in declaration {
        while let Some(start) = find(from, tag) {
            let end = find(start, ">").unwrap_or(head.len());
            if let Some(at) = find(start, key).filter(|at| *at < end) {
                let is_quote = |byte: &u8| matches!(byte, b'"' | b'\'');
                let start = at + key.len() + usize::from(head.get(at + key.len()).is_some_and(is_quote));
                let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
                let length = head[start..].iter().take_while(is_name).count();
                return (length > 0).then_some(start..start + length);
            }
            from = end;
        }
        from = 0;
    }
    None
}

/// Whether the bytes look like a Western language in Windows-1252: letters that ASCII lacks stand alone or in twos among
/// those that it has, and signs do not stand within words. Other alphabets are runs of such bytes, and UTF-8 with a
/// damaged place has its sequences still.
fn is_like_western(bytes: &[u8]) -> bool {
    let is_undefined = |byte: &u8| matches!(byte, 0 | 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    if bytes.iter().any(is_undefined) {
        return false;
    }
    let is_high = |byte: &u8| *byte >= 0x80;
    let high = bytes.iter().filter(|byte| is_high(byte)).count();
    let in_runs: usize = bytes.chunk_by(|a, b| is_letter(*a) && is_letter(*b)).map(in_long_run).sum();
    let sequences: usize =
        bytes.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|sign| !sign.is_ascii()).count()).sum();
    let within = bytes.windows(3).filter(|three| {
        let [before, sign, after] = three else { return false };
        is_sign(*sign) && [before, after].iter().all(|byte| byte.is_ascii_alphabetic() || is_letter(**byte))
    });
    high > 0 && MOST_ODD * (in_runs + sequences + within.count()) <= high
}

/// A letter of Windows-1252 beyond ASCII.
fn is_letter(byte: u8) -> bool {
    byte >= 0xc0 && !matches!(byte, 0xd7 | 0xf7)
}

/// A sign that no Western language has within words: no apostrophe, no soft hyphen, no dot as Catalan has it.
fn is_sign(byte: u8) -> bool {
    matches!(byte, 0xa1..=0xbf) && !matches!(byte, 0xaa | 0xad | 0xb7 | 0xba)
}

/// How many letters are in this run, where it is longer than any in Western words.
fn in_long_run(run: &[u8]) -> usize {
    if run.len() > 2 && run.iter().all(|byte| is_letter(*byte)) { run.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_encoding(name: &str, text: &str) -> Vec<u8> {
        named(name).expect("it is known").encode(text).0.into_owned()
    }

    #[test]
    fn western_languages_are_recognised() {
        for text in [
            "Der Müller öffnet um neun, die Straße ist „nass“.",
            "L’été, où la forêt s’éveille à l’aube – déjà.",
            "El señor abrió el camión mañana. ¿Sí? ¡Ay!",
            "Määrä öinen hää, että äiti jää.",
            "It doesn’t matter… £5 – “fine”",
        ] {
            let decoded = decode(&in_encoding("windows-1252", text), None).expect(text);
            assert_eq!((&*decoded.text, decoded.encoding, decoded.is_guess), (text, "windows-1252", true));
        }
    }

    #[test]
    fn what_may_be_anything_is_not_read() {
        for (name, text) in [
            ("windows-1251", "Мельница открывается в девять часов"),
            ("windows-1253", "Ο μύλος ανοίγει στις εννέα"),
            ("windows-1250", "Zażółć gęślą jaźń, więc miał trzy złote"),
            ("shift_jis", "水車は九時に開きます"),
            ("gb18030", "磨坊九点开门"),
            ("euc-kr", "방앗간은 아홉 시에 문을 엽니다"),
        ] {
            assert_eq!(decode(&in_encoding(name, text), None), None, "{name}");
            let given = decode(&in_encoding(name, text), named(name)).map(|decoded| decoded.text);
            assert_eq!(given.as_deref(), Some(text));
        }
        let mut broken = "Le café était fermé, déjà.".as_bytes().to_vec();
        broken.push(0xe9);
        assert_eq!(decode(&broken, None), None, "UTF-8 with a damaged place");
        assert_eq!(decode(b"a\0\xe9", None), None, "binary");
    }

    #[test]
    fn a_page_says_what_it_is() {
        let pages = [
            ("<meta charset=\"windows-1251\">", "<meta charset=\"utf-8\">"),
            ("<META content='text/html; charset=windows-1251'>", "<META content='text/html; charset=utf-8'>"),
            ("<?xml version=\"1.0\" encoding=\"windows-1251\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
        ];
        for (head, new) in pages {
            let decoded = decode(&in_encoding("windows-1251", &format!("{head}<p>Мельница")), None).expect(head);
            assert_eq!((decoded.encoding, decoded.is_guess), ("windows-1251", false));
            assert_eq!(declare_utf8(&decoded.text), format!("{new}<p>Мельница"));
        }
        assert_eq!(declare_utf8("Write charset=latin1."), "Write charset=latin1.");
    }

    #[test]
    fn byte_order_marks_tell_utf16() {
        let decoded = decode(b"\xfe\xff\0a\0b", None).expect("UTF-16");
        assert_eq!((&*decoded.text, decoded.encoding), ("ab", "UTF-16BE"));
        assert_eq!(decode(b"\xff\xfea", None), None, "half a character");
    }
}
