//! What HTML says about each element, as one table.
//!
//! Sources: WHATWG HTML, "4 The elements of HTML" (kinds and content models), "13.1.2.4 Optional tags",
//! "13.1.2 Elements" (void and raw text) and "16.2 Non-conforming features" (obsolete elements). SVG and MathML are
//! one row each: what stands in them is foreign content.

use bitflags::bitflags;

bitflags! {
    /// Facts about an element.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Is: u32 {
        /// Has no content and no end tag.
        const VOID = 1;
        /// Its content is raw text or escapable raw text: no tags stand in it.
        const RAW = 1 << 1;
        /// Its end tag may be left out.
        const OPTIONAL_END = 1 << 2;
        /// Phrasing content: stands inside a line of text.
        const PHRASING = 1 << 3;
        /// Starting it ends an open paragraph.
        const ENDS_P = 1 << 4;
        /// A heading from `h1` to `h6`.
        const HEADING = 1 << 5;
        /// `td` and `th`.
        const CELL = 1 << 6;
        /// `tr`.
        const ROW = 1 << 7;
        /// `thead`, `tbody`, `tfoot`.
        const ROW_GROUP = 1 << 8;
        /// Any element that stands only in a table, the above included.
        const TABLE_PART = 1 << 9;
        /// `ul`, `ol`, `menu`, `dir`.
        const LIST = 1 << 10;
        /// `li`.
        const ITEM = 1 << 11;
        /// `dt` and `dd`.
        const TERM = 1 << 12;
        /// Its content is literal or preformatted: weak readings stay silent in it.
        const CODE = 1 << 13;
        /// Root of foreign content, where every element may close itself.
        const FOREIGN = 1 << 14;
        /// No longer part of HTML, still found in articles.
        const OBSOLETE = 1 << 15;
        /// Also an ordinary English word or letter, so that its bare name proves little.
        const WORD = 1 << 16;
        /// End tags of elements outside do not close through it (WHATWG HTML 13.2.4.2, "in scope").
        const BARRIER = 1 << 17;
        /// Metadata and page structure: `html`, `head`, `body` and what stands in `head`.
        const PAGE = 1 << 18;
    }
}

/// An element: an index into the table, or "not one of HTML's".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Element(u8);

impl Element {
    /// A name that HTML does not know.
    pub const UNKNOWN: Self = Self(u8::MAX);

    /// The number of elements that the table holds; indices are below it.
    pub const COUNT: usize = TABLE.len();

    /// The element of this name, in any case; [`Self::UNKNOWN`] for other names.
    pub fn named(name: &str) -> Self {
        if name.len() > LONGEST_NAME || name.is_empty() {
            return Self::UNKNOWN;
        }
        let mut lower = [0; LONGEST_NAME];
        for (to, from) in lower.iter_mut().zip(name.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        let lower = &lower[..name.len()];
        match TABLE.binary_search_by(|(known, _)| known.as_bytes().cmp(lower)) {
            Ok(index) => Self(index as u8),
            Err(_) => Self::UNKNOWN,
        }
    }

    /// The known elements whose names begin `text`, in any case, longest first.
    pub fn prefixes_of(text: &str) -> impl Iterator<Item = (Self, usize)> + '_ {
        let ascii = text.bytes().take_while(u8::is_ascii_alphanumeric).count().min(LONGEST_NAME);
        let lengths = (1..=ascii).rev();
        lengths.filter_map(move |length| {
            let element = Self::named(&text[..length]);
            element.is_known().then_some((element, length))
        })
    }

    /// The known elements whose names end `text`, in any case, longest first.
    pub fn suffixes_of(text: &str) -> impl Iterator<Item = (Self, usize)> + '_ {
        let ascii = text.bytes().rev().take_while(u8::is_ascii_alphanumeric).count().min(LONGEST_NAME);
        let lengths = (1..=ascii).rev();
        lengths.filter_map(move |length| {
            let element = Self::named(&text[text.len() - length..]);
            element.is_known().then_some((element, length))
        })
    }

    /// Whether HTML knows it.
    pub fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }

    /// Its index in tables that are indexed by element; [`Self::COUNT`] for the unknown one.
    pub fn index(self) -> usize {
        if self.is_known() { self.0 as usize } else { Self::COUNT }
    }

    /// Its name in lower case; `?` for the unknown one.
    pub fn name(self) -> &'static str {
        TABLE.get(self.0 as usize).map_or("?", |row| row.0)
    }

    /// Whether all of `facts` hold for it.
    pub fn is(self, facts: Is) -> bool {
        TABLE.get(self.0 as usize).is_some_and(|row| row.1.contains(facts))
    }

    /// Whether a start tag of `next` ends an open element of this kind whose end tag was left out
    /// (WHATWG HTML 13.1.2.4).
    pub fn ends_at(self, next: Self) -> bool {
        match self.name() {
            "p" => next.is(Is::ENDS_P),
            "li" => next.is(Is::ITEM),
            "dt" | "dd" => next.is(Is::TERM),
            "td" | "th" => next.is(Is::CELL) || next.is(Is::ROW) || next.is(Is::ROW_GROUP),
            "tr" => next.is(Is::ROW) || next.is(Is::ROW_GROUP),
            "thead" | "tbody" | "tfoot" => next.is(Is::ROW_GROUP),
            "caption" | "colgroup" => {
                next.is(Is::ROW) || next.is(Is::ROW_GROUP) || next.name() == "col" && self.name() == "caption"
            }
            "option" => matches!(next.name(), "option" | "optgroup" | "hr"),
            "optgroup" => matches!(next.name(), "optgroup" | "hr"),
            "rp" | "rt" => matches!(next.name(), "rp" | "rt"),
            "head" => next.name() == "body",
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => next.is(Is::HEADING),
            _ => false,
        }
    }

    /// Whether an element of this kind may stand directly in `parent`; elements that may stand anywhere say yes.
    pub fn fits_in(self, parent: Self) -> bool {
        match () {
            () if self.is(Is::CELL) => parent.is(Is::ROW),
            () if self.is(Is::ROW) => parent.is(Is::ROW_GROUP) || parent.name() == "table",
            () if self.is(Is::TABLE_PART) => parent.name() == "table" || parent.name() == "colgroup",
            () if self.is(Is::ITEM) => parent.is(Is::LIST),
            () if self.is(Is::TERM) => matches!(parent.name(), "dl" | "div"),
            () => true,
        }
    }
}

impl std::fmt::Debug for Element {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name())
    }
}

const LONGEST_NAME: usize = 10;

/// A block that ends an open paragraph.
const BLOCK: Is = Is::ENDS_P;
/// Text-level markup.
const INLINE: Is = Is::PHRASING;
/// Text-level markup whose name is also a word.
const WORD: Is = Is::PHRASING.union(Is::WORD);
/// A block whose name is also a word.
const BLOCK_WORD: Is = Is::ENDS_P.union(Is::WORD);
/// Part of a table; its end tag may be left out.
const PART: Is = Is::TABLE_PART.union(Is::OPTIONAL_END);
/// Page structure whose tags may be left out.
const PAGE: Is = Is::PAGE.union(Is::OPTIONAL_END).union(Is::WORD);

/// Every element, by name in ascending order.
static TABLE: &[(&str, Is)] = &[
    ("a", WORD),
    ("abbr", INLINE),
    ("acronym", INLINE.union(Is::OBSOLETE)),
    ("address", BLOCK_WORD),
    ("area", WORD.union(Is::VOID)),
    ("article", BLOCK_WORD),
    ("aside", BLOCK_WORD),
    ("audio", WORD),
    ("b", WORD),
    ("base", Is::PAGE.union(Is::VOID).union(Is::WORD)),
    ("bdi", INLINE),
    ("bdo", INLINE),
    ("big", WORD.union(Is::OBSOLETE)),
    ("blockquote", BLOCK),
    ("body", PAGE),
    ("br", INLINE.union(Is::VOID)),
    ("button", WORD.union(Is::BARRIER)),
    ("canvas", WORD),
    ("caption", Is::TABLE_PART.union(Is::OPTIONAL_END).union(Is::BARRIER).union(Is::WORD)),
    ("center", BLOCK_WORD.union(Is::OBSOLETE)),
    ("cite", WORD),
    ("code", WORD.union(Is::CODE)),
    ("col", Is::TABLE_PART.union(Is::VOID)),
    ("colgroup", PART),
    ("data", WORD),
    ("datalist", INLINE),
    ("dd", Is::TERM.union(Is::OPTIONAL_END).union(Is::ENDS_P)),
    ("del", INLINE),
    ("details", BLOCK_WORD),
    ("dfn", INLINE),
    ("dialog", BLOCK_WORD),
    ("dir", BLOCK.union(Is::LIST).union(Is::OBSOLETE).union(Is::WORD)),
    ("div", BLOCK),
    ("dl", BLOCK),
    ("dt", Is::TERM.union(Is::OPTIONAL_END).union(Is::ENDS_P)),
    ("em", INLINE),
    ("embed", WORD.union(Is::VOID)),
    ("fieldset", BLOCK),
    ("figcaption", BLOCK),
    ("figure", BLOCK_WORD),
    ("font", WORD.union(Is::OBSOLETE)),
    ("footer", BLOCK_WORD),
    ("form", BLOCK_WORD),
    ("frame", Is::VOID.union(Is::OBSOLETE).union(Is::WORD)),
    ("frameset", Is::OBSOLETE),
    ("h1", BLOCK.union(Is::HEADING)),
    ("h2", BLOCK.union(Is::HEADING)),
    ("h3", BLOCK.union(Is::HEADING)),
    ("h4", BLOCK.union(Is::HEADING)),
    ("h5", BLOCK.union(Is::HEADING)),
    ("h6", BLOCK.union(Is::HEADING)),
    ("head", PAGE),
    ("header", BLOCK_WORD),
    ("hgroup", BLOCK),
    ("hr", BLOCK.union(Is::VOID)),
    ("html", PAGE),
    ("i", WORD),
    ("iframe", INLINE.union(Is::RAW)),
    ("img", INLINE.union(Is::VOID)),
    ("input", WORD.union(Is::VOID)),
    ("ins", INLINE),
    ("kbd", INLINE.union(Is::CODE)),
    ("label", WORD),
    ("legend", Is::WORD),
    ("li", Is::ITEM.union(Is::OPTIONAL_END).union(Is::ENDS_P)),
    ("link", Is::PAGE.union(Is::VOID).union(Is::WORD)),
    ("main", BLOCK_WORD),
    ("map", WORD),
    ("mark", WORD),
    ("marquee", Is::OBSOLETE),
    ("math", INLINE.union(Is::FOREIGN).union(Is::WORD)),
    ("menu", BLOCK_WORD.union(Is::LIST)),
    ("meta", Is::PAGE.union(Is::VOID)),
    ("meter", WORD),
    ("nav", BLOCK),
    ("nobr", INLINE.union(Is::OBSOLETE)),
    ("noembed", Is::RAW.union(Is::OBSOLETE)),
    ("noframes", Is::RAW.union(Is::OBSOLETE)),
    ("noscript", Is::PHRASING),
    ("object", WORD.union(Is::BARRIER)),
    ("ol", BLOCK.union(Is::LIST)),
    ("optgroup", Is::OPTIONAL_END),
    ("option", Is::OPTIONAL_END.union(Is::WORD)),
    ("output", WORD),
    ("p", Is::OPTIONAL_END.union(Is::ENDS_P).union(Is::WORD)),
    ("param", Is::VOID.union(Is::OBSOLETE).union(Is::WORD)),
    ("picture", WORD),
    ("pre", BLOCK.union(Is::CODE)),
    ("progress", WORD),
    ("q", WORD),
    ("rb", Is::OPTIONAL_END.union(Is::OBSOLETE)),
    ("rp", Is::OPTIONAL_END),
    ("rt", Is::OPTIONAL_END),
    ("rtc", Is::OPTIONAL_END.union(Is::OBSOLETE)),
    ("ruby", WORD),
    ("s", WORD),
    ("samp", INLINE.union(Is::CODE)),
    ("script", Is::RAW.union(Is::PHRASING).union(Is::WORD)),
    ("search", BLOCK_WORD),
    ("section", BLOCK_WORD),
    ("select", WORD),
    ("slot", WORD),
    ("small", WORD),
    ("source", Is::VOID.union(Is::WORD)),
    ("span", WORD),
    ("strike", WORD.union(Is::OBSOLETE)),
    ("strong", WORD),
    ("style", Is::RAW.union(Is::PAGE).union(Is::WORD)),
    ("sub", WORD),
    ("summary", BLOCK_WORD),
    ("sup", WORD),
    ("svg", INLINE.union(Is::FOREIGN)),
    ("table", BLOCK_WORD.union(Is::BARRIER)),
    ("tbody", PART.union(Is::ROW_GROUP)),
    ("td", PART.union(Is::CELL).union(Is::BARRIER)),
    ("template", Is::WORD.union(Is::BARRIER)),
    ("textarea", INLINE.union(Is::RAW)),
    ("tfoot", PART.union(Is::ROW_GROUP)),
    ("th", PART.union(Is::CELL).union(Is::BARRIER)),
    ("thead", PART.union(Is::ROW_GROUP)),
    ("time", WORD),
    ("title", Is::RAW.union(Is::PAGE).union(Is::WORD)),
    ("tr", PART.union(Is::ROW)),
    ("track", Is::VOID.union(Is::WORD)),
    ("tt", INLINE.union(Is::OBSOLETE).union(Is::CODE)),
    ("u", WORD),
    ("ul", BLOCK.union(Is::LIST)),
    ("var", INLINE),
    ("video", WORD),
    ("wbr", INLINE.union(Is::VOID)),
    ("xmp", BLOCK.union(Is::RAW).union(Is::OBSOLETE)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_and_names_fit() {
        assert!(TABLE.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(TABLE.iter().all(|(name, _)| name.len() <= LONGEST_NAME && name.is_ascii()));
        assert!(Element::COUNT < usize::from(u8::MAX));
    }

    #[test]
    fn names_are_found_in_any_case() {
        assert_eq!(Element::named("Strong").name(), "strong");
        assert_eq!(Element::named("strongJoint"), Element::UNKNOWN);
        assert!(!Element::UNKNOWN.is(Is::VOID));
    }

    #[test]
    fn prefixes_and_suffixes_come_longest_first() {
        let names = |found: Vec<(Element, usize)>| found.iter().map(|(element, _)| element.name()).collect::<Vec<_>>();
        assert_eq!(names(Element::prefixes_of("pretty words").collect()), ["pre", "p"]);
        assert_eq!(names(Element::suffixes_of("it is textli").collect()), ["li", "i"]);
    }
}
