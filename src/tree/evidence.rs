//! Evidence: what speaks for and against reading a place as a tag, as integer weights in one table.
//!
//! A place is read as a tag when its weights reach [`REPORT`]. Weights are log-odds in steps of about a factor of
//! 1.6, so that ten of them mean "a hundred to one". Well-formed tags need no evidence.

/// The sum from which on a place is read as a tag.
pub const REPORT: i32 = 10;

/// The sum, without [`NEAR`] and [`DOCUMENT`], from which on a damage is certain by itself and makes weak ones near it
/// likely.
pub const CERTAIN: i32 = 14;

/// `< / strong >`, `</ p>`: hardly anything but an end tag has this shape.
pub const SPACED_END: i32 = 14;
/// `< strong >`: authors also write it to show a tag, and `a < b >` compares.
pub const SPACED_START: i32 = 4;
/// `< br / >`, `< / p >`: the slash leaves no doubt.
pub const SPACED_SLASH: i32 = 10;
/// A spaced start tag with attributes that have values.
pub const SPACED_ATTRIBUTES: i32 = 10;
/// `<strongJoint`: a name that runs into a word.
pub const FUSED: i32 = 2;
/// `< strongJoint`, `<strongJoint` with the word's capital.
pub const FUSED_CAPITAL: i32 = 7;
/// Fused and spaced at once.
pub const FUSED_SPACED: i32 = 4;
/// `</emThe`: an end tag that runs into a word.
pub const FUSED_END: i32 = 6;
/// `</strong` before white space, punctuation or another tag.
pub const UNTERMINATED_END: i32 = 8;
/// `<strong` likewise: `a <b and c` looks the same.
pub const UNTERMINATED_START: i32 = 0;
/// `<a href="…" text`: attributes with values.
pub const UNTERMINATED_ATTRIBUTES: i32 = 12;
/// ` p>`, `strong>`: menus, selectors and arrows look alike.
pub const BARE: i32 = 0;
/// `/li>`.
pub const BARE_SLASH: i32 = 4;
/// `li />`.
pub const BARE_SELF_CLOSING: i32 = 8;
/// `a href="…">`.
pub const BARE_ATTRIBUTES: i32 = 14;
/// `wordstrong>`.
pub const GLUED: i32 = -4;
/// `＜p＞`.
pub const WIDE: i32 = 10;
/// `</ п>`, `ｓｔｒｏｎｇ`: another alphabet.
pub const HOMOGLYPH: i32 = 8;
/// `<fuerte>`: a word of another language.
pub const TRANSLATED: i32 = 4;
/// `<stong>`.
pub const MISSPELT: i32 = 0;
/// `<href="…">`.
pub const NAMELESS: i32 = 14;
/// `&lt;p&gt;`: the usual way to show a tag.
pub const ESCAPED: i32 = -4;

/// It closes an element that is open here and has no other end.
pub const CLOSES_OPEN: i32 = 10;
/// It closes an element that is open here, innermost.
pub const CLOSES_INNERMOST: i32 = 4;
/// An end tag of its name follows that nothing else opens.
pub const PAIRS: i32 = 10;
/// An escaped start tag whose live end tag nothing else opens.
pub const ONLY_PARTNER: i32 = 4;
/// An escaped start tag of a block, or with attributes, and its escaped end tag: an example would stand in code.
pub const PAIRS_ESCAPED: i32 = 8;
/// What follows directly needs it: a row needs a table, an item a list.
pub const NEEDED: i32 = 10;
/// It may stand where it stands and hardly anywhere else: a cell in a row, a row in a table, an item in a list.
pub const FITS: i32 = 8;
/// It ends its line, where bare end tags stand.
pub const ENDS_LINE: i32 = 7;
/// It follows a space or the end of a sentence at the end of its line.
pub const ENDS_SENTENCE: i32 = 3;
/// It begins its line or follows a tag directly.
pub const BEGINS_LINE: i32 = 2;
/// Its name is no word of English, so nothing else is meant by it.
pub const NO_WORD: i32 = 2;
/// "a < td > element", "the `<br>` tag": the author writes about it.
pub const NOUN: i32 = -10;
/// `a < b`: numbers or operators around it.
pub const COMPARISON: i32 = -10;
/// It stands in an element whose content is code.
pub const CODE: i32 = -40;

/// Certain damage within [`NEAR_BYTES`].
pub const NEAR: i32 = 6;
/// Several certain damages somewhere in the document.
pub const DOCUMENT: i32 = 2;

/// How near a certain damage must be, in bytes: about eight paragraphs.
pub const NEAR_BYTES: u32 = 4_000;
/// How many certain damages make a damaged document.
pub const DAMAGED_DOCUMENT: usize = 3;
