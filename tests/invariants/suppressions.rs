//! Comments that silence findings do nothing else.

use copydesk::internals::text::Flavor;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::cases;
use crate::properties::boundary;
use crate::properties::suppressions::assert_comments_only_silence;
use crate::regressions::REGRESSIONS;
use crate::texts::{ARTICLES, any_text};

const COMMENTS: &[&str] = &[
    "<!-- copydesk-ignore -->\n",
    "\n<!-- copydesk-ignore spaced-tag, tags: meant so -->\n",
    "<!-- copydesk-disable -->",
    "<!-- copydesk-disable text filler -->\n\n",
    "<!-- copydesk-enable spaced-tag -->",
    "<!-- copydesk-ignore-file markdown -->\n",
    "<!-- copydesk-",
    "{/* copydesk-ignore */}\n",
];

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn comments_only_silence(
        (flavor, text) in any_text(),
        comments in prop::collection::vec((any::<Index>(), select(COMMENTS)), 0..4),
    ) {
        let mut text = text;
        for (place, comment) in comments {
            text.insert_str(boundary(&text, place.index(text.len() + 1)), comment);
        }
        assert_comments_only_silence(flavor, &text);
    }
}

#[test]
fn articles_are_silenced_in_every_flavor() {
    for text in ARTICLES.iter().map(|(_, _, text)| text.as_str()).chain(REGRESSIONS.iter().map(|(_, text)| *text)) {
        for &flavor in Flavor::ALL {
            assert_comments_only_silence(flavor, text);
        }
    }
}
