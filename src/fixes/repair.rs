//! Fixing until nothing changes.

use super::apply;
use super::carry::carry;
use super::select::{applicable, edits_of, select};
use crate::findings::{Edit, Finding, Fix, Safety};
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
        let mut fixes = wanted(&document, &report, least);
        let fresh;
        if fixes.is_empty() && passes > 0 {
            // A later run knows nothing of the damage that was mended: what it would do is done now.
            let unprimed = Document::new(document.source().clone());
            fresh = unprimed.report(settings);
            fixes = wanted(&unprimed, &fresh, least);
        }
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

/// The fixes of a report that are applied together.
fn wanted<'r>(document: &Document, report: &'r Report, least: Safety) -> Vec<&'r Fix> {
    let fixes = select(&report.findings, least);
    if least == Safety::Safe { harmless(document, fixes, MOST_HALVINGS) } else { fixes }
}

/// The article after `edits`, read with what is known of its damage so far. `None` where copydesk would refuse the new
/// text for its length or a NUL byte, which no fix writes.
fn repaired(document: &Document, edits: &[&Edit]) -> Option<Document> {
    let source = document.source().with_text(apply(document.source().text(), edits)).ok()?;
    Some(Document::with_priors(source, &carry(document.priors(), edits)))
}

/// How often a list of fixes is halved to find the harmful ones; what is left after that is not applied.
const MOST_HALVINGS: u32 = 10;

/// The fixes that, applied together, leave no more intended tags without a partner than there were: a safe fix may take
/// away what kept its neighbour from being read as a tag.
fn harmless<'f>(document: &Document, fixes: Vec<&'f Fix>, halvings: u32) -> Vec<&'f Fix> {
    if fixes.is_empty() || !is_harmful(document, &fixes) {
        return fixes;
    }
    if fixes.len() == 1 || halvings == 0 {
        return Vec::new();
    }
    let (first, second) = fixes.split_at(fixes.len() / 2);
    let mut kept = harmless(document, first.to_vec(), halvings - 1);
    let alone = kept.len();
    kept.extend(harmless(document, second.to_vec(), halvings - 1));
    if is_harmful(document, &kept) {
        kept.truncate(alone);
    }
    kept
}

fn is_harmful(document: &Document, fixes: &[&Fix]) -> bool {
    let text = apply(document.source().text(), &edits_of(fixes));
    let unmatched = |source: Source| Document::new(source).tree().unmatched();
    let after = document.source().with_text(text).map(unmatched);
    let before = if document.priors().offsets().is_empty() {
        document.tree().unmatched()
    } else {
        unmatched(document.source().clone())
    };
    after.is_ok_and(|after| after > before)
}

fn rules_with_fixes(findings: &[Finding], least: Safety) -> Vec<&'static str> {
    let mut rules: Vec<_> =
        findings.iter().filter(|finding| applicable(finding, least).is_some()).map(|finding| finding.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}
