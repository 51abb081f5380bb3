//! One mark: a link, a code span, a tag, and so on.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};

use crate::text::Span;

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A link.
    Link,
    /// An image.
    Image,
    /// A link or image by reference whose label may be defined elsewhere; there are none in a whole skeleton.
    Reference,
    /// The definition of a label.
    Definition,
    /// A reference to a footnote.
    Footnote,
    /// A footnote.
    Note,
    /// A code span.
    Code,
    /// A formula.
    Formula,
    /// A code block.
    Block,
    /// The explicit address of a heading.
    Anchor,
    /// A tag that opens an element, or stands alone.
    Tag,
    /// A tag of a template language, a shortcode or an expression.
    Template,
    /// A placeholder in the text, such as `{name}` or `%s`.
    Placeholder,
    /// The name of a callout, an admonition or a directive.
    Directive,
    /// A key of the metadata.
    Key,
}

impl Kind {
    /// What people call it, with an article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Link | Self::Reference => "a link",
            Self::Image => "an image",
            Self::Definition => "a link definition",
            Self::Footnote => "a footnote reference",
            Self::Note => "a footnote",
            Self::Code => "code",
            Self::Formula => "a formula",
            Self::Block => "a code block",
            Self::Anchor => "the anchor of a heading",
            Self::Tag => "a tag",
            Self::Template => "a template tag",
            Self::Placeholder => "a placeholder",
            Self::Directive => "a directive",
            Self::Key => "a key",
        }
    }
}

/// A mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: Kind,
    /// All of it.
    pub span: Span,
    /// What must stay: the target of a link, the code in a code span, the name of a directive.
    pub core: Span,
    /// The words in it that are translated, such as the text of a link; empty where it has none.
    pub words: Span,
    /// What it has in common with the same mark in another language.
    pub key: u64,
    /// The name under which it is defined, or what it is called without its details.
    pub label: u64,
    /// The block that it is in.
    pub block: u32,
    /// Whether it is an image.
    pub is_image: bool,
    /// Whether its target is defined elsewhere, or has no brackets around its text; of a placeholder, whether it is only
    /// nearly one; of a tag, whether it is that of a component.
    pub is_indirect: bool,
}

impl Mark {
    /// A mark of this kind with all that counts in `core`.
    pub fn new(kind: Kind, span: Span, core: Span, key: u64) -> Self {
        let words = Span::at(core.start);
        Self { kind, span, core, words, key, label: 0, block: 0, is_image: false, is_indirect: false }
    }

    /// The same mark `distance` bytes further on.
    pub fn moved(&self, distance: u32) -> Self {
        let moved = |span: Span| span.moved(distance);
        Self { span: moved(self.span), core: moved(self.core), words: moved(self.words), ..*self }
    }

    /// What is equal in marks that are the same.
    pub fn identity(&self) -> (Kind, u64) {
        (self.kind, self.key)
    }

    /// One of 64 bits, for telling at a glance how much two blocks have in common.
    pub fn bit(&self) -> u64 {
        1 << ((self.key ^ (self.kind as u64).wrapping_mul(0x9e37_79b9)) % 64)
    }
}

/// A number that is the same for equal values in every run.
pub fn hash(value: impl Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}
