//! Everything a rule may ask about a document.

use super::OptionValues;
use crate::text::Source;

/// The document as rules see it.
#[derive(Debug)]
pub struct Context<'a> {
    /// The article.
    pub source: &'a Source,
    /// The options that the settings give.
    pub options: &'a OptionValues,
}

impl<'a> Context<'a> {
    /// The article's text.
    pub fn text(&self) -> &'a str {
        self.source.text()
    }
}
