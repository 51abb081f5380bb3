//! The rows of the table.

use super::table::Content::{
    Address, Admonition, Alert, Box, Cdata, Code, Declaration, Document, Footnote, Hidden, Label, Name, Number, Tight,
    Uri, Words,
};
use super::table::Part::{Content, End, More, Sign, Space};
use super::table::Position::{
    AboveLine, AloneInBlock, ArticleStart, BelowLine, Beside, HeadingEnd, Inline, ItemStart, LineStart,
};
use super::table::{Construct, Evidence, Part};

/// The definition of a footnote (GitHub, Pandoc, PHP Markdown Extra).
pub static FOOTNOTE_DEFINITION: Construct = Construct {
    name: "a footnote",
    position: LineStart,
    parts: &[Sign("[^"), Content(Footnote), Sign("]:"), Space],
    when_lost: Evidence::Defined,
    hides: None,
};

/// The definition of a reference (CommonMark 4.7).
pub static REFERENCE_DEFINITION: Construct = Construct {
    name: "a link definition",
    position: LineStart,
    parts: &[Sign("["), Content(Label), Sign("]:"), Space, Content(Address)],
    when_lost: Evidence::Defined,
    hides: Some("readers will not see the address any more"),
};

/// An alert (GitHub), or a callout (Obsidian), below its quote mark.
pub static ALERT: Construct = Construct {
    name: "an alert",
    position: LineStart,
    parts: &[Sign("[!"), Content(Alert), Sign("]"), End],
    when_lost: Evidence::Signs,
    hides: None,
};

/// An alert whose quote mark is damaged.
pub static QUOTED_ALERT: Construct = Construct {
    name: "an alert",
    position: LineStart,
    parts: &[Sign(">"), Space, Sign("[!"), Content(Alert), Sign("]"), End],
    when_lost: Evidence::Signs,
    hides: None,
};

/// The box of a task (GFM 5.3).
pub static TASK: Construct = Construct {
    name: "a task box",
    position: ItemStart,
    parts: &[Sign("["), Content(Box), Sign("]"), Space],
    when_lost: Evidence::Siblings,
    hides: None,
};

/// A reference to a footnote.
pub static FOOTNOTE: Construct = Construct {
    name: "a footnote",
    position: Inline,
    parts: &[Sign("[^"), Content(Footnote), Sign("]")],
    when_lost: Evidence::Defined,
    hides: None,
};

/// A picture that is a link.
pub static LINKED_IMAGE: Construct = Construct {
    name: "a link",
    position: Inline,
    parts: &[Sign("[!["), Content(Words), Sign("]("), Content(Address), Sign(")]("), Content(Address), Sign(")")],
    when_lost: Evidence::Signs,
    hides: None,
};

/// A picture (CommonMark 6.4).
pub static IMAGE: Construct = Construct {
    name: "a picture",
    position: Inline,
    parts: &[Sign("!["), Content(Words), Sign("]("), Content(Address), Sign(")")],
    when_lost: Evidence::Signs,
    hides: None,
};

/// A link (CommonMark 6.3).
pub static LINK: Construct = Construct {
    name: "a link",
    position: Inline,
    parts: &[Sign("["), Content(Words), Sign("]("), Content(Address), Sign(")")],
    when_lost: Evidence::Signs,
    hides: None,
};

/// A link with a title (CommonMark 6.3).
pub static TITLED_LINK: Construct = Construct {
    name: "a link",
    position: Inline,
    parts: &[Sign("["), Content(Words), Sign("]("), Content(Address), Space, Sign("\""), Content(Words), Sign("\")")],
    when_lost: Evidence::Signs,
    hides: None,
};

/// A link by reference (CommonMark 6.3).
pub static REFERENCE_LINK: Construct = Construct {
    name: "a link",
    position: Inline,
    parts: &[Sign("["), Content(Words), Sign("]["), Content(Label), Sign("]")],
    when_lost: Evidence::Defined,
    hides: None,
};

/// An address that is a link (CommonMark 6.5).
pub static AUTOLINK: Construct = Construct {
    name: "a link",
    position: Inline,
    parts: &[Sign("<"), Content(Uri), Sign(">")],
    when_lost: Evidence::Signs,
    hides: None,
};

/// A comment (WHATWG HTML 13.1.6).
pub static COMMENT: Construct = Construct {
    name: "a comment",
    position: Inline,
    parts: &[Sign("<!--"), Content(Hidden), Sign("-->")],
    when_lost: Evidence::Signs,
    hides: Some("readers will not see the words between the signs any more"),
};

/// A CDATA section (XML 1.0 2.7, CommonMark 6.6).
pub static CDATA: Construct = Construct {
    name: "a CDATA section",
    position: Inline,
    parts: &[Sign("<!["), Content(Cdata), Sign("["), Content(Hidden), Sign("]]>")],
    when_lost: Evidence::Signs,
    hides: Some("readers will not see the words between the signs any more"),
};

/// The XML declaration (XML 1.0 2.8).
pub static XML_DECLARATION: Construct = Construct {
    name: "an XML declaration",
    position: ArticleStart,
    parts: &[Sign("<?"), Content(Declaration), Sign("?>")],
    when_lost: Evidence::Signs,
    hides: Some("readers will not see it any more"),
};

/// The document type (WHATWG HTML 13.1.1).
pub static DOCTYPE: Construct = Construct {
    name: "a document type",
    position: ArticleStart,
    parts: &[Sign("<!"), Content(Document), Sign(">")],
    when_lost: Evidence::Signs,
    hides: Some("readers will not see it any more"),
};

/// The anchor of a heading (Pandoc, kramdown, MkDocs, Hugo).
pub static ANCHOR: Construct = Construct {
    name: "an anchor",
    position: HeadingEnd,
    parts: &[Sign("{#"), Content(Name), Sign("}"), End],
    when_lost: Evidence::Signs,
    hides: None,
};

/// A heading of one level (CommonMark 4.2).
const fn heading(parts: &'static [Part]) -> Construct {
    Construct { name: "a heading", position: LineStart, parts, when_lost: Evidence::Never, hides: None }
}

/// Headings, the deepest first.
pub static HEADINGS: [Construct; 6] = [
    heading(&[Sign("######"), Space, More]),
    heading(&[Sign("#####"), Space, More]),
    heading(&[Sign("####"), Space, More]),
    heading(&[Sign("###"), Space, More]),
    heading(&[Sign("##"), Space, More]),
    heading(&[Sign("#"), Space, More]),
];

/// The signs that close a heading of one level (CommonMark 4.2).
const fn closing(parts: &'static [Part]) -> Construct {
    Construct { name: "the end of a heading", position: HeadingEnd, parts, when_lost: Evidence::Never, hides: None }
}

/// Signs that close headings, of the second level and below: one alone is a word.
pub static CLOSINGS: [Construct; 5] = [
    closing(&[Sign("######"), End]),
    closing(&[Sign("#####"), End]),
    closing(&[Sign("####"), End]),
    closing(&[Sign("###"), End]),
    closing(&[Sign("##"), End]),
];

/// A thematic break (CommonMark 4.1).
pub static THEMATIC_BREAK: Construct = Construct {
    name: "a thematic break",
    position: AloneInBlock,
    parts: &[Sign("---"), End],
    when_lost: Evidence::Never,
    hides: None,
};

/// An item of a bullet list (CommonMark 5.2).
pub static BULLET: Construct = Construct {
    name: "a list item",
    position: Beside,
    parts: &[Sign("-"), Space, More],
    when_lost: Evidence::Never,
    hides: None,
};

/// An item of a numbered list (CommonMark 5.2).
pub static NUMBER: Construct = Construct {
    name: "a list item",
    position: Beside,
    parts: &[Content(Number), Sign("."), Space, More],
    when_lost: Evidence::Siblings,
    hides: None,
};

/// A line of a quote (CommonMark 5.1).
pub static QUOTE: Construct = Construct {
    name: "a quote",
    position: LineStart,
    parts: &[Sign(">"), Space, More],
    when_lost: Evidence::Never,
    hides: None,
};

/// A definition below its term (PHP Markdown Extra, Pandoc, MkDocs).
pub static DEFINITION: Construct = Construct {
    name: "a definition",
    position: BelowLine,
    parts: &[Sign(":"), Space, More],
    when_lost: Evidence::Never,
    hides: None,
};

/// A line break (CommonMark 6.7).
pub static LINE_BREAK: Construct = Construct {
    name: "a line break",
    position: AboveLine,
    parts: &[Sign("\\"), End],
    when_lost: Evidence::Never,
    hides: None,
};

/// The beginning or the end of a directive (Docusaurus, VitePress, MyST, Pandoc).
pub static DIRECTIVE: Construct = Construct {
    name: "a directive",
    position: LineStart,
    parts: &[Sign(":::")],
    when_lost: Evidence::Never,
    hides: None,
};

/// An admonition (Python-Markdown, MkDocs).
pub static ADMONITION: Construct = Construct {
    name: "an admonition",
    position: LineStart,
    parts: &[Sign("!!!"), Space, Content(Admonition)],
    when_lost: Evidence::Signs,
    hides: None,
};

/// Text that is struck through (GFM 6.5).
pub static STRIKETHROUGH: Construct = Construct {
    name: "struck through",
    position: Inline,
    parts: &[Sign("~~"), Content(Tight), Sign("~~")],
    when_lost: Evidence::Signs,
    hides: None,
};

/// A code span (CommonMark 6.1).
pub static CODE_SPAN: Construct = Construct {
    name: "a code span",
    position: Inline,
    parts: &[Sign("`"), Content(Code), Sign("`")],
    when_lost: Evidence::Never,
    hides: None,
};

/// Every row; of those that may begin at the same place the first counts.
pub static ROWS: [&Construct; 38] = [
    &FOOTNOTE_DEFINITION,
    &REFERENCE_DEFINITION,
    &QUOTED_ALERT,
    &ALERT,
    &TASK,
    &DOCTYPE,
    &XML_DECLARATION,
    &ANCHOR,
    &COMMENT,
    &CDATA,
    &FOOTNOTE,
    &LINKED_IMAGE,
    &IMAGE,
    &TITLED_LINK,
    &LINK,
    &REFERENCE_LINK,
    &AUTOLINK,
    &HEADINGS[0],
    &HEADINGS[1],
    &HEADINGS[2],
    &HEADINGS[3],
    &HEADINGS[4],
    &HEADINGS[5],
    &THEMATIC_BREAK,
    &BULLET,
    &NUMBER,
    &QUOTE,
    &DEFINITION,
    &LINE_BREAK,
    &CLOSINGS[0],
    &CLOSINGS[1],
    &CLOSINGS[2],
    &CLOSINGS[3],
    &CLOSINGS[4],
    &DIRECTIVE,
    &ADMONITION,
    &STRIKETHROUGH,
    &CODE_SPAN,
];
