//! One article of the page: a row that can be read without a script, and the data of its comparison.

use std::collections::BTreeMap;
use std::io;

use htmlize::escape_all_quotes;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::findings::{Edit, Finding, Fix, Safety, Severity};
use crate::reports::FileReport;
use crate::reports::json::to_json;
use crate::reports::places::Places;
use crate::text::{Span, path_text, printable};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// One article. Its rows are made while they are written: there may be as many as it has bytes.
pub(super) struct Article<'a> {
    path: String,
    file: FileReport<'a>,
    places: Places<'a>,
    units: Units,
    /// What safe fixes change.
    safe: &'a [Edit],
    /// What all fixes change.
    all: &'a [Edit],
}

/// What the page's script reads; offsets count UTF-16 code units from 0, a byte-order mark left out.
impl Serialize for Article<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut article = serializer.serialize_struct("Article", 4)?;
        let text = self.file.source.text();
        article.serialize_field("text", text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))?;
        article.serialize_field("findings", &Each(|| self.rows()))?;
        article.serialize_field("safe", &Each(|| self.edits(self.safe)))?;
        article.serialize_field("all", &Each(|| self.edits(self.all)))?;
        article.end()
    }
}

/// A list whose items are made one by one.
struct Each<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// A finding.
#[derive(Debug, Serialize)]
struct Row<'a> {
    rule: &'static str,
    severity: Severity,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Repair<'a>>,
}

#[derive(Debug, Serialize)]
struct Repair<'a> {
    title: &'a str,
    safety: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl<'a> Article<'a> {
    /// The article of `file`, with the edits that safe fixes and all fixes make.
    pub fn new(file: &FileReport<'a>, safe: &'a [Edit], all: &'a [Edit]) -> Self {
        let text = file.source.text();
        let spans = file.findings.iter().map(|finding| finding.span);
        let spans = spans.chain(safe.iter().chain(all).map(|edit| edit.span));
        let units = Units::new(text, spans.flat_map(|span| [span.start, span.end]).collect());
        let path = printable(&path_text(file.source.path())).into_owned();
        Self { path, file: *file, places: Places::new(file.source), units, safe, all }
    }

    fn rows(&self) -> impl Iterator<Item = Row<'a>> {
        self.file.findings.iter().map(|finding| Row::new(finding, &self.places, &self.units))
    }

    /// Each with its start, its end and the new text.
    fn edits(&self, edits: &'a [Edit]) -> impl Iterator<Item = (u32, u32, &'a str)> {
        edits.iter().map(|edit| {
            let (start, end) = self.units.of(edit.span);
            (start, end, &*edit.text)
        })
    }

    /// Writes its part of the page.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let path = escape_all_quotes(&self.path);
        writeln!(
            out,
            "<details class=\"article\" data-path=\"{path}\" data-counts=\"{}\"><summary><bdi class=\"path\">{path}</bdi> \
             <span class=\"count\">{}</span></summary>",
            self.counts(),
            self.file.findings.len()
        )?;
        out.write_all(b"<noscript><ol>")?;
        for row in self.rows() {
            write!(out, "<li>Line {}: <bdi>{}</bdi></li>", row.line, prose(&printable(row.message)))?;
        }
        out.write_all(b"</ol></noscript><script type=\"application/json\">")?;
        to_json(Embedded(out), self)?;
        out.write_all(b"</script></details>\n")
    }

    /// The findings counted by rule, severity and repair: `rule:severity:repair:count`, joined by spaces.
    fn counts(&self) -> String {
        let mut counts = BTreeMap::new();
        for finding in self.file.findings {
            let repair = finding.fixes.iter().map(|fix| fix.safety).find(|safety| *safety != Safety::Shown);
            let repair = repair.map_or("none", Safety::name);
            *counts.entry((finding.rule, finding.severity.name(), repair)).or_insert(0) += 1;
        }
        let counts =
            counts.into_iter().map(|((rule, severity, repair), count)| format!("{rule}:{severity}:{repair}:{count}"));
        counts.collect::<Vec<_>>().join(" ")
    }
}

impl<'a> Row<'a> {
    fn new(finding: &'a Finding, places: &Places, units: &Units) -> Self {
        let (start, end) = units.of(finding.span);
        let place = places.position(finding.span.start);
        Self {
            rule: finding.rule,
            severity: finding.severity,
            start,
            end,
            line: place.line,
            column: place.column,
            message: &finding.message,
            help: finding.help.as_deref(),
            fixes: finding.fixes.iter().map(Repair::new).collect(),
        }
    }
}

impl<'a> Repair<'a> {
    fn new(fix: &'a Fix) -> Self {
        Self { title: &fix.title, safety: fix.safety.name(), reason: fix.reason.as_deref() }
    }
}

/// Writes JSON so that it can be in a script element: without the signs of which end tags and comments are made.
pub(super) struct Embedded<'w>(pub &'w mut dyn io::Write);

impl io::Write for Embedded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = 0;
        for at in memchr::memchr3_iter(b'<', b'>', b'&', bytes) {
            self.0.write_all(&bytes[written..at])?;
            write!(self.0, "\\u{:04x}", bytes[at])?;
            written = at + 1;
        }
        self.0.write_all(&bytes[written..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A message as HTML: what stands between backticks is code. The page's script does the same for those who run it.
fn prose(text: &str) -> String {
    let parts = text.split('`').collect::<Vec<_>>();
    if parts.len().is_multiple_of(2) || parts.iter().skip(1).step_by(2).any(|code| code.is_empty()) {
        return escape_all_quotes(text).into_owned();
    }
    let parts = parts.iter().enumerate().map(|(index, part)| {
        let part = escape_all_quotes(*part);
        if index % 2 == 1 { format!("<code>{part}</code>") } else { part.into_owned() }
    });
    parts.collect()
}

/// UTF-16 offsets of some byte offsets.
struct Units {
    /// Byte offsets, rising, and how many UTF-16 code units are before them.
    offsets: Vec<(u32, u32)>,
}

impl Units {
    fn new(text: &str, mut offsets: Vec<u32>) -> Self {
        offsets.sort_unstable();
        offsets.dedup();
        let (mut at, mut units) = (if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 }, 0);
        let counted = offsets.into_iter().map(|offset| {
            if offset as usize > at {
                units += text[at..offset as usize].encode_utf16().count() as u32;
                at = offset as usize;
            }
            (offset, units)
        });
        Self { offsets: counted.collect() }
    }

    fn of(&self, span: Span) -> (u32, u32) {
        let units = |offset| self.offsets.binary_search_by_key(&offset, |(byte, _)| *byte).map(|at| self.offsets[at].1);
        (units(span.start).unwrap_or(0), units(span.end).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_utf16_without_a_byte_order_mark() {
        let text = "\u{feff}a😀é";
        let units = Units::new(text, vec![10, 0, 3, 4, 8]);
        assert_eq!(units.of(Span::new(0, 3)), (0, 0));
        assert_eq!((units.of(Span::new(4, 8)), units.of(Span::new(8, 10))), ((1, 3), (3, 4)));
    }

    #[test]
    fn backticks_of_a_message_become_code() {
        assert_eq!(prose("The `<b>` & `i`"), "The <code>&lt;b&gt;</code> &amp; <code>i</code>");
        assert_eq!(prose("One ` alone"), "One ` alone");
        assert_eq!(prose("`` ` `` stays"), "`` ` `` stays");
    }

    #[test]
    fn embedded_json_holds_no_markup() {
        let mut embedded = Vec::new();
        to_json(Embedded(&mut embedded), &"</script><!-- &").expect("a vector takes everything");
        assert_eq!(String::from_utf8_lossy(&embedded), "\"\\u003c/script\\u003e\\u003c!-- \\u0026\"");
    }
}
