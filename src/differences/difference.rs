//! One difference between an original and its translation.

use crate::skeleton::{Block, BlockKind, Kind};
use crate::text::Span;

/// What happened to a mark or a block; each is told by one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// A mark is gone.
    Lost(Kind),
    /// Emphasis that is written and does not show, where that of the original does.
    Unshown,
    /// A mark that the original does not have.
    Added(Kind),
    /// A link or image that leads elsewhere.
    Target(Kind),
    /// Another address of a heading.
    Anchor,
    /// A heading of another level: that of the original.
    Level(u8),
    /// A block is gone.
    Block(BlockKind),
    /// A table is gone.
    Table,
    /// A table of another shape.
    Shape,
    /// A list with other items, or with other signs before them.
    List(ListChange),
    /// The translation ends, and the original goes on: its blocks from there on.
    End(u32),
    /// Other code.
    Code(Kind),
    /// Another template tag or placeholder.
    Placeholder(Kind),
    /// Another tag.
    Tag,
    /// A key of the metadata, or a value that is no prose, was translated.
    Key,
    /// The name of a directive was translated.
    Directive,
    /// Another number.
    Number,
}

/// How a list differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListChange {
    /// Other items: how many the original has, and the translation.
    Items(u32, u32),
    /// Items of another level.
    Level,
    /// Items with numbers that have none, or the other way round; whether those of the original have numbers.
    Ordered(bool),
    /// Another first number: that of the original.
    Start(u32),
    /// Another box of a task.
    Box,
}

/// Bytes that go, and what comes instead.
pub type Edits = Vec<(Span, String)>;

/// What mends a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The bytes that go.
    pub span: Span,
    /// What comes instead.
    pub text: String,
    /// What changes elsewhere with it.
    pub also: Edits,
    /// Why it must be looked at; nothing where only a mark changes.
    pub doubt: Option<&'static str>,
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What happened.
    pub cause: Cause,
    /// Where, in the translation.
    pub span: Span,
    /// What it was, in the original.
    pub original: Span,
    /// What mends it.
    pub repair: Option<Repair>,
    /// How many more of the same kind it stands for.
    pub more: u32,
}

impl Difference {
    /// A difference that nothing mends yet.
    pub fn new(cause: Cause, span: Span, original: Span) -> Self {
        Self { cause, span, original, repair: None, more: 0 }
    }

    /// Whether it is damage whatever revision the translation is of: its repair changes a mark and nothing else.
    pub fn is_certain(&self) -> bool {
        let is_mark = !matches!(self.cause, Cause::Block(_) | Cause::Level(_) | Cause::Anchor | Cause::List(_));
        is_mark && self.repair.as_ref().is_some_and(|repair| repair.doubt.is_none())
    }

    /// Adds what mends it.
    pub fn mended(mut self, span: Span, text: impl Into<String>, doubt: Option<&'static str>) -> Self {
        self.repair = Some(Repair { span, text: text.into(), also: Vec::new(), doubt });
        self
    }

    /// Adds several changes that mend it together.
    pub fn mended_by(mut self, edits: Edits, doubt: Option<&'static str>) -> Self {
        let mut edits = edits.into_iter();
        if let Some((span, text)) = edits.next() {
            self.repair = Some(Repair { span, text, also: edits.collect(), doubt });
        }
        self
    }
}

/// Whether a block holds text that a mark may be in.
pub(super) fn is_prose(block: &Block) -> bool {
    block.kind != BlockKind::Code
}
