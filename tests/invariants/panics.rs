//! Characters of several bytes beside every delimiter of every construct: nothing takes them for one byte.

use proptest::prelude::*;
use proptest::sample::Index;

use crate::cases;
use crate::properties::boundary;
use crate::properties::editing::Change;
use crate::properties::panics::{assert_none, assert_none_in_edits};
use crate::texts::{hostile, hostile_character};

proptest! {
    #![proptest_config(cases(6_000))]

    #[test]
    fn no_text_panics((flavor, text) in hostile()) {
        assert_none(flavor, &text);
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn no_edit_panics(
        (flavor, text) in hostile(),
        changes in prop::collection::vec((any::<Index>(), 0..12_usize, hostile_character()), 1..5),
    ) {
        // Longer than what is read as a whole.
        let text = (text + "\n\nShips come in at\u{a0}noon.\n\n").repeat(2_000);
        let text = &text[..boundary(&text, 20_000)];
        let changes = changes.iter().map(|(place, length, new)| Change {
            start: place.index(1 << 16),
            length: *length,
            text: new,
        });
        assert_none_in_edits(flavor, text, changes);
    }
}

#[test]
fn a_hard_space_before_a_link_is_read() {
    for space in ["\u{a0}", "\u{3000}", "\u{202f}", "\u{85}", "\u{2028}", "\u{1680}"] {
        let text = format!("Voir aussi, page{space}ici](https://example.org/x)\n");
        for &flavor in copydesk::internals::text::Flavor::ALL {
            assert_none(flavor, &text);
        }
    }
}
