//! The text of an article, in whatever encoding it is.

use encoding_rs::Encoding;

use super::walk::Article;
use crate::disk::encodings::{self, Decoded};
use crate::text::{Source, Unreadable};

/// What is done with articles that are not UTF-8.
#[derive(Clone, Copy, Debug)]
pub struct Decoding {
    /// Whether they are rewritten as UTF-8.
    pub to_utf8: bool,
    /// Their encoding, where the arguments name one.
    pub encoding: Option<&'static Encoding>,
}

/// An article that was read.
pub struct Read {
    /// Its text.
    pub source: Source,
    /// What it was made of, where that is not UTF-8.
    pub original: Option<Original>,
}

/// An article that is not UTF-8.
pub struct Original {
    /// All of it.
    pub bytes: Vec<u8>,
    /// Its encoding.
    pub encoding: &'static str,
    is_guess: bool,
}

impl Read {
    /// The article that `bytes` hold. One that is to become UTF-8 declares that it is.
    ///
    /// # Errors
    /// Where they are no text, or nothing tells in which encoding.
    pub fn new(article: &Article, bytes: Vec<u8>, how: Decoding) -> Result<Self, Unreadable> {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => return Ok(Self { source: Source::new(&article.path, article.flavor, text)?, original: None }),
            Err(error) => error.into_bytes(),
        };
        let Some(Decoded { text, encoding, is_guess }) = encodings::decode(&bytes, how.encoding) else {
            let source = Source::from_bytes(&article.path, article.flavor, bytes)?;
            return Ok(Self { source, original: None });
        };
        let text = if how.to_utf8 { encodings::declare_utf8(&text) } else { text };
        let source = Source::new(&article.path, article.flavor, text)?;
        Ok(Self { source, original: Some(Original { bytes, encoding, is_guess }) })
    }
}

/// The text of an article that is not changed.
///
/// # Errors
/// Those of [`Read::new`].
pub fn read_text(article: &Article, bytes: Vec<u8>, encoding: Option<&'static Encoding>) -> Result<Source, Unreadable> {
    Ok(Read::new(article, bytes, Decoding { to_utf8: false, encoding })?.source)
}

impl Original {
    /// What to tell of it; it goes on after the article's name.
    pub fn note(&self) -> String {
        let guess = if self.is_guess { " by the look of it (--encoding names another)" } else { "" };
        format!("is {}, not UTF-8{guess}; --to-utf8 rewrites it as UTF-8", self.encoding)
    }

    /// Why it was not changed; it goes on after the article's name.
    pub fn refusal(&self) -> String {
        format!("is {}, so it was not changed; add --to-utf8 to rewrite it as UTF-8 as well", self.encoding)
    }
}
