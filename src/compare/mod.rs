//! A translation beside its original: the core that the command line, the server and other programs call.
//!
//! An [`Original`] is read once. What is found in a [`Document`] beside it are the findings of the document and those of the
//! group `translation`, whose related places lie in the original. An edit of the translation reads anew what it changes:
//! the skeletons of the other pieces are kept with them.

mod repair;

pub use repair::repair_beside;

use crate::differences::Comparison;
use crate::findings::{Context, Finding, Findings, Severity};
use crate::lint::{Document, Report, beside_context};
use crate::rules::{self, Group, Rule};
use crate::settings::Settings;
use crate::skeleton::Skeleton;
use crate::text::Source;

/// An original, and what translations of it keep.
#[derive(Clone, Debug)]
pub struct Original {
    source: Source,
    skeleton: Skeleton,
}

impl Original {
    /// Reads an original.
    pub fn new(source: &Source, settings: &Settings) -> Self {
        Self::of(&Document::new(source, settings))
    }

    /// The original that a document is: one that is open in an editor.
    pub fn of(document: &Document) -> Self {
        Self { source: document.source(), skeleton: document.skeleton() }
    }

    /// The article.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What is found in `translation`, beside this original. `settings` are those that the document was read with.
    pub fn report(&self, translation: &Document, settings: &Settings) -> Report {
        translation.report_with(self.findings(translation, settings), settings)
    }

    /// What only the comparison tells.
    fn findings(&self, translation: &Document, settings: &Settings) -> Vec<Finding> {
        let rules: Vec<(&Rule, Severity)> =
            settings.rules().filter(|(rule, _)| rule.group == Group::Translation).collect();
        if rules.is_empty() {
            return Vec::new();
        }
        let (source, skeleton) = (translation.source(), translation.skeleton());
        let with_numbers = rules.iter().any(|(rule, _)| rule.name == "changed-number");
        let comparison = Comparison::new((&self.source, &self.skeleton), (source.text(), &skeleton), with_numbers);
        let check = |context: &Context| {
            let mut findings = Findings::default();
            for (rule, severity) in &rules {
                if rule.flavors.contains(&source.flavor()) {
                    let first = findings.len();
                    (rule.check)(context, &mut findings);
                    findings.stamp(first, rule.name, *severity, source.text());
                }
            }
            findings.into_list()
        };
        let mut findings = beside_context(&source, settings, &comparison, check);
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        without_told(findings, translation)
    }
}

/// What a rule found in the translation by itself needs no second finding: it knows the damage better.
fn without_told(mut findings: Vec<Finding>, translation: &Document) -> Vec<Finding> {
    let mut told: Vec<(u32, u32)> = Vec::new();
    for (start, piece) in translation.with_starts() {
        told.extend(piece.findings().iter().map(|finding| (finding.span.start + start, finding.span.end + start)));
    }
    told.sort_unstable();
    findings.retain(|finding| {
        let keeps = finding.rule == "other-revision";
        let next = told.partition_point(|&(start, _)| start < finding.span.start);
        let overlaps = |&(start, end): &(u32, u32)| start < finding.span.end.max(finding.span.start + 1) && end > finding.span.start;
        let near = told[next.saturating_sub(1)..].iter().take(2);
        keeps || !near.into_iter().any(overlaps)
    });
    findings
}

/// Compares a translation with its original: what `copydesk compare` does.
pub fn compare(original: &Source, translation: &Source, settings: &Settings) -> Report {
    Original::new(original, settings).report(&Document::new(translation, settings), settings)
}

/// Whether a rule is about translations, and so silent where no original is known.
pub fn needs_original(rule: &str) -> bool {
    rules::named(rule).is_some_and(|rule| rule.group == Group::Translation)
}
