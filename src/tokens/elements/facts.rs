//! What may be true of an element.

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
        /// `rb`, `rt`, `rtc` and `rp`: each ends the one before it.
        const RUBY_PART = 1 << 19;
    }
}
