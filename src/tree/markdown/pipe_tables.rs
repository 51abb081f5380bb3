//! Pipe tables (GFM 4.10): their rows and cells.

use super::blocks::cells;
use super::reading::Reading;
use crate::text::Span;
use crate::text::wear::Wear;
use crate::tokens::{Line, LineKind, Region, Regions};

/// A row of a pipe table.
#[derive(Clone, Debug)]
pub struct PipeRow {
    /// The row from its first sign to its last.
    pub span: Span,
    /// Its cells, the white space around them included, the pipes not.
    pub cells: Vec<Span>,
    /// What makes its worn pipes whole: bytes, and what belongs in their place. Only where the row then has as many cells as
    /// the others.
    pub worn: Vec<(Span, &'static str)>,
    /// How they are worn.
    pub wear: Wear,
}

/// A pipe table.
#[derive(Clone, Debug)]
pub struct PipeTable {
    /// The header row.
    pub header: PipeRow,
    /// The delimiter row, a damaged one too.
    pub delimiter: PipeRow,
    /// The body rows; lines without a pipe that follow them are the last of them.
    pub body: Vec<PipeRow>,
}

impl PipeTable {
    /// From its header row to the last row of its body.
    pub fn span(&self) -> Span {
        let last = self.body.last().unwrap_or(&self.delimiter);
        Span::new(self.header.span.start, last.span.end)
    }
}

impl PipeRow {
    /// Whether the row begins and ends with a pipe.
    pub fn is_enclosed(&self, text: &str) -> bool {
        let row = &text[self.span.range()];
        row.len() > 1 && row.starts_with('|') && row.ends_with('|')
    }
}

/// The pipe tables of a document.
pub(super) fn find(reading: Reading) -> Vec<PipeTable> {
    let (text, lines) = (reading.source.text(), reading.lines.list());
    let mut regions = reading.regions.list();
    let mut tables: Vec<PipeTable> = Vec::new();
    for line in lines.iter().filter(|line| line.is_table()) {
        while regions.first().is_some_and(|region| region.span.end <= line.span.start) {
            regions = &regions[1..];
        }
        let row = row(text, line, regions);
        match (line.kind, tables.last_mut()) {
            (LineKind::TableHeader, _) => {
                let delimiter =
                    PipeRow { span: Span::at(line.span.end), cells: Vec::new(), worn: Vec::new(), wear: Wear::empty() };
                tables.push(PipeTable { header: row, delimiter, body: Vec::new() });
            }
            (LineKind::TableDelimiter, Some(table)) => table.delimiter = row,
            (LineKind::TableRow, Some(table)) => table.body.push(row),
            _ => {}
        }
    }
    tables
}

/// How many cells each of `rows` has, which are lines of `text`, rising.
pub fn row_widths(text: &str, rows: &[Line], regions: &Regions) -> impl Iterator<Item = usize> {
    let mut regions = regions.list();
    rows.iter().map(move |line| {
        while regions.first().is_some_and(|region| region.span.end <= line.span.start) {
            regions = &regions[1..];
        }
        cells(text, line, regions).len()
    })
}

fn row(text: &str, line: &Line, regions: &[Region]) -> PipeRow {
    let content = line.content_span();
    let length = text[content.range()].trim_end().len() as u32;
    PipeRow {
        span: Span::new(content.start, content.start + length),
        cells: cells(text, line, regions),
        worn: Vec::new(),
        wear: Wear::empty(),
    }
}
