//! `json`: an array of findings.

use std::borrow::Cow;
use std::io;

use serde::Serialize;

use super::places::Places;
use super::{FileReport, Format, Totals};
use crate::findings::{Finding, Fix, Severity};
use crate::text::is_hazard;
use crate::text::{Position, Span, path_text};

/// An array of findings, one on a line.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl Format for Json {
    fn begin(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let mut items = Items::new(out);
        findings(file).try_for_each(|finding| items.add(&finding))
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn end(&self, out: &mut dyn io::Write, _: &Totals) -> io::Result<()> {
        out.write_all(b"\n]\n")
    }
}

/// Items of an array, one on a line.
pub(super) struct Items<'a> {
    out: &'a mut dyn io::Write,
    separator: &'static str,
    /// The item that is written: its many short parts are put together before they go to `out`.
    item: Vec<u8>,
}

impl<'a> Items<'a> {
    pub fn new(out: &'a mut dyn io::Write) -> Self {
        Self { out, separator: "\n", item: Vec::new() }
    }

    pub fn add(&mut self, item: &impl Serialize) -> io::Result<()> {
        self.item.clear();
        self.item.extend_from_slice(self.separator.as_bytes());
        self.separator = ",\n";
        to_json(&mut self.item, item)?;
        self.out.write_all(&self.item)
    }
}

/// Writes a value as JSON, in which all that a terminal could obey is escaped, not only what JSON asks for.
pub(super) fn to_json(out: impl io::Write, value: &impl Serialize) -> io::Result<()> {
    Ok(value.serialize(&mut serde_json::Serializer::with_formatter(out, Shown))?)
}

/// The compact form, safe to show.
struct Shown;

impl serde_json::ser::Formatter for Shown {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        // Nearly all text is plain, which is told many bytes at a time.
        if fragment.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return out.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some(at) = rest.find(is_hazard) {
            out.write_all(&rest.as_bytes()[..at])?;
            let hazard = rest[at..].chars().next().map_or(0, u32::from);
            write!(out, "\\u{hazard:04x}")?;
            rest = &rest[at + char::from_u32(hazard).map_or(1, char::len_utf8)..];
        }
        out.write_all(rest.as_bytes())
    }
}

/// The findings of a file as JSON shows them.
pub(super) fn findings(file: FileReport) -> impl Iterator<Item = JsonFinding> {
    let (path, places) = (path_text(file.source.path()), Places::new(file.source));
    file.findings.iter().map(move |finding| JsonFinding::new(path.clone(), &places, finding))
}

#[derive(Debug, Serialize)]
pub(super) struct JsonFinding<'a> {
    path: Cow<'a, str>,
    rule: &'static str,
    severity: Severity,
    message: &'a str,
    help: Option<&'a str>,
    start: Place,
    end: Place,
    related: Vec<JsonRelated<'a>>,
    fixes: Vec<JsonFix<'a>>,
}

/// Bytes from 0 in the file as it lies on disk, a byte-order mark included; lines and columns (in characters) from 1, where
/// a byte-order mark takes no column, as in every editor.
#[derive(Debug, Serialize)]
struct Place {
    byte: u32,
    line: u32,
    column: u32,
}

#[derive(Debug, Serialize)]
struct JsonRelated<'a> {
    /// The other article that it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    message: &'a str,
    start: Place,
    end: Place,
}

#[derive(Debug, Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    safety: &'static str,
    reason: Option<&'a str>,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Debug, Serialize)]
struct JsonEdit<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

impl Place {
    fn new(byte: u32, Position { line, column }: Position) -> Self {
        Self { byte, line, column }
    }
}

impl<'a> JsonFinding<'a> {
    fn new(path: Cow<'a, str>, places: &Places, finding: &'a Finding) -> Self {
        let (start, end) = ends(places, finding.span);
        let related = finding.related.iter().map(|related| {
            let path = related.elsewhere.as_ref().map(|there| path_text(&there.path).into_owned());
            let (start, end) = match &related.elsewhere {
                None => ends(places, related.span),
                Some(there) => (Place::new(related.span.start, there.start), Place::new(related.span.end, there.end)),
            };
            JsonRelated { path, message: &related.message, start, end }
        });
        Self {
            path,
            rule: finding.rule,
            severity: finding.severity,
            message: &finding.message,
            help: finding.help.as_deref(),
            start,
            end,
            related: related.collect(),
            fixes: finding.fixes.iter().map(JsonFix::new).collect(),
        }
    }
}

impl<'a> JsonFix<'a> {
    fn new(fix: &'a Fix) -> Self {
        let edits = fix.edits.iter();
        let edits = edits.map(|edit| JsonEdit { start: edit.span.start, end: edit.span.end, text: &edit.text });
        Self { title: &fix.title, safety: fix.safety.name(), reason: fix.reason.as_deref(), edits: edits.collect() }
    }
}

fn ends(places: &Places, span: Span) -> (Place, Place) {
    let place = |byte| Place::new(byte, places.position(byte));
    (place(span.start), place(span.end))
}
