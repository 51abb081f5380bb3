//! Columns of tables of comma-separated values (RFC 4180), also with semicolons or tabs.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::contents::Contents;
use super::escape::Escape;
use super::fields::Hint;
use super::map::Map;
use crate::text::Span;

/// Adds the fields of the columns that hold articles. The first record names the columns.
pub fn read(contents: &mut Contents) {
    let text = contents.text();
    let delimiter = delimiter_of(text);
    let mut fields = Fields::new(text, delimiter);
    let mut names = Vec::new();
    while let Some(field) = fields.next() {
        names.push(field.value.trim_start_matches('\u{feff}').trim().to_owned());
        if field.ends_record {
            break;
        }
    }
    let wanted: Vec<_> = names.iter().enumerate().map(|(index, name)| wanted(contents, index, name)).collect();
    let mut column = 0;
    while let Some(field) = fields.next() {
        if let Some(Some(hint)) = wanted.get(column) {
            if let Some(map) = field.map(text, delimiter) {
                contents.add(map, *hint);
            } else {
                let line = || 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..field.span.start as usize]).count();
                contents.problem(|| format!("has a field in line {} whose quotes do not match", line()));
            }
        }
        column = if field.ends_record { 0 } else { column + 1 };
    }
}

/// Whether the column holds articles, and the flavor that its name tells. Columns may be named by number.
fn wanted(contents: &Contents, index: usize, name: &str) -> Option<Hint> {
    let number = (index + 1).to_string();
    contents.held().wants(&[name]).or_else(|| contents.held().fields.contains(&number).then_some(Hint::None))
}

/// What parts the fields: what occurs most in the first line, outside quotes.
fn delimiter_of(text: &str) -> char {
    let line = text.lines().next().unwrap_or_default();
    let count = |sign: char| line.split('"').step_by(2).map(|part| part.matches(sign).count()).sum::<usize>();
    [',', ';', '\t'].into_iter().rev().max_by_key(|&sign| count(sign)).unwrap_or(',')
}

/// A field as it is written, quotes included.
struct Field {
    span: Span,
    value: String,
    ends_record: bool,
}

/// The fields of a table. What is a field is for the `csv` crate to say; where it stands is what that has read for it.
struct Fields<'t> {
    text: &'t str,
    delimiter: char,
    reader: Reader,
    at: usize,
    buffer: Vec<u8>,
}

impl<'t> Fields<'t> {
    fn new(text: &'t str, delimiter: char) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter as u8).build();
        Self { text, delimiter, reader, at: 0, buffer: vec![0; 4096] }
    }

    fn next(&mut self) -> Option<Field> {
        let (start, mut length) = (self.at, 0);
        let ends_record = loop {
            let input = &self.text.as_bytes()[self.at..];
            let (result, read, written) = self.reader.read_field(input, &mut self.buffer[length..]);
            self.at += read;
            length += written;
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => self.buffer.resize(2 * self.buffer.len(), 0),
                ReadFieldResult::Field { record_end } => break record_end,
                ReadFieldResult::End => return None,
            }
        };
        let value = String::from_utf8_lossy(&self.buffer[..length]).into_owned();
        let raw = &self.text[start..self.at];
        let ends = |sign: char| matches!(sign, '\r' | '\n');
        let before = raw.len() - raw.trim_start_matches('\u{feff}').trim_start_matches(ends).len();
        // One sign ends a field: what parts it from the next, or a line end.
        let behind = usize::from(raw[before..].ends_with(|sign: char| ends(sign) || sign == self.delimiter));
        let mut span = Span::of(start + before, (self.at - behind).max(start + before));
        let written = &self.text[span.range()];
        if behind == 1 && value.is_empty() && written.is_empty() {
            span = Span::at(span.start);
        }
        Some(Field { span, value, ends_record })
    }
}

impl Field {
    /// Where the text of the field stands; nothing where its quotes do not match.
    fn map(&self, text: &str, delimiter: char) -> Option<Map> {
        let mut map = Map::default();
        let raw = &text[self.span.range()];
        let start = self.span.start as usize;
        if let Some(rest) = raw.strip_prefix('"') {
            let inside = rest.strip_suffix('"')?;
            map.segment(Span::of(start + 1, start + 1 + inside.len()), Escape::Quoted);
            let mut at = 0;
            for (quote, _) in inside.match_indices("\"\"") {
                map.plain(start + 1 + at, &inside[at..quote]);
                map.escaped(start + 1 + quote, "\"\"", "\"");
                at = quote + 2;
            }
            map.plain(start + 1 + at, &inside[at..]);
        } else {
            map.segment(self.span, Escape::Bare { delimiter });
            map.plain(start, raw);
        }
        (map.text() == self.value).then_some(map)
    }
}
