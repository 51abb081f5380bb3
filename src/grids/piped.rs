//! Pipe tables whose rows stand on one line, and rows of pipes without a delimiter row.

use super::grid::{Grid, LostTable, Reading, Trust};
use super::rows::trimmed;
use crate::text::Span;
use crate::tokens::work::steps;
use crate::tokens::{Line, LineKind, Signs};

/// How a pipe table was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// All its rows stand on one line.
    LineEnds,
    /// It has no delimiter row.
    Delimiter,
    /// Its delimiter row comes first: the header is lost.
    Header,
}

/// The most cells of a line that are looked at.
const MOST_CELLS: usize = 4_000;

/// The longest name of a column that stands at the beginning of a line without a pipe, in bytes.
const LONGEST_NAME: u32 = 24;

/// The lost pipe tables among `lines`, in rising order.
pub fn read_piped(text: &str, lines: &[Line]) -> Vec<(Lost, LostTable)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        if !line.signs.contains(Signs::PIPE) || !is_open(line) {
            at += 1;
            continue;
        }
        if let Some(table) = on_one_line(text, line.content_span()) {
            found.push((Lost::LineEnds, table));
            at += 1;
            continue;
        }
        let rows = enclosed_rows(text, &lines[at..]);
        let is_apart = |line: Option<&Line>| line.is_none_or(|line| !line.is_table());
        if rows.len() > 1
            && is_apart(at.checked_sub(1).map(|above| &lines[above]))
            && is_apart(lines.get(at + rows.len()))
        {
            found.extend(without_delimiter(text, &rows));
        }
        at += rows.len().max(1);
    }
    found
}

fn is_open(line: &Line) -> bool {
    line.kind == LineKind::Text && line.marker.is_none() && line.indent < 4
}

/// What stands between the pipes of `row`, trimmed, with what stands before the first and behind the last.
fn pieces(text: &str, row: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let bytes = &text.as_bytes()[row.range()];
    let (mut from, mut code) = (0, false);
    steps(bytes.len());
    for (at, &byte) in bytes.iter().enumerate() {
        let is_escaped = at > 0 && bytes[at - 1] == b'\\';
        code ^= byte == b'`';
        if byte == b'|' && !is_escaped && !code {
            pieces.push(trimmed(text, Span::of(from, at).moved(row.start)));
            from = at + 1;
        }
    }
    pieces.push(trimmed(text, Span::of(from, bytes.len()).moved(row.start)));
    pieces
}

fn is_delimiter(text: &str, cell: Span) -> bool {
    let cell = &text[cell.range()];
    let dashes = cell.strip_prefix(':').unwrap_or(cell);
    let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
    !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
}

/// The table that stands on `line`: `| a | b | |---|---| | c | d |`. Its delimiter row tells how many cells a row has.
pub fn on_one_line(text: &str, line: Span) -> Option<LostTable> {
    let pieces = pieces(text, line);
    let first = pieces.iter().position(|&piece| is_delimiter(text, piece))?;
    let width = pieces[first..].iter().take_while(|&&piece| is_delimiter(text, piece)).count();
    if width < 2 || pieces.len() > MOST_CELLS {
        return None;
    }
    // Rows may be parted by two pipes or share one.
    let stride = width + usize::from(pieces[first - 1.min(first)].is_empty());
    let start = first.checked_sub(stride)?;
    let is_gap = |at: usize| pieces.get(at).is_none_or(|piece| piece.is_empty());
    let mut rows = vec![pieces[start..start + width].to_vec()];
    let mut at = first + stride;
    while at + width < pieces.len() {
        if stride > width && !is_gap(at - 1) {
            break;
        }
        rows.push(pieces[at..at + width].to_vec());
        at += stride;
    }
    let is_row = |row: &Vec<Span>| row.iter().any(|cell| !cell.is_empty());
    if rows.len() < 2 || !rows.iter().all(is_row) || rows[0].iter().all(|cell| cell.is_empty()) {
        return None;
    }
    // The pipes around it go with it.
    let begin = match start.checked_sub(1).map(|before| pieces[before].end) {
        Some(before) => text[before as usize..].find('|').map_or(before, |pipe| before + pipe as u32),
        None => pieces[0].start,
    };
    let last = at - stride + width;
    let end = pieces.get(last).map_or(line.end, |piece| piece.start);
    let end = begin + text[begin as usize..end as usize].trim_end().len() as u32;
    // Where the first cell begins that no pipe stands before, only its words could tell.
    let is_sentence = start == 0 && pieces[0].len() > LONGEST_NAME;
    let mut table = LostTable::clear(rows)?;
    table.span = Span::new(begin, end);
    if is_sentence {
        table.reading.trust = Trust::Doubtful;
    }
    Some(table)
}

/// The table of `lines`, of which the second is its delimiter row.
pub fn delimited(text: &str, lines: &[Span]) -> Option<LostTable> {
    let is_row =
        |line: &Span| line.len() > 4 && text[line.range()].starts_with('|') && text[line.range()].ends_with('|');
    if lines.len() < 3 || !lines.iter().all(is_row) {
        return None;
    }
    let mut rows: Vec<Vec<Span>> = lines.iter().map(|&line| cells(text, line)).collect();
    let delimiter = rows.remove(1);
    let width = delimiter.len();
    let agree = delimiter.iter().all(|&cell| is_delimiter(text, cell)) && rows.iter().all(|row| row.len() == width);
    if agree { LostTable::clear(rows) } else { None }
}

/// The lines from the first on that begin and end with a pipe and have the same number of cells.
fn enclosed_rows(text: &str, lines: &[Line]) -> Vec<Span> {
    let pipes = |row: Span| pieces(text, row).len();
    let mut rows: Vec<Span> = Vec::new();
    let mut width = 0;
    for line in lines.iter().take_while(|line| is_open(line)) {
        let row = trimmed(text, line.content_span());
        let slice = &text[row.range()];
        if slice.len() < 5 || !slice.starts_with('|') || !slice.ends_with('|') || slice.ends_with("\\|") {
            break;
        }
        let count = pipes(row);
        if rows.is_empty() {
            width = count;
        }
        if count != width || width < 4 {
            break;
        }
        rows.push(row);
    }
    rows
}

/// Rows of pipes of which none is a delimiter row, or the first one is.
fn without_delimiter(text: &str, lines: &[Span]) -> Option<(Lost, LostTable)> {
    let mut rows: Vec<Vec<Span>> = lines.iter().map(|&line| cells(text, line)).collect();
    let delimiters = |row: &Vec<Span>| row.iter().all(|&cell| is_delimiter(text, cell));
    let is_drawn = |row: &Vec<Span>| {
        row.iter().any(|&cell| {
            text[cell.range()].contains(|char| "+=─".contains(char))
                && cell.len() > 3
                && !text[cell.range()].contains(char::is_alphanumeric)
        })
    };
    let has_header = !delimiters(&rows[0]);
    if rows[1..].iter().any(delimiters)
        || rows.iter().any(is_drawn)
        || rows.iter().flatten().all(|cell| cell.is_empty())
    {
        return None;
    }
    if !has_header {
        // What the columns were called is for a person to say.
        for cell in &mut rows[0] {
            cell.end = cell.start;
        }
    }
    let span = Span::new(lines[0].start, lines[lines.len() - 1].end);
    let grid = Grid { rows, has_header: true, splits: Vec::new() };
    let reading = Reading { grid, trust: Trust::Clear, other: None };
    Some((if has_header { Lost::Delimiter } else { Lost::Header }, LostTable { span, reading }))
}

fn cells(text: &str, line: Span) -> Vec<Span> {
    let pieces = pieces(text, line);
    pieces[1..pieces.len() - 1].to_vec()
}
