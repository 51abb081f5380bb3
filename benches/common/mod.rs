//! What the benchmarks share: articles of any size, and the tokenizers that copydesk is compared with.

#![allow(dead_code, reason = "each benchmark uses a part of it")]

pub mod clock;
pub mod corpora;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::LazyLock;

use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Source};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

pub static SETTINGS: LazyLock<Settings> = LazyLock::new(Settings::default);

/// A kind of article.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name in tables.
    pub name: &'static str,
    /// What it is linted as.
    pub flavor: Flavor,
    folder: &'static str,
    extensions: &'static [&'static str],
}

pub const HTML: Kind = Kind { name: "html", flavor: Flavor::Html, folder: "good", extensions: &["html"] };
pub const MARKDOWN: Kind = Kind { name: "markdown", flavor: Flavor::Markdown, folder: "good", extensions: &["md"] };
pub const DAMAGED: Kind =
    Kind { name: "damaged", flavor: Flavor::Text, folder: "damaged", extensions: &["html", "md", "txt"] };

pub const KINDS: [Kind; 3] = [HTML, MARKDOWN, DAMAGED];

impl Kind {
    /// The sample articles of this kind again and again, cut at a line end near `size` bytes.
    pub fn text(self, size: usize) -> String {
        let articles = articles(self.folder, self.extensions);
        let mut text = articles.repeat(size / articles.len() + 1);
        let near = (0..=size).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let end = text[..near].rfind('\n').map_or(near, |line| line + 1);
        text.truncate(end);
        text
    }

    pub fn source(self, text: &str) -> Source {
        Source::new("article", self.flavor, text).expect("short, and without NUL bytes")
    }
}

/// The sample articles of `folder` with these extensions, one after another.
fn articles(folder: &str, extensions: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles").join(folder);
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("readable").path()).collect();
    paths.retain(|path| extensions.iter().any(|known| path.extension().is_some_and(|own| own == *known)));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("UTF-8") + "\n\n").collect()
}

struct Sink;

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        black_box(token);
        TokenSinkResult::Continue
    }
}

/// html5ever's tokenizer.
pub fn html5ever(text: &str) {
    let queue = BufferQueue::default();
    queue.push_back(text.into());
    let tokenizer = Tokenizer::new(Sink, TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
}

/// pulldown-cmark, its events taken one by one.
pub fn pulldown_cmark(text: &str) {
    let events = pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::ENABLE_TABLES);
    events.for_each(|event| drop(black_box(event)));
}

/// The places of the bytes that the lexer stops at: the least that any lexer has to do.
pub fn positions(text: &str) -> usize {
    memchr::memchr3_iter(b'<', b'&', b'\n', text.as_bytes()).map(black_box).count()
}
