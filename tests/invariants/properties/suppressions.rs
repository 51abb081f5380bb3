//! Comments that silence findings take findings away, and nothing else.

use copydesk::internals::findings::{Finding, Safety};
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::{Document, with_starts};
use copydesk::internals::rules::{self, Group};
use copydesk::internals::settings::Settings;
use copydesk::internals::text::Flavor;

use super::source;

/// The default settings, without the rules about comments.
pub fn without_suppressions() -> Settings {
    let mut settings = Settings::default();
    let of_comments = rules::ALL.iter().filter(|rule| rule.group == Group::Suppressions);
    of_comments.for_each(|rule| settings.set(rule, None));
    settings
}

/// Checks that what is reported was found, and that one comment at the top silences all of it.
pub fn assert_comments_only_silence(flavor: Flavor, text: &str) {
    let settings = without_suppressions();
    let document = Document::new(&source(flavor, text), &settings);
    let found: Vec<Finding> = with_starts(&document)
        .flat_map(|(start, piece)| piece.findings().iter().map(move |finding| finding.clone().moved(start)))
        .collect();
    let reported = document.report(&settings).findings;
    let mut rest = found.iter();
    for finding in &reported {
        assert!(rest.any(|other| other == finding), "a comment brought up {finding:?} in {text:?}");
    }
    if flavor != Flavor::Text {
        assert_one_comment_silences(flavor, text, &settings);
    }
}

fn assert_one_comment_silences(flavor: Flavor, text: &str, settings: &Settings) {
    let silenced = format!("<!-- copydesk-ignore-file -->\n\n{text}");
    let left = Document::new(&source(flavor, &silenced), settings).report(settings).findings;
    assert!(left.is_empty(), "{left:?} are left in {silenced:?}");
    let repaired = repair(source(flavor, &silenced), settings, Safety::Unsafe);
    assert_eq!(repaired.source.text(), silenced, "a silenced article is repaired");
}
