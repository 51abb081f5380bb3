//! Fixing converges, is idempotent, keeps words, and leaves no more unmatched tags than there were.

use copydesk::internals::findings::Safety;
use copydesk::internals::text::Flavor;
use proptest::prelude::*;

use crate::cases;
use crate::properties::fixing::{assert_fixes_settle, assert_safe_fixes_are_safe};
use crate::regressions::REGRESSIONS;
use crate::texts::{ARTICLES, any_text, tags_over_several_lines};

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn safe_fixes_settle((flavor, text) in any_text()) {
        assert_fixes_settle(flavor, &text, Safety::Safe);
    }

    #[test]
    fn all_fixes_settle((flavor, text) in any_text()) {
        assert_fixes_settle(flavor, &text, Safety::Unsafe);
    }

    #[test]
    fn safe_fixes_are_safe((flavor, text) in any_text()) {
        assert_safe_fixes_are_safe(flavor, &text);
    }
}

#[test]
fn the_fixes_of_articles_settle_in_every_flavor() {
    let articles = ARTICLES.iter().map(|(_, _, text)| text.as_str());
    for text in articles.chain(REGRESSIONS.iter().map(|(_, text)| *text)) {
        assert_fixed_well(text);
    }
}

#[test]
fn the_fixes_of_tags_over_several_lines_settle() {
    for text in tags_over_several_lines() {
        assert_fixed_well(&text);
    }
}

fn assert_fixed_well(text: &str) {
    for &flavor in Flavor::ALL {
        assert_fixes_settle(flavor, text, Safety::Safe);
        assert_fixes_settle(flavor, text, Safety::Unsafe);
        assert_safe_fixes_are_safe(flavor, text);
    }
}
