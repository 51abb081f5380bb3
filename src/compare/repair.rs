//! Repairing a translation beside its original.

use super::original::{Original, needs_original};
use crate::findings::{Edit, Finding, Fix, Safety, Taken};
use crate::fixes::{Repaired, apply, composed, repair};
use crate::lint::Document;
use crate::settings::Settings;
use crate::text::Source;

/// The most rounds of repairs from the original and repairs of what is damaged in itself.
const MOST_ROUNDS: usize = 6;

/// Applies the fixes that are at least `least` safe until nothing changes: first those that put back what the original has,
/// then those of what is damaged in itself, whose rules know less of what was meant.
pub fn repair_beside(original: &Original, translation: Source, settings: &Settings, least: Safety) -> Repaired {
    let mut source = translation;
    let (mut applied, mut passes) = (0, 0);
    let mut edits = Vec::new();
    let mut repaired = loop {
        let (restored, count) = restore(original, source, settings, least, &mut edits);
        let mut repaired = repair(restored, settings, least);
        edits = composed(&edits, &repaired.edits.iter().collect::<Vec<_>>());
        applied += count + repaired.applied;
        passes += repaired.passes + u32::from(count > 0);
        let is_settled = count == 0 && repaired.applied == 0 || !repaired.unsettled.is_empty();
        if is_settled || passes as usize > MOST_ROUNDS * 4 {
            repaired.report = original.report(&Document::new(&repaired.source, settings), settings);
            break repaired;
        }
        source = repaired.source;
    };
    (repaired.applied, repaired.passes, repaired.edits) = (applied, passes, edits);
    repaired
}

/// How many fixes are tried one by one where all together do not help.
const MOST_ALONE: usize = 24;

/// Puts back what the original has, as long as less differs after it; adds that to `done`, the edits so far.
fn restore(
    original: &Original,
    source: Source,
    settings: &Settings,
    least: Safety,
    done: &mut Vec<Edit>,
) -> (Source, usize) {
    let mut source = source;
    let mut applied = 0;
    let mut found = differing(original, &source, settings);
    for _ in 0..MOST_ROUNDS {
        let fixes: Vec<&Fix> = found.iter().filter_map(|finding| applicable(finding, least)).collect();
        let together = |fixes: &[&Fix]| {
            let (new, edits) = with(&source, fixes)?;
            let left = differing(original, &new, settings);
            (left.len() < found.len()).then_some((new, left, edits))
        };
        let alone = || fixes.iter().take(MOST_ALONE).find_map(|fix| together(&[fix]));
        let Some((new, left, (edits, count))) = together(&fixes).or_else(alone) else { break };
        *done = composed(done, &edits.iter().collect::<Vec<_>>());
        (source, found) = (new, left);
        applied += count;
    }
    (source, applied)
}

fn applicable(finding: &Finding, least: Safety) -> Option<&Fix> {
    finding.fixes.iter().find(|fix| fix.safety >= least && !fix.edits.is_empty())
}

/// The text after those of `fixes` that do not touch each other, their edits, and their number.
fn with(source: &Source, fixes: &[&Fix]) -> Option<(Source, (Vec<Edit>, usize))> {
    let mut taken = Taken::default();
    let mut edits = Vec::new();
    let mut count = 0;
    for fix in fixes {
        if taken.has_room_for(&fix.edits) {
            taken.add(&fix.edits);
            edits.extend(fix.edits.iter().cloned());
            count += 1;
        }
    }
    edits.sort_by_key(|edit| edit.span);
    // An article that gets too long is left as it is.
    let new = source.with_text(apply(source.text(), &edits.iter().collect::<Vec<_>>())).ok()?;
    (count > 0).then_some((new, (edits, count)))
}

fn differing(original: &Original, source: &Source, settings: &Settings) -> Vec<Finding> {
    let document = Document::new(source, settings);
    let held_back = |finding: &Finding| settings.unfixable.contains(&finding.rule);
    let mut found = original.report(&document, settings).findings;
    found.retain(|finding| needs_original(finding.rule) && !held_back(finding));
    found
}
