//! Whether a paragraph goes on.

use super::labels::label;
use super::line::Line;
use super::starts::{
    after_blanks, blank_rest, delimiter_row, fence, heading, html_end, is_html_block, line_end, marker, rule, underline,
};
use super::state::State;
use crate::tokens::work::steps;

impl State<'_> {
    /// Whether the line whose text begins at `at` ends a paragraph before it. `is_inner`: it belongs to all containers.
    pub fn interrupts(&self, at: usize, is_inner: bool) -> bool {
        self.begins_block(at, !is_inner) || self.bytes.get(at) == Some(&b'|') && self.begins_table(at)
    }

    /// Whether a block begins at `at` that needs no blank line before it; `any_list`: lists may begin with any item.
    pub fn begins_block(&self, at: usize, any_list: bool) -> bool {
        let bytes = self.bytes;
        let Some(&byte) = bytes.get(at) else { return true };
        match byte {
            b'\n' | b'\r' | b'>' => true,
            b'#' => heading(bytes, at).is_some(),
            b'`' | b'~' => fence(bytes, at).is_some(),
            b'_' => rule(bytes, at).is_ok(),
            b'*' | b'-' => self.begins_list(at, any_list) || rule(bytes, at).is_ok(),
            b'+' | b'0'..=b'9' => self.begins_list(at, any_list),
            b'<' => html_end(bytes, at + 1).is_some() || is_html_block(bytes, at + 1),
            b'[' => self.note(at).is_some(),
            _ => false,
        }
    }

    fn begins_list(&self, at: usize, any_list: bool) -> bool {
        marker(self.bytes, at)
            .is_some_and(|marker| any_list || marker.is_first && blank_rest(self.bytes, at + marker.length).is_none())
    }

    /// The label of the note that is written at `at`, and where its text begins.
    pub fn note(&self, at: usize) -> Option<(String, usize)> {
        if !self.bytes[at..].starts_with(b"[^") {
            return None;
        }
        let (label, end) = label(self.text, at + 2, self.bytes.len(), |_| None)?;
        (self.bytes.get(end) == Some(&b':')).then(|| (label, after_blanks(self.bytes, end + 1)))
    }

    /// Whether a table begins at `at` whose lines have pipes at their ends: it may stand below a paragraph.
    fn begins_table(&self, at: usize) -> bool {
        self.table(at, line_end(self.bytes, at)).is_some()
    }

    /// Where the rows of a table begin whose head reaches from `start` to `end`, and the number of its columns. Its
    /// delimiter row must belong to all containers.
    pub fn table(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        if end >= self.bytes.len() {
            return None;
        }
        let (line, is_inner) = self.enter(end);
        let (rows, columns) = delimiter_row(self.bytes, line.at).filter(|_| is_inner)?;
        (columns == columns_of(&self.bytes[..end], start)).then_some((rows, columns))
    }

    /// Where the text of the line goes on that begins at `at`, if a definition that stands where a paragraph could does.
    pub fn continued(&self, at: usize) -> Option<Line<'_>> {
        let (mut line, is_inner) = self.enter(at);
        let ends = line.take(4) < 4
            && (self.interrupts(line.at, is_inner) || is_inner && underline(self.bytes, line.at).is_some());
        (!ends).then_some(line)
    }
}

/// The number of columns of a row of a table that is the end of `bytes`.
fn columns_of(bytes: &[u8], start: usize) -> usize {
    let start = after_blanks(bytes, start);
    let pipes = || {
        memchr::memchr_iter(b'|', &bytes[start..]).map(|at| start + at).filter(|&at| at == 0 || bytes[at - 1] != b'\\')
    };
    steps(bytes.len() - start);
    let Some(last) = pipes().next_back() else { return 0 };
    let begins = bytes.get(start) == Some(&b'|');
    let ends = blank_rest(bytes, last + 1).is_some();
    (pipes().count() + 1).saturating_sub(usize::from(begins) + usize::from(ends))
}
