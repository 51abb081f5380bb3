//! One line of JSON with an article in one of its fields.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use jsonc_parser::ast::{ObjectPropName, StringLit, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde::Serialize;

use super::counts::Counts;
use crate::cli::fault::REPORT;
use crate::findings::Safety;
use crate::fixes::{Repaired, repair};
use crate::lint::{Report, lint};
use crate::reports::{FileReport, Format, JsonLines};
use crate::settings::Settings;
use crate::summary::Summary;
use crate::text::{Flavor, Source};

/// JSON as RFC 8259 has it, and numbers that are none, as in many corpora.
const JSON: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_trailing_commas: false,
    allow_non_finite_numbers: true,
    allow_loose_object_property_names: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_extended_string_escapes: false,
};

/// How lines are worked on.
pub struct LineWork {
    /// The settings of the articles.
    pub settings: Arc<Settings>,
    /// The path that they are given.
    pub path: PathBuf,
    /// Their flavor.
    pub flavor: Flavor,
    /// The most bytes of an article.
    pub most_bytes: usize,
    /// The field that holds the article; dots part keys.
    pub field: String,
    /// The least safety of the fixes that are applied, where lines are repaired.
    pub least: Option<Safety>,
}

/// What came of a line.
pub struct LineDone {
    /// What is written in its place.
    pub out: Vec<u8>,
    /// Its numbers.
    pub counts: Counts,
    /// Why its article could not be linted.
    pub problem: Option<String>,
}

/// What is told about the article of a line: the columns of the Python package.
#[derive(Default, Serialize)]
struct Told<'a> {
    line: u64,
    findings: Option<u32>,
    errors: Option<u32>,
    repairable: Option<u32>,
    likely: Option<u32>,
    lost_content: Option<u32>,
    damaged_bytes: Option<u32>,
    damaged_share: Option<f64>,
    damage_score: Option<f64>,
    rules: Option<Vec<&'static str>>,
    rule_findings: Option<Vec<u32>>,
    error: Option<&'a str>,
}

impl LineWork {
    /// Lints or repairs the article of line `number`, from 1.
    pub fn run(&self, number: u64, line: &[u8]) -> LineDone {
        if line.trim_ascii().is_empty() {
            return LineDone { out: line.to_vec(), counts: Counts::default(), problem: None };
        }
        let done = catch_unwind(AssertUnwindSafe(|| self.read(number, line)));
        done.unwrap_or_else(|_| Err(format!("could not be linted: {REPORT}")))
            .unwrap_or_else(|why| self.unread(number, line, why))
    }

    /// What is written for a line whose article cannot be linted.
    pub fn unread(&self, number: u64, line: &[u8], why: String) -> LineDone {
        let out = match self.least {
            Some(_) => line.to_vec(),
            None => told(&Told { line: number, error: Some(&why), ..Told::default() }, &[]),
        };
        LineDone { out, counts: Counts::one_file(), problem: Some(why) }
    }

    fn read(&self, number: u64, line: &[u8]) -> Result<LineDone, String> {
        let json = std::str::from_utf8(line).map_err(|_| "is not UTF-8".to_owned())?;
        let json = json.trim_start_matches('\u{feff}');
        let parsed = parse_to_ast(json, &CollectOptions::default(), &JSON);
        let value =
            parsed.map_err(|error| format!("is no JSON (column {}: {})", error.column_display(), error.kind()))?;
        let Some(article) = self.article(value.value)? else {
            let out =
                if self.least.is_some() { line.to_vec() } else { told(&Told { line: number, ..Told::default() }, &[]) };
            return Ok(LineDone { out, counts: Counts::one_file(), problem: None });
        };
        let source = self.source(article.value.as_ref())?;
        Ok(match self.least {
            None => self.linted(number, &source),
            Some(least) => self.repaired(json, &article, source, least),
        })
    }

    /// The string in the field; nothing where that is null.
    fn article<'t>(&self, value: Option<Value<'t>>) -> Result<Option<StringLit<'t>>, String> {
        let field = &self.field;
        let missing = || format!("has no field \"{field}\"");
        match value.and_then(|value| found(value, field)).ok_or_else(missing)? {
            Value::StringLit(string) => Ok(Some(string)),
            Value::NullKeyword(_) => Ok(None),
            _ => Err(format!("has something else than text in the field \"{field}\"")),
        }
    }

    fn source(&self, text: &str) -> Result<Source, String> {
        if text.len() > self.most_bytes {
            return Err(format!("has an article that is longer than {} bytes", self.most_bytes));
        }
        Source::new(self.path.clone(), self.flavor, text).map_err(|error| format!("has an article that {error}"))
    }

    fn linted(&self, number: u64, source: &Source) -> LineDone {
        let report = lint(source.clone(), &self.settings);
        let summary = Summary::new(&report, source);
        let row = Told {
            line: number,
            findings: Some(summary.findings),
            errors: Some(summary.errors),
            repairable: Some(summary.repairable),
            likely: Some(summary.likely),
            lost_content: Some(summary.lost_content),
            damaged_bytes: Some(summary.damaged_bytes),
            damaged_share: Some(summary.damaged_share()),
            damage_score: Some(summary.damage_score()),
            rules: Some(summary.rules.keys().copied().collect()),
            rule_findings: Some(summary.rules.values().copied().collect()),
            error: None,
        };
        LineDone { out: told(&row, &self.details(source, &report)), counts: counts(&report, 0), problem: None }
    }

    /// The findings as the format `jsonl` has them, with offsets in the article.
    fn details(&self, source: &Source, report: &Report) -> Vec<u8> {
        let mut lines = Vec::new();
        let file = FileReport { source, findings: &report.findings, linter: &*self.settings };
        // A vector takes everything.
        let _ = JsonLines.file(&mut lines, file);
        lines
    }

    fn repaired(&self, json: &str, article: &StringLit, source: Source, least: Safety) -> LineDone {
        let Repaired { source, report, applied, .. } = repair(source, &self.settings, least);
        let counts = counts(&report, applied);
        let mut out = json.as_bytes().to_vec();
        if applied > 0 {
            let range = article.range();
            // A string has no reason not to become JSON.
            let text = serde_json::to_vec(source.text()).unwrap_or_default();
            out.splice(range.start()..range.end(), text);
        }
        LineDone { out, counts, problem: None }
    }
}

/// What stands at `field`, a key or keys that dots part.
fn found<'t>(value: Value<'t>, field: &str) -> Option<Value<'t>> {
    let Value::Object(object) = value else { return None };
    let mut below = None;
    // Where a key is there twice, the last one counts, as for most readers.
    for property in object.properties.into_iter().rev() {
        let (ObjectPropName::String(StringLit { value: name, .. }), value) = (property.name, property.value) else {
            continue;
        };
        if name == field {
            return Some(value);
        }
        let rest = field.strip_prefix(name.as_ref()).and_then(|rest| rest.strip_prefix('.'));
        below = below.or(rest.and_then(|rest| found(value, rest)));
    }
    below
}

fn counts(report: &Report, repairs: usize) -> Counts {
    let mut counts = Counts::one_file();
    counts.add_report(&report.findings);
    counts.add_repairs(repairs);
    counts
}

/// One line of JSON: the numbers, and the findings, which are on a line each.
fn told(row: &Told, details: &[u8]) -> Vec<u8> {
    let mut out = serde_json::to_vec(row).unwrap_or_default();
    out.pop();
    out.extend_from_slice(b",\"details\":[");
    out.extend(details.trim_ascii_end().iter().map(|&byte| if byte == b'\n' { b',' } else { byte }));
    out.extend_from_slice(b"]}\n");
    out
}
