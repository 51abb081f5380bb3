//! Tables of which some tags are left: `< td >`, `< tdJoint`, `table >`.

use super::grid::{Grid, Reading, Trust};
use super::rows::trimmed;
use super::segment::Segment;
use super::solve::Problem;
use crate::text::Span;
use crate::tokens::{Is, filler_runs, search};
use crate::tree::{FlattenedTable, Role, Tag, Tree};

/// What a tag that is left of a table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// A row begins.
    Row,
    /// A cell begins.
    Cell,
    /// The header cell begins.
    Header,
    /// Something ends.
    End,
}

/// A stretch of text between two tags, and the tag before it.
#[derive(Clone, Copy, Debug)]
struct Part {
    mark: Option<Mark>,
    /// Whether a row tag stands between it and the part before.
    begins_row: bool,
    span: Span,
}

/// The fewest signs of filler that stand for something.
const FILLER: u32 = 5;

/// The grid that `table` was; `None` if its tags and words do not agree on one.
pub fn read_tagged(text: &str, tree: &Tree, table: &FlattenedTable) -> Option<Reading> {
    let parts = parts(text, tree, table);
    let written = written(&parts);
    let has_header = parts.first().is_some_and(|part| part.mark == Some(Mark::Header));
    if let Some(grid) = written.as_ref().filter(|rows| is_whole(text, rows)).map(|rows| whole(text, rows, has_header)) {
        return Some(Reading { grid, trust: Trust::Clear, other: None });
    }
    cells_are_rows(text, &parts).or_else(|| lines_are_rows(text, &parts))
}

/// What lies between the tags of the table.
fn parts(text: &str, tree: &Tree, table: &FlattenedTable) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut part = Part { mark: None, begins_row: true, span: Span::at(table.span.start) };
    for (span, mark) in marks(text, tree, table.span) {
        part.span = Span::new(part.span.start, span.start.max(part.span.start));
        let is_empty = text[part.span.range()].trim().is_empty();
        if !is_empty || matches!(part.mark, Some(Mark::Cell | Mark::Header)) && mark != Mark::Row {
            parts.push(part);
            part.begins_row = false;
        }
        let begins_row = mark == Mark::Row || part.begins_row && is_empty;
        part = Part { mark: Some(mark), begins_row, span: Span::at(span.end) };
    }
    part.span = Span::new(part.span.start.min(table.span.end), table.span.end);
    if !text[part.span.range()].trim().is_empty() {
        parts.push(part);
    }
    parts
}

/// The tags of the table, in order: those that were read, and what only a table makes one, such as `< tdf32`.
fn marks(text: &str, tree: &Tree, span: Span) -> Vec<(Span, Mark)> {
    let (_, tags) = tree.tags_within(span);
    let is_part = |tag: &&Tag| tag.element.is(Is::TABLE_PART) || tag.element.name() == "table";
    let mut marks: Vec<(Span, Mark)> =
        tags.iter().filter(is_part).map(|tag| (without_words(text, tag), mark(text, tag))).collect();
    let mut others = Vec::new();
    let is_read = |place: Span| {
        let next = marks.partition_point(|(known, _)| known.end <= place.start);
        marks.get(next).is_some_and(|(known, _)| known.overlaps(place))
    };
    let mut at = span.start as usize;
    while let Some(found) = search::byte(b'<', &text.as_bytes()[at..span.end as usize]) {
        at += found;
        let place = unread(&text[at..span.end as usize]).map(|(length, mark)| (Span::of(at, at + length), mark));
        others.extend(place.filter(|(place, _)| !is_read(*place)));
        at += 1;
    }
    others.extend(bare_end(text, span).filter(|(place, _)| !is_read(*place)));
    marks.append(&mut others);
    marks.sort_by_key(|(span, _)| *span);
    marks
}

/// A tag without the words that it swallowed since its `>` was lost: `< td"Milk" table >`.
fn without_words(text: &str, tag: &Tag) -> Span {
    let slice = &text[tag.span.range()];
    let inner = slice.trim_end_matches(['>', '/', ' ']);
    let name = inner.len() - inner.trim_start_matches(['<', '/', ' ']).len() + tag.element.name().len();
    let is_start = inner.starts_with('<') && !inner.contains('/');
    match inner.get(name..) {
        Some(rest) if is_start && !rest.trim().is_empty() && !rest.contains('=') => {
            Span::new(tag.span.start, tag.span.start + name as u32)
        }
        _ => tag.span,
    }
}

fn mark(text: &str, tag: &Tag) -> Mark {
    let has_slash = text[tag.span.range()].contains('/');
    match tag.element.name() {
        // Without its slash it may have been taken for an end tag.
        _ if tag.role == Role::End && has_slash => Mark::End,
        "tr" => Mark::Row,
        "td" => Mark::Cell,
        "th" => Mark::Header,
        _ => Mark::End,
    }
}

/// The name of a cell or row with a space before it that ran into the text: how long it is.
fn unread(text: &str) -> Option<(usize, Mark)> {
    let rest = text[1..].trim_start_matches(' ');
    let length = text.len() - rest.len();
    let name = rest.get(..2)?;
    let mark = match &*name.to_ascii_lowercase() {
        "td" => Mark::Cell,
        "th" => Mark::Header,
        "tr" => Mark::Row,
        _ => return None,
    };
    (length > 1 || !rest[2..].starts_with(|char: char| char.is_ascii_alphanumeric())).then_some((length + 2, mark))
}

/// The end tag of a table that lost its beginning, at the end of `span`.
fn bare_end(text: &str, span: Span) -> Option<(Span, Mark)> {
    let slice = text[span.range()].trim_end();
    let name = slice.strip_suffix('>')?.trim_end().strip_suffix("table")?;
    let name = name.trim_end_matches(['/', '<', ' ']);
    Some((Span::new(span.start + name.len() as u32, span.start + slice.len() as u32), Mark::End))
}

/// The rows as the tags have them: each cell a part.
fn written(parts: &[Part]) -> Option<Vec<Vec<Span>>> {
    let mut rows: Vec<Vec<Span>> = Vec::new();
    for part in parts {
        match part.mark {
            Some(Mark::Cell | Mark::Header) if part.begins_row || rows.is_empty() => rows.push(vec![part.span]),
            Some(Mark::Cell | Mark::Header) => rows.last_mut()?.push(part.span),
            _ => return None,
        }
    }
    Some(rows)
}

/// Whether every cell has its tag: all rows have as many, and the header says no more than they do.
fn is_whole(text: &str, rows: &[Vec<Span>]) -> bool {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_lost = |row: &Vec<Span>| row.iter().any(|&cell| without_filler(text, cell).1.is_some());
    width > 1 && rows.len() > 1 && rows.iter().all(|row| row.len() == width || is_lost(row))
}

fn whole(text: &str, rows: &[Vec<Span>], has_header: bool) -> Grid {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut grid = Grid { has_header, ..Grid::default() };
    for row in rows {
        let mut cells: Vec<Span> = row.iter().map(|&cell| shown(text, cell)).collect();
        let end = cells.last().map_or(0, |cell| cell.end);
        let lost = row.last().and_then(|&cell| without_filler(text, cell).1).filter(|_| cells.len() < width);
        cells.extend(lost.filter(|filler| filler.start >= end));
        cells.resize(width, Span::at(end));
        grid.rows.push(cells);
    }
    grid
}

/// A cell without the white space around it and the filler that it ends with, and that filler.
fn without_filler(text: &str, cell: Span) -> (Span, Option<Span>) {
    let run = filler_runs(text, cell).into_iter().find(|run| run.count >= FILLER);
    let end = run.as_ref().map_or(cell.end, |run| run.span.start);
    (trimmed(text, Span::new(cell.start, end)), run.map(|run| trimmed(text, Span::new(run.span.start, cell.end))))
}

/// What is written of a cell: filler that is all it holds stays, for it is the trace of what was lost.
fn shown(text: &str, cell: Span) -> Span {
    let (words, filler) = without_filler(text, cell);
    filler.filter(|_| words.is_empty()).unwrap_or(words)
}

/// Each tag of a cell begins a row, and the words tell where its cells end.
fn cells_are_rows(text: &str, parts: &[Part]) -> Option<Reading> {
    let mut problem =
        Problem { may_begin_with_two: parts.first()?.mark.is_none(), header_may_be_short: true, ..Problem::default() };
    for part in parts {
        let (span, filler) = without_filler(text, part.span);
        if span.is_empty() {
            continue;
        }
        problem.segments.push(Segment::new(text, &[span], filler)?);
    }
    problem.solve(text)
}

/// Only the end of the table is left, and each line is a row.
fn lines_are_rows(text: &str, parts: &[Part]) -> Option<Reading> {
    let [part] = parts else { return None };
    let mut problem = Problem::default();
    let mut at = part.span.start;
    for line in text[part.span.range()].split('\n') {
        let span = trimmed(text, Span::new(at, at + line.len() as u32));
        at += line.len() as u32 + 1;
        if !span.is_empty() {
            problem.segments.push(Segment::new(text, &[span], None)?);
        }
    }
    problem.solve(text)
}
