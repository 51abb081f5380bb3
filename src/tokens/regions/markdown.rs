//! Markdown's regions: code, autolinks and link targets, as CommonMark reads them. Its containers are not used, since on
//! damaged articles they are wrong.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use super::cut_html::is_rest;
use super::region::{Region, RegionKind};
use crate::text::{Flavor, Span};
use crate::tokens::commonmark::{self, Block, Mark};
use crate::tokens::search;
use crate::tokens::work::steps;

/// A line with more container markers than this is plain text: pulldown-cmark's time is depth × lazy lines.
const MOST_MARKERS: usize = 100;

/// `text` as pulldown-cmark can read it in linear time, byte for byte as long. It ends blocks of HTML at line feeds alone,
/// so that carriage returns, which end lines too (CommonMark 2.1), are line feeds here.
pub fn readable(text: &str) -> Cow<'_, str> {
    let text = with_line_feeds(text);
    if is_deeply_nested(&text) { Cow::Owned(without_deep_markers(&text)) } else { text }
}

fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut lone = memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).peekable();
    if lone.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut other = String::with_capacity(text.len());
    let mut copied = 0;
    for at in lone {
        other.push_str(&text[copied..at]);
        other.push('\n');
        copied = at + 1;
    }
    other.push_str(&text[copied..]);
    Cow::Owned(other)
}

/// What pulldown-cmark reads in a [`readable`] text, with GFM's extensions, and where: ranges of bytes.
pub fn events(readable: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    Parser::new_ext(readable, options).into_offset_iter()
}

/// Finds regions in `text` from `body` on and appends them to `regions`; the HTML that a blank line cut.
pub(super) fn find(text: &str, body: usize, flavor: Flavor, regions: &mut Vec<Region>) -> Vec<Span> {
    let article = readable(&text[body..]);
    definitions(text, body, regions);
    let marked = commonmark::read(&article);
    let cut_html = blocks(text, body, flavor, &marked.blocks, regions);
    let in_text = |range: &Range<usize>, kind| Region::new(range.start + body, range.end + body, kind);
    regions.extend(marked.marks.iter().filter_map(|mark| match mark {
        Mark::Code(range) => Some(in_text(range, RegionKind::CodeSpan)),
        // In MDX `<https://…>` is an error, for its own rule to find.
        Mark::Address(_) if flavor == Flavor::Mdx => None,
        Mark::Address(range) => Some(in_text(range, RegionKind::Autolink)),
        Mark::Target(range) => Some(in_text(range, RegionKind::LinkTarget)),
    }));
    cut_html
}

/// Appends the regions of blocks of code and HTML; the HTML that a blank line cut.
fn blocks(text: &str, body: usize, flavor: Flavor, blocks: &[Block], regions: &mut Vec<Region>) -> Vec<Span> {
    let mut cut_html = Vec::new();
    // The block element whose HTML block was cut by a blank line: indented tags after it are not code to their author.
    let mut open_html: Option<String> = None;
    for block in blocks {
        let (Block::Fenced(range) | Block::Indented(range) | Block::Html(range)) = block;
        let (start, end) = (range.start + body, range.end + body);
        match block {
            Block::Fenced(_) => regions.push(Region::new(line_start(text, start, body), end, RegionKind::CodeBlock)),
            // MDX has no indented code.
            Block::Indented(_) if flavor == Flavor::Mdx => {}
            Block::Indented(_) => {
                let rest = open_html.as_ref().is_some_and(|name| is_rest(&text[body..start], name, &text[start..end]));
                if rest {
                    cut_html.push(Span::of(start, end));
                }
                if open_html.is_none() || !text[start..end].trim_start().starts_with('<') {
                    regions.push(Region::new(line_start(text, start, body), end, RegionKind::CodeBlock));
                }
            }
            Block::Html(_) => {
                open_html = open_html.take().or_else(|| block_element(&text[start..end]));
                open_html = open_html.filter(|name| !closes(&text[start..end], name));
                code_in_html(text, start, end, regions);
            }
        }
    }
    cut_html
}

/// The name of the table or list that begins an HTML block and does not end in it.
fn block_element(block: &str) -> Option<String> {
    let name = block.trim_start().strip_prefix('<')?;
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = name[..length].to_ascii_lowercase();
    let holds_tags = matches!(name.as_str(), "table" | "ul" | "ol" | "dl" | "div" | "section" | "article");
    (holds_tags && !closes(block, &name)).then_some(name)
}

/// Whether `html` holds an end tag of `name`.
fn closes(html: &str, name: &str) -> bool {
    memchr::memmem::find_iter(html.as_bytes(), b"</").any(|at| {
        let rest = &html.as_bytes()[at + 2..];
        rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// Code spans within a line of an HTML block. CommonMark does not read them there, but authors write them.
fn code_in_html(text: &str, start: usize, end: usize, regions: &mut Vec<Region>) {
    let mut from = start;
    while let Some(open) = search::byte(b'`', &text.as_bytes()[from..end]) {
        let open = from + open;
        let rest = &text.as_bytes()[open + 1..end];
        match search::byte2(b'`', b'\n', rest) {
            Some(length) if rest[length] == b'`' => {
                from = open + length + 2;
                regions.push(Region::new(open, from, RegionKind::CodeSpan));
            }
            Some(length) => from = open + 1 + length,
            None => return,
        }
    }
}

/// The longest label, in bytes (CommonMark 4.7 counts 999 characters).
const LONGEST_LABEL: usize = 1_000;

/// Link reference definitions (CommonMark 4.7), the line-wise kind that holds no other markup.
fn definitions(text: &str, body: usize, regions: &mut Vec<Region>) {
    let bytes = text.as_bytes();
    let ends = memchr::memchr_iter(b']', &bytes[body..]).map(|at| body + at);
    for at in ends.filter(|&at| bytes.get(at + 1) == Some(&b':')) {
        let from = at.saturating_sub(LONGEST_LABEL).max(body);
        steps(at - from);
        let Some(start) = search::last_byte(b'\n', &bytes[from..at])
            .map(|line| from + line + 1)
            .or_else(|| (from == body).then_some(body))
        else {
            continue;
        };
        let label = text[start..at].trim_start_matches(' ');
        let Some(label) = label.strip_prefix('[') else { continue };
        if !label.trim().is_empty() && !label.contains(['[', ']']) && !label.ends_with('\\') && !is_footnote(label) {
            let end = search::byte(b'\n', &bytes[at..]).map_or(text.len(), |length| at + length);
            regions.push(Region::new(start, end, RegionKind::LinkTarget));
        }
    }
}

/// Whether a label is that of a footnote, with something before its sign too: a damaged one is no address.
fn is_footnote(label: &str) -> bool {
    label.trim_start_matches([' ', '\u{200b}']).starts_with(['^', '＾'])
}

/// An indented code block begins at its line, indentation included.
pub(super) fn line_start(text: &str, start: usize, body: usize) -> usize {
    let line = search::last_byte(b'\n', &text.as_bytes()[body..start]).map_or(body, |at| body + at + 1);
    if text[line..start].trim().is_empty() { line } else { start }
}

/// Whether a line begins with too many markers. A run of so many is met several times in a row by samples of the text.
fn is_deeply_nested(text: &str) -> bool {
    const STRIDE: usize = MOST_MARKERS / SAMPLES;
    const SAMPLES: usize = 4;
    let bytes = text.as_bytes();
    let (mut at, mut met) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        met = if is_marker_or_space(byte) { met + 1 } else { 0 };
        if met == SAMPLES {
            let start = at - bytes[..at].iter().rev().take_while(|&&byte| is_marker_or_space(byte)).count();
            let begins_line = start == 0 || bytes[start - 1] == b'\n';
            if begins_line && markers(&text[start..]) > MOST_MARKERS {
                return true;
            }
            at += bytes[at..].iter().take_while(|&&byte| is_marker_or_space(byte)).count();
            steps(at - start);
            met = 0;
        } else {
            at += STRIDE;
        }
    }
    false
}

/// Counts the container markers that begin `line`.
fn markers(line: &str) -> usize {
    line.bytes().take_while(|&byte| is_marker_or_space(byte)).filter(|byte| b">-+*".contains(byte)).count()
}

fn is_marker_or_space(byte: u8) -> bool {
    b"> \t-+*".contains(&byte)
}

/// The same text with the markers of too deep lines blanked out, byte for byte.
fn without_deep_markers(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if markers(line) > MOST_MARKERS {
            let length = line.bytes().take_while(|byte| b"> \t-+*".contains(byte)).count();
            flat.extend(std::iter::repeat_n('x', length));
            flat.push_str(&line[length..]);
        } else {
            flat.push_str(line);
        }
    }
    flat
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions(text: &str) -> Vec<(RegionKind, &str)> {
        let mut regions = Vec::new();
        find(text, 0, Flavor::Markdown, &mut regions);
        regions.iter().map(|region| (region.kind, &text[region.span.range()])).collect()
    }

    #[test]
    fn finds_code_and_links() {
        let text = "A `b` <https://c.example> [d `e`](f(g) \"h\").\n\n    i\n\n```\nj\n```\n";
        let expected = [
            (RegionKind::CodeBlock, "    i\n"),
            (RegionKind::CodeBlock, "```\nj\n```"),
            (RegionKind::CodeSpan, "`b`"),
            (RegionKind::Autolink, "<https://c.example>"),
            (RegionKind::CodeSpan, "`e`"),
            (RegionKind::LinkTarget, "(f(g) \"h\")"),
        ];
        assert_eq!(regions(text), expected);
    }

    #[test]
    fn deep_nesting_is_plain_text() {
        let deep = format!("{} `x`\n\n`y`\n", "> ".repeat(5_000));
        assert!(regions(&deep).contains(&(RegionKind::CodeSpan, "`y`")));
    }
}
