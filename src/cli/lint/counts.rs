//! Numbers for the summary, the statistics and the exit status.

use std::collections::BTreeMap;

use crate::baseline::Sifted;
use crate::cli::args::SeverityArg;
use crate::findings::{Finding, Safety, Severity};
use crate::reports::Totals;

/// What was found and repaired, in one article or in many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles that were looked at.
    pub files: usize,
    /// Articles with findings.
    pub damaged: usize,
    /// Articles that fixes changed, or would change.
    pub repaired_files: usize,
    /// Fixes that were applied, or would be.
    pub repairs: usize,
    /// Findings that a baseline knows, which are not reported.
    pub known: usize,
    /// Findings of the baseline that are not there any more.
    pub gone: usize,
    /// Findings that are reported, by rule.
    pub rules: BTreeMap<&'static str, RuleCount>,
}

/// Findings of one rule, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCount {
    /// Findings.
    pub findings: usize,
    /// Those of severity error.
    pub errors: usize,
    /// Those of severity warning.
    pub warnings: usize,
    /// Those with a fix that `--fix` applies.
    pub safe: usize,
    /// Those with a fix that only `--unsafe-fixes` applies.
    pub likely: usize,
}

impl Counts {
    /// The counts of one article of which nothing is known yet.
    pub fn one_file() -> Self {
        Self { files: 1, ..Self::default() }
    }

    /// Counts what is reported in an article.
    pub fn add_report(&mut self, findings: &[Finding]) {
        self.damaged += usize::from(!findings.is_empty());
        for finding in findings {
            self.rules.entry(finding.rule).or_default().add_finding(finding);
        }
    }

    /// Counts what a baseline keeps back.
    pub fn add_old(&mut self, sifted: &Sifted) {
        self.known += sifted.seen.values().map(|count| *count as usize).sum::<usize>();
        self.gone += sifted.gone;
    }

    /// Counts the fixes of an article.
    pub fn add_repairs(&mut self, repairs: usize) {
        self.repairs += repairs;
        self.repaired_files += usize::from(repairs > 0);
    }

    /// Adds the counts of more articles.
    pub fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.damaged += other.damaged;
        self.repaired_files += other.repaired_files;
        self.repairs += other.repairs;
        self.known += other.known;
        self.gone += other.gone;
        for (rule, count) in &other.rules {
            self.rules.entry(rule).or_default().add(*count);
        }
    }

    /// Whether something is reported of this severity or above, or of any where none is given.
    pub fn reach(&self, least: Option<SeverityArg>) -> bool {
        let RuleCount { findings, errors, warnings, .. } = self.total();
        match least.map(|SeverityArg(severity)| severity) {
            Some(Severity::Error) => errors > 0,
            Some(Severity::Warning) => errors + warnings > 0,
            Some(Severity::Info) | None => findings > 0,
        }
    }

    /// What reports say of the whole run.
    pub fn totals(&self) -> Totals {
        let RuleCount { findings, safe, likely, .. } = self.total();
        Totals { files: self.files, damaged: self.damaged, findings, safe, likely }
    }

    /// The counts of all rules together.
    pub fn total(&self) -> RuleCount {
        let mut total = RuleCount::default();
        self.rules.values().for_each(|count| total.add(*count));
        total
    }
}

impl RuleCount {
    fn add_finding(&mut self, finding: &Finding) {
        self.findings += 1;
        self.errors += usize::from(finding.severity == Severity::Error);
        self.warnings += usize::from(finding.severity == Severity::Warning);
        match finding.fixes.iter().map(|fix| fix.safety).max() {
            Some(Safety::Safe) => self.safe += 1,
            Some(Safety::Unsafe) => self.likely += 1,
            _ => {}
        }
    }

    fn add(&mut self, other: Self) {
        self.findings += other.findings;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.safe += other.safe;
        self.likely += other.likely;
    }
}
