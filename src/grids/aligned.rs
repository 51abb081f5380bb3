//! Tables whose columns are aligned by spaces.

use super::grid::LostTable;
use super::rows::{Block, firsts, is_code, is_contents, is_labelled, names_columns, trimmed};
use crate::text::{Flavor, Source, Span};
use crate::tokens::work::steps;

/// The longest line that is looked at, in characters.
const LONGEST_LINE: usize = 1_000;

/// The table that the lines of `block` were: every gap of two spaces stands before a column that all lines have.
pub fn aligned(source: &Source, block: &Block) -> Option<LostTable> {
    let text = source.text();
    let gutters = gutters(text, block)?;
    let rows: Vec<Vec<Span>> = block.rows.iter().map(|&row| cells(text, row, &gutters)).collect();
    let width = gutters.len() + 1;
    let enough = if width > 2 { 2 } else { 3 };
    let is_full = |row: &Vec<Span>| row.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let is_table = rows.len() >= enough
        && rows.iter().all(is_full)
        && !is_code(text, &firsts(&rows))
        && !is_contents(text, &rows)
        && !is_labelled(text, &rows);
    if !is_table || source.flavor() == Flavor::Text && (is_list(text, &rows) || !names_columns(text, &rows)) {
        return None;
    }
    LostTable::clear(rows)
}

/// Whether the rows are a list that plain text aligns on purpose: commands and what they do, or names with a colon and what they
/// are.
fn is_list(text: &str, rows: &[Vec<Span>]) -> bool {
    let starts = |test: fn(char) -> bool| rows.iter().all(|row| text[row[0].range()].starts_with(test));
    let ends_with_colon = rows.iter().all(|row| text[row[0].range()].ends_with(':'));
    rows[0].len() == 2 && (starts(|char| char.is_lowercase() || !char.is_alphanumeric()) || ends_with_colon)
}

/// The columns, in characters from the line's first, at which a cell begins in every line.
fn gutters(text: &str, block: &Block) -> Option<Vec<usize>> {
    let lines: Vec<Vec<char>> = block.rows.iter().map(|row| text[row.range()].trim_end().chars().collect()).collect();
    if lines.iter().any(|line| line.len() > LONGEST_LINE || line.contains(&'\t')) {
        return None;
    }
    let mut gutters: Vec<usize> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        steps(line.len());
        let starts = starts(line);
        // A line may end before a column, or leave it empty.
        if index == 0 {
            gutters = starts;
            continue;
        }
        if starts.iter().any(|start| !gutters.contains(start)) && index > 0 {
            return None;
        }
    }
    let is_free = |&gutter: &usize| {
        lines.iter().all(|line| [gutter - 2, gutter - 1].iter().all(|&at| line.get(at).is_none_or(|&char| char == ' ')))
    };
    (!gutters.is_empty() && gutters.iter().all(is_free)).then_some(gutters)
}

/// Where something begins in `line` behind two spaces or more.
fn starts(line: &[char]) -> Vec<usize> {
    (2..line.len()).filter(|&at| line[at] != ' ' && line[at - 1] == ' ' && line[at - 2] == ' ').collect()
}

fn cells(text: &str, row: Span, gutters: &[usize]) -> Vec<Span> {
    let slice = &text[row.range()];
    let offset = |column: usize| slice.char_indices().nth(column).map_or(slice.len(), |(at, _)| at);
    let mut bounds: Vec<usize> = vec![0];
    bounds.extend(gutters.iter().map(|&gutter| offset(gutter)));
    bounds.push(slice.len());
    bounds.windows(2).map(|pair| trimmed(text, Span::of(pair[0], pair[1]).moved(row.start))).collect()
}
