//! What a lost table is read as.

use crate::text::Span;

/// Rows and columns of a lost table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The cells of each row, as spans of the text without the white space around them. All rows have the same number; a
    /// lost cell is an empty span.
    pub rows: Vec<Vec<Span>>,
    /// Whether its first row is known to be a header.
    pub has_header: bool,
    /// Spaces that split a word of a cell: `Energ y`.
    pub splits: Vec<Span>,
}

/// How far a grid can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Other grids are nearly as likely.
    Doubtful,
    /// The next best grid is much less likely.
    Likely,
    /// Every bound is written.
    Clear,
}

/// A lost table as it is read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The likeliest grid.
    pub grid: Grid,
    /// How far it can be trusted.
    pub trust: Trust,
    /// Another grid that is nearly as likely, where both are worth a look.
    pub other: Option<Grid>,
}

impl Grid {
    /// Number of columns.
    pub fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// The cells in order.
    pub fn cells(&self) -> impl Iterator<Item = Span> + '_ {
        self.rows.iter().flatten().copied()
    }
}

/// A lost table without tags.
#[derive(Clone, Debug)]
pub struct LostTable {
    /// The text that was the table.
    pub span: Span,
    /// What it is read as.
    pub reading: Reading,
}

impl LostTable {
    /// A table each of whose bounds is written.
    pub fn clear(rows: Vec<Vec<Span>>) -> Option<Self> {
        let first = rows.first()?.first()?.start;
        let end = rows.last()?.last()?.end;
        let grid = Grid { rows, has_header: true, splits: Vec::new() };
        Some(Self { span: Span::new(first, end), reading: Reading { grid, trust: Trust::Clear, other: None } })
    }
}
