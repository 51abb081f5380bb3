//! A repair together with those of damage that it squeezes: `section >` between an end of a table that goes and a heading
//! that comes would be no tag any more once its neighbours are mended, and nobody would find it again.

use crate::findings::{Edit, Finding, Fix, Safety};

/// The edits of `fix`, and those of damage that has nothing but white space between it and two of them, as far as they are
/// as sure as the fix.
pub fn with_squeezed(text: &str, findings: &[Finding], fix: &Fix) -> Vec<Edit> {
    let mut edits = fix.edits.clone();
    let whole = fix.span();
    let first = findings.partition_point(|finding| finding.span.start < whole.start);
    let within = findings[first..].iter().take_while(|finding| finding.span.start < whole.end);
    for (finding, inner) in within.filter_map(|finding| Some((finding, best_fix(finding)?))) {
        let is_as_sure = inner.safety >= fix.safety && inner.edits != fix.edits;
        if is_as_sure && is_squeezed(text, finding, inner, &fix.edits) && are_apart(&inner.edits, &edits) {
            edits.extend(inner.edits.iter().cloned());
        }
    }
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// Whether none of `some` touches one of `others`.
fn are_apart(some: &[Edit], others: &[Edit]) -> bool {
    let touches = |one: &Edit, other: &Edit| one.span.start < other.span.end && other.span.start < one.span.end;
    some.iter().all(|one| others.iter().all(|other| !touches(one, other) && one.span != other.span))
}

fn best_fix(finding: &Finding) -> Option<&Fix> {
    finding.fixes.first().filter(|fix| fix.safety >= Safety::Unsafe && !fix.edits.is_empty())
}

fn is_squeezed(text: &str, finding: &Finding, inner: &Fix, outer: &[Edit]) -> bool {
    let (start, end) = (finding.span.start.min(inner.span().start), finding.span.end.max(inner.span().end));
    let before = outer.iter().rev().find(|edit| edit.span.end <= start);
    let behind = outer.iter().find(|edit| edit.span.start >= end);
    let is_blank = |from: u32, to: u32| text[from as usize..to as usize].trim().is_empty();
    before
        .zip(behind)
        .is_some_and(|(before, behind)| is_blank(before.span.end, start) && is_blank(end, behind.span.start))
}
