//! Safe fixes keep what the page shows: comrak and html5ever are asked.

use std::cell::{Cell, RefCell};

use copydesk::internals::findings::Safety;
use copydesk::internals::text::Flavor;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, EndTag, StartTag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};
use proptest::prelude::*;

use crate::cases;
use crate::html5ever_agrees::raw_text;
use crate::properties::fixing::{assert_fixes_settle, assert_safe_fixes_are_safe};
use crate::properties::reading;
use crate::properties::shown::{Kind, Page, check, marked};
use crate::texts::with_words;

/// The words that html5ever shows.
#[derive(Default)]
struct Sink {
    /// The stretches of text; the tokenizer may give one in pieces.
    shown: RefCell<Vec<(Kind, String)>>,
    /// How many elements that show code are open, and whether one is open that shows nothing.
    code: Cell<usize>,
    hidden: Cell<bool>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            TagToken(tag) => {
                let raw = raw_text(&tag);
                let is_code = matches!(&*tag.name, "code" | "pre" | "kbd" | "samp");
                match tag.kind {
                    StartTag if is_code => self.code.set(self.code.get() + 1),
                    EndTag if is_code => self.code.set(self.code.get().saturating_sub(1)),
                    _ => {}
                }
                // The text of a picture is shown where the picture is not.
                let texts = tag.attrs.iter().filter(|attribute| &*attribute.name.local == "alt");
                let mut shown = self.shown.borrow_mut();
                shown.push((Kind::Text, String::new()));
                shown.extend(texts.map(|attribute| (Kind::Text, attribute.value.to_string())));
                shown.push((Kind::Text, String::new()));
                self.hidden.set(raw.is_some());
                raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
            }
            CharacterTokens(text) if !self.hidden.get() => {
                let kind = if self.code.get() > 0 { Kind::Code } else { Kind::Text };
                let mut shown = self.shown.borrow_mut();
                match shown.last_mut().filter(|(last, _)| *last == kind) {
                    Some((_, last)) => last.push_str(&text),
                    None => shown.push((kind, text.to_string())),
                }
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

fn html_page(text: &str) -> Page {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(text.into());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let shown = tokenizer.sink.shown.take();
    shown.iter().flat_map(|(kind, text)| marked(text).map(|(_, word)| (word.to_owned(), *kind))).collect()
}

/// The page as comrak and html5ever show it; MDX is read as Markdown.
fn page(flavor: Flavor, text: &str) -> Page {
    if !flavor.has_markdown() {
        return html_page(text);
    }
    html_page(&rendered(text))
}

/// The page that comrak makes of Markdown, without front matter.
pub fn rendered(text: &str) -> String {
    let body = copydesk::internals::tokens::front_matter(text).map_or(0, |region| region.span.end as usize);
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.extension.tasklist = true;
    options.extension.alerts = true;
    options.render.r#unsafe = true;
    comrak::markdown_to_html(&text[body..], &options)
}

proptest! {
    #![proptest_config(cases(1_500))]

    #[test]
    fn safe_fixes_keep_what_is_shown((flavor, text) in with_words()) {
        check(flavor, &text, page);
    }
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn hostile_characters_are_read((flavor, text) in with_words()) {
        reading::check(flavor, &text);
        assert_fixes_settle(flavor, &text, Safety::Safe);
        assert_fixes_settle(flavor, &text, Safety::Unsafe);
        assert_safe_fixes_are_safe(flavor, &text);
    }
}
