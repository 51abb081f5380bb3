//! What a repair must do whatever the text is: converge, be idempotent, keep words, and leave no more unmatched tags than
//! there were.

use copydesk::internals::findings::{Edit, Finding, Fix, Safety};
use copydesk::internals::fixes::{keeps_words, repair};
use copydesk::internals::lint::Reading;
use copydesk::internals::rules::{self, Group};
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Span};
use copydesk::internals::tokens::{Element, Quotes, is_attribute_name};
use copydesk::internals::tree::Role;

use super::source;
use super::suppressions::without_suppressions;

/// Checks the fixes of `text` at this safety.
pub fn assert_fixes_settle(flavor: Flavor, text: &str, least: Safety) {
    let settings = Settings::default();
    let repaired = repair(source(flavor, text), &settings, least);
    assert!(repaired.unsettled.is_empty(), "{:?} go on changing {text:?}", repaired.unsettled);
    // A comment that silences weak damage silences nothing once the certain damage around it is mended.
    let settings = without_suppressions();
    let repaired = repair(source(flavor, text), &settings, least);
    let fixed = repaired.source.text();
    let again = repair(source(flavor, fixed), &settings, least);
    assert_eq!(again.source.text(), fixed, "fixing {text:?} twice changes it twice");
}

/// Checks each safe fix of `text` on its own, and all of them together.
pub fn assert_safe_fixes_are_safe(flavor: Flavor, text: &str) {
    let settings = Settings::default();
    let document = Reading::new(source(flavor, text));
    for finding in document.report(&settings).findings {
        let safe = finding.fixes.iter().find(|fix| fix.safety == Safety::Safe);
        if let Some(fix) = safe.filter(|_| keeps_letters(&finding)) {
            assert_keeps_words(&document, &finding, fix);
        }
    }
    let repaired = repair(source(flavor, text), &settings, Safety::Safe);
    let (before, after) = (document.tree().unmatched().max(repaired.unmatched_before), repaired.unmatched);
    let fixed = repaired.source.text();
    assert!(after <= before, "safe fixes leave {after} unmatched tags, not {before}: {text:?} became {fixed:?}");
}

/// Rules whose repair is to write other letters (references, misread characters), or to remove a comment or a terminal's
/// sequence, which ends with a letter.
fn keeps_letters(finding: &Finding) -> bool {
    let rule = rules::named(finding.rule).expect("a known rule");
    ![Group::References, Group::Suppressions].contains(&rule.group)
        && !["mojibake", "escape-leak", "bare-less-than", "control-character"].contains(&rule.name)
}

/// Checks that the fix puts back every letter that it takes away, in order; those of tags it may drop.
fn assert_keeps_words(document: &Reading, finding: &Finding, fix: &Fix) {
    let text = document.source().text();
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let added: String = edits.iter().map(|edit| &*edit.text).collect();
    let removed = |is_markup: &dyn Fn(u32) -> bool| -> String {
        let offsets = edits.iter().flat_map(|edit| edit.span.range());
        let kept = offsets.filter(|&at| text.is_char_boundary(at) && !is_markup(at as u32));
        kept.filter_map(|at| text[at..].chars().next()).collect()
    };
    let in_tag = |at| document.tree().tag_at(at).is_some_and(|tag| tag.role != Role::Mention);
    let is_residue = rules::named(finding.rule).is_some_and(|rule| rule.group == Group::Residue);
    let removed_prose = removed(&in_tag);
    let kept = keeps_shown(&removed_prose, &added)
        || keeps_shown(&removed(&|_| false), &added)
        || is_residue && keeps_shown(&removed(&|at| in_tag(at) || finding.span.covers(at)), &added);
    assert!(kept, "{} turns {removed_prose:?} into {added:?} in {text:?}", finding.rule);
    for word in words_in_tags(document, fix) {
        assert!(added.contains(word), "{} drops {word:?} from a tag in {text:?}", finding.rule);
    }
}

/// Whether `added` keeps the words of `removed` as they are written, or as a reader sees them: `*` in `&#42;`, and neither its digits
/// nor those of `&amp;#42;`. In the name of an attribute a reference stands for a bracket that begins no tag.
fn keeps_shown(removed: &str, added: &str) -> bool {
    keeps_words(removed, added, &[]) || keeps_words(&htmlize::unescape(removed), &htmlize::unescape(added), &[])
}

/// Words of the article that the fix takes away and that stand where attributes would, in tags that lost their end.
fn words_in_tags<'t>(document: &'t Reading, fix: &Fix) -> Vec<&'t str> {
    let text = document.source().text();
    let is_word = |name: &str| {
        name.len() > 2
            && name.chars().all(char::is_alphabetic)
            && !is_attribute_name(name)
            && !Element::named(name).is_known()
    };
    let is_removed = |name: Span| fix.edits.iter().any(|edit| edit.span.covers(name.start));
    let attributes = document.tree().tags.iter().flat_map(|tag| document.attributes(tag));
    let names = attributes.filter(|attribute| attribute.quotes == Quotes::NoValue).map(|attribute| attribute.name);
    names.filter(|&name| is_removed(name)).map(|name| &text[name.range()]).filter(|name| is_word(name)).collect()
}
