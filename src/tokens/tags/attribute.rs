//! One attribute.

use crate::text::Span;

/// How a value is delimited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// There is no value.
    NoValue,
    /// No quotes.
    Unquoted,
    /// `"…"`
    Double,
    /// `'…'`
    Single,
    /// Typographic quotes: `“…”`, `”…”`, `«…»`, `"…”`.
    Curly,
    /// Quotes that are lost, mixed, doubled or escaped; the value is without them.
    Broken,
    /// `{…}`, as JSX writes it, or a template tag in the place of an attribute.
    Braces,
}

/// One attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name; a template tag in the place of an attribute has all of it here.
    pub name: Span,
    /// Its value, quotes included; empty where there is none.
    pub value: Span,
    /// How the value is delimited.
    pub quotes: Quotes,
}

impl Attribute {
    /// The value without its quotes.
    pub fn inner_value<'t>(&self, text: &'t str) -> &'t str {
        let value = &text[self.value.range()];
        match self.quotes {
            Quotes::Double | Quotes::Single => &value[1..value.len() - 1],
            Quotes::Curly => value.trim_matches(is_quote),
            Quotes::NoValue | Quotes::Unquoted | Quotes::Broken | Quotes::Braces => value,
        }
    }

    /// Whether a template tag stands in its place.
    pub(super) fn is_template(&self) -> bool {
        self.quotes == Quotes::Braces && self.value.is_empty()
    }

    /// Whether it is one word: it has no value, and is no template tag.
    pub(super) fn is_word(&self) -> bool {
        self.quotes == Quotes::NoValue
    }
}

/// Whether `char` is a quotation mark, straight or typographic.
pub(super) fn is_quote(char: char) -> bool {
    matches!(char, '"' | '\'' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '″' | '＂' | '‹' | '›')
}
