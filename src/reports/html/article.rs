//! One article of the page: a row that can be read without a script, and the data of its comparison.

use std::collections::BTreeMap;
use std::io;

use htmlize::escape_all_quotes;
use serde::Serialize;

use crate::findings::{Edit, Finding, Fix, Safety, Severity};
use crate::reports::json::to_json;
use crate::reports::places::Places;
use crate::reports::{FileReport, path_text, printable};
use crate::text::Span;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// What the page's script reads; offsets count UTF-16 code units from 0, a byte-order mark left out.
#[derive(Debug, Serialize)]
pub(super) struct Article<'a> {
    #[serde(skip)]
    path: String,
    text: &'a str,
    findings: Vec<Row<'a>>,
    /// What safe fixes change: start, end and new text.
    safe: Vec<(u32, u32, &'a str)>,
    /// What all fixes change.
    all: Vec<(u32, u32, &'a str)>,
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
        let places = Places::new(file.source);
        let edits = |edits: &'a [Edit]| {
            let edits = edits.iter().map(|edit| (units.of(edit.span), &*edit.text));
            edits.map(|((start, end), text)| (start, end, text)).collect()
        };
        Self {
            path: printable(&path_text(file.source.path())).into_owned(),
            text: text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text),
            findings: file.findings.iter().map(|finding| Row::new(finding, &places, &units)).collect(),
            safe: edits(safe),
            all: edits(all),
        }
    }

    /// Writes its part of the page.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let path = escape_all_quotes(&self.path);
        writeln!(
            out,
            "<details class=\"article\" data-path=\"{path}\" data-counts=\"{}\"><summary><bdi class=\"path\">{path}</bdi> \
             <span class=\"count\">{}</span></summary>",
            self.counts(),
            self.findings.len()
        )?;
        out.write_all(b"<noscript><ol>")?;
        for row in &self.findings {
            let message = printable(row.message);
            let message = escape_all_quotes(&*message);
            write!(out, "<li>{}:{} {} <bdi>{message}</bdi></li>", row.line, row.column, row.rule)?;
        }
        out.write_all(b"</ol></noscript><script type=\"application/json\">")?;
        let mut json = Vec::new();
        to_json(&mut json, self)?;
        out.write_all(embedded(&String::from_utf8_lossy(&json)).as_bytes())?;
        out.write_all(b"</script></details>\n")
    }

    /// The findings counted by rule, severity and repair: `rule:severity:repair:count`, joined by spaces.
    fn counts(&self) -> String {
        let mut counts = BTreeMap::new();
        for row in &self.findings {
            let repair = row.fixes.iter().map(|fix| fix.safety).find(|safety| *safety != Safety::Shown.name());
            *counts.entry((row.rule, row.severity.name(), repair.unwrap_or("none"))).or_insert(0) += 1;
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

/// JSON that can stand in a script element: without the signs of which end tags and comments are made.
fn embedded(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// UTF-16 offsets of some byte offsets.
struct Units {
    /// Byte offsets, rising, and how many UTF-16 code units stand before them.
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
    fn embedded_json_holds_no_markup() {
        assert_eq!(embedded("\"</script><!-- &\""), "\"\\u003c/script\\u003e\\u003c!-- \\u0026\"");
    }
}
