//! What is no damage is silent.

use copydesk::internals::compare::Original;
use copydesk::internals::findings::Finding;
use copydesk::internals::lint::Document;
use copydesk::internals::rules::{self, Group};
use copydesk::internals::settings::Settings;
use copydesk::internals::text::Source;

use crate::articles;
use crate::pseudo::{Script, translated, unwrapped};

/// The settings that run the rules about translations, and no others.
pub fn settings() -> Settings {
    let mut settings = Settings::default();
    for rule in rules::ALL.iter().filter(|rule| rule.group != Group::Translation) {
        settings.set(rule, None);
    }
    settings
}

pub fn found(original: &Original, translation: &Source, settings: &Settings) -> Vec<Finding> {
    original.report(&Document::new(translation, settings), settings).findings
}

/// In its translation, a piece of this article ends elsewhere, and our reader takes text between its two blocks of code for
/// code. That is no matter of comparing.
const MISREAD: &str = "fr.react.dev__src__content__blog__2024__04__25__react-19.md";

/// What is told of articles beside what `change` makes of them.
fn told(change: impl Fn(&Source) -> Source) -> Vec<String> {
    let settings = settings();
    let mut told = Vec::new();
    for article in articles(1).into_iter().filter(|article| !article.path.ends_with(MISREAD)) {
        let original = Original::new(&article.source, &settings);
        let other = change(&article.source);
        for finding in found(&original, &other, &settings) {
            let line = other.lines().line_of(finding.span.start) + 1;
            told.push(format!("{}:{line}: {} {}", article.path.display(), finding.rule, finding.message));
        }
    }
    told
}

fn assert_silent(told: &[String], most: usize) {
    assert!(told.len() <= most, "{} findings:\n{}", told.len(), told[..told.len().min(80)].join("\n"));
}

#[test]
fn an_article_is_its_own_translation() {
    assert_silent(&told(Clone::clone), 0);
}

#[test]
fn other_words_in_another_order_are_no_damage() {
    assert_silent(&told(|source| translated(source, Script::Greek)), 0);
    assert_silent(&told(|source| translated(source, Script::Latin)), 0);
}

#[test]
fn lines_may_be_wrapped_otherwise() {
    assert_silent(&told(unwrapped), 0);
    assert_silent(&told(|source| unwrapped(&translated(source, Script::Greek))), 0);
}
