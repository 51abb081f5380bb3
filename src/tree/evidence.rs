//! Evidence: what speaks for and against reading a place as a tag, as integer weights in one table.
//!
//! A place is read as a tag when its weights reach [`REPORT`]. Weights are log-odds in steps of about a factor of
//! 1.6, so that ten of them mean "a hundred to one". Well-formed tags need no evidence. `tests/evidence.rs` measures
//! each feature on damaged and on clean articles and fails when table and data part.

use std::ops::AddAssign;

use crate::text::Span;

/// The sum from which on a place is read as a tag.
pub const REPORT: i32 = 10;
/// The sum, without [`NEAR`] and [`DOCUMENT`], from which on a damage is certain by itself and makes weak ones near it
/// likely.
pub const CERTAIN: i32 = 14;
/// Certain damage within [`NEAR_BYTES`].
pub const NEAR: i32 = 6;
/// Several certain damages somewhere in the document.
pub const DOCUMENT: i32 = 2;
/// How near a certain damage must be, in bytes: about eight paragraphs.
pub const NEAR_BYTES: u32 = 4_000;
/// How many certain damages make a damaged document.
pub const DAMAGED_DOCUMENT: usize = 3;

/// Declares the features and the table of their weights.
macro_rules! features {
    ($($(#[doc = $doc:literal])+ $name:ident = $weight:literal;)+) => {
        /// Something that speaks for or against a tag.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        enum Number { $($name),+ }

        $($(#[doc = $doc])+ pub const $name: Feature = Feature(Number::$name as u8);)+

        /// Name and weight of each feature, in order.
        pub static WEIGHTS: &[(&str, i32)] = &[$((stringify!($name), $weight)),+];
    };
}

/// A feature: an index into [`WEIGHTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature(u8);

/// A sum of weights, and which features it was made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The sum.
    pub sum: i32,
    /// Bit `n` stands for feature number `n` of [`WEIGHTS`].
    pub features: u64,
}

/// The evidence for reading one damaged place as a tag, priors left out.
#[derive(Clone, Copy, Debug)]
pub struct Observation {
    /// The place.
    pub span: Span,
    /// What speaks for and against a tag.
    pub evidence: Evidence,
}

impl AddAssign<Feature> for Evidence {
    fn add_assign(&mut self, feature: Feature) {
        self.sum += WEIGHTS[feature.0 as usize].1;
        self.features |= 1 << feature.0;
    }
}

impl Evidence {
    /// Adds `feature` where it holds.
    pub(super) fn add(&mut self, holds: bool, feature: Feature) {
        if holds {
            *self += feature;
        }
    }
}

features! {
    /// `< / strong >`, `</ p>`: hardly anything but an end tag has this shape.
    SPACED_END = 14;
    /// `< strong >`: authors also write it to show a tag, and `a < b >` compares.
    SPACED_START = 4;
    /// `< br / >`, `< / p >`: the slash leaves no doubt.
    SPACED_SLASH = 10;
    /// A spaced start tag with attributes that have values.
    SPACED_ATTRIBUTES = 10;
    /// `<strongJoint`: a name that runs into a word.
    FUSED = 2;
    /// `< strongJoint`, `<strongJoint` with the word's capital.
    FUSED_CAPITAL = 7;
    /// The same after a name of one letter.
    FUSED_CAPITAL_LETTER = 3;
    /// Fused and spaced at once.
    FUSED_SPACED = 4;
    /// `</emThe`: an end tag that runs into a word.
    FUSED_END = 6;
    /// `</strong` before white space, punctuation or another tag.
    UNTERMINATED_END = 8;
    /// `<strong` likewise: `a <b and c` looks the same.
    UNTERMINATED_START = 0;
    /// `<a href="…" text`: attributes with values.
    UNTERMINATED_ATTRIBUTES = 12;
    /// ` p>`, `strong>`: menus, selectors and arrows look alike.
    BARE = 0;
    /// `/li>`.
    BARE_SLASH = 4;
    /// `li />`.
    BARE_SELF_CLOSING = 8;
    /// `a href="…">`.
    BARE_ATTRIBUTES = 14;
    /// `wordstrong>`.
    GLUED = -4;
    /// `＜p＞`.
    WIDE = 10;
    /// `</ п>`, `ｓｔｒｏｎｇ`: another alphabet.
    HOMOGLYPH = 8;
    /// `<fuerte>`: a word of another language.
    TRANSLATED = 4;
    /// `<stong>`.
    MISSPELT = 0;
    /// `<brr>`.
    MISSPELT_VOID = 10;
    /// `<href="…">`.
    NAMELESS = 14;
    /// `<ahref="…">`.
    FUSED_ATTRIBUTE = 14;
    /// `<p&gt;`.
    HALF_ESCAPED = 12;
    /// `<\p>`, `<\/p>`: escapes and paths look alike.
    BACKSLASH_END = 4;
    /// `<br\>`.
    BACKSLASH_VOID = 10;
    /// An invisible character between the delimiter and the name.
    INVISIBLE = 10;
    /// `[kbd]`: links and remarks look alike.
    BRACKETS = 0;
    /// `office< br>North`: no space parts a spaced void tag from the text.
    SPACED_TIGHT = 6;
    /// `office&lt;br&gt;North`: nobody shows a tag within a word.
    ESCAPED_TIGHT = 14;
    /// `</>`: what JSX closes a fragment with.
    NAMELESS_END = 0;
    /// `</str ong>`.
    SPLIT = 4;
    /// `&lt;p&gt;`: the usual way to show a tag.
    ESCAPED = -4;
    /// It closes an element that is open here and has no other end.
    CLOSES_OPEN = 10;
    /// It closes an element that is open here, innermost.
    CLOSES_INNERMOST = 4;
    /// An end tag of its name follows that nothing else opens.
    PAIRS = 10;
    /// An escaped start tag whose live end tag nothing else opens.
    ONLY_PARTNER = 4;
    /// An escaped start tag of a block, or with attributes, and its escaped end tag: an example would be in code.
    PAIRS_ESCAPED = 8;
    /// What follows directly needs it: a row needs a table, an item a list.
    NEEDED = 10;
    /// It may be where it is and hardly anywhere else: a cell in a row, a row in a table, an item in a list.
    FITS = 8;
    /// It ends its line, where bare end tags are.
    ENDS_LINE = 7;
    /// It follows a space or the end of a sentence at the end of its line.
    ENDS_SENTENCE = 3;
    /// It follows another bare tag directly.
    FOLLOWS_BARE = 7;
    /// It begins its line or follows a tag directly.
    BEGINS_LINE = 2;
    /// Its name is not a word of English, so nothing else is meant by it.
    NO_WORD = 2;
    /// "a < td > element", "the `<br>` tag": the author writes about it.
    NOUN = -10;
    /// `text in &lt;div&gt; — thicker`: an escaped tag stands in its sentence as a word does.
    WORD = -14;
    /// `a < b`: numbers or operators around it.
    COMPARISON = -10;
    /// It is in an element whose content is code.
    CODE = -40;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_is_a_bit() {
        assert!(WEIGHTS.len() <= 64);
        let mut evidence = Evidence::default();
        evidence += SPACED_END;
        evidence.add(false, NOUN);
        assert_eq!((evidence.sum, evidence.features), (14, 1));
    }
}
