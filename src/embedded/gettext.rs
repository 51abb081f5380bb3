//! Translated strings of PO files (GNU gettext, "The Format of PO Files").

use super::contents::Contents;
use super::escape::Escape;
use super::fields::Hint;
use super::map::Map;
use crate::text::Span;

/// Which string of an entry is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Context,
    Original,
    Translation,
}

const KEYWORDS: &[(&str, Part)] = &[
    ("msgctxt", Part::Context),
    ("msgid_plural", Part::Original),
    ("msgid", Part::Original),
    ("msgstr", Part::Translation),
];

/// Adds the translations of a PO file: not its header, nor those that are marked as fuzzy, which are not used.
///
/// # Errors
/// The first line that is none of the format.
pub fn read(contents: &mut Contents) -> Result<(), String> {
    let mut entry = Entry::default();
    let mut start = 0;
    for (index, line) in contents.text().split_inclusive('\n').enumerate() {
        start += line.len();
        let line = line.trim_start_matches(['\u{feff}', ' ', '\t']);
        let place = start - line.len();
        entry.line(line.trim_end(), place, contents).ok_or_else(|| format!("line {}", index + 1))?;
    }
    entry.end_string(contents);
    Ok(())
}

/// The entry that is read.
#[derive(Default)]
struct Entry {
    is_fuzzy: bool,
    /// Whether an original was read; the header's is empty.
    has_original: bool,
    part: Option<Part>,
    map: Map,
}

impl Entry {
    /// Reads a line that begins at `start` of the file; nothing where it is none of the format.
    fn line(&mut self, line: &str, start: usize, contents: &mut Contents) -> Option<()> {
        if line.is_empty() {
            return Some(());
        }
        if let Some(comment) = line.strip_prefix('#') {
            self.end_string(contents);
            if self.part.is_some() {
                *self = Self::default();
            }
            self.is_fuzzy |= comment.starts_with(',') && comment.split([',', ' ']).any(|flag| flag == "fuzzy");
            return Some(());
        }
        let mut string = (line, start);
        if !line.starts_with('"') {
            let (keyword, part) = KEYWORDS.iter().find(|(keyword, _)| line.starts_with(keyword))?;
            self.end_string(contents);
            self.begin(*part);
            let rest = line[keyword.len()..].trim_start();
            let rest = match rest.strip_prefix('[') {
                Some(number) => number.split_once(']')?.1.trim_start(),
                None => rest,
            };
            string = (rest, start + line.len() - rest.len());
        }
        let part = self.part?;
        let inside = string.0.strip_prefix('"')?.strip_suffix('"')?;
        match part {
            Part::Context => {}
            Part::Original => self.has_original |= !inside.is_empty(),
            Part::Translation => add_string(&mut self.map, string.1 + 1, inside)?,
        }
        Some(())
    }

    fn begin(&mut self, part: Part) {
        let is_next_entry = part != Part::Translation && self.part == Some(Part::Translation);
        if is_next_entry {
            *self = Self::default();
        }
        self.part = Some(part);
    }

    /// Adds the translation that was read.
    fn end_string(&mut self, contents: &mut Contents) {
        let map = std::mem::take(&mut self.map);
        if self.has_original && !self.is_fuzzy {
            contents.add(map, Hint::None);
        }
    }
}

/// Adds the string between quotes that begins at `start`; nothing where a quote in it is not escaped.
fn add_string(map: &mut Map, start: usize, raw: &str) -> Option<()> {
    map.segment(Span::of(start, start + raw.len()), Escape::Gettext);
    let mut at = 0;
    while at < raw.len() {
        let plain = memchr::memchr2(b'\\', b'"', &raw.as_bytes()[at..]).unwrap_or(raw.len() - at);
        map.plain(start + at, &raw[at..at + plain]);
        at += plain;
        if at == raw.len() {
            break;
        }
        let (length, character) = escape(&raw[at..])?;
        let mut buffer = [0; 4];
        let (written, text) = (&raw[at..at + length], character.encode_utf8(&mut buffer));
        if matches!(written.as_bytes().get(1), Some(b'x' | b'0'..=b'7')) {
            map.odd(start + at, written, text);
        } else {
            map.escaped(start + at, written, text);
        }
        at += length;
    }
    Some(())
}

/// The escape that `raw` begins with: its length in bytes and its character.
fn escape(raw: &str) -> Option<(usize, char)> {
    let character = raw.strip_prefix('\\')?.chars().next()?;
    let length = 1 + character.len_utf8();
    let simple = |character: char| Some((length, character));
    match character {
        'n' => simple('\n'),
        'r' => simple('\r'),
        't' => simple('\t'),
        'a' => simple('\u{7}'),
        'b' => simple('\u{8}'),
        'f' => simple('\u{c}'),
        'v' => simple('\u{b}'),
        'x' => Some(numeric(&raw[2..], 16, usize::MAX, 2)).filter(|(length, _)| *length > 2),
        '0'..='7' => Some(numeric(&raw[1..], 8, 3, 1)),
        _ => simple(character),
    }
}

/// The character whose number `digits` begins with, behind `before` bytes; a replacement character where it is none of ASCII.
fn numeric(digits: &str, radix: u32, most: usize, before: usize) -> (usize, char) {
    let count = digits.chars().take(most).take_while(|digit| digit.is_digit(radix)).count();
    let code = u32::from_str_radix(&digits[..count], radix).ok().filter(|code| (1..128).contains(code));
    (before + count, code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER))
}
