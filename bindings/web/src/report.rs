//! What was found and done, as it goes out.

use std::collections::BTreeMap;

use copydesk::{Elsewhere, Related, Span, Summary};
use ropey::Rope;
use serde::Serialize;

use crate::places::{Extent, LineRange, byte_at, extent, units};

/// The texts that places are in.
#[derive(Clone, Copy)]
pub struct Texts<'a> {
    /// The article.
    pub text: &'a Rope,
    /// The original that it is compared with.
    pub original: Option<&'a Rope>,
}

/// One replacement.
#[derive(Serialize)]
pub struct Edit<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safety: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct OtherPlace<'a> {
    message: &'a str,
    start: usize,
    end: usize,
    range: LineRange,
    /// Whether it is in the original.
    original: bool,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    start: usize,
    end: usize,
    range: LineRange,
    related: Vec<OtherPlace<'a>>,
    fixes: Vec<Fix<'a>>,
}

/// The numbers of a report.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Numbers {
    findings: u32,
    errors: u32,
    warnings: u32,
    repairable: u32,
    likely: u32,
    lost_content: u32,
    damaged_bytes: u32,
    bytes: u32,
    damaged_share: f64,
    damage_score: f64,
    rules: BTreeMap<&'static str, u32>,
}

/// What was found in an article.
#[derive(Serialize)]
pub struct Report<'a> {
    findings: Vec<Finding<'a>>,
    summary: Numbers,
}

impl<'a> Report<'a> {
    /// What goes out of `report`.
    pub fn new(report: &'a copydesk::Report, texts: Texts) -> Self {
        let summary = Summary::of_length(report, texts.text.len_bytes() as u32);
        Self {
            findings: report.findings.iter().map(|found| finding(found, texts)).collect(),
            summary: Numbers {
                damaged_share: summary.damaged_share(),
                damage_score: summary.damage_score(),
                findings: summary.findings,
                errors: summary.errors,
                warnings: summary.warnings,
                repairable: summary.repairable,
                likely: summary.likely,
                lost_content: summary.lost_content,
                damaged_bytes: summary.damaged_bytes,
                bytes: summary.bytes,
                rules: summary.rules,
            },
        }
    }
}

/// An article after repairs.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Repaired<'a> {
    /// Its text.
    pub text: &'a str,
    /// Number of fixes that were applied.
    pub applied: usize,
    /// What turns the old text into the new one.
    pub edits: Vec<Edit<'a>>,
    /// What is left.
    pub report: Report<'a>,
    /// Rules whose fixes were left out because they would never come to an end.
    pub left_out: Vec<&'static str>,
}

/// `edit`, whose places are in `text`.
pub fn edit<'a>(edit: &'a copydesk::Edit, text: &Rope) -> Edit<'a> {
    Edit { start: units(text, edit.span.start), end: units(text, edit.span.end), text: &edit.text }
}

fn finding<'a>(finding: &'a copydesk::Finding, texts: Texts) -> Finding<'a> {
    let Extent { start, end, range } = extent(texts.text, finding.span);
    Finding {
        rule: finding.rule,
        severity: finding.severity.name(),
        message: &finding.message,
        help: finding.help.as_deref(),
        start,
        end,
        range,
        related: finding.related.iter().filter_map(|related| other_place(related, texts)).collect(),
        fixes: finding.fixes.iter().map(|found| fix(found, texts.text)).collect(),
    }
}

fn fix<'a>(fix: &'a copydesk::Fix, text: &Rope) -> Fix<'a> {
    Fix {
        title: &fix.title,
        safety: fix.safety.name(),
        reason: fix.reason.as_deref(),
        edits: fix.edits.iter().map(|found| edit(found, text)).collect(),
    }
}

fn other_place<'a>(related: &'a Related, texts: Texts) -> Option<OtherPlace<'a>> {
    let (text, span) = match &related.elsewhere {
        None => (texts.text, related.span),
        Some(elsewhere) => texts.original.map(|text| (text, span_there(elsewhere, text)))?,
    };
    let Extent { start, end, range } = extent(text, span);
    Some(OtherPlace { message: &related.message, start, end, range, original: related.elsewhere.is_some() })
}

fn span_there(elsewhere: &Elsewhere, text: &Rope) -> Span {
    Span::new(byte_at(text, elsewhere.start), byte_at(text, elsewhere.end))
}

/// The JSON of what goes out.
pub fn json(value: &impl Serialize) -> String {
    // Strings, numbers and lists of such have no way to fail.
    serde_json::to_string(value).unwrap_or_default()
}
