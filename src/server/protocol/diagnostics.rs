//! Diagnostics as they are sent: the JSON of each is made once for its piece of the article and put together anew where
//! other pieces change. Lines, and columns in the line with which a piece begins, count from there and are filled in.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use lsp_types::{Location, Position, Range, Url};
use serde_json::json;

use super::convert::{code_description, tags};
use super::features::Features;
use super::text::{Encoding, Place, place_in};
use crate::findings::{Elsewhere, Finding, Outlook, Severity};
use crate::lint::Piece;
use crate::rules;
use crate::text::{LineTable, Span};

/// The most diagnostics of one document; VS Code drops the others, whatever their severity.
pub const MOST_DIAGNOSTICS: usize = 1000;

/// Bytes that the member `data` and the numbers of lines take at most in most diagnostics.
const DATA: usize = 120;

/// The diagnostics of a document, each as JSON.
#[derive(Debug, Default)]
pub struct Diagnostics {
    /// How grave each is, and what is sent.
    pub list: Vec<(Severity, Vec<u8>)>,
    /// How many more findings there are.
    pub more: usize,
}

/// One diagnostic.
#[derive(Debug)]
struct Shown {
    severity: Severity,
    rule: &'static str,
    outlook: Outlook,
    /// Its JSON up to the member `data`, without the numbers that depend on where its piece begins.
    json: Vec<u8>,
    /// Where these belong, rising, and what they are.
    gaps: Vec<(u32, Gap)>,
    /// Equal for diagnostics that look equal in their pieces.
    hash: u64,
}

/// A number that depends on where a piece begins.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq)]
enum Gap {
    /// A line, counted from that in which the piece begins.
    Line(u32),
    /// A column of that line, counted from the beginning of the piece.
    Column(u32),
}

/// The diagnostics of one piece.
#[derive(Debug)]
struct ShownPiece {
    /// None where it is all of a file that is no article.
    piece: Option<Arc<Piece>>,
    /// Where it ends, counted from its beginning.
    end: Place,
    list: Vec<Shown>,
}

/// The diagnostics of an article.
#[derive(Clone, Debug, Default)]
pub struct ShownArticle {
    pieces: Vec<Arc<ShownPiece>>,
    /// Whether it was made of other findings than those of the pieces.
    is_silenced: bool,
}

/// What diagnostics depend on beside the findings.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// The address of the document.
    pub uri: &'a Url,
    /// What the editor can do.
    pub features: &'a Features,
}

impl ShownArticle {
    /// The diagnostics of `pieces`; those of pieces that `before` has are taken from there.
    pub fn new(pieces: &[Arc<Piece>], before: &Self, manner: Manner) -> Self {
        let known = if before.is_silenced { &[][..] } else { &before.pieces };
        let is_of = |old: &ShownPiece, new: &Arc<Piece>| old.piece.as_ref().is_some_and(|old| Arc::ptr_eq(old, new));
        let is_same = |(old, new): &(&Arc<ShownPiece>, &Arc<Piece>)| is_of(old, new);
        let head = known.iter().zip(pieces).take_while(is_same).count();
        let (old_rest, new_rest) = (&known[head..], &pieces[head..]);
        let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(is_same).count();
        let changed = &old_rest[..old_rest.len() - tail];
        let mut shown = Vec::with_capacity(pieces.len());
        shown.extend_from_slice(&known[..head]);
        for piece in &new_rest[..new_rest.len() - tail] {
            let known = changed.iter().find(|old| is_of(old, piece)).cloned();
            let fresh = || Arc::new(ShownPiece::of(piece, 0, piece.findings().iter(), manner));
            shown.push(known.unwrap_or_else(fresh));
        }
        shown.extend_from_slice(&old_rest[old_rest.len() - tail..]);
        Self { pieces: shown, is_silenced: false }
    }

    /// The diagnostics of `findings`, which are all that is left of those of the pieces.
    pub fn of_findings(pieces: &[Arc<Piece>], findings: &[Finding], manner: Manner) -> Self {
        let (mut start, mut rest) = (0, findings);
        let of_piece = |piece: &Arc<Piece>| {
            let end = start + piece.text().len() as u32;
            let is_last = end as usize == pieces.iter().map(|piece| piece.text().len()).sum::<usize>();
            let count = if is_last { rest.len() } else { rest.partition_point(|finding| finding.span.start < end) };
            let (own, behind) = rest.split_at(count);
            let shown = ShownPiece::of(piece, start, own.iter(), manner);
            (start, rest) = (end, behind);
            Arc::new(shown)
        };
        Self { pieces: pieces.iter().map(of_piece).collect(), is_silenced: true }
    }

    /// The diagnostics of `findings` in `text`, which is no article but holds some.
    pub fn of_whole(text: &str, findings: &[Finding], manner: Manner) -> Self {
        let shown = ShownPiece::new(text, 0, findings.iter(), manner);
        Self { pieces: vec![Arc::new(shown)], is_silenced: true }
    }

    /// How many findings there are.
    fn count(&self) -> usize {
        self.pieces.iter().map(|piece| piece.list.len()).sum()
    }

    /// How many diagnostics are shown.
    pub fn count_shown(&self) -> usize {
        self.count().min(MOST_DIAGNOSTICS)
    }

    /// Calls `each` with what is shown, the number of its finding and the place at which its piece begins: all of it, or
    /// the most severe where there is too much. How many more there are.
    fn each(&self, mut each: impl FnMut(&Shown, usize, Place)) -> usize {
        let count = self.count();
        let mut room = if count > MOST_DIAGNOSTICS { MOST_DIAGNOSTICS - 1 } else { count };
        let gravest_first = [Some(Severity::Error), Some(Severity::Warning), Some(Severity::Info)];
        let passes: &[Option<Severity>] = if count > MOST_DIAGNOSTICS { &gravest_first } else { &[None] };
        for wanted in passes {
            let (mut start, mut index) = (Place { line: 0, character: 0 }, 0);
            for piece in &self.pieces {
                for (number, shown) in piece.list.iter().enumerate() {
                    if room > 0 && wanted.is_none_or(|wanted| wanted == shown.severity) {
                        each(shown, index + number, start);
                        room -= 1;
                    }
                }
                if room == 0 {
                    return count.saturating_sub(MOST_DIAGNOSTICS - 1) * usize::from(count > MOST_DIAGNOSTICS);
                }
                start = after(start, piece.end);
                index += piece.list.len();
            }
        }
        0
    }

    /// A number that is equal for diagnostics that look equal: `data`, which names the version, does not count.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let mut note = |shown: &Shown, _, start: Place| {
            let has_column = shown.gaps.iter().any(|(_, gap)| matches!(gap, Gap::Column(_)));
            (shown.hash, start.line, if has_column { start.character } else { 0 }).hash(&mut hasher);
        };
        self.each(&mut note).hash(&mut hasher);
        hasher.finish()
    }

    /// The diagnostics one by one, for answers that hold those of many documents.
    pub fn list(&self, version: i32) -> Diagnostics {
        let mut list = Vec::new();
        let more = self.each(|shown, index, start| {
            let mut json = Vec::with_capacity(shown.json.len() + DATA);
            shown.write(version, index, start, &mut json);
            list.push((shown.severity, json));
        });
        Diagnostics { list, more }
    }

    /// Writes the diagnostics as a JSON array (LSP 3.17, `Diagnostic[]`).
    pub fn write(&self, version: i32, out: &mut Vec<u8>) {
        out.push(b'[');
        let begin = out.len();
        let more = self.each(|shown, index, start| {
            if out.len() > begin {
                out.push(b',');
            }
            shown.write(version, index, start, out);
        });
        if more > 0 {
            out.extend_from_slice(format!(",{}", more_findings(more)).as_bytes());
        }
        out.push(b']');
    }
}

/// The diagnostic that says that there are `more` findings than are shown.
pub fn more_findings(more: usize) -> String {
    let message = format!("{more} more findings are not shown; run `copydesk lint` to list all");
    let start = json!({ "line": 0, "character": 0 });
    let range = json!({ "start": start, "end": start });
    json!({ "range": range, "severity": 3, "source": "copydesk", "message": message }).to_string()
}

impl ShownPiece {
    /// The diagnostics of findings in `piece`, whose spans count from `base` bytes before it.
    fn of<'f>(piece: &Arc<Piece>, base: u32, findings: impl Iterator<Item = &'f Finding>, manner: Manner) -> Self {
        Self { piece: Some(Arc::clone(piece)), ..Self::new(piece.text(), base, findings, manner) }
    }

    fn new<'f>(text: &str, base: u32, findings: impl Iterator<Item = &'f Finding>, manner: Manner) -> Self {
        let table = LineTable::new(text);
        let writer = Writer { text, table: &table, base, manner };
        let list = findings.map(|finding| writer.shown(finding)).collect();
        Self { end: place_in(text, &table, text.len(), manner.features.encoding), list, piece: None }
    }
}

/// The place `distance` after `start`.
fn after(start: Place, distance: Place) -> Place {
    let before = if distance.line == 0 { start.character } else { 0 };
    Place { line: start.line + distance.line, character: before + distance.character }
}

impl Shown {
    fn write(&self, version: i32, index: usize, start: Place, out: &mut Vec<u8>) {
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
