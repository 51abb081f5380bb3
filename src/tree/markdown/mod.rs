//! Markdown's own marks as they are written: inline content, delimiter runs, links and pipe tables, read when a rule
//! first asks for them.

mod blocks;
mod broken;
mod characters;
mod delimiters;
mod emphasis;
mod leftover;
mod links;
mod pipe_tables;
mod reading;
mod split;
mod url;
mod worn;
mod worn_rows;

use std::cell::OnceCell;

use crate::text::Source;
use crate::tokens::{Lines, Regions};

use super::read::Tree;
use reading::Reading;

pub use blocks::{InlineBlock, InlineBlocks};
pub use broken::{BrokenEmphasis, EmphasisDamage};
pub use characters::{is_cjk, is_punctuation};
pub use emphasis::Emphasis;
pub use links::{BrokenLink, LinkDamage};
pub use pipe_tables::{PipeRow, PipeTable, row_widths};
pub use split::{Columns, LostPipe};
pub use url::is_target;
pub use worn_rows::folded_delimiter;

/// Markdown's marks in a document, each kind read once.
#[derive(Debug)]
pub struct Marks<'a> {
    reading: Reading<'a>,
    blocks: OnceCell<InlineBlocks>,
    emphasis: OnceCell<Emphasis>,
    links: OnceCell<Vec<BrokenLink>>,
    tables: OnceCell<Vec<PipeTable>>,
}

impl<'a> Marks<'a> {
    /// Marks that nobody has asked for yet.
    pub fn new(source: &'a Source, regions: &'a Regions, lines: &'a Lines, tree: &'a Tree) -> Self {
        let reading = Reading { source, regions, lines, tree };
        Self {
            reading,
            blocks: OnceCell::new(),
            emphasis: OnceCell::new(),
            links: OnceCell::new(),
            tables: OnceCell::new(),
        }
    }

    /// The inline content of the document.
    pub fn blocks(&self) -> &InlineBlocks {
        self.blocks.get_or_init(|| InlineBlocks::read(self.reading))
    }

    /// Emphasis, shown and not shown.
    pub fn emphasis(&self) -> &Emphasis {
        self.emphasis.get_or_init(|| Emphasis::read(self.reading.source.text(), self.blocks()))
    }

    /// Links that are none, in rising order.
    pub fn links(&self) -> &[BrokenLink] {
        self.links.get_or_init(|| links::find(self.reading, self.blocks()))
    }

    /// Pipe tables, in rising order.
    pub fn tables(&self) -> &[PipeTable] {
        self.tables.get_or_init(|| {
            let mut tables = pipe_tables::find(self.reading);
            for table in &mut tables {
                worn_rows::read(self.reading.source.text(), table, self.reading.regions);
            }
            tables
        })
    }
}
