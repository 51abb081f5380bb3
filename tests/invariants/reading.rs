//! Reading and reporting never panic, and what they give lies within the text.

use copydesk::internals::text::Flavor;
use proptest::prelude::*;

use crate::cases;
use crate::properties::reading::check;
use crate::regressions::REGRESSIONS;
use crate::texts::{ARTICLES, any_text, tags_over_several_lines};

proptest! {
    #![proptest_config(cases(700))]

    #[test]
    fn any_text_is_read((flavor, text) in any_text()) {
        check(flavor, &text);
    }
}

#[test]
fn articles_are_read_in_every_flavor() {
    for (_, _, text) in ARTICLES.iter() {
        for &flavor in Flavor::ALL {
            check(flavor, text);
        }
    }
}

#[test]
fn every_start_of_an_article_is_read() {
    for (_, flavor, text) in ARTICLES.iter() {
        for end in text.char_indices().map(|(at, _)| at).filter(|at| at % 7 == 0) {
            check(*flavor, &text[..end]);
        }
    }
}

#[test]
fn what_failed_before_is_read() {
    for (flavor, text) in REGRESSIONS {
        check(*flavor, text);
    }
}

#[test]
fn tags_over_several_lines_are_read() {
    for text in tags_over_several_lines() {
        for &flavor in Flavor::ALL {
            check(flavor, &text);
        }
    }
}
