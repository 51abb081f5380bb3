//! Fields of JSON and of JSON Lines.

use jsonc_parser::ast::{StringLit, Value};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::contents::Contents;
use super::escape::Escape;
use super::map::Map;
use crate::text::Span;

/// The most lines that are named where a file has lines that are no JSON.
const MOST: usize = 5;

/// What may be written around strings. Comments and commas at ends are as in the files of many programs, and NaN is as in
/// corpora; strings are as RFC 8259 has them, since repairs are written into them.
const LENIENT: ParseOptions = ParseOptions {
    allow_comments: true,
    allow_trailing_commas: true,
    allow_non_finite_numbers: true,
    allow_loose_object_property_names: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_extended_string_escapes: false,
};

/// The value of `text`; nothing where there is none.
///
/// # Errors
/// Where it is no JSON, and in which line.
pub fn parse(text: &str) -> Result<Option<Value<'_>>, String> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &LENIENT);
    parsed
        .map(|parsed| parsed.value)
        .map_err(|error| format!("line {}, column {}: {}", error.line_display(), error.column_display(), error.kind()))
}

/// Adds the articles of a JSON file.
///
/// # Errors
/// Where it is no JSON.
pub fn read(contents: &mut Contents) -> Result<(), String> {
    let text = without_mark(contents.text());
    let start = contents.text().len() - text.len();
    if let Some(value) = parse(text)? {
        Walk { contents, text, start }.value(&value, &mut Vec::new());
    }
    Ok(())
}

/// Adds the articles of a file of JSON Lines. Lines that are no JSON are problems; the others are read.
pub fn read_lines(contents: &mut Contents) {
    let whole = contents.text();
    let mut start = whole.len() - without_mark(whole).len();
    let mut bad = Vec::new();
    for (index, line) in whole[start..].split_inclusive('\n').enumerate() {
        match parse(line) {
            Ok(Some(value)) => Walk { contents, text: line, start }.value(&value, &mut Vec::new()),
            Ok(None) => {}
            Err(_) => bad.push((index + 1).to_string()),
        }
        start += line.len();
    }
    if !bad.is_empty() {
        let more = bad.len().saturating_sub(MOST);
        bad.truncate(MOST);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let lines = if bad.len() == 1 { "line" } else { "lines" };
        contents.problem(|| format!("holds no JSON in {lines} {}{more}; these were left out", bad.join(", ")));
    }
}

/// `text` without its byte-order mark.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// A walk through a value.
struct Walk<'w, 'c> {
    contents: &'w mut Contents<'c>,
    /// What the value was read from.
    text: &'w str,
    /// Where that begins in the file.
    start: usize,
}

impl Walk<'_, '_> {
    /// `path` holds the keys that lead here; those of lists are left out.
    fn value<'v>(&mut self, value: &'v Value, path: &mut Vec<&'v str>) {
        match value {
            Value::Object(object) => {
                for property in &object.properties {
                    path.push(property.name.as_str());
                    self.value(&property.value, path);
                    path.pop();
                }
            }
            Value::Array(array) => array.elements.iter().for_each(|value| self.value(value, path)),
            Value::StringLit(literal) => {
                if let Some(hint) = self.contents.held().wants(path) {
                    let mut map = Map::default();
                    add_string(&mut map, self.text, self.start, literal);
                    self.contents.add(map, hint);
                }
            }
            _ => {}
        }
    }
}

/// Adds a string that `text` holds, which begins at `start` of the file.
pub fn add_string(map: &mut Map, text: &str, start: usize, literal: &StringLit) {
    let (from, to) = (literal.range.start + 1, literal.range.end - 1);
    map.segment(Span::of(start + from, start + to), Escape::Json);
    let raw = &text[from..to];
    let mut at = 0;
    while at < raw.len() {
        let plain = memchr::memchr(b'\\', &raw.as_bytes()[at..]).unwrap_or(raw.len() - at);
        map.plain(start + from + at, &raw[at..at + plain]);
        at += plain;
        if at < raw.len() {
            let (length, character) = escape(&raw[at..]);
            map.escaped(start + from + at, &raw[at..at + length], character.encode_utf8(&mut [0; 4]));
            at += length;
        }
    }
}

/// The escape that `raw` begins with: its length in bytes and its character. What stands for no character of an article (half
/// of a pair, NUL) is read as a replacement character.
fn escape(raw: &str) -> (usize, char) {
    let unit = |at: usize| {
        let digits = raw.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    let simple = |character: char| (2, character);
    match raw.as_bytes().get(1) {
        Some(b'n') => simple('\n'),
        Some(b'r') => simple('\r'),
        Some(b't') => simple('\t'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{c}'),
        Some(b'u') => match (unit(0), unit(6)) {
            (Some(high @ 0xd800..0xdc00), Some(low @ 0xdc00..0xe000)) => {
                let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                (12, char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            (Some(code), _) if code > 0 => (6, char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)),
            _ => (raw.len().min(6), char::REPLACEMENT_CHARACTER),
        },
        // `\"`, `\\`, `\/`: the parser has refused all others.
        _ => (2.min(raw.len()), raw.chars().nth(1).unwrap_or('\\')),
    }
}
