//! Tag-like places: everything that is a tag, or may have been one before it was damaged.

mod attribute;
mod attributes;
mod backslash;
mod bare;
mod beside;
mod blanks;
mod brackets;
mod delimiters;
mod mend;
mod names;
mod prose;
mod scan;
mod shape;
mod templates;
mod values;

use bitflags::bitflags;

use super::Element;
use crate::text::Span;

pub use attribute::{Attribute, Quotes};
pub use attributes::{is_attribute_name, is_duplicate};
pub use names::{fold_homoglyphs, misspelling_of, translation_of};
pub use scan::TagLikes;
pub use values::{mended_name, mended_value};

bitflags! {
    /// What is wrong with the form of a tag-like place.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Damages: u32 {
        /// White space after `<`, after or before `/`.
        const SPACED = 1;
        /// `>` was lost and the name runs into the text: `<strongJoint`, `</emThe`.
        const FUSED = 1 << 1;
        /// `>` was lost: `</strong`, `<a href="…" text`.
        const UNTERMINATED = 1 << 2;
        /// `<` was lost: `strong>`, `/li>`, ` p>`, `li />`.
        const BARE = 1 << 3;
        /// `<` was lost and the name runs on from a word: `wordstrong>`.
        const GLUED = 1 << 4;
        /// An end tag with attributes.
        const END_ATTRIBUTES = 1 << 5;
        /// Full-width or angle-quote delimiters: `＜p＞`, `‹p›`.
        const WIDE = 1 << 6;
        /// A name with letters of another alphabet: `</ п>`.
        const HOMOGLYPH = 1 << 7;
        /// A name in another language: `<fuerte>`.
        const TRANSLATED = 1 << 8;
        /// A name with a typing error: `<stong>`.
        const MISSPELT = 1 << 9;
        /// The name was lost: `<href="…">`.
        const NAMELESS = 1 << 10;
        /// Delimiters are character references: `&lt;p&gt;`.
        const ESCAPED = 1 << 11;
        /// Typographic quotes around an attribute value.
        const CURLY_QUOTES = 1 << 12;
        /// An attribute value with unescaped quotes inside it and so ends early.
        const QUOTE_COLLISION = 1 << 13;
        /// One attribute name twice.
        const DUPLICATE_ATTRIBUTE = 1 << 14;
        /// The text ends within the tag.
        const CUT_OFF = 1 << 15;
        /// The name runs into the first attribute: `<ahref="…">`.
        const FUSED_ATTRIBUTE = 1 << 16;
        /// `>` is a character reference, `<` is not: `<p&gt;`.
        const HALF_ESCAPED = 1 << 17;
        /// A delimiter once too often: `<<p>`, `</p>>`.
        const DOUBLED = 1 << 18;
        /// A backslash where the slash belongs: `<\p>`, `<\/p>`, `<br\>`.
        const BACKSLASH = 1 << 19;
        /// A backslash before a delimiter, as escaping puts it there: `\<p>`, `\<\/p\>`.
        const BACKSLASHED = 1 << 20;
        /// A character that nobody sees between the delimiter and the name.
        const INVISIBLE = 1 << 21;
        /// Square brackets for delimiters: `[kbd]`.
        const BRACKETS = 1 << 22;
        /// White space in the name: `</str ong>`.
        const SPLIT = 1 << 23;
        /// An attribute whose quotes, sign, name or value were damaged: `href="/a>`, `href=="/a"`.
        const BROKEN_ATTRIBUTE = 1 << 24;
    }
}

/// The form of a tag as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// No slash.
    Start,
    /// A slash before the name.
    End,
    /// A slash after the name or the attributes.
    SelfClosing,
}

/// A tag-like place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagLike {
    /// All its bytes. A fused one ends with its run of letters, since only context tells where the name ends.
    pub span: Span,
    /// The name as written; for fused and glued ones the whole run of letters.
    pub name: Span,
    /// The element of that name; for homoglyph, translated, misspelt and nameless ones the element that was meant.
    pub element: Element,
    /// The form as written.
    pub form: Form,
    /// What is wrong with it.
    pub damages: Damages,
    /// Index of its first attribute in [`TagLikes::attributes`].
    pub first_attribute: u32,
    /// Number of its attributes.
    pub attribute_count: u32,
}
