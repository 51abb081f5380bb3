//! One damage after the other: what an editor shows of the next one, and what it can do about it.

use lsp_types::{Position, Url};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};

use super::actions::{self, Choice};
use super::hover::first_sentence;
use super::shown_fix::shown_fix;
use crate::findings::{Finding, Outlook};
use crate::rules::{self, Group};
use crate::server::protocol;
use crate::server::state::Analysis;

/// The groups of the rules that find damaged tags: weak signs of more of them count near these.
const TELLING: [Group; 3] = [Group::Tags, Group::Structure, Group::Tables];

/// Where a walk stands: what begins before `position` is behind it, and so are the first `passed` that begin there.
///
/// A walk goes from where it began to the end of the article, and then from the top to where it began.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Stand {
    position: Position,
    passed: usize,
    /// Where the walk began; at the top where nothing is said.
    began: Option<Position>,
    /// Whether it has gone on from the top.
    wrapped: bool,
    /// Whether it begins now: with the damage that the cursor is in, on its line.
    #[serde(skip_serializing)]
    begins: bool,
    /// Where damage was that the walk has mended, moved as the text was.
    #[serde(skip_serializing)]
    mended: Vec<Position>,
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

/// The next damage of a walk, as JSON, and where the walk stands then: `damage` is null where it is through.
pub fn next(analysis: &Analysis, stand: &Stand) -> Value {
    let findings = &findings(analysis, &stand.mended);
    let course = Course::new(analysis, findings, stand);
    let mut counts = Counts::default();
    for finding in findings {
        match Outlook::of(finding) {
            Outlook::Safe => counts.safe += 1,
            Outlook::Likely => counts.likely += 1,
            Outlook::Person => counts.person += 1,
        }
    }
    let Course { index, end, left, stand } = course;
    json!({
        "version": analysis.version,
        "total": findings.len(),
        "left": left,
        "counts": counts,
        "stand": stand,
        "damage": findings[..end].get(index).map(|finding| damage(analysis, findings, index, finding)),
    })
}

/// Which damage comes next.
struct Course {
    index: usize,
    /// The number of damages before the one at which this leg of the walk ends.
    end: usize,
    /// Those that the walk still comes to.
    left: usize,
    stand: Stand,
}

impl Course {
    fn new(analysis: &Analysis, findings: &[Finding], stand: &Stand) -> Self {
        let mut stand = stand.clone();
        if stand.begins {
            stand.position = beginning(analysis, findings, stand.position);
            stand.began = Some(stand.position);
        }
        let before = |place: Position| {
            let offset = protocol::offset(&analysis.text, place);
            findings.partition_point(|finding| finding.span.start < offset)
        };
        let above = stand.began.map_or(0, before);
        let first = before(stand.position);
        let offset = protocol::offset(&analysis.text, stand.position);
        let at_place = findings[first..].iter().take_while(|finding| finding.span.start == offset).count();
        let index = first + stand.passed.min(at_place);
        if !stand.wrapped && (index < findings.len() || above == 0) {
            return Self { index, end: findings.len(), left: findings.len() - index + above, stand };
        }
        if stand.wrapped {
            return Self { index: index.min(above), end: above, left: above.saturating_sub(index), stand };
        }
        let stand = Stand { position: Position::default(), passed: 0, wrapped: true, ..stand };
        Self { index: 0, end: above, left: above, stand }
    }
}

/// Where a walk begins whose cursor is at `place`: at the damage that it is in, where that begins on the same line.
fn beginning(analysis: &Analysis, findings: &[Finding], place: Position) -> Position {
    let cursor = protocol::offset(&analysis.text, place);
    let starts = findings.iter().filter(|finding| finding.span.start < cursor && cursor < finding.span.end);
    let starts = starts.map(|finding| protocol::range(&analysis.text, finding.span).start);
    starts.filter(|start| start.line == place.line).last().unwrap_or(place)
}

/// What there is in an article of which a walk has mended some.
fn findings(analysis: &Analysis, mended: &[Position]) -> Vec<Finding> {
    analysis.findings_near(mended.iter().map(|place| protocol::offset(&analysis.text, *place)).collect())
}

fn damage(analysis: &Analysis, findings: &[Finding], index: usize, finding: &Finding) -> Value {
    let rule = rules::named(finding.rule);
    let alike = findings.iter().filter(|other| is_alike(finding, other)).count();
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
        "fixes": (0..finding.fixes.len()).map(|fix| repair(analysis, findings, index, fix)).collect::<Vec<_>>(),
        "alike": if can_fix_alike { alike } else { 0 },
        "all": Choice::Rule { finding: index },
        "ignore": Choice::Ignore { finding: index },
    })
}

/// Whether a repair of all damage of the kind of `finding` mends `other`.
fn is_alike(finding: &Finding, other: &Finding) -> bool {
    other.rule == finding.rule && Outlook::of(other) != Outlook::Person
}

fn repair(analysis: &Analysis, findings: &[Finding], index: usize, number: usize) -> Value {
    let finding = &findings[index];
    let choice = Choice::Fix { finding: index, fix: number };
    let edits = actions::edits_of(analysis, findings, choice).unwrap_or_default();
    let fix = &finding.fixes[number];
    let shown = shown_fix(analysis, findings, finding, fix);
    let changes: Vec<_> =
        shown.changes.iter().map(|change| json!({ "before": change.before, "after": change.after })).collect();
    json!({
        "title": actions::title_of(finding, number),
        "safety": fix.safety.name(),
        "reason": fix.reason.as_deref(),
        "changes": changes,
        "more": shown.more,
        "table": shown.table,
        "edits": protocol::text_edits(&analysis.text, &edits),
        "choice": choice,
    })
}

/// What an editor chose.
#[derive(Clone, Debug, Deserialize)]
pub struct Taken {
    /// The document.
    pub uri: Url,
    version: i32,
    choice: Choice,
    #[serde(default)]
    mended: Vec<Position>,
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

    /// The edits that do it, and the places of the damage that they mend, as JSON; none where nothing would change, or
    /// the document is another one by now.
    pub fn outcome(&self, analysis: &Analysis) -> Value {
        if analysis.version != self.version {
            return json!({ "edits": [], "mended": [] });
        }
        let findings = findings(analysis, &self.mended);
        let edits = actions::edits_of(analysis, &findings, self.choice).unwrap_or_default();
        let start = |finding: &Finding| protocol::range(&analysis.text, finding.span).start;
        let mended = findings.iter().enumerate().filter(|(index, one)| self.mends(&findings, *index, one));
        json!({
            "edits": protocol::text_edits(&analysis.text, &edits),
            "mended": mended.map(|(_, one)| start(one)).collect::<Vec<_>>(),
        })
    }

    /// Whether the choice mends a finding whose damage makes other damage near it likely.
    fn mends(&self, findings: &[Finding], index: usize, finding: &Finding) -> bool {
        let tells = rules::named(finding.rule).is_some_and(|rule| TELLING.contains(&rule.group));
        tells
            && match self.choice {
                Choice::Fix { finding: chosen, .. } => index == chosen,
                Choice::Rule { finding: chosen } => findings.get(chosen).is_some_and(|one| is_alike(one, finding)),
                Choice::Ignore { .. } | Choice::All => false,
            }
    }
}
