//! A document after edits is what a fresh one is.

use copydesk::internals::lint::{Document, pieces};
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Span};

use super::{boundary, source};

/// An edit: where it begins and how many bytes it replaces, both of which are brought into the text and to character
/// boundaries, and the new text.
pub struct Change<'a> {
    pub start: usize,
    pub length: usize,
    pub text: &'a str,
}

/// Makes the changes one after another, and compares with a fresh document after each.
pub fn assert_edits_are_fresh<'a>(flavor: Flavor, text: &str, changes: impl IntoIterator<Item = Change<'a>>) {
    let settings = Settings::default();
    let mut document = Document::new(&source(flavor, text), &settings);
    let mut text = text.to_owned();
    for Change { start, length, text: new } in changes {
        let start = boundary(&text, start % (text.len() + 1));
        let end = boundary(&text, (start + length).min(text.len()));
        text.replace_range(start..end, new);
        document.edit(Span::of(start, end), new, &settings).expect("still an article");
        assert_eq!(document.text(), text);
        let fresh = Document::new(&source(flavor, &text), &settings);
        let lengths = |document: &Document| pieces(document).iter().map(|it| it.text().len()).collect::<Vec<_>>();
        assert_eq!(lengths(&document), lengths(&fresh), "pieces after {start}..{end} became {new:?}: {text:?}");
        let (edited, read) = (document.report(&settings), fresh.report(&settings));
        assert_eq!(edited, read, "after {start}..{end} became {new:?}: {text:?}");
        assert_eq!(document.unmatched(), fresh.unmatched(), "after {start}..{end} became {new:?}: {text:?}");
    }
}
