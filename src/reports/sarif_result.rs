//! The results of `sarif`: one for each finding. Fields stand in the order of their names, as JSON's own values have them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

use serde::Serialize;

use super::places::Places;
use super::uri::uri;
use crate::findings::{Elsewhere, Finding, Fix, Related, Severity};
use crate::rules;
use crate::text::{Position, Source, Span};

/// The number of each rule among those of the tool.
static NUMBERS: LazyLock<HashMap<&str, usize>> =
    LazyLock::new(|| rules::ALL.iter().enumerate().map(|(number, rule)| (rule.name, number)).collect());

/// A result (section 3.27).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outcome<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Repair<'a>>,
    level: &'static str,
    locations: [Place<'a>; 1],
    message: Message,
    partial_fingerprints: Fingerprints<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<OtherPlace<'a>>,
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
}

/// A new way to make them gets a new number (section 3.27.17).
#[derive(Debug, Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "copydesk/v1")]
    own: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Place<'a> {
    physical_location: Physical<'a>,
}

/// Another place that a finding names (section 3.28).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct OtherPlace<'a> {
    id: usize,
    message: Message,
    physical_location: Physical<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Location<'a>,
    region: Region,
}

/// Where an article lies (section 3.4).
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    uri: Cow<'a, str>,
    /// What a relative path is relative to: the root of the checked-out sources, by a name that GitHub knows too.
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

/// Lines and columns from 1, the end after the last character (section 3.30).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    end_column: u32,
    end_line: u32,
    start_column: u32,
    start_line: u32,
}

/// A repair (section 3.55).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Repair<'a> {
    artifact_changes: [Change<'a>; 1],
    description: Message,
    properties: Properties,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Location<'a>,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Inserted<'a>>,
}

#[derive(Debug, Serialize)]
struct Inserted<'a> {
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Properties {
    safety: &'static str,
}

/// An article while its results are made.
pub(super) struct View<'a> {
    places: Places<'a>,
    location: Location<'a>,
}

impl<'a> View<'a> {
    pub fn new(source: &'a Source) -> Self {
        Self { places: Places::new(source), location: Location::of(source.path()) }
    }

    pub fn result<'b>(&'b self, finding: &'b Finding, fingerprint: &'b str) -> Outcome<'b> {
        let fixes = finding.fixes.iter().filter(|fix| !fix.edits.is_empty());
        let related = finding.related.iter().enumerate();
        Outcome {
            fixes: fixes.map(|fix| self.fix(fix)).collect(),
            level: level(finding.severity),
            locations: [Place { physical_location: self.place(finding.span) }],
            message: Message { text: message(finding) },
            partial_fingerprints: Fingerprints { own: fingerprint },
            related_locations: related.map(|(id, related)| self.related(id, related)).collect(),
            rule_id: finding.rule,
            rule_index: NUMBERS.get(finding.rule).copied(),
        }
    }

    fn related<'b>(&'b self, id: usize, related: &'b Related) -> OtherPlace<'b> {
        let physical_location = match &related.elsewhere {
            None => self.place(related.span),
            Some(there) => elsewhere(there),
        };
        OtherPlace { id, message: Message { text: plain(&related.message) }, physical_location }
    }

    fn place(&self, span: Span) -> Physical<'_> {
        Physical { artifact_location: self.location.borrowed(), region: self.region(span) }
    }

    fn region(&self, span: Span) -> Region {
        Region::new(self.places.position(span.start), self.places.position(span.end))
    }

    fn fix<'b>(&'b self, fix: &'b Fix) -> Repair<'b> {
        let reason = fix.reason.as_ref().map(|reason| format!(" ({}: {reason})", fix.safety.name()));
        let replacements = fix.edits.iter().map(|edit| Replacement {
            deleted_region: self.region(edit.span),
            inserted_content: (!edit.text.is_empty()).then_some(Inserted { text: &edit.text }),
        });
        Repair {
            artifact_changes: [Change {
                artifact_location: self.location.borrowed(),
                replacements: replacements.collect(),
            }],
            description: Message { text: plain(&format!("{}{}", fix.title, reason.unwrap_or_default())) },
            properties: Properties { safety: fix.safety.name() },
        }
    }
}

impl Region {
    fn new(start: Position, end: Position) -> Self {
        Self { end_column: end.column, end_line: end.line, start_column: start.column, start_line: start.line }
    }
}

impl Location<'_> {
    fn of(path: &Path) -> Self {
        Self { uri: Cow::Owned(uri(path)), uri_base_id: path.is_relative().then_some("%SRCROOT%") }
    }

    fn borrowed(&self) -> Location<'_> {
        Location { uri: Cow::Borrowed(&self.uri), uri_base_id: self.uri_base_id }
    }
}

/// A place in another article.
fn elsewhere(there: &Elsewhere) -> Physical<'static> {
    Physical { artifact_location: Location::of(&there.path), region: Region::new(there.start, there.end) }
}

/// How grave a finding is (section 3.27.10).
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
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
