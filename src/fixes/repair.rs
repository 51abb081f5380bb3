//! Fixing until nothing changes.

use super::apply;
use super::carry::carry;
use super::select::{applicable, edits_of, select};
use crate::findings::{Edit, Finding, Safety};
use crate::lint::{Document, Report};
use crate::settings::Settings;
use crate::text::Source;

/// Passes after which an article that still changes shows a bug in a rule.
pub const MAX_PASSES: u32 = 10;

/// An article after its fixes.
#[derive(Clone, Debug)]
pub struct Repaired {
    /// The article with its new text.
    pub source: Source,
    /// What is left to report, with spans in the new text.
    pub report: Report,
    /// Number of fixes that were applied, in all passes.
    pub applied: usize,
    /// Number of passes that changed something.
    pub passes: u32,
    /// Rules whose fixes still change the article after [`MAX_PASSES`] passes: a bug in them. Empty where all is well.
    pub unsettled: Vec<&'static str>,
}

/// Applies the fixes that are at least `least` safe, lints again, and so on until nothing changes.
pub fn repair(source: Source, settings: &Settings, least: Safety) -> Repaired {
    let mut document = Document::new(source);
    let mut report = document.report(settings);
    let (mut applied, mut passes) = (0, 0);
    let unsettled = loop {
        let fixes = select(&report.findings, least);
        if fixes.is_empty() {
            break Vec::new();
        }
        let next = (passes < MAX_PASSES).then(|| repaired(&document, &edits_of(&fixes))).flatten();
        let Some(next) = next else { break rules_with_fixes(&report.findings, least) };
        applied += fixes.len();
        passes += 1;
        document = next;
        report = document.report(settings);
    };
    Repaired { source: document.into_source(), report, applied, passes, unsettled }
}

/// The article after `edits`, read with what is known of its damage so far. `None` where copydesk would refuse the new
/// text for its length or a NUL byte, which no fix writes.
fn repaired(document: &Document, edits: &[&Edit]) -> Option<Document> {
    let source = document.source().with_text(apply(document.source().text(), edits)).ok()?;
    Some(Document::with_priors(source, &carry(document.priors(), edits)))
}

fn rules_with_fixes(findings: &[Finding], least: Safety) -> Vec<&'static str> {
    let mut rules: Vec<_> =
        findings.iter().filter(|finding| applicable(finding, least).is_some()).map(|finding| finding.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}
