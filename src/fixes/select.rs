//! Choosing the fixes of one pass.

use super::chosen::{Chosen, Place};
use super::tries::Tries;
use crate::findings::{Edit, Finding, Fix, Safety, Taken};

/// The fixes that one pass applies: of each finding the first that is at least `least` safe, unless it shares bytes
/// (or an insertion point) with one chosen before, or its place is barred. What is left out waits for the next pass.
pub fn select<'r>(findings: &'r [Finding], least: Safety, tries: &Tries) -> Vec<Chosen<'r>> {
    let mut taken = Taken::default();
    let mut chosen = Vec::new();
    for finding in findings {
        let Some(fix) = applicable(finding, least) else { continue };
        if taken.has_room_for(&fix.edits) && !tries.bars(Place::of(finding)) {
            taken.add(&fix.edits);
            chosen.push(Chosen { finding, fix });
        }
    }
    chosen
}

/// The edits of `chosen` in the order that [`super::apply`] wants.
pub(super) fn edits_of<'a>(chosen: &[Chosen<'a>]) -> Vec<&'a Edit> {
    let mut edits: Vec<&Edit> = chosen.iter().flat_map(|chosen| &chosen.fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// The fix of `finding` that is applied in bulk at this safety, if any.
pub fn applicable(finding: &Finding, least: Safety) -> Option<&Fix> {
    finding.fixes.iter().find(|fix| fix.safety >= least && !fix.edits.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixes::apply;
    use crate::text::Span;

    fn finding(edits: Vec<Edit>) -> Finding {
        Finding::new(edits[0].span, "Test").fix(Fix::safe("Test", edits))
    }

    fn fixed(text: &str, findings: &[Finding], least: Safety) -> String {
        apply(text, &edits_of(&select(findings, least, &Tries::default())))
    }

    #[test]
    fn a_fix_that_overlaps_an_earlier_one_waits_as_a_whole() {
        let first = finding(vec![Edit::delete(Span::new(1, 3))]);
        let overlapping = finding(vec![Edit::delete(Span::new(2, 4)), Edit::insert(6, "!")]);
        let beside = finding(vec![Edit::replace(Span::new(3, 4), "D")]);
        assert_eq!(fixed("abcdef", &[first, overlapping, beside], Safety::Safe), "aDef");
    }

    #[test]
    fn two_insertions_at_one_offset_conflict() {
        let both = [finding(vec![Edit::insert(1, "x")]), finding(vec![Edit::insert(1, "y")])];
        assert_eq!(fixed("ab", &both, Safety::Safe), "axb");
    }

    #[test]
    fn edits_of_several_fixes_interleave() {
        let wrap = finding(vec![Edit::insert(0, "<b>"), Edit::insert(6, "</b>")]);
        let inner = finding(vec![Edit::delete(Span::new(2, 4))]);
        let inside = finding(vec![Edit::insert(3, "no")]);
        let before = finding(vec![Edit::insert(2, "-")]);
        assert_eq!(fixed("abcdef", &[wrap, inner, inside, before], Safety::Safe), "<b>ab-ef</b>");
    }

    #[test]
    fn a_replacement_leaves_room_for_earlier_insertions() {
        let insertion = finding(vec![Edit::insert(3, "-")]);
        let around = finding(vec![Edit::delete(Span::new(2, 4))]);
        assert_eq!(fixed("abcdef", &[insertion, around], Safety::Safe), "abc-def");
    }

    #[test]
    fn the_first_fix_of_the_wanted_safety_is_taken() {
        let at = Span::new(0, 1);
        let fixes = [
            Fix::shown("Show", vec![Edit::replace(at, "1")], "why"),
            Fix::unsafe_("Likely", vec![Edit::replace(at, "2")], "why"),
            Fix::safe("Sure", vec![Edit::replace(at, "3")]),
        ];
        let findings = [Finding::new(at, "Test").fixes(fixes)];
        assert_eq!(fixed("a", &findings, Safety::Safe), "3");
        assert_eq!(fixed("a", &findings, Safety::Unsafe), "2");
        assert_eq!(fixed("a", &findings, Safety::Shown), "1");
    }

    #[test]
    fn a_hundred_thousand_fixes_are_one_pass() {
        let text = "ab".repeat(100_000);
        let findings: Vec<Finding> =
            (0..100_000).map(|at| finding(vec![Edit::delete(Span::new(2 * at, 2 * at + 1))])).collect();
        assert_eq!(fixed(&text, &findings, Safety::Safe), "b".repeat(100_000));
    }
}
