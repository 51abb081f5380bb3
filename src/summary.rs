//! The numbers by which articles of a corpus are sorted and filtered.

use std::collections::BTreeMap;

use crate::findings::{Finding, Safety, Severity};
use crate::lint::Report;
use crate::text::{Source, Span};

/// Rules whose findings say that words, an address or a table are gone. A repair may tidy the place up; it brings nothing back.
const OF_LOSS: [&str; 5] = ["filler-run", "leaked-placeholder", "lost-address", "lost-block", "lost-cells"];

/// What a report comes to in numbers.
///
/// ```
/// use copydesk::{Flavor, Settings, Source, Summary, lint};
///
/// let article = Source::new("risks.html", Flavor::Html, "<p>< strong >Risks:</strong> two</p>")?;
/// let summary = Summary::new(&lint(article.clone(), &Settings::default()), &article);
/// assert_eq!((summary.findings, summary.errors, summary.repairable), (1, 1, 1));
/// assert_eq!(summary.rules["spaced-tag"], 1);
/// # Ok::<(), copydesk::Unreadable>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings.
    pub findings: u32,
    /// Those of severity error: readers see broken markup, or miss text.
    pub errors: u32,
    /// Those of severity warning.
    pub warnings: u32,
    /// Those with a safe fix.
    pub repairable: u32,
    /// Those that only an unsafe fix repairs.
    pub likely: u32,
    /// Those that say that words, an address or a table are gone, which no repair brings back.
    pub lost_content: u32,
    /// Bytes that findings cover; those that several cover count once.
    pub damaged_bytes: u32,
    /// Bytes of the article.
    pub bytes: u32,
    /// Findings of each rule that found something, by its name.
    pub rules: BTreeMap<&'static str, u32>,
}

impl Summary {
    /// The numbers of a report on `article`.
    pub fn new(report: &Report, article: &Source) -> Self {
        Self::of_length(report, article.text().len() as u32)
    }

    /// The numbers of a report on an article of `bytes` bytes, such as a document that is edited.
    pub fn of_length(report: &Report, bytes: u32) -> Self {
        let mut summary = Self { bytes, ..Self::default() };
        report.findings.iter().for_each(|finding| summary.add(finding));
        summary.damaged_bytes = covered(&report.findings);
        summary
    }

    fn add(&mut self, finding: &Finding) {
        self.findings += 1;
        self.errors += u32::from(finding.severity == Severity::Error);
        self.warnings += u32::from(finding.severity == Severity::Warning);
        match finding.fixes.iter().map(|fix| fix.safety).max() {
            Some(Safety::Safe) => self.repairable += 1,
            Some(Safety::Unsafe) => self.likely += 1,
            _ => {}
        }
        self.lost_content += u32::from(OF_LOSS.contains(&finding.rule));
        *self.rules.entry(finding.rule).or_default() += 1;
    }

    /// The part of the article that findings cover, from 0 to 1.
    pub fn damaged_share(&self) -> f64 {
        f64::from(self.damaged_bytes) / f64::from(self.bytes.max(1))
    }

    /// How damaged the article is, from 0 (nothing was found) up to, but never reaching, 1.
    ///
    /// Findings are weighed: an error counts 1, a warning 0.5, anything else 0.1, and a finding of lost content 1 more. The
    /// sum is divided by the thousands of bytes of the article plus one, so that a single finding does not condemn a short
    /// text; what comes out, `d`, becomes `d / (1 + d)`. One error in a thousand bytes gives 0.33, one in ten thousand 0.08,
    /// ten in a thousand 0.83.
    pub fn damage_score(&self) -> f64 {
        let others = self.findings - self.errors - self.warnings;
        let weight =
            f64::from(self.errors + self.lost_content) + 0.5 * f64::from(self.warnings) + 0.1 * f64::from(others);
        let density = weight / (f64::from(self.bytes) / 1000.0 + 1.0);
        density / (1.0 + density)
    }
}

/// Bytes that findings, which are in the order of a report, cover.
fn covered(findings: &[Finding]) -> u32 {
    let (mut bytes, mut reached) = (0, 0);
    for Span { start, end } in findings.iter().map(|finding| finding.span) {
        bytes += end.saturating_sub(start.max(reached));
        reached = reached.max(end);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Fix;
    use crate::rules;
    use crate::text::Flavor;

    fn finding(start: u32, end: u32, rule: &'static str, severity: Severity) -> Finding {
        Finding { rule, severity, ..Finding::new(Span::new(start, end), "Test") }
    }

    fn summary(findings: Vec<Finding>) -> Summary {
        let article = Source::new("a.txt", Flavor::Text, "x".repeat(1000)).expect("readable");
        Summary::new(&Report { findings }, &article)
    }

    #[test]
    fn the_rules_of_loss_exist() {
        assert!(OF_LOSS.iter().all(|name| rules::named(name).is_some()));
    }

    #[test]
    fn bytes_that_several_findings_cover_count_once() {
        let spans = [(0, 100), (10, 20), (50, 120), (120, 120), (900, 1000)];
        let findings = spans.map(|(start, end)| finding(start, end, "spaced-tag", Severity::Error));
        let summary = summary(findings.to_vec());
        assert_eq!((summary.damaged_bytes, summary.damaged_share()), (220, 0.22));
        assert_eq!(summary.rules, BTreeMap::from([("spaced-tag", 5)]));
    }

    #[test]
    fn findings_count_by_severity_and_by_their_best_fix() {
        let fixed = |finding: Finding, fix: Fix| finding.fix(fix);
        let found = summary(vec![
            fixed(finding(0, 1, "spaced-tag", Severity::Error), Fix::safe("Mend", Vec::new())),
            fixed(finding(1, 2, "split-word", Severity::Warning), Fix::unsafe_("Mend", Vec::new(), "A guess")),
            fixed(finding(2, 3, "repeated-word", Severity::Info), Fix::shown("Mend", Vec::new(), "A guess")),
            finding(3, 4, "lost-address", Severity::Warning),
        ]);
        assert_eq!((found.findings, found.errors, found.warnings), (4, 1, 2));
        assert_eq!((found.repairable, found.likely, found.lost_content), (1, 1, 1));
    }

    #[test]
    fn the_score_is_what_its_description_says() {
        let close = |score: f64, expected: f64| (score - expected).abs() < 0.005;
        let errors = |count| summary(vec![finding(0, 1, "spaced-tag", Severity::Error); count]).damage_score();
        assert!(errors(0).abs() < f64::EPSILON);
        assert!(close(errors(1), 0.33) && close(errors(10), 0.83));
        let long = Summary { findings: 1, errors: 1, bytes: 10_000, ..Summary::default() };
        assert!(close(long.damage_score(), 0.08));
        let lost = summary(vec![finding(0, 1, "lost-cells", Severity::Warning)]).damage_score();
        assert!(close(lost, 0.75 / 1.75));
    }
}
