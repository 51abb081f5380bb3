//! What Markdown's marks are read from.

use crate::text::Source;
use crate::tokens::{Lines, Regions};
use crate::tree::read::Tree;

/// What the marks are read from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    /// The article.
    pub source: &'a Source,
    /// Text of another kind.
    pub regions: &'a Regions,
    /// Lines and their Markdown containers.
    pub lines: &'a Lines,
    /// Intended tags.
    pub tree: &'a Tree,
}
