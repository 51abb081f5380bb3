//! Blocks of lines that may be the rows of a lost table, and what their cells look like.

use crate::text::Span;
use crate::tokens::{Line, LineKind};

/// Lines of prose between two blank lines.
#[derive(Clone, Debug)]
pub struct Block {
    /// The lines without the white space around them.
    pub rows: Vec<Span>,
    /// From the first to the last.
    pub span: Span,
    /// The index of its first line.
    pub first: usize,
}

/// The most lines of a block that are looked at.
const MOST_LINES: usize = 400;

/// The blocks of lines that are prose and nothing else: neither items nor quotes, and not indented. `may_begin` looks at their
/// first lines.
pub fn blocks(lines: &[Line], may_begin: impl Fn(&Line) -> bool) -> impl Iterator<Item = Block> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < lines.len() {
            let first = at;
            while lines.get(at).is_some_and(|line| line.kind != LineKind::Blank) {
                at += 1;
            }
            let block = &lines[first..at];
            at = at.max(first + 1);
            let is_plain = |line: &Line| {
                line.kind == LineKind::Text && line.marker.is_none() && line.quotes == 0 && line.indent < 4
            };
            if block.len() > 1 && block.len() < MOST_LINES && may_begin(&block[0]) && block.iter().all(is_plain) {
                let rows: Vec<Span> = block.iter().map(Line::content_span).collect();
                let span = Span::new(rows[0].start, rows[rows.len() - 1].end);
                return Some(Block { rows, span, first });
            }
        }
        None
    })
}

/// `span` without the white space around it.
pub fn trimmed(text: &str, span: Span) -> Span {
    let slice = &text[span.range()];
    let start = span.start + (slice.len() - slice.trim_start().len()) as u32;
    Span::new(start, start + slice.trim().len() as u32)
}

/// Whether lines, or first cells, are code or commands rather than the rows of a table.
pub fn is_code(text: &str, rows: &[Span]) -> bool {
    let looks_like_code = |row: &&Span| {
        let line = text[row.range()].trim();
        line.ends_with(['{', '}', ';', '\\'])
            || line.starts_with(['$', '#', '%', '<', '|', '+', '=', '@', '*', '_', '!'])
            || line.contains(" = ")
            || line.contains("=>")
            || line.starts_with("//")
            || line.starts_with('-') && !line.starts_with("- ")
    };
    rows.iter().filter(looks_like_code).count() * 3 > rows.len()
}

/// The first cell of each row.
pub fn firsts(rows: &[Vec<Span>]) -> Vec<Span> {
    rows.iter().map(|row| row[0]).collect()
}

/// Whether most first cells end with a colon, or have no word: a list of names and what they are, or no table at all.
pub fn is_labelled(text: &str, rows: &[Vec<Span>]) -> bool {
    let is_label = |cell: &str| cell.ends_with([':', '：']) || !cell.contains(char::is_alphanumeric);
    let has_colon = |row: &&Vec<Span>| row.first().is_some_and(|cell| is_label(&text[cell.range()]));
    rows.iter().filter(has_colon).count() * 2 > rows.len()
}

/// Whether the last cells are page numbers: numbers that never fall, below nothing that names them.
pub fn is_contents(text: &str, rows: &[Vec<Span>]) -> bool {
    let number = |row: &Vec<Span>| text[row.last()?.range()].trim_start_matches('.').trim().parse::<u32>().ok();
    let numbers: Option<Vec<u32>> = rows.iter().map(number).collect();
    numbers.is_some_and(|numbers| numbers.is_sorted())
}

/// Whether the cells of the first row are names of columns, as an article has them: words, the first of them with a capital where
/// its script has any. Plain text parts data and lists by tabs and spaces on purpose, without such names.
pub fn names_columns(text: &str, rows: &[Vec<Span>]) -> bool {
    let Some((row, body)) = rows.split_first() else { return false };
    let is_code =
        |char: char| matches!(char, ';' | '{' | '}' | '<' | '>' | '=' | '|' | '\\' | '@' | '#' | '$' | '~' | '_' | '^');
    let is_name = |cell: &Span| {
        let name = &text[cell.range()];
        let is_said = name.starts_with(char::is_lowercase) && name.contains(' ');
        name.starts_with(char::is_alphabetic) && !is_said && !name.ends_with([':', ',']) && !name.contains(is_code)
    };
    // Scripts without capitals tell nothing.
    let is_large = |cell: &Span| {
        let name = &text[cell.range()];
        name.starts_with(char::is_uppercase) || row.len() > 2 && !name.starts_with(char::is_lowercase)
    };
    // Names in small letters are told by what stands below them, which is much longer.
    let is_short = || body.iter().all(|cells| row.iter().zip(cells).all(|(name, cell)| cell.len() > 2 * name.len()));
    (row.first().is_some_and(is_large) || is_short()) && row.iter().filter(|cell| !cell.is_empty()).all(is_name)
}
