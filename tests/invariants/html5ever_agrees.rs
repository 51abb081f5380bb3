//! On well-formed HTML the tags are those of html5ever's tokenizer.

use std::cell::RefCell;

use copydesk::internals::lint::Reading;
use copydesk::internals::text::Flavor;
use copydesk::internals::tokens::Form;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use proptest::prelude::*;

use crate::cases;
use crate::properties::source;
use crate::texts::{ARTICLES, html};

/// A tag as both see it: `b`, `/b`, and the names of its attributes.
type Seen = (String, Vec<String>);

fn seen_by_copydesk(text: &str) -> Vec<Seen> {
    let document = Reading::new(source(Flavor::Html, text));
    let seen = document.tree().tags.iter().map(|tag| {
        let slash = if tag.form == Form::End { "/" } else { "" };
        let name = text[tag.name.range()].to_ascii_lowercase();
        let attributes = document.attributes(tag).iter();
        (
            format!("{slash}{name}"),
            attributes.map(|attribute| text[attribute.name.range()].to_ascii_lowercase()).collect(),
        )
    });
    seen.collect()
}

#[derive(Default)]
struct Sink {
    seen: RefCell<Vec<Tag>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let TagToken(tag) = token else { return TokenSinkResult::Continue };
        let raw = raw_text(&tag);
        self.seen.borrow_mut().push(tag);
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }
}

/// The state that the tree builder puts the tokenizer into behind a start tag (WHATWG HTML 13.2.6.4).
pub fn raw_text(tag: &Tag) -> Option<RawKind> {
    match &*tag.name {
        _ if tag.kind != StartTag => None,
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "textarea" | "title" => Some(RawKind::Rcdata),
        _ => None,
    }
}

/// The tags that html5ever reads in `text`.
pub fn tags(text: &str) -> Vec<Tag> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(text.into());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.seen.take()
}

fn seen_by_html5ever(text: &str) -> Vec<Seen> {
    let seen = tags(text).into_iter().map(|tag| {
        let slash = if tag.kind == StartTag { "" } else { "/" };
        let attributes = tag.attrs.iter().map(|attribute| attribute.name.local.to_string());
        (format!("{slash}{}", tag.name), attributes.collect())
    });
    seen.collect()
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn on_generated_html(text in html()) {
        prop_assert_eq!(seen_by_copydesk(&text), seen_by_html5ever(&text));
    }
}

#[test]
fn on_articles() {
    let good = ARTICLES
        .iter()
        .filter(|(kind, flavor, text)| kind == "good" && *flavor == Flavor::Html && !text.contains("{%"));
    for (_, _, text) in good {
        assert_eq!(seen_by_copydesk(text), seen_by_html5ever(text));
    }
}
