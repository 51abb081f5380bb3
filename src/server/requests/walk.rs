//! One damage after the other: what an editor shows of the next one, and what it can do about it.

use lsp_types::{Position, TextEdit, Url};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};

use super::actions::{self, Choice};
use super::hover::first_sentence;
use super::shown_fix::shown_fix;
use crate::findings::{Finding, Outlook};
use crate::rules;
use crate::server::protocol;
use crate::server::state::Analysis;

/// Where a walk stands: what begins before `position` is behind it, and so are the first `passed` that begin there.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Stand {
    position: Position,
    #[serde(default)]
    passed: usize,
}

impl Stand {
    /// What an argument of a command says; the beginning of the article where it says nothing.
    ///
    /// # Errors
    /// Where it is no place.
    pub fn read(argument: Option<&Value>) -> Result<Self> {
        let Some(argument) = argument.filter(|argument| !argument.is_null()) else { return Ok(Self::default()) };
        serde_json::from_value(argument.clone()).map_err(|error| Error::invalid_params(format!("no place: {error}")))
    }
}

/// How much there is to do in an article.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Counts {
    /// Repairs that change no words.
    safe: usize,
    /// Repairs to be checked.
    likely: usize,
    /// What needs a person.
    person: usize,
}

/// The next damage at or behind a place, as JSON: `damage` is null where there is none.
pub fn next(analysis: &Analysis, stand: Stand) -> Value {
    let findings = analysis.findings();
    let offset = protocol::offset(&analysis.text, stand.position);
    let first = findings.partition_point(|finding| finding.span.start < offset);
    let at_place = findings[first..].iter().take_while(|finding| finding.span.start == offset).count();
    let index = first + stand.passed.min(at_place);
    let mut counts = Counts::default();
    for finding in findings {
        match Outlook::of(finding) {
            Outlook::Safe => counts.safe += 1,
            Outlook::Likely => counts.likely += 1,
            Outlook::Person => counts.person += 1,
        }
    }
    json!({
        "version": analysis.version,
        "total": findings.len(),
        "left": findings.len() - index,
        "counts": counts,
        "damage": findings.get(index).map(|finding| damage(analysis, index, finding)),
    })
}

fn damage(analysis: &Analysis, index: usize, finding: &Finding) -> Value {
    let rule = rules::named(finding.rule);
    let is_alike = |other: &&Finding| other.rule == finding.rule && Outlook::of(other) != Outlook::Person;
    let alike = analysis.findings().iter().filter(is_alike).count();
    let can_fix_alike = Outlook::of(finding) != Outlook::Person;
    json!({
        "number": index + 1,
        "range": protocol::range(&analysis.text, finding.span),
        "rule": finding.rule,
        "severity": finding.severity.name(),
        "outlook": Outlook::of(finding).name(),
        "message": *finding.message,
        "help": finding.help.as_deref(),
        "why": rule.map(|rule| first_sentence(rule.why)),
        "fixes": (0..finding.fixes.len()).map(|fix| repair(analysis, index, finding, fix)).collect::<Vec<_>>(),
        "alike": if can_fix_alike { alike } else { 0 },
        "all": Choice::Rule { finding: index },
        "ignore": Choice::Ignore { finding: index },
    })
}

fn repair(analysis: &Analysis, index: usize, finding: &Finding, number: usize) -> Value {
    let fix = &finding.fixes[number];
    let shown = shown_fix(analysis, finding, fix);
    let changes: Vec<_> =
        shown.changes.iter().map(|change| json!({ "before": change.before, "after": change.after })).collect();
    json!({
        "title": *fix.title,
        "safety": fix.safety.name(),
        "reason": fix.reason.as_deref(),
        "changes": changes,
        "more": shown.more,
        "table": shown.table,
        "edits": protocol::text_edits(&analysis.text, &fix.edits),
        "choice": Choice::Fix { finding: index, fix: number },
    })
}

/// What an editor chose.
#[derive(Clone, Debug, Deserialize)]
pub struct Taken {
    /// The document.
    pub uri: Url,
    version: i32,
    choice: Choice,
}

impl Taken {
    /// What an argument of a command says.
    ///
    /// # Errors
    /// Where it says no choice.
    pub fn read(argument: Option<&Value>) -> Result<Self> {
        let argument = argument.cloned().unwrap_or_default();
        serde_json::from_value(argument).map_err(|error| Error::invalid_params(format!("no choice: {error}")))
    }

    /// The edits that do it; none where nothing would change, or the document is another one by now.
    pub fn edits(&self, analysis: &Analysis) -> Vec<TextEdit> {
        let is_current = analysis.version == self.version;
        let edits = is_current.then(|| actions::edits(analysis, self.choice)).flatten().unwrap_or_default();
        protocol::text_edits(&analysis.text, &edits)
    }
}
