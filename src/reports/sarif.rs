//! `sarif`: the Static Analysis Results Interchange Format, version 2.1.0, of OASIS. Section numbers are of its text.

use std::io;

use serde_json::{Value, json};

use super::json::Items;
use super::sarif_result::{View, level};
use super::{FileReport, Format, Totals};
use crate::baseline::unique_fingerprints;
use crate::findings::Severity;
use crate::rules::{self, Rule, page, rule_address};
use crate::text::path_text;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

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
        let view = View::new(file.source);
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
