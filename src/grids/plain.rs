//! Tables of which no tag is left: cells parted by tabs, by columns of spaces, or by line ends, in Markdown and plain text.

use super::aligned::aligned;
use super::grid::LostTable;
use super::listed::listed;
use super::ran_together::ran_together;
use super::rows::{Block, blocks};
use super::spaced::spaced;
use super::tabbed::tabbed;
use crate::text::{Flavor, Source};
use crate::tokens::{Line, Lines, search};

/// The longest line that names columns and is parted by nothing, in bytes; one that has the cells of a row is longer.
const LONGEST_HEADER: u32 = 100;

/// The lost tables of an article that left no tags, in rising order.
pub fn read_plain(source: &Source, lines: &Lines) -> Vec<LostTable> {
    if source.flavor() == Flavor::Html {
        return Vec::new();
    }
    let text = source.text();
    let has_tabs = search::byte(b'\t', text.as_bytes()).is_some();
    let has_gaps = search::bytes(text.as_bytes(), b"  ").is_some();
    let mut found = Vec::new();
    let mut done = 0;
    // Names of columns are short; only tabs and gaps part longer ones.
    let may_begin = |line: &Line| has_tabs || has_gaps || line.span.len() < LONGEST_HEADER;
    for block in blocks(lines.list(), may_begin) {
        if block.span.start < done {
            continue;
        }
        let table = is_row(has_tabs, text, &block, "\t")
            .then(|| tabbed(source, &block))
            .flatten()
            .or_else(|| is_row(has_gaps, text, &block, "  ").then(|| aligned(source, &block)).flatten())
            .or_else(|| ran_together(text, &block))
            .or_else(|| spaced(text, &block))
            .or_else(|| listed(text, lines.list(), &block));
        if let Some(table) = table {
            done = table.span.end;
            found.push(table);
        }
    }
    found
}

/// Whether the first lines of `block` are parted by `sign`.
fn is_row(anywhere: bool, text: &str, block: &Block, sign: &str) -> bool {
    anywhere && block.rows.len() > 1 && block.rows[..2].iter().all(|row| text[row.range()].contains(sign))
}
