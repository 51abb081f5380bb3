//! What a report must be whatever the text is.

use copydesk::internals::findings::Finding;
use copydesk::internals::lint::{Reading, Report};
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Span};
use copydesk::internals::tokens::lex;
use copydesk::internals::tree::Tag;

use super::source;

/// Reads `text` with every rule on, checks all that can be checked, and returns the report.
pub fn check(flavor: Flavor, text: &str) -> Report {
    assert_tokens_are_the_text(text);
    let document = Reading::new(source(flavor, text));
    assert_rising(document.tree().tags.iter().map(|tag| tag.span), text, "tags");
    assert_rising(document.regions().list().iter().map(|region| region.span), text, "regions");
    for (index, tag) in document.tree().tags.iter().enumerate() {
        assert_partner(&document.tree().tags, index as u32, tag);
    }
    let report = document.report(&Settings::all_rules());
    report.findings.iter().for_each(|finding| assert_spans(finding, text));
    assert!(report.findings.is_sorted_by_key(Finding::order), "findings stand in order");
    report
}

fn assert_tokens_are_the_text(text: &str) {
    let starts: Vec<_> = lex(text).iter().map(|token| token.start as usize).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let joined: String = starts.iter().zip(ends).map(|(&start, end)| &text[start..end]).collect();
    assert_eq!(joined, text, "tokens, joined, are the text");
}

fn assert_rising(spans: impl Iterator<Item = Span>, text: &str, what: &str) {
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end, "{what} are in rising order and disjoint: {span:?} begins before {end}");
        assert_span(span, text, what);
        end = span.end;
    }
}

fn assert_span(span: Span, text: &str, what: &str) {
    assert!(span.start <= span.end && text.get(span.range()).is_some(), "{what}: {span:?} is no part of {text:?}");
}

/// A line end of two characters belongs together: an editor has no column between them.
fn assert_outside_line_ends(finding: &Finding, text: &str) {
    for offset in [finding.span.start, finding.span.end] {
        let (before, behind) = text.split_at(offset as usize);
        let splits = before.ends_with('\r') && behind.starts_with('\n');
        assert!(!splits, "{}: {:?} ends within a line end in {text:?}", finding.rule, finding.span);
    }
}

fn assert_spans(finding: &Finding, text: &str) {
    let rule = finding.rule;
    assert_span(finding.span, text, rule);
    assert_outside_line_ends(finding, text);
    assert!(!finding.span.is_empty() || text.is_empty(), "{rule}: a finding shows something");
    finding.related.iter().for_each(|related| assert_span(related.span, text, rule));
    for fix in &finding.fixes {
        assert!(!fix.edits.is_empty(), "{rule}: the fix {:?} does nothing", fix.title);
        fix.edits.iter().for_each(|edit| assert_span(edit.span, text, rule));
        let mut spans: Vec<_> = fix.edits.iter().map(|edit| edit.span).collect();
        spans.sort();
        assert!(spans.windows(2).all(|pair| !pair[0].overlaps(pair[1])), "{rule}: edits of {:?} overlap", fix.title);
    }
}

/// In the branches of a template one start tag may have several end tags; it knows one of them.
fn assert_partner(tags: &[Tag], index: u32, tag: &Tag) {
    if let Some(partner) = tag.partner {
        assert_ne!(partner, index, "no tag is its own partner");
        assert!(tags[partner as usize].partner.is_some(), "a partner has one: {tag:?}");
        assert_ne!(tags[partner as usize].role, tag.role, "partners differ: {tag:?}");
    }
}
