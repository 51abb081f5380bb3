//! Lines and their Markdown containers, by a scanner of our own: on damaged articles a Markdown parser sees the wrong ones.

use super::regions::{RegionKind, Regions};
use super::signs::Signs;
use super::{Token, lexer::TokenKind};
use crate::text::wear::{Wear, is_invisible, stands_for};
use crate::text::{Flavor, Source, Span};
use crate::tokens::search;
use crate::tokens::work::steps;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// White space only.
    Blank,
    /// Prose.
    Text,
    /// An ATX heading: its level.
    Heading(u8),
    /// `===` or `---` under a line of prose.
    SetextUnderline,
    /// `***`, `---`, `* * *`.
    ThematicBreak,
    /// The header row of a pipe table.
    TableHeader,
    /// The delimiter row of a pipe table.
    TableDelimiter,
    /// A body row of a pipe table.
    TableRow,
    /// Within a code block, a comment, raw text or front matter.
    Closed,
}

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its bytes, without the line end.
    pub span: Span,
    /// Where its content begins: after indentation, quote marks and a list marker.
    pub content: u32,
    /// What it is.
    pub kind: LineKind,
    /// The list marker that it begins with, such as `-` or `12.`, without the white space after it.
    pub marker: Option<Span>,
    /// Number of `>` marks before its content.
    pub quotes: u8,
    /// Columns of white space before its marker or content, a tab counting four.
    pub indent: u16,
    /// The signs that it holds.
    pub signs: Signs,
}

impl Line {
    /// The line from its content on.
    pub fn content_span(&self) -> Span {
        Span::new(self.content.min(self.span.end), self.span.end)
    }

    /// Whether it is part of a pipe table.
    pub fn is_table(&self) -> bool {
        matches!(self.kind, LineKind::TableHeader | LineKind::TableDelimiter | LineKind::TableRow)
    }

    /// Whether it begins a list item.
    pub fn is_item(&self) -> bool {
        self.marker.is_some()
    }
}

/// The lines of a document, in order.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    list: Vec<Line>,
    signs: Signs,
}

impl Lines {
    /// Reads the lines of an article.
    pub fn read(source: &Source, tokens: &[Token], regions: &Regions) -> Self {
        let text = source.text();
        let ends = tokens.iter().filter(|token| token.kind == TokenKind::NewLine).map(|token| token.start);
        let mut list = Vec::with_capacity(tokens.len() / 2 + 1);
        let mut start = 0;
        // A lone carriage return ends a line too (LSP 3.17, CommonMark 2.1); it is rare enough for a second look.
        let has_returns = search::byte(b'\r', text.as_bytes()).is_some();
        for end in ends.chain(std::iter::once(text.len() as u32)) {
            if has_returns {
                push_lines(&mut list, text, source.flavor(), start, end);
            } else {
                list.push(read_line(text, source.flavor(), start, end));
            }
            start = end + 1;
        }
        if list.capacity() > 4 * list.len() {
            // A long line full of tags: room for a line at each would stay until the article is read.
            list.shrink_to_fit();
        }
        let signs = list.iter().fold(Signs::empty(), |signs, line| signs | line.signs);
        let mut lines = Self { list, signs };
        lines.close(regions);
        if source.flavor() != Flavor::Html {
            lines.find_tables(text);
            lines.find_underlines(text);
        }
        lines
    }

    /// The lines in order.
    pub fn list(&self) -> &[Line] {
        &self.list
    }

    /// The signs that the document holds.
    pub fn signs(&self) -> Signs {
        self.signs
    }

    /// The index of the line that holds the byte at `offset`; a line end belongs to its line.
    pub fn index_at(&self, offset: u32) -> usize {
        self.list.partition_point(|line| line.span.start <= offset).saturating_sub(1)
    }

    /// The line that holds the byte at `offset`.
    pub fn at(&self, offset: u32) -> &Line {
        &self.list[self.index_at(offset)]
    }

    /// Marks the lines that begin within a closed region.
    fn close(&mut self, regions: &Regions) {
        let closing = |kind| {
            use RegionKind::{CodeBlock, Comment, Declaration, FrontMatter, RawText};
            matches!(kind, CodeBlock | Comment | RawText | FrontMatter | Declaration)
        };
        for region in regions.list().iter().filter(|region| closing(region.kind)) {
            let first = self.list.partition_point(|line| line.span.start < region.span.start);
            for line in self.list[first..].iter_mut().take_while(|line| line.span.start < region.span.end) {
                line.kind = LineKind::Closed;
                line.marker = None;
                line.content = line.span.start;
            }
        }
    }

    /// Finds pipe tables: a delimiter row, a damaged one too, under a row with pipes.
    fn find_tables(&mut self, text: &str) {
        let mut at = 1;
        while at < self.list.len() {
            let header = self.list[at - 1];
            let is_table =
                header.kind == LineKind::Text && is_delimiter_row(text, self.list[at]) && has_pipe(text, header);
            if !is_table {
                at += 1;
                continue;
            }
            self.list[at - 1].kind = LineKind::TableHeader;
            self.list[at].kind = LineKind::TableDelimiter;
            self.list[at].marker = None;
            at += 1;
            while at < self.list.len() && self.list[at].kind == LineKind::Text && self.list[at].marker.is_none() {
                self.list[at].kind = LineKind::TableRow;
                at += 1;
            }
            at += 1;
        }
    }

    fn find_underlines(&mut self, text: &str) {
        for at in 1..self.list.len() {
            let (above, line) = (self.list[at - 1], self.list[at]);
            let is_prose = above.kind == LineKind::Text && above.quotes == line.quotes;
            if !is_prose || !matches!(text.as_bytes().get(line.content as usize), Some(b'=' | b'-')) {
                continue;
            }
            let content = text[line.content_span().range()].trim_end();
            let equals = !content.is_empty() && content.bytes().all(|byte| byte == b'=');
            let dashes = line.kind == LineKind::ThematicBreak && content.bytes().all(|byte| byte == b'-');
            if line.indent < 4 && line.marker.is_none() && (equals || dashes) {
                self.list[at].kind = LineKind::SetextUnderline;
            }
        }
    }
}

/// Reads what lies between two line feeds, which carriage returns may part into several lines.
fn push_lines(list: &mut Vec<Line>, text: &str, flavor: Flavor, start: u32, end: u32) {
    let raw = &text.as_bytes()[start as usize..end as usize];
    if search::byte(b'\r', raw).is_some() {
        let mut from = start;
        for at in memchr::memchr_iter(b'\r', raw) {
            let at = start + at as u32;
            list.push(read_line(text, flavor, from, at));
            from = at + 1;
        }
        if from < end || end as usize == text.len() {
            list.push(read_line(text, flavor, from, end));
        }
        return;
    }
    list.push(read_line(text, flavor, start, end));
}

fn read_line(text: &str, flavor: Flavor, start: u32, end: u32) -> Line {
    let bytes = &text.as_bytes()[start as usize..end as usize];
    steps(bytes.len());
    let mut line = Line {
        span: Span::new(start, end),
        content: start,
        kind: LineKind::Text,
        marker: None,
        quotes: 0,
        indent: 0,
        signs: Signs::of(bytes),
    };
    if bytes.is_empty() {
        line.kind = LineKind::Blank;
        return line;
    }
    let mut at = if start == 0 && text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut indent = skip_indent(bytes, &mut at);
    if flavor.has_markdown() {
        while bytes.get(at) == Some(&b'>') && line.quotes < u8::MAX {
            line.quotes += 1;
            at += 1;
            indent = skip_indent(bytes, &mut at);
        }
    }
    line.indent = indent;
    line.content = start + at as u32;
    let rest = &bytes[at..];
    if rest.iter().all(u8::is_ascii_whitespace) {
        line.kind = LineKind::Blank;
        return line;
    }
    if flavor.has_markdown() {
        read_markdown(&mut line, rest);
    }
    line
}

fn read_markdown(line: &mut Line, rest: &[u8]) {
    if is_thematic_break(rest) {
        line.kind = LineKind::ThematicBreak;
        return;
    }
    let mut rest = rest;
    let marker = marker_length(rest);
    if marker > 0 {
        line.marker = Some(Span::new(line.content, line.content + marker as u32));
        let space = rest[marker..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        line.content += (marker + space) as u32;
        rest = &rest[marker + space..];
    }
    let hashes = rest.iter().take_while(|&&byte| byte == b'#').count();
    if (1..=6).contains(&hashes) && matches!(rest.get(hashes), None | Some(b' ' | b'\t')) {
        line.kind = LineKind::Heading(hashes as u8);
    }
}

fn skip_indent(bytes: &[u8], at: &mut usize) -> u16 {
    let mut indent = 0_u16;
    while let Some(byte @ (b' ' | b'\t')) = bytes.get(*at) {
        indent = indent.saturating_add(if *byte == b'\t' { 4 } else { 1 });
        *at += 1;
    }
    indent
}

/// Length of the list marker that begins `rest`, 0 where there is none (CommonMark 5.2).
fn marker_length(rest: &[u8]) -> usize {
    let length = match rest[0] {
        b'-' | b'*' | b'+' => 1,
        b'0'..=b'9' => {
            let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
            match rest.get(digits) {
                Some(b'.' | b')') if digits < 10 => digits + 1,
                _ => return 0,
            }
        }
        _ => return 0,
    };
    if matches!(rest.get(length), None | Some(b' ' | b'\t')) { length } else { 0 }
}

/// Whether `rest` is a thematic break (CommonMark 4.1).
fn is_thematic_break(rest: &[u8]) -> bool {
    let sign = rest[0];
    matches!(sign, b'-' | b'*' | b'_')
        && rest.iter().all(|&byte| byte == sign || byte.is_ascii_whitespace())
        && rest.iter().filter(|&&byte| byte == sign).count() >= 3
}

fn has_pipe(text: &str, line: Line) -> bool {
    let content = &text[line.content_span().range()];
    search::byte(b'|', content.as_bytes()).is_some() || search::bytes(content.as_bytes(), "｜".as_bytes()).is_some()
}

/// Whether the line is a delimiter row (GFM 4.10), dashes that typography or translation changed included.
fn is_delimiter_row(text: &str, line: Line) -> bool {
    if line.kind != LineKind::Text || line.marker.is_some() {
        return false;
    }
    // Its first byte tells most prose from it.
    if !matches!(
        text.as_bytes().get(line.content as usize),
        Some(b'|' | b'-' | b':' | b'\\' | 0x0b | 0x0c | 0xc2 | 0xe1..=0xe3 | 0xef)
    ) {
        return false;
    }
    let content = text[line.content_span().range()].trim();
    // Ten bytes tell most prose from a delimiter row without reading the line.
    let stands = |char: char, signs: &[u8]| {
        let wear = signs.iter().find_map(|&sign| stands_for(sign, char));
        wear.is_some_and(|wear| !wear.contains(Wear::LOOKALIKE))
    };
    let is_sign = |char: char| {
        matches!(char, '|' | '-' | ':' | ' ' | '\t' | '\u{a0}' | '\\') || is_invisible(char) || stands(char, b"|-:")
    };
    content.chars().take(8).all(is_sign)
        && content.chars().all(is_sign)
        && content.contains(|char| stands(char, b"|"))
        && content.contains(|char| stands(char, b"-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::lex;

    fn kinds(text: &str) -> Vec<LineKind> {
        let source = Source::new("a.md", Flavor::Markdown, text).expect("readable");
        let tokens = lex(text);
        let regions = Regions::read(&source, &tokens, true);
        Lines::read(&source, &tokens, &regions).list().iter().map(|line| line.kind).collect()
    }

    #[test]
    fn tells_kinds_apart() {
        use LineKind::{Blank, Closed, Heading, SetextUnderline, Text, ThematicBreak};
        let text = "# A\n\nB\n---\n\n---\n- c\n```\n# d\n```\n> ## e";
        let expected =
            [Heading(1), Blank, Text, SetextUnderline, Blank, ThematicBreak, Text, Closed, Closed, Closed, Heading(2)];
        assert_eq!(kinds(text), expected);
    }

    #[test]
    fn finds_tables_with_damaged_delimiter_rows() {
        use LineKind::{Blank, TableDelimiter, TableHeader, TableRow, Text};
        let text = "a | b |\n---|—|\nc | d\nswallowed\n\nTotal | x\nno row";
        let expected = [TableHeader, TableDelimiter, TableRow, TableRow, Blank, Text, Text];
        assert_eq!(kinds(text), expected);
    }

    #[test]
    fn reads_every_line_end() {
        let text = "a\r\nb\rc\n";
        let source = Source::new("a.md", Flavor::Markdown, text).expect("readable");
        let tokens = lex(text);
        let regions = Regions::read(&source, &tokens, true);
        let lines = Lines::read(&source, &tokens, &regions);
        let texts: Vec<_> = lines.list().iter().map(|line| &text[line.span.range()]).collect();
        assert_eq!(texts, ["a", "b", "c", ""]);
    }
}
