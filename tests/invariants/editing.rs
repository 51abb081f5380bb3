//! A document after edits reports what a fresh one does.

use copydesk::lint::Document;
use copydesk::settings::Settings;
use copydesk::text::{Flavor, Span};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::texts::{any_text, boundary, damaged};
use crate::{cases, source};

type Change = (Index, usize, String);

fn assert_edits_are_fresh(flavor: Flavor, text: &str, changes: &[Change]) {
    let settings = Settings::default();
    let mut document = Document::new(&source(flavor, text), &settings);
    let mut text = text.to_owned();
    for (place, length, new) in changes {
        let start = boundary(&text, place.index(text.len() + 1));
        let end = boundary(&text, (start + length).min(text.len()));
        text.replace_range(start..end, new);
        document.edit(Span::of(start, end), new, &settings).expect("still an article");
        assert_eq!(document.text(), text);
        let fresh = Document::new(&source(flavor, &text), &settings).report(&settings);
        assert_eq!(document.report(&settings), fresh, "after {start}..{end} became {new:?}: {text:?}");
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn edits_are_as_good_as_a_fresh_start(
        (flavor, text) in any_text(),
        changes in prop::collection::vec((any::<Index>(), 0..30_usize, damaged()), 1..6),
    ) {
        assert_edits_are_fresh(flavor, &text, &changes);
    }
}

#[test]
fn a_refused_edit_changes_nothing() {
    let settings = Settings::default();
    let mut document = Document::new(&source(Flavor::Html, "<p>a</p>"), &settings);
    document.edit(Span::new(3, 4), "\0", &settings).expect_err("a NUL byte is refused");
    assert_eq!(document.text(), "<p>a</p>");
}
