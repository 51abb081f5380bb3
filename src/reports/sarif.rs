//! `sarif`: the Static Analysis Results Interchange Format, version 2.1.0, of OASIS. Section numbers are of its text.

use std::io;
use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};

use super::json::Items;
use super::places::Places;
use super::uri::uri;
use super::{FileReport, Format, Totals};
use crate::baseline::unique_fingerprints;
use crate::findings::{Edit, Elsewhere, Finding, Fix, Related, Severity};
use crate::rules::{self, Rule, page, rule_address};
use crate::text::{Span, path_text};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of our fingerprints; a new way to make them gets a new number (section 3.27.17).
const FINGERPRINT: &str = "copydesk/v1";

/// One run with every rule, and a result for each finding.
#[derive(Clone, Copy, Debug)]
pub struct Sarif;

impl Format for Sarif {
    fn begin(&self, out: &mut dyn io::Write) -> io::Result<()> {
        // Columns count characters, not UTF-16 code units (section 3.14.17).
        write!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{}}},\
             \"columnKind\":\"unicodeCodePoints\",\"results\":[",
            driver()
        )
    }

    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let view = View { places: Places::new(file.source), location: Location::new(&file) };
        let fingerprints = unique_fingerprints(&path_text(file.source.path()), file.source, file.findings);
        let mut items = Items::new(out);
        for (finding, fingerprint) in file.findings.iter().zip(fingerprints) {
            items.add(&view.result(finding, &fingerprint))?;
        }
        Ok(())
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn end(&self, out: &mut dyn io::Write, _: &Totals) -> io::Result<()> {
        out.write_all(b"\n]}]}\n")
    }
}

/// The tool with its rules (section 3.19).
fn driver() -> Value {
    let mut driver = json!({
        "name": "copydesk",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules::ALL.iter().map(|rule| descriptor(rule)).collect::<Value>(),
    });
    if !env!("CARGO_PKG_HOMEPAGE").is_empty() {
        driver["informationUri"] = json!(env!("CARGO_PKG_HOMEPAGE"));
    }
    driver
}

/// A rule (section 3.49). GitHub reads `problem.severity` and the tags.
fn descriptor(rule: &Rule) -> Value {
    let problem = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    };
    let mut descriptor = json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.why },
        "help": { "text": format!("{}.\n\n{}", rule.summary, rule.why), "markdown": page(rule) },
        "defaultConfiguration": { "enabled": rule.on, "level": level(rule.severity) },
        "properties": { "tags": [rule.group.name()], "precision": "high", "problem.severity": problem },
    });
    if let Some(address) = rule_address(rule) {
        descriptor["helpUri"] = json!(address);
    }
    descriptor
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Where an article lies (section 3.4).
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    uri: String,
    /// What a relative path is relative to: the root of the checked-out sources, by a name that GitHub knows too.
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

impl Location {
    fn new(file: &FileReport) -> Self {
        Self::of(file.source.path())
    }

    fn of(path: &Path) -> Self {
        Self { uri: uri(path), uri_base_id: path.is_relative().then_some("%SRCROOT%") }
    }
}

/// An article while its results are made.
struct View<'a> {
    places: Places<'a>,
    location: Location,
}

impl View<'_> {
    /// A finding (section 3.27).
    fn result(&self, finding: &Finding, fingerprint: &str) -> Value {
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level(finding.severity),
            "message": { "text": message(finding) },
            "locations": [{ "physicalLocation": self.place(finding.span) }],
            "partialFingerprints": { FINGERPRINT: fingerprint },
        });
        if let Some(index) = rules::ALL.iter().position(|rule| rule.name == finding.rule) {
            result["ruleIndex"] = json!(index);
        }
        if !finding.related.is_empty() {
            let related = finding.related.iter().enumerate();
            result["relatedLocations"] = related.map(|(index, related)| self.related(index, related)).collect();
        }
        let fixes: Vec<_> = finding.fixes.iter().filter(|fix| !fix.edits.is_empty()).map(|fix| self.fix(fix)).collect();
        if !fixes.is_empty() {
            result["fixes"] = Value::Array(fixes);
        }
        result
    }

    fn related(&self, index: usize, related: &Related) -> Value {
        json!({
            "id": index,
            "message": { "text": plain(&related.message) },
            "physicalLocation": related.elsewhere.as_ref().map_or_else(|| self.place(related.span), |there| elsewhere(there)),
        })
    }

    fn place(&self, span: Span) -> Value {
        json!({ "artifactLocation": self.location, "region": self.region(span) })
    }

    /// Lines and columns from 1, the end after the last character (section 3.30).
    fn region(&self, span: Span) -> Value {
        let (start, end) = (self.places.position(span.start), self.places.position(span.end));
        json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
    }

    /// A repair (section 3.55).
    fn fix(&self, fix: &Fix) -> Value {
        let reason = fix.reason.as_ref().map(|reason| format!(" ({}: {reason})", fix.safety.name()));
        let replacements: Value = fix.edits.iter().map(|edit| self.replacement(edit)).collect();
        json!({
            "description": { "text": plain(&format!("{}{}", fix.title, reason.unwrap_or_default())) },
            "artifactChanges": [{ "artifactLocation": self.location, "replacements": replacements }],
            "properties": { "safety": fix.safety.name() },
        })
    }

    fn replacement(&self, edit: &Edit) -> Value {
        let mut replacement = json!({ "deletedRegion": self.region(edit.span) });
        if !edit.text.is_empty() {
            replacement["insertedContent"] = json!({ "text": *edit.text });
        }
        replacement
    }
}

/// A place in another article.
fn elsewhere(there: &Elsewhere) -> Value {
    let (start, end) = (there.start, there.end);
    json!({
        "artifactLocation": Location::of(&there.path),
        "region": { "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column },
    })
}

fn message(finding: &Finding) -> String {
    let help = finding.help.as_ref().map(|help| format!(". {help}"));
    plain(&format!("{}{}", finding.message, help.unwrap_or_default()))
}

/// Text of an article as a message that holds no link of the article's own: viewers follow `[text](target)`
/// (section 3.11.6).
fn plain(text: &str) -> String {
    let printable = crate::text::printable(text);
    if printable.contains("](") { printable.replace('[', "\\[").replace(']', "\\]") } else { printable.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_hold_no_links() {
        assert_eq!(plain("Space in `[a] (b)`"), "Space in `[a] (b)`");
        assert_eq!(plain("see [a](https://b)\u{7}"), "see \\[a\\](https://b)␇");
    }
}
