//! The constructs that are read with their damage: one row each.

/// Where a construct stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Anywhere in a line.
    Inline,
    /// At the beginning of a line's content.
    LineStart,
    /// At the beginning of a list item.
    ItemStart,
    /// At the beginning of a line that is no list item, below or above one.
    Beside,
    /// At the beginning of a line below another one of the same block.
    BelowLine,
    /// At the end of a line above another one of the same block.
    AboveLine,
    /// At the beginning of a line that stands between blank ones.
    AloneInBlock,
    /// At the end of a heading.
    HeadingEnd,
    /// At the beginning of the article.
    ArticleStart,
}

/// What stands between the signs of a construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Any words.
    Words,
    /// The label of a footnote: one word.
    Footnote,
    /// The label of a reference.
    Label,
    /// An address: of a page, a file or a place in this one.
    Address,
    /// An address with its scheme, or of a mailbox.
    Uri,
    /// The name of an alert.
    Alert,
    /// What a task box holds.
    Box,
    /// A plain name.
    Name,
    /// `DOCTYPE html`, and what may follow it.
    Document,
    /// What readers do not see, tags included.
    Hidden,
    /// The name of a CDATA section.
    Cdata,
    /// What an XML declaration holds.
    Declaration,
    /// Words that no white space parts from the signs around them.
    Tight,
    /// Code.
    Code,
    /// The name of an admonition.
    Admonition,
    /// The number of a list item.
    Number,
}

/// A part of a construct.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// A sign of one or more ASCII characters.
    Sign(&'static str),
    /// What stands between two signs.
    Content(Content),
    /// White space, which belongs there.
    Space,
    /// The end of the line, white space aside.
    End,
    /// Something else on the line.
    More,
}

/// What a damaged construct needs besides its own signs to be told from prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Nothing: its signs say it.
    Signs,
    /// The label is defined somewhere in the article.
    Defined,
    /// It is part of a list of its kind.
    Siblings,
    /// There is none: a sign that is missing leaves nothing to tell it by.
    Never,
}

/// A construct.
#[derive(Debug)]
pub struct Construct {
    /// What it is called in messages: "a footnote".
    pub name: &'static str,
    /// Where it stands.
    pub position: Position,
    /// Its parts in order.
    pub parts: &'static [Part],
    /// What tells it where a sign is missing.
    pub when_lost: Evidence,
    /// What becomes of the words that its repair takes from readers; nothing where all are still shown.
    pub hides: Option<&'static str>,
}

impl Construct {
    /// The level of a heading whose end this is.
    pub fn level(&self) -> Option<usize> {
        match self.parts {
            [Part::Sign(sign), Part::End] if sign.starts_with('#') => Some(sign.len()),
            _ => None,
        }
    }
}

/// Whether two rows are the same.
pub fn is(one: &'static Construct, other: &'static Construct) -> bool {
    std::ptr::eq(one, other)
}
