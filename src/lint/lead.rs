//! What a piece of an article is in the middle of where it begins: the lines that are read before it, so that it is read
//! as what it is.
//!
//! A fence, a pipe table and indented code may be longer than a piece. Their lines say only together with their first ones
//! what they are, so these are handed on: the fence, the header with the delimiter row, a line of code; and before them a
//! line for each list item that holds them. What such a line says matters to nobody, as long as it begins the same; so no
//! more than that is handed on, and an edit of the rest leaves the pieces behind it as they are. For the words of a header
//! see `headers.rs`.

use std::sync::Arc;

use crate::text::{Span, step};
use crate::tokens::work::steps;
use crate::tokens::{FenceEnd, Line, LineKind, Lines, Region, RegionKind, Regions};

/// The longest of the lines that are handed on, in bytes.
const LONGEST: usize = 1_024;
/// How many lines above are looked at for the items that hold a block.
const MOST_LINES: usize = 200;
/// How far above what begins a comment may stand that silences findings in it, in bytes.
const COMMENT: usize = 256;

/// What a piece hands on.
#[derive(Debug, Default)]
pub(super) struct Lead {
    /// The lines that are to be read before the next one.
    pub text: Box<str>,
    /// The same with the words of the header, where a table begins in the piece.
    pub header: Option<Arc<str>>,
}

/// What is to be read before a text that follows `text`, where that ends in the middle of something. The first `length`
/// bytes of `text` were handed on themselves.
pub(super) fn lead(text: &str, regions: &Regions, lines: &Lines, length: usize) -> Option<Lead> {
    let list = lines.list();
    let last = list.iter().rposition(|line| (line.span.start as usize) < text.len())?;
    let begin = Begin { text, list };
    let is_code = |region: &&Region| region.kind == RegionKind::CodeBlock && reaches_end(text, region.span);
    if let Some(region) = regions.list().last().filter(is_code) {
        let lead = match regions.open_fence().filter(|_| regions.fence_end() != FenceEnd::Outside) {
            Some(fence) if region.span.overlaps(fence.span) => {
                begin.of_fence(lines.index_at(fence.span.start), fence.span)
            }
            Some(_) => None,
            None => begin.of_indented(lines.index_at(region.span.start), last),
        };
        let lead = lead.filter(|lead| lead.len() <= LONGEST)?;
        return Some(Lead { text: lead.into(), header: None });
    }
    if !list[last].is_table() {
        return None;
    }
    let header = list[..=last].iter().rposition(|line| line.kind == LineKind::TableHeader)?;
    steps(last - header);
    let (lead, worded) = begin.of_table(header)?;
    let is_own = list[header].span.start as usize >= length;
    (worded.len() <= LONGEST).then(|| Lead { text: lead.into(), header: is_own.then(|| worded.into()) })
}

/// Whether nothing but white space follows `span`.
fn reaches_end(text: &str, span: Span) -> bool {
    text[span.end.min(text.len() as u32) as usize..].trim_ascii().is_empty()
}

/// Whether a line that is handed on begins a fence.
pub(super) fn is_of_fence(lead: &str) -> bool {
    let last = lead.lines().last().unwrap_or_default();
    last.contains("```") || last.contains("~~~")
}

/// What begins something, among the lines of a text.
struct Begin<'a> {
    text: &'a str,
    list: &'a [Line],
}

impl<'a> Begin<'a> {
    fn line(&self, index: usize) -> &'a str {
        &self.text[self.list[index].span.range()]
    }

    /// The line `index` with the fence at `signs`, but for its info string: that says nothing of what follows.
    fn of_fence(&self, index: usize, signs: Span) -> Option<String> {
        let line = self.line(index);
        // A comment in it would be read again.
        let is_plain = is_of_fence(line) && !line.contains('<') && !line.contains("copydesk");
        let start = self.list[index].span.start as usize;
        let fence = &self.text[start..signs.end as usize];
        let fence = if is_of_fence(fence) { fence } else { line.trim_end() };
        is_plain.then(|| Some(self.items(index)? + fence + "\n"))?
    }

    fn of_indented(&self, first: usize, last: usize) -> Option<String> {
        let prefix = Prefix::of(self.line(first));
        // Code between fences that stand as deep has ended.
        let is_indented = prefix.columns >= 4 && !is_of_fence(self.line(first));
        let ends_in_code = is_indented && !self.line(last).trim().is_empty();
        ends_in_code.then(|| Some(self.items(first)? + prefix.text + "x\n"))?
    }

    /// The header in line `header` with the delimiter row, without words and with them.
    fn of_table(&self, header: usize) -> Option<(String, String)> {
        let above = &self.text[..self.list[header].span.start as usize];
        let near = step::ceil(above, above.len().saturating_sub(COMMENT));
        // What a comment silences stays in one piece with it; and pipes in templates part no cells.
        if above[near..].contains("copydesk") || self.line(header).contains('{') {
            return None;
        }
        let items = self.items(header)?;
        let delimiter = dashes(self.line(header + 1).trim_end());
        let line = self.line(header).trim_end();
        let content = (self.list[header].content - self.list[header].span.start) as usize;
        let (marks, cells) = line.split_at(content.min(line.len()));
        let worded = format!("{items}{}\n{delimiter}\n", neutral(line));
        Some((format!("{items}{marks}{}\n{delimiter}\n", wordless(cells)), worded))
    }

    /// A line for each list item that holds the line `index`, the outermost first; `None` where that is not clear.
    fn items(&self, index: usize) -> Option<String> {
        let own = Prefix::of(self.line(index));
        let mut least = own.columns;
        let mut items: Vec<String> = Vec::new();
        for (count, above) in self.list[..index].iter().rev().enumerate() {
            if least == 0 {
                break;
            }
            if count == MOST_LINES {
                return None;
            }
            steps(1);
            let line = &self.text[above.span.range()];
            let prefix = Prefix::of(line);
            if line.len() == prefix.text.len() {
                continue;
            }
            if prefix.quotes != own.quotes {
                break;
            }
            let content = above.marker.map(|marker| prefix.columns + (above.content - marker.start) as usize);
            match (above.marker, content) {
                (Some(marker), Some(content)) if content <= least => {
                    let marks = &self.text[marker.start as usize..above.content as usize];
                    items.push(format!("{}{marks}x\n{}\n", prefix.text, prefix.text.trim_end()));
                    least = prefix.columns;
                }
                _ => least = least.min(prefix.columns),
            }
        }
        items.reverse();
        Some(items.concat())
    }
}

/// What a line begins with.
struct Prefix<'a> {
    text: &'a str,
    quotes: usize,
    /// Columns of white space after the last quote mark, a tab counting four.
    columns: usize,
}

impl<'a> Prefix<'a> {
    fn of(line: &'a str) -> Self {
        let length = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
        let text = &line[..length];
        let quotes = text.bytes().filter(|&byte| byte == b'>').count();
        let behind = text.rfind('>').map_or(text, |at| text[at + 1..].strip_prefix(' ').unwrap_or(&text[at + 1..]));
        let columns = behind.bytes().map(|byte| if byte == b'\t' { 4 } else { 1 }).sum();
        Self { text, quotes, columns }
    }
}

/// A header with as many cells, whose words say nothing where they might be markup.
fn neutral(header: &str) -> String {
    let is_plain = |char: char| char.is_alphanumeric() || " \t|>-.,/()#%+".contains(char);
    if header.chars().all(is_plain) {
        return header.to_owned();
    }
    let prefix = Prefix::of(header).text;
    let mut escaped = false;
    let masked = header[prefix.len()..].chars().map(|char| {
        let is_kept = !escaped && (char == '|' || char.is_whitespace());
        escaped = !escaped && char == '\\';
        if is_kept { char } else { 'x' }
    });
    prefix.chars().chain(masked).collect()
}

/// The cells of a header without their words: a sign that no rule looks at in each cell that holds something.
fn wordless(cells: &str) -> String {
    let mut escaped = false;
    let is_pipe = |char: char| {
        let is_pipe = char == '|' && !escaped;
        escaped = !escaped && char == '\\';
        is_pipe
    };
    let cell = |cell: &str| match cell.trim() {
        "" if cell.is_empty() => "",
        "" => " ",
        _ => ".",
    };
    cells.split(is_pipe).map(cell).collect::<Vec<_>>().join("|")
}

/// A delimiter row with three dashes in each cell, where all it holds is dashes and colons.
fn dashes(delimiter: &str) -> String {
    let prefix = Prefix::of(delimiter).text;
    let cell = |cell: &str| {
        let own = cell.trim();
        let own = own.strip_prefix(':').unwrap_or(own);
        let own = own.strip_suffix(':').unwrap_or(own);
        match own {
            "" => cell.is_empty().then_some(""),
            _ => own.bytes().all(|byte| byte == b'-').then_some("---"),
        }
    };
    let row = &delimiter[prefix.len()..];
    let cells: Option<Vec<_>> = row.split('|').map(cell).collect();
    cells.map_or_else(|| delimiter.to_owned(), |cells| prefix.to_owned() + &cells.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_keeps_its_cells_and_not_their_words() {
        for (header, without) in [
            ("| Quay | State |", "|.|.|"),
            ("Quay | `State`", ".|."),
            ("| Quay |  | Depth \\| height |", "|.| |.|"),
            ("| Quay || State", "|.||."),
            ("| \\\\| x", "|.|."),
        ] {
            assert_eq!(wordless(header), without, "{header}");
        }
    }

    #[test]
    fn a_delimiter_row_keeps_its_cells_where_it_is_whole() {
        for (delimiter, kept) in [
            ("|---|:-:|", "|---|---|"),
            ("> | - | ----: |", "> |---|---|"),
            ("  :--|--", "  ---|---"),
            ("|---|—|", "|---|—|"),
            ("|---| |", "|---| |"),
            ("|- -|---|", "|- -|---|"),
        ] {
            assert_eq!(dashes(delimiter), kept, "{delimiter}");
        }
    }
}
