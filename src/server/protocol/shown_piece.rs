//! The diagnostics of a piece of an article: the JSON of each, in which what depends on where the piece begins is left open.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use lsp_types::{Location, Position, Range, Url};

use super::convert::{code_description, tags};
use super::features::Features;
use super::text::{Encoding, Place, place_in};
use crate::findings::{Elsewhere, Finding, Outlook, Severity};
use crate::lint::Piece;
use crate::rules;
use crate::text::{LineTable, Span};

/// Bytes that the member `data` and the numbers of lines take at most in most diagnostics.
pub(super) const DATA: usize = 120;

/// One diagnostic.
#[derive(Debug)]
pub(super) struct Shown {
    pub severity: Severity,
    rule: &'static str,
    outlook: Outlook,
    /// Its JSON up to the member `data`, without the numbers that depend on where its piece begins.
    pub json: Vec<u8>,
    /// Where these belong, rising, and what they are.
    pub gaps: Vec<(u32, Gap)>,
    /// Equal for diagnostics that look equal in their pieces.
    pub hash: u64,
}

/// A number that depends on where a piece begins.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq)]
pub(super) enum Gap {
    /// A line, counted from that in which the piece begins.
    Line(u32),
    /// A column of that line, counted from the beginning of the piece.
    Column(u32),
}

/// The diagnostics of one piece.
#[derive(Debug)]
pub(super) struct ShownPiece {
    /// None where its findings are not those of its piece.
    pub piece: Option<Arc<Piece>>,
    /// Where it ends, counted from its beginning.
    pub end: Place,
    /// How many findings of each severity there are.
    counts: [usize; 3],
    /// Made where something of it is shown.
    pub list: OnceLock<Vec<Shown>>,
}

/// What diagnostics depend on beside the findings.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// The address of the document.
    pub uri: &'a Url,
    /// What the editor can do.
    pub features: &'a Features,
}

impl ShownPiece {
    /// The diagnostics of a piece, yet to be made.
    pub fn of(piece: &Arc<Piece>, manner: Manner) -> Self {
        let (end, counts) = (end_of(piece.text(), manner), counts(piece.findings()));
        Self { piece: Some(Arc::clone(piece)), end, counts, list: OnceLock::new() }
    }

    /// The diagnostics of findings in `text`, whose spans count from `base` bytes before it.
    pub fn new(text: &str, base: u32, findings: &[Finding], manner: Manner) -> Self {
        let list = OnceLock::from(shown_list(text, base, findings, manner));
        Self { piece: None, end: end_of(text, manner), counts: counts(findings), list }
    }

    /// Nothing is told of a piece.
    pub fn silent(piece: &Arc<Piece>, manner: Manner) -> Self {
        let list = OnceLock::from(Vec::new());
        Self { piece: Some(Arc::clone(piece)), end: end_of(piece.text(), manner), counts: [0; 3], list }
    }

    /// How many findings of a severity there are, or of all.
    pub fn count_of(&self, severity: Option<Severity>) -> usize {
        severity.map_or_else(|| self.counts.iter().sum(), |severity| self.counts[severity as usize])
    }
}

pub(super) fn shown_list(text: &str, base: u32, findings: &[Finding], manner: Manner) -> Vec<Shown> {
    let table = LineTable::new(text);
    let writer = Writer { text, table: &table, base, manner };
    findings.iter().map(|finding| writer.shown(finding)).collect()
}

fn counts(findings: &[Finding]) -> [usize; 3] {
    let mut counts = [0; 3];
    for finding in findings {
        counts[finding.severity as usize] += 1;
    }
    counts
}

/// The place where `text` ends, counted from its beginning.
fn end_of(text: &str, manner: Manner) -> Place {
    place_in(text, &LineTable::new(text), text.len(), manner.features.encoding)
}

/// The place `distance` after `start`.
pub(super) fn after(start: Place, distance: Place) -> Place {
    let before = if distance.line == 0 { start.character } else { 0 };
    Place { line: start.line + distance.line, character: before + distance.character }
}

impl Shown {
    pub fn write(&self, version: i32, index: usize, start: Place, out: &mut Vec<u8>) {
        let mut copied = 0;
        for &(at, gap) in &self.gaps {
            out.extend_from_slice(&self.json[copied..at as usize]);
            let number = match gap {
                Gap::Line(line) => start.line + line,
                Gap::Column(column) => start.character + column,
            };
            write_number(out, number);
            copied = at as usize;
        }
        out.extend_from_slice(&self.json[copied..]);
        out.extend_from_slice(b",\"data\":{\"rule\":\"");
        out.extend_from_slice(self.rule.as_bytes());
        out.extend_from_slice(b"\",\"outlook\":\"");
        out.extend_from_slice(self.outlook.name().as_bytes());
        out.extend_from_slice(b"\",\"version\":");
        if version < 0 {
            out.push(b'-');
        }
        write_number(out, version.unsigned_abs());
        out.extend_from_slice(b",\"index\":");
        write_number(out, index as u32);
        out.extend_from_slice(b"}}");
    }
}

fn write_number(out: &mut Vec<u8>, mut number: u32) {
    let mut digits = [0; 10];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// Writes the diagnostics of one piece.
struct Writer<'a> {
    text: &'a str,
    table: &'a LineTable,
    base: u32,
    manner: Manner<'a>,
}

impl Writer<'_> {
    fn shown(&self, finding: &Finding) -> Shown {
        let rule = rules::named(finding.rule);
        let mut json = b"{\"range\":".to_vec();
        let mut gaps = Vec::new();
        self.write_range(finding.span, &mut json, &mut gaps);
        let severity = match finding.severity {
            Severity::Error => 1,
            Severity::Warning => 2,
            Severity::Info => 3,
        };
        json.extend_from_slice(format!(",\"severity\":{severity},\"code\":\"{}\"", finding.rule).as_bytes());
        if let Some(description) = rule.and_then(code_description) {
            write_member(&mut json, "codeDescription", &description);
        }
        json.extend_from_slice(b",\"source\":\"copydesk\"");
        write_member(&mut json, "message", &*finding.message);
        if self.manner.features.related && !finding.related.is_empty() {
            self.write_related(finding, &mut json, &mut gaps);
        }
        if let Some(tags) = rule.and_then(tags) {
            write_member(&mut json, "tags", &tags);
        }
        let mut hasher = DefaultHasher::new();
        let outlook = Outlook::of(finding);
        (&json, &gaps, outlook.name()).hash(&mut hasher);
        let hash = hasher.finish();
        Shown { severity: finding.severity, rule: finding.rule, outlook, json, gaps, hash }
    }

    fn write_related(&self, finding: &Finding, json: &mut Vec<u8>, gaps: &mut Vec<(u32, Gap)>) {
        json.extend_from_slice(b",\"relatedInformation\":[");
        for (number, related) in finding.related.iter().enumerate() {
            if number > 0 {
                json.push(b',');
            }
            let there = related.elsewhere.as_ref();
            if let Some(location) = there.and_then(|there| location(there, self.manner.features.encoding)) {
                json.extend_from_slice(b"{\"location\":");
                write_value(json, &location);
            } else {
                json.extend_from_slice(b"{\"location\":{\"uri\":");
                write_value(json, self.manner.uri);
                json.extend_from_slice(b",\"range\":");
                let here = if there.is_some() { finding.span } else { related.span };
                self.write_range(here, json, gaps);
                json.push(b'}');
            }
            write_member(json, "message", &*related.message);
            json.push(b'}');
        }
        json.push(b']');
    }

    fn write_range(&self, span: Span, json: &mut Vec<u8>, gaps: &mut Vec<(u32, Gap)>) {
        for (name, offset) in [("{\"start\"", span.start), (",\"end\"", span.end)] {
            let Place { line, character } = self.place(offset);
            json.extend_from_slice(name.as_bytes());
            json.extend_from_slice(b":{\"line\":");
            gaps.push((json.len() as u32, Gap::Line(line)));
            json.extend_from_slice(b",\"character\":");
            if line == 0 {
                gaps.push((json.len() as u32, Gap::Column(character)));
            } else {
                write_number(json, character);
            }
            json.push(b'}');
        }
        json.push(b'}');
    }

    fn place(&self, offset: u32) -> Place {
        place_in(self.text, self.table, (offset - self.base) as usize, self.manner.features.encoding)
    }
}

/// A place in another file; none where its path has no address.
pub fn location(there: &Elsewhere, encoding: Encoding) -> Option<Location> {
    let uri = Url::from_file_path(&there.path).ok()?;
    let table = LineTable::new(&there.line);
    let position = |line: u32, within: u32| {
        let place = place_in(&there.line, &table, within as usize, encoding);
        Position::new(line.saturating_sub(1), place.character)
    };
    let start = position(there.start.line, there.within.start);
    let end = position(there.start.line, there.within.end);
    Some(Location::new(uri, Range::new(start, end)))
}

fn write_member<T: serde::Serialize + ?Sized>(json: &mut Vec<u8>, name: &str, value: &T) {
    json.extend_from_slice(format!(",\"{name}\":").as_bytes());
    write_value(json, value);
}

fn write_value<T: serde::Serialize + ?Sized>(json: &mut Vec<u8>, value: &T) {
    serde_json::to_writer(json, value).expect("strings and numbers are written to memory");
}
