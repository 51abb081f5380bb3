//! What HTML says about each element, as one table.
//!
//! Sources: WHATWG HTML, "4 The elements of HTML" (kinds and content models), "13.1.2.4 Optional tags",
//! "13.1.2 Elements" (void and raw text) and "16.2 Non-conforming features" (obsolete elements). SVG and MathML are
//! one row each: what is in them is foreign content.

mod facts;
mod index;
mod table;

use table::TABLE;

pub use facts::Is;
pub(super) use table::LONGEST_NAME;

/// An element: an index into the table, or "not one of HTML's".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Element(u8);

impl Element {
    /// A name that HTML does not know.
    pub const UNKNOWN: Self = Self(u8::MAX);

    /// The number of elements that the table holds; indices are below it.
    pub const COUNT: usize = TABLE.len();

    /// `a`.
    pub const A: Self = Self::of("a");
    /// `img`.
    pub const IMG: Self = Self::of("img");
    /// `li`.
    pub const LI: Self = Self::of("li");
    /// `pre`
    pub const PRE: Self = Self::of("pre");
    /// `p`.
    pub const P: Self = Self::of("p");
    /// `span`.
    pub const SPAN: Self = Self::of("span");
    /// `table`.
    pub const TABLE: Self = Self::of("table");
    /// `td`.
    pub const TD: Self = Self::of("td");
    /// `th`.
    pub const TH: Self = Self::of("th");
    /// `tr`.
    pub const TR: Self = Self::of("tr");
    const BODY: Self = Self::of("body");
    const CAPTION: Self = Self::of("caption");
    const COL: Self = Self::of("col");
    const COLGROUP: Self = Self::of("colgroup");
    const DIV: Self = Self::of("div");
    const DL: Self = Self::of("dl");
    const HEAD: Self = Self::of("head");
    const HR: Self = Self::of("hr");
    const OPTGROUP: Self = Self::of("optgroup");
    /// `option`.
    pub const OPTION: Self = Self::of("option");

    /// The element of a name that the table holds, in lower case.
    const fn of(name: &str) -> Self {
        match index::find(name.as_bytes()) {
            Some(index) => Self(index),
            None => panic!("no such element"),
        }
    }

    /// The element of this name, in any case; [`Self::UNKNOWN`] for other names.
    pub fn named(name: &str) -> Self {
        index::find(name.as_bytes()).map_or(Self::UNKNOWN, Self)
    }

    /// The known elements whose names begin `text`, in any case, longest first.
    pub fn prefixes_of(text: &str) -> impl Iterator<Item = (Self, usize)> + '_ {
        let ascii = text.bytes().take_while(u8::is_ascii_alphanumeric).count().min(LONGEST_NAME);
        let lengths = text.bytes().next().map_or(0, |first| index::LENGTHS_FROM[first as usize]);
        let lengths = (1..=ascii).rev().filter(move |length| lengths >> length & 1 == 1);
        lengths.filter_map(move |length| {
            let element = Self::named(&text[..length]);
            element.is_known().then_some((element, length))
        })
    }

    /// The known elements whose names end `text`, in any case, longest first.
    pub fn suffixes_of(text: &str) -> impl Iterator<Item = (Self, usize)> + '_ {
        let ascii = text.bytes().rev().take_while(u8::is_ascii_alphanumeric).count().min(LONGEST_NAME);
        let lengths = text.bytes().next_back().map_or(0, |last| index::LENGTHS_TO[last as usize]);
        let lengths = (1..=ascii).rev().filter(move |length| lengths >> length & 1 == 1);
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
        FACTS[self.0 as usize].contains(facts)
    }

    /// Whether any of `facts` holds for it.
    pub fn is_any(self, facts: Is) -> bool {
        FACTS[self.0 as usize].intersects(facts)
    }

    /// Whether a start tag of `next` ends an open element of this kind whose end tag was left out
    /// (WHATWG HTML 13.1.2.4).
    pub fn ends_at(self, next: Self) -> bool {
        match self {
            Self::P => next.is(Is::ENDS_P),
            Self::LI => next.is(Is::ITEM),
            Self::TR => next.is_any(Is::ROW.union(Is::ROW_GROUP)),
            Self::CAPTION | Self::COLGROUP => {
                next.is_any(Is::ROW.union(Is::ROW_GROUP)) || next == Self::COL && self == Self::CAPTION
            }
            Self::OPTION => matches!(next, Self::OPTION | Self::OPTGROUP | Self::HR),
            Self::OPTGROUP => matches!(next, Self::OPTGROUP | Self::HR),
            // It holds texts of its own.
            _ if self.name() == "rtc" => matches!(next.name(), "rb" | "rtc"),
            _ if self.is(Is::RUBY_PART) => next.is(Is::RUBY_PART),
            Self::HEAD => next == Self::BODY,
            _ if self.is(Is::TERM) => next.is(Is::TERM),
            _ if self.is(Is::CELL) => next.is_any(Is::CELL.union(Is::ROW).union(Is::ROW_GROUP)),
            _ if self.is(Is::ROW_GROUP) => next.is(Is::ROW_GROUP),
            _ if self.is(Is::HEADING) => next.is(Is::HEADING),
            _ => false,
        }
    }

    /// Whether an element of this kind may be directly in `parent`; elements that may be anywhere say yes.
    pub fn fits_in(self, parent: Self) -> bool {
        match () {
            () if self.is(Is::CELL) => parent.is(Is::ROW),
            () if self.is(Is::ROW) => parent.is(Is::ROW_GROUP) || parent == Self::TABLE,
            () if self.is(Is::TABLE_PART) => matches!(parent, Self::TABLE | Self::COLGROUP),
            () if self.is(Is::ITEM) => parent.is(Is::LIST),
            () if self.is(Is::TERM) => matches!(parent, Self::DL | Self::DIV),
            () => true,
        }
    }
}

impl std::fmt::Debug for Element {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name())
    }
}

/// The facts about each element by its number, without a bound to check.
static FACTS: [Is; 256] = {
    let mut facts = [Is::empty(); 256];
    let mut index = 0;
    while index < TABLE.len() {
        facts[index] = TABLE[index].1;
        index += 1;
    }
    facts
};

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
