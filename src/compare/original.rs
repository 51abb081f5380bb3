//! An original, and what is found beside it.

use std::collections::HashSet;
use std::sync::Arc;

use super::conventions::{Habits, allowed, language};
use crate::differences::{Comparison, Habit, Side, aligned, named_marks, rising};
use crate::findings::{Context, Finding, Findings, Severity};
use crate::lint::{Document, Report, beside_context};
use crate::rules::{self, Group, Rule};
use crate::settings::Settings;
use crate::skeleton::Skeleton;
use crate::text::{Dialect, Source, path_text};

/// The rule that speaks for many places at once.
const OTHER_REVISION: &str = "other-revision";

/// How many times as long as the other one of a pair may be, where both have a few bytes.
const MOST_TIMES: usize = 100;
const LEAST: usize = 200;

/// An original, and what translations of it keep.
#[derive(Clone, Debug)]
pub struct Original {
    source: Arc<Source>,
    skeleton: Arc<Skeleton>,
    /// The same as it was when it was translated.
    recorded: Option<Arc<Original>>,
}

impl Original {
    /// Reads an original. What is damaged in it is not looked for: that is told where it is linted itself.
    pub fn new(source: &Source, settings: &Settings) -> Self {
        Self::of(&Document::new(source, &settings.only(|_| false)))
    }

    /// The original that a document is: one that is open in an editor.
    pub fn of(document: &Document) -> Self {
        Self { source: Arc::new(document.source()), skeleton: Arc::new(document.skeleton()), recorded: None }
    }

    /// The same original, of which `recorded` is what was translated. What differs from one of them alone is no damage: the
    /// translation is older, or was brought up to date.
    pub fn with_recorded(&self, recorded: Arc<Original>) -> Self {
        Self { recorded: Some(recorded), ..self.clone() }
    }

    /// The article.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Why `translation` cannot be compared with it, as it goes on after the translation's name.
    pub fn is_no_pair_with(&self, translation: &Source) -> Option<String> {
        self.no_pair(&path_text(self.source.path()), translation.text().len())
    }

    /// The same with `name` for the original.
    pub(crate) fn is_no_pair_called(&self, name: &str, translation: &Source) -> Option<String> {
        self.no_pair(name, translation.text().len())
    }

    /// Whether `translation` can be compared with it.
    pub(crate) fn is_pair_with(&self, translation: &Document) -> bool {
        self.no_pair("", translation.len()).is_none()
    }

    /// Why a translation of this length in bytes cannot be compared with it; it is told as `original`.
    fn no_pair(&self, original: &str, length: usize) -> Option<String> {
        let (first, second) = (self.source.text().len(), length);
        let is_longer = second > MOST_TIMES * first.max(LEAST) || first > MOST_TIMES * second.max(LEAST);
        is_longer.then(|| {
            format!("has {second} bytes, and its original, {original}, has {first}; it is no translation of it")
        })
    }

    /// Which lines belong together, counted from 0: where blocks that stand for each other begin in `translation`, and in
    /// this original. Both rise from pair to pair.
    pub fn aligned_lines(&self, translation: &Document) -> Vec<(u32, u32)> {
        let source = translation.source();
        let first = Side { text: self.source.text(), skeleton: &self.skeleton };
        let second = Side { text: source.text(), skeleton: &translation.skeleton() };
        let places = aligned(first, second);
        let (lines, others) = (source.lines(), self.source.lines());
        rising(places.into_iter().map(|(place, other)| (lines.line_of(place), others.line_of(other))))
    }

    /// What is found in `translation`, beside this original. `settings` are those that the document was read with.
    pub fn report(&self, translation: &Document, settings: &Settings) -> Report {
        translation.report_with(settings, |own| {
            let mut found = self.findings(translation, settings);
            settle(own, &mut found);
            own.append(&mut found);
        })
    }

    /// What `translation` does in place of what this original does, and is not allowed by `settings`.
    pub fn habits(&self, translation: &Document, settings: &Settings) -> Habits {
        let (source, skeleton) = (translation.source(), translation.skeleton());
        let mut comparison = Comparison::new((&self.source, &self.skeleton), (source.text(), &skeleton), false);
        comparison.allow(source.text(), &allowed(settings, source.path(), self.source.path()));
        let mut done: HashSet<Habit> = comparison.habits(source.text()).collect();
        if let Some(recorded) = &self.recorded {
            let before = recorded.habits(translation, settings);
            done.retain(|habit| before.done.contains(habit));
        }
        let kept = named_marks(Side { text: source.text(), skeleton: &skeleton }).map(str::to_owned).collect();
        Habits { language: language(source.path(), self.source.path()), done, kept }
    }

    /// What only the comparison tells.
    fn findings(&self, translation: &Document, settings: &Settings) -> Vec<Finding> {
        let rules: Vec<(&Rule, Severity)> =
            settings.rules().filter(|(rule, _)| rule.group == Group::Translation).collect();
        if rules.is_empty() {
            return Vec::new();
        }
        let recorded = self.recorded.as_ref().map(|recorded| recorded.findings(translation, settings));
        let (source, skeleton) = (translation.source(), translation.skeleton());
        let with_numbers = rules.iter().any(|(rule, _)| rule.name == "changed-number");
        let mut comparison = Comparison::new((&self.source, &self.skeleton), (source.text(), &skeleton), with_numbers);
        comparison.allow(source.text(), &allowed(settings, source.path(), self.source.path()));
        if settings.dialect.is_some_and(Dialect::has_loose_emphasis) {
            comparison.allow_loose_emphasis(source.text());
        }
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
        if let Some(recorded) = recorded {
            // Where much is new, what the newest one tells of single places is left out.
            if findings.iter().any(|finding| finding.rule == OTHER_REVISION) {
                return recorded;
            }
            let places: HashSet<_> = recorded.iter().map(Finding::order).collect();
            findings.retain(|finding| places.contains(&finding.order()));
        }
        findings
    }
}

/// Leaves one finding where a rule found in the translation by itself what the comparison tells too: that which mends more.
/// Both are in the order of their places.
fn settle(own: &mut Vec<Finding>, compared: &mut Vec<Finding>) {
    let mut needless = vec![false; own.len()];
    let mut from = 0;
    compared.retain(|finding| {
        if finding.rule == OTHER_REVISION {
            return true;
        }
        let end = finding.span.end.max(finding.span.start + 1);
        while own.get(from).is_some_and(|other| other.span.end <= finding.span.start) {
            from += 1;
        }
        let near = own[from..].iter().enumerate().take_while(|(_, other)| other.span.start < end).take(MOST_NEAR);
        let touching: Vec<usize> =
            near.filter(|(_, other)| other.span.end > finding.span.start).map(|(at, _)| from + at).collect();
        let best = |finding: &Finding| finding.fixes.iter().map(|fix| fix.safety).max();
        let wins = touching.iter().all(|&at| best(&own[at]) < best(finding));
        if wins {
            for at in touching {
                needless[at] = true;
            }
        }
        wins
    });
    let mut needless = needless.into_iter();
    own.retain(|_| !needless.next().unwrap_or_default());
}

/// Findings at one place that are compared with another one.
const MOST_NEAR: usize = 16;

/// Compares a translation with its original: what `copydesk compare` does.
pub fn compare(original: &Source, translation: &Source, settings: &Settings) -> Report {
    Original::new(original, settings).report(&Document::new(translation, settings), settings)
}

/// Whether a rule is about translations, and so silent where no original is known.
pub fn needs_original(rule: &str) -> bool {
    rules::named(rule).is_some_and(|rule| rule.group == Group::Translation)
}
