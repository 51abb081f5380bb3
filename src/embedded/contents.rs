//! The articles of a file.

use super::fields::{Held, Hint};
use super::map::Map;
use crate::text::{Flavor, Source};

/// An article in a file.
#[derive(Clone, Debug)]
pub struct Inner {
    /// The article.
    pub source: Source,
    /// Where its text stands in the file.
    pub map: Map,
}

/// The articles of a file, in their order.
#[derive(Debug)]
pub struct Contents<'a> {
    file: &'a Source,
    held: &'a Held,
    /// The articles.
    pub articles: Vec<Inner>,
    /// Parts of the file that cannot be read. They go on after its name.
    pub problems: Vec<String>,
    /// Whether there are fields that should hold articles, though they may be empty.
    pub has_fields: bool,
}

impl<'a> Contents<'a> {
    /// None yet, of `file`.
    pub fn new(file: &'a Source, held: &'a Held) -> Self {
        Self { file, held, articles: Vec::new(), problems: Vec::new(), has_fields: false }
    }

    /// The text of the file.
    pub fn text(&self) -> &'a str {
        self.file.text()
    }

    /// What is known about the file.
    pub fn held(&self) -> &'a Held {
        self.held
    }

    /// Notes that a part of the file cannot be read; `message` goes on after the file's name. The first few are kept.
    pub fn problem(&mut self, message: impl FnOnce() -> String) {
        const MOST: usize = 5;
        self.has_fields = true;
        match self.problems.len() {
            0..MOST => self.problems.push(message()),
            MOST => self.problems.push("has more such parts, which were left out as well".to_owned()),
            _ => {}
        }
    }

    /// Adds the article that `map` leads to.
    pub fn add(&mut self, mut map: Map, hint: Hint) {
        self.has_fields = true;
        if map.text().trim().is_empty() {
            return;
        }
        let text = map.take_text();
        let flavor = self.held.flavor.unwrap_or_else(|| match hint {
            Hint::Flavor(flavor) => flavor,
            Hint::Xhtml => Flavor::Html,
            Hint::None => guessed(&text),
        });
        // Its text is no longer than the file's, and what could be a NUL byte is read as a replacement character.
        let source = self.file.within(flavor, hint == Hint::Xhtml, text);
        self.articles.push(Inner { source, map });
    }
}

/// What an article that begins like this is written in.
fn guessed(text: &str) -> Flavor {
    if text.trim_start().starts_with('<') { Flavor::Html } else { Flavor::Text }
}
