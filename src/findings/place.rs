//! The kinds of places in an article.

/// Where something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Between the tags.
    Prose,
    /// The value of an attribute that readers or browsers take as it is: text, or an address.
    Value {
        /// Whether it is an address.
        address: bool,
    },
    /// The target of a Markdown link.
    LinkTarget,
    /// A template tag.
    Template,
    /// Front matter.
    FrontMatter,
    /// Code, comments, scripts, attribute values that hold other languages: nothing there is the article's.
    Closed,
}
