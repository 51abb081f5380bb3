//! Well-formed texts give no finding, and no fix changes them.

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::lint;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::Flavor;
use proptest::prelude::*;

use crate::cases;
use crate::properties::source;
use crate::texts::{html, markdown};

fn assert_silent(flavor: Flavor, text: &str) {
    let found: Vec<_> = lint(source(flavor, text), &Settings::default())
        .findings
        .iter()
        .map(|finding| format!("{} {:?}: {}", finding.rule, &text[finding.span.range()], finding.message))
        .collect();
    assert!(found.is_empty(), "{found:#?} in well-formed\n{text}");
    assert_eq!(repair(source(flavor, text), &Settings::default(), Safety::Unsafe).source.text(), text);
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn html_is_left_alone(text in html()) {
        assert_silent(Flavor::Html, &text);
    }

    #[test]
    fn markdown_is_left_alone(text in markdown()) {
        assert_silent(Flavor::Markdown, &text);
        assert_silent(Flavor::Text, &text);
    }
}
