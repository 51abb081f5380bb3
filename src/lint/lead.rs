//! What a piece of an article is in the middle of where it begins: the lines that are read before it, so that it is read
//! as what it is.
//!
//! A fence, a pipe table and indented code may be longer than a piece. Their lines say only together with their first ones
//! what they are, so these are handed on: the fence, the header with the delimiter row, a line of code; and before them a
//! line for each list item that holds them. What such a line says matters to nobody, as long as it begins the same.

use crate::text::{Span, step};
use crate::tokens::work::steps;
use crate::tokens::{FenceEnd, Line, LineKind, Lines, Region, RegionKind, Regions};

/// The longest of the lines that are handed on, in bytes.
const LONGEST: usize = 1_024;
/// How many lines above are looked at for the items that hold a block.
const MOST_LINES: usize = 200;
/// How far above what begins a comment may stand that silences findings in it, in bytes.
const COMMENT: usize = 256;

/// The lines with which a text is to be read that follows `text`, where that ends in the middle of something.
pub(super) fn lead(text: &str, regions: &Regions, lines: &Lines) -> Option<Box<str>> {
    let list = lines.list();
    let last = list.iter().rposition(|line| (line.span.start as usize) < text.len())?;
    let begin = Begin { text, list };
    let is_code = |region: &&Region| region.kind == RegionKind::CodeBlock && reaches_end(text, region.span);
    let lead = if let Some(region) = regions.list().last().filter(is_code) {
        match regions.open_fence().filter(|_| regions.fence_end() != FenceEnd::Outside) {
            Some(fence) if region.span.overlaps(fence.span) => begin.of_fence(lines.index_at(fence.span.start)),
            Some(_) => None,
            None => begin.of_indented(lines.index_at(region.span.start), last),
        }
    } else if list[last].is_table() {
        let header = list[..=last].iter().rposition(|line| line.kind == LineKind::TableHeader)?;
        steps(last - header);
        begin.of_table(header)
    } else {
        None
    };
    lead.filter(|lead| lead.len() <= LONGEST).map(Into::into)
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

    fn of_fence(&self, index: usize) -> Option<String> {
        let line = self.line(index);
        // A comment in it would be read again.
        let is_plain = is_of_fence(line) && !line.contains('<') && !line.contains("copydesk");
        is_plain.then(|| Some(self.items(index)? + line.trim_end() + "\n"))?
    }

    fn of_indented(&self, first: usize, last: usize) -> Option<String> {
        let prefix = Prefix::of(self.line(first));
        // Code between fences that stand as deep has ended.
        let is_indented = prefix.columns >= 4 && !is_of_fence(self.line(first));
        let ends_in_code = is_indented && !self.line(last).trim().is_empty();
        ends_in_code.then(|| Some(self.items(first)? + prefix.text + "x\n"))?
    }

    fn of_table(&self, header: usize) -> Option<String> {
        let above = &self.text[..self.list[header].span.start as usize];
        let near = step::ceil(above, above.len().saturating_sub(COMMENT));
        // What a comment silences stays in one piece with it; and pipes in templates part no cells.
        if above[near..].contains("copydesk") || self.line(header).contains('{') {
            return None;
        }
        let delimiter = self.line(header + 1).trim_end();
        let words = self.items(header)? + &neutral(self.line(header).trim_end()) + "\n" + delimiter + "\n";
        Some(words)
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
