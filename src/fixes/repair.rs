//! Fixing until nothing changes.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use super::chosen::Place;
use super::composed::composed;
use super::judge::Judge;
use super::select::{edits_of, select};
use super::tries::{Bars, Tries};
use crate::findings::{Edit, Safety};
use crate::lint::{InTurn, Report, Spread};
use crate::settings::Settings;
use crate::text::Source;
use crate::tokens::work::steps;

/// The most passes over an article: fixes that still find work after these are taken for fixes that always will.
const MOST_PASSES: u32 = 10;

/// How often an article is repaired anew without the fixes that mended nothing.
const MOST_ATTEMPTS: usize = 4;

/// An article after its fixes.
#[derive(Clone, Debug)]
pub struct Repaired {
    /// The article with its new text; with its old one where its fixes do not settle.
    pub source: Source,
    /// What is left to report, with spans in that text.
    pub report: Report,
    /// Number of tags that need a partner and have none in that text, read with what was known of its damage.
    pub unmatched: usize,
    /// The most of them that were there before a pass. A pass that knows nothing of the damage that was mended may miss a
    /// weak partner, and begin with more than the article seemed to have.
    pub unmatched_before: usize,
    /// What turns the article into its new text, in rising order and disjoint.
    pub edits: Vec<Edit>,
    /// Number of fixes that were applied, in all passes.
    pub applied: usize,
    /// Number of passes that changed something.
    pub passes: u32,
    /// Rules whose fixes were left out, since they find work after every pass.
    pub left_out: Vec<&'static str>,
    /// Rules whose fixes keep the repair from coming to an end though others were left out. Nothing was repaired then.
    pub unsettled: Vec<&'static str>,
}

impl Repaired {
    /// An article that was not repaired.
    pub(crate) fn untouched(source: Source) -> Self {
        Self {
            source,
            report: Report::default(),
            unmatched: 0,
            unmatched_before: 0,
            edits: Vec::new(),
            applied: 0,
            passes: 0,
            left_out: Vec::new(),
            unsettled: Vec::new(),
        }
    }
}

/// How often a repaired article is repaired as another run would do it, where fixes were left out.
const MOST_RUNS: usize = 4;

/// Applies the fixes that are at least `least` safe, lints again, and so on until nothing changes.
pub fn repair(source: Source, settings: &Settings, least: Safety) -> Repaired {
    repair_spread(source, settings, least, &InTurn)
}

/// The same where `spread` may do parts of the work at the same time.
pub fn repair_spread(source: Source, settings: &Settings, least: Safety, spread: &dyn Spread) -> Repaired {
    let judge = Judge { settings, least, spread };
    let (mut repaired, mut has_bars) = attempt(source, judge);
    for _ in 0..MOST_RUNS {
        if !has_bars || !repaired.unsettled.is_empty() {
            break;
        }
        // A later run leaves nothing out at first: what it would do is done now.
        let (next, next_has_bars) = attempt(repaired.source.clone(), judge);
        if next.applied == 0 {
            break;
        }
        let (applied, passes) = (repaired.applied + next.applied, repaired.passes + next.passes);
        let unmatched_before = repaired.unmatched_before.max(next.unmatched_before);
        let edits = composed(&repaired.edits, &next.edits.iter().collect::<Vec<_>>());
        (repaired, has_bars) = (Repaired { unmatched_before, edits, applied, passes, ..next }, next_has_bars);
    }
    repaired
}

/// Repairs an article, without the fixes that keep it from coming to an end; says whether there were such.
fn attempt(source: Source, judge: Judge) -> (Repaired, bool) {
    let mut bars = Bars::default();
    let mut unsettled = Vec::new();
    for _ in 0..MOST_ATTEMPTS {
        let run = Run { judge, bars: &bars };
        match run.repair(&source) {
            Ok((new, settled)) => return (settled.with_text_of(new.unwrap_or(source)), !bars.is_empty()),
            Err(Stuck::Endless(rules)) => {
                unsettled.clone_from(&rules);
                bars.rules.extend(rules);
            }
            Err(Stuck::Barren(places)) => {
                unsettled = places.iter().map(|place| place.rule).collect();
                bars.places.extend(places);
            }
        }
    }
    unsettled.sort_unstable();
    unsettled.dedup();
    let mut document = judge.document(&source);
    let (unmatched, report) = (document.unmatched(), document.take_report(judge.settings));
    (
        Repaired {
            report,
            unmatched,
            unmatched_before: unmatched,
            passes: MOST_PASSES,
            unsettled,
            ..Repaired::untouched(source)
        },
        true,
    )
}

/// Why a repair cannot go on.
enum Stuck {
    /// The fixes at these places of the article are wanted again wherever they were applied.
    Barren(Vec<Place>),
    /// Fixes of these rules find work after every pass.
    Endless(Vec<&'static str>),
}

/// One try to repair an article.
struct Run<'a> {
    judge: Judge<'a>,
    bars: &'a Bars,
}

impl Run<'_> {
    /// Repairs `original`; the new text is nothing where no fix was applied.
    fn repair(&self, original: &Source) -> Result<(Option<Source>, Settled), Stuck> {
        let Judge { settings, least, .. } = self.judge;
        let mut new: Option<Source> = None;
        let mut document = self.judge.document(original);
        let mut report = document.take_report(settings);
        let mut unmatched_before = document.unmatched();
        let mut tries = Tries::new(self.bars);
        let mut cycle = Cycle::default();
        let mut edits = Vec::new();
        let (mut applied, mut passes) = (0, 0);
        loop {
            let source = new.as_ref().unwrap_or(original);
            // Passes differ in number, with a limit of their own: who counts steps divides by these.
            steps(source.text().len());
            let mut pass = self.judge.judge(source, &document, select(&report.findings, least, &tries));
            let fresh;
            if pass.is_none() && passes > 0 {
                // A later run knows nothing of the damage that was mended: what it would do is done now.
                let mut unprimed = self.judge.document(source);
                fresh = unprimed.take_report(settings);
                let unmatched = unprimed.unmatched();
                pass = self.judge.judge(source, &unprimed, select(&fresh.findings, least, &tries));
                if pass.is_some() {
                    unmatched_before = unmatched_before.max(unmatched);
                }
            }
            let Some(pass) = pass.filter(|_| !cycle.ends_with(source.text())) else { break };
            if passes == MOST_PASSES {
                return Err(Stuck::Endless(pass.chosen.iter().map(|chosen| chosen.finding.rule).collect()));
            }
            let pass_edits = edits_of(&pass.chosen);
            let barren = tries.note(&pass.chosen, &pass_edits);
            if !barren.is_empty() {
                return Err(Stuck::Barren(barren));
            }
            edits = composed(&edits, &pass_edits);
            applied += pass.chosen.len();
            passes += 1;
            (new, document) = (Some(pass.source), pass.document);
            report = document.take_report(settings);
        }
        let left_out = self.bars.rules.iter().copied().collect();
        let unmatched = document.unmatched();
        Ok((new, Settled { report, unmatched, unmatched_before, edits, applied, passes, left_out }))
    }
}

/// A repair that came to its end.
struct Settled {
    report: Report,
    unmatched: usize,
    unmatched_before: usize,
    edits: Vec<Edit>,
    applied: usize,
    passes: u32,
    left_out: Vec<&'static str>,
}

impl Settled {
    fn with_text_of(self, source: Source) -> Repaired {
        let Self { report, unmatched, unmatched_before, edits, applied, passes, left_out } = self;
        let unsettled = Vec::new();
        Repaired { source, report, unmatched, unmatched_before, edits, applied, passes, left_out, unsettled }
    }
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
