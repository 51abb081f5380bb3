//! Fixing until nothing changes.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use super::apply;
use super::carry::carry;
use super::select::{applicable, edits_of, select};
use crate::findings::active::count_active;
use crate::findings::{Finding, Fix, Safety};
use crate::lint::{Document, Report};
use crate::settings::Settings;
use crate::text::Source;

/// The most passes over an article of any length.
const FEWEST_PASSES: usize = 30;

/// Short articles get as many passes as read this many bytes, and [`MOST_PASSES`] at the most: in a run of damages each
/// that is mended may tell what the next one was.
const BYTES_OF_PASSES: usize = 1 << 20;

const MOST_PASSES: usize = 1_000;

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
    /// Rules whose fixes still change the article after the last pass that it gets. Empty where all is well.
    pub unsettled: Vec<&'static str>,
}

/// Applies the fixes that are at least `least` safe, lints again, and so on until nothing changes.
pub fn repair(source: Source, settings: &Settings, least: Safety) -> Repaired {
    let mut source = source;
    let mut document = Document::new(&source, settings);
    let mut report = document.take_report(settings);
    let most_passes = most_passes(source.text().len());
    let mut cycle = Cycle::default();
    let (mut applied, mut passes) = (0, 0);
    let unsettled = loop {
        let mut fixes = wanted(&source, &document, &report, settings, least);
        let fresh;
        if fixes.is_empty() && passes > 0 {
            // A later run knows nothing of the damage that was mended: what it would do is done now.
            let mut unprimed = Document::new(&source, settings);
            fresh = unprimed.take_report(settings);
            fixes = wanted(&source, &unprimed, &fresh, settings, least);
        }
        if fixes.is_empty() || cycle.ends_with(source.text()) {
            break Vec::new();
        }
        let edits = edits_of(&fixes);
        // No fix writes a NUL byte, and none makes an article too long.
        let next = source.with_text(apply(source.text(), &edits)).ok().filter(|_| passes < most_passes);
        let Some(next) = next else { break rules_with_fixes(&report.findings, least) };
        let priors = carry(&document.priors(), &edits);
        applied += fixes.len();
        passes += 1;
        source = next;
        document = Document::with_priors(&source, settings, &priors);
        report = document.take_report(settings);
    };
    Repaired { source, report, applied, passes, unsettled }
}

/// Notices fixes that undo each other: damage may be read in two ways, of which each makes the other likely.
#[derive(Default)]
struct Cycle {
    /// The texts so far, by their hash.
    seen: Vec<u64>,
    /// The text to end with, where they repeat.
    last: Option<u64>,
}

impl Cycle {
    /// Whether to end with `text`: of texts that repeat always the same one, so that fixing again changes nothing.
    fn ends_with(&mut self, text: &str) -> bool {
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(text);
        if self.last.is_none()
            && let Some(first) = self.seen.iter().position(|&seen| seen == hash)
        {
            self.last = self.seen[first..].iter().min().copied();
        }
        self.seen.push(hash);
        self.last == Some(hash)
    }
}

fn most_passes(length: usize) -> u32 {
    (BYTES_OF_PASSES / length.max(1)).clamp(FEWEST_PASSES, MOST_PASSES) as u32
}

/// The fixes of a report that are applied together.
fn wanted<'r>(
    source: &Source,
    document: &Document,
    report: &'r Report,
    settings: &Settings,
    least: Safety,
) -> Vec<&'r Fix> {
    let fixes = select(&report.findings, least);
    if least != Safety::Safe || fixes.is_empty() {
        return fixes;
    }
    let unmatched = |source: &Source| Document::new(source, settings).unmatched();
    let is_first = document.priors().offsets().is_empty();
    let before = if is_first { document.unmatched() } else { unmatched(source) };
    let active = count_active(source.text());
    let is_harmful = |fixes: &[&Fix]| {
        let after = source.with_text(apply(source.text(), &edits_of(fixes)));
        after.is_ok_and(|after| count_active(after.text()) > active || unmatched(&after) > before)
    };
    harmless(&is_harmful, fixes, MOST_HALVINGS)
}

/// How often a list of fixes is halved to find the harmful ones; what is left after that is not applied.
const MOST_HALVINGS: u32 = 10;

/// The fixes that, applied together, leave no more intended tags without a partner than there were, and let a browser run
/// no more than it did: a safe fix may take away what kept its neighbour from being read as a tag.
fn harmless<'f>(is_harmful: &impl Fn(&[&Fix]) -> bool, fixes: Vec<&'f Fix>, halvings: u32) -> Vec<&'f Fix> {
    if fixes.is_empty() || !is_harmful(&fixes) {
        return fixes;
    }
    if fixes.len() == 1 || halvings == 0 {
        return Vec::new();
    }
    let (first, second) = fixes.split_at(fixes.len() / 2);
    let mut kept = harmless(is_harmful, first.to_vec(), halvings - 1);
    let alone = kept.len();
    kept.extend(harmless(is_harmful, second.to_vec(), halvings - 1));
    if is_harmful(&kept) {
        kept.truncate(alone);
    }
    kept
}

fn rules_with_fixes(findings: &[Finding], least: Safety) -> Vec<&'static str> {
    let mut rules: Vec<_> =
        findings.iter().filter(|finding| applicable(finding, least).is_some()).map(|finding| finding.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}
