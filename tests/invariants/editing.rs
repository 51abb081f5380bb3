//! A document after edits reports what a fresh one does.

use copydesk::internals::lint::Document;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Span};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::cases;
use crate::properties::editing::{Change, assert_edits_are_fresh};
use crate::properties::source;
use crate::texts::{any_text, damaged};

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn edits_are_as_good_as_a_fresh_start(
        (flavor, text) in any_text(),
        changes in prop::collection::vec((any::<Index>(), 0..30_usize, damaged()), 1..6),
    ) {
        let changes = changes.iter().map(|(place, length, new)| Change {
            start: place.index(1 << 16),
            length: *length,
            text: new,
        });
        assert_edits_are_fresh(flavor, &text, changes);
    }
}

#[test]
fn a_refused_edit_changes_nothing() {
    let settings = Settings::default();
    let mut document = Document::new(&source(Flavor::Html, "<p>a</p>"), &settings);
    document.edit(Span::new(3, 4), "\0", &settings).expect_err("a NUL byte is refused");
    assert_eq!(document.text(), "<p>a</p>");
}
