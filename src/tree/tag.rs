//! Intended tags.

use bitflags::bitflags;

use crate::text::Span;
use crate::tokens::{Damages, Element, Form};

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Opens an element.
    Start,
    /// Closes one.
    End,
    /// Both: a void element, or one that closes itself.
    Alone,
    /// The author writes about a tag.
    Mention,
}

/// The decisive damage of a tag: the one whose repair decides names the finding, structure before form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Trouble {
    /// White space inside its delimiters.
    Spaced,
    /// Its `>` was lost and the name runs into the text.
    Fused,
    /// Its `<` was lost.
    Bare,
    /// Its `>` was lost.
    Unterminated,
    /// An end tag written as a start tag.
    EndWithoutSlash,
    /// An end tag with attributes.
    EndAttributes,
    /// A slash after the name where one before it was meant, or where it does nothing.
    MisplacedSlash,
    /// The end tag of a void element.
    VoidEnd,
    /// Full-width or angle-quote delimiters.
    Wide,
    /// Letters of another alphabet in its name.
    Homoglyph,
    /// A name in another language.
    Translated,
    /// A typing error in its name.
    Misspelt,
    /// Its name was lost.
    Nameless,
    /// A delimiter once too often.
    Doubled,
    /// Character references instead of delimiters.
    Escaped,
    /// Typographic quotes around an attribute value.
    CurlyQuotes,
    /// An attribute whose quotes, sign, name or value were damaged.
    BrokenAttribute,
    /// A value that holds its own quotes.
    QuoteCollision,
    /// One attribute twice.
    DuplicateAttribute,
    /// An end tag with nothing to close.
    StrayEnd,
    /// `</li>` at the end of a Markdown bullet.
    ListResidue,
    /// A start tag whose end tag is missing.
    Unclosed,
    /// An end tag that came too late: the element around it ended first.
    Misnested,
    /// `<h2>…</h3>`.
    MismatchedHeading,
    /// A cell or row outside a table.
    StrayCell,
    /// Part of a flattened table, which is reported as one.
    Flattened,
    /// An unknown name that vanishes from the page.
    Placeholder,
    /// An element that vanished since its end tag may be left out; off by default.
    OptionalEnd,
}

impl Trouble {
    /// The number of troubles; each is a bit in the facts about a document.
    pub const COUNT: u32 = Self::OptionalEnd as u32 + 1;
}

bitflags! {
    /// What the tree knows about a tag beyond its damages.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Notes: u16 {
        /// Its partner was found.
        const PAIRED = 1;
        /// A start tag that was read from a place in the form of an end tag, or the other way round.
        const TURNED = 1 << 1;
        /// The element ended where the form allows its end tag to be left out.
        const IMPLIED_END = 1 << 2;
        /// An end tag whose paragraph ended earlier, at the start of a block.
        const PARAGRAPH_ENDED = 1 << 3;
        /// It is in a branch of a template.
        const IN_BRANCH = 1 << 4;
        /// It is in code.
        const IN_CODE = 1 << 5;
        /// The element closes itself in SVG, MathML, XML or JSX.
        const FOREIGN = 1 << 6;
        /// The same end tag is directly before it.
        const DOUBLED = 1 << 7;
        /// A table is open around it.
        const IN_TABLE = 1 << 9;
        /// An element of its name is open further out, and this tag would end it too early.
        const CLOSES_OUTER = 1 << 10;
        /// Accepted only because of damage around it.
        const WEAK = 1 << 8;
        /// It stands for an element that was opened before the piece of the article that is read.
        const CARRIED = 1 << 11;
        /// Its element goes on after that piece and is closed there.
        const CONTINUES = 1 << 12;
    }
}

/// A tag as it was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// All its bytes.
    pub span: Span,
    /// Its name as written.
    pub name: Span,
    /// The element that is meant.
    pub element: Element,
    /// The form as written.
    pub form: Form,
    /// What it does.
    pub role: Role,
    /// What is wrong with its form.
    pub damages: Damages,
    /// Index of its first attribute.
    pub first_attribute: u32,
    /// Number of its attributes.
    pub attribute_count: u32,
    /// The other tag of its element.
    pub partner: Option<u32>,
    /// The start tag of the element that it is in.
    pub parent: Option<u32>,
    /// The decisive damage.
    pub trouble: Option<Trouble>,
    /// What else is known.
    pub notes: Notes,
}

impl Tag {
    /// Whether it closes an element.
    pub fn is_end(&self) -> bool {
        self.role == Role::End
    }

    /// Whether its element reaches beyond the piece of the article that is read.
    pub fn reaches_on(&self) -> bool {
        self.notes.intersects(Notes::CARRIED | Notes::CONTINUES)
    }

    /// Whether its form is damaged.
    pub fn is_damaged(&self) -> bool {
        !self.damages.is_empty()
    }
}
