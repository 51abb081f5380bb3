//! What a row of the table says.

/// What kind of tool leaves it; each is told by a rule of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Translation programs.
    Translation,
    /// Editors, spelling checkers and extensions of browsers.
    Editor,
    /// Word processors.
    Word,
    /// Language models.
    Chat,
    /// Sites and what runs on them.
    Site,
}

/// How far a leftover reaches, and what goes.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A tag; it goes with its partner, and what is between them stays.
    Wrapper,
    /// A tag that goes with its partner and what is between them, where readers see nothing of that.
    Marker,
    /// An element that holds another version of the words; a person decides.
    Version,
    /// An attribute, which goes.
    Attribute,
    /// These words; they go.
    Mark,
    /// These words and what follows them up to this sign, which goes with them.
    Up(&'static str),
    /// Words that are alone in their block, which goes.
    Alone,
    /// Words; a person decides.
    Words,
    /// Words and what follows them up to this sign; a person decides.
    WordsUp(&'static str),
    /// What this function reads around them.
    Read(Reader),
}

/// Reads from where to where a leftover reaches whose words are at a place in a text.
type Reader = fn(&str, usize) -> Option<(usize, usize)>;

/// A pattern that a tool leaves.
#[derive(Clone, Copy, Debug)]
pub struct Leftover {
    /// What kind of tool it is.
    pub kind: Kind,
    /// The tool.
    pub tool: &'static str,
    /// What it is that was left, as the subject of a message.
    pub what: &'static str,
    /// What is written.
    pub written: &'static str,
    /// The rare part of what is written, which is looked for. Common letters at its beginning would be found too often.
    pub needle: &'static str,
    /// How far it reaches.
    pub shape: Shape,
    /// An article with one.
    pub example: &'static str,
}

/// A row of the table.
pub(super) const fn row(
    kind: Kind,
    tool: &'static str,
    what: &'static str,
    written: &'static str,
    needle: &'static str,
    shape: Shape,
    example: &'static str,
) -> Leftover {
    Leftover { kind, tool, what, written, needle, shape, example }
}
