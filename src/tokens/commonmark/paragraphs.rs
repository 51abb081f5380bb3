//! Paragraphs, and what they turn out to be: headings and tables (CommonMark 4.3, 4.8; GFM 4.10).

use super::starts::{blank_rest, line_break, line_end, underline};
use super::state::State;

/// Which bytes at the beginning of a line say that it goes on with a paragraph, whatever follows.
const IS_PLAIN: [bool; 256] = {
    let mut table = [true; 256];
    let others = b" \t\n\r*-_#`~>+0123456789<[|=";
    let mut index = 0;
    while index < others.len() {
        table[others[index] as usize] = false;
        index += 1;
    }
    table
};

impl State<'_> {
    /// Reads the paragraph whose text begins at `start`; where the line behind it begins.
    pub fn paragraph(&mut self, start: usize) -> usize {
        self.containers.close_list();
        let first = self.line_starts.len();
        let mut end = line_end(self.bytes, start);
        if let Some((rows, columns)) = self.table_below(start, end) {
            return self.rows(start, rows, columns);
        }
        let next = loop {
            if self.containers.is_empty() && self.bytes.get(end).is_some_and(|byte| IS_PLAIN[usize::from(*byte)]) {
                end = line_end(self.bytes, end);
                continue;
            }
            let (mut line, is_inner) = self.enter(end);
            let text = line.at;
            if line.take(4) < 4 {
                if is_inner && let Some(next) = underline(self.bytes, line.at) {
                    break next;
                }
                if self.interrupts(line.at, is_inner) {
                    break end;
                }
            }
            line.take_blanks();
            if line.is_at_end() {
                break end;
            }
            if !self.containers.is_empty() {
                self.line_starts.push((end, text));
            }
            end = line_end(self.bytes, line.at);
        };
        self.add_leaf(start, end, first);
        next
    }

    /// Where the rows of a table begin whose head is the first line of a paragraph, and the number of its columns.
    fn table_below(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let is_sign = |byte: &u8| matches!(byte, b' ' | b'\t' | b'|' | b'-' | b':' | b'>');
        if !self.bytes.get(end).is_some_and(is_sign) {
            return None;
        }
        let line = &self.bytes[start..end];
        let text = line.strip_suffix(b"\n").map_or(line, |line| line.strip_suffix(b"\r").unwrap_or(line));
        let is_hard_break = text.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
        if is_hard_break { None } else { self.table(start, end) }
    }

    /// Reads a table whose head begins at `head` and whose rows begin at `at`; where the line behind it begins.
    fn rows(&mut self, head: usize, at: usize, columns: usize) -> usize {
        self.row(head, columns);
        let mut at = at;
        loop {
            let (mut line, is_inner) = self.enter(at);
            line.take_blanks();
            if !is_inner || self.begins_block(line.at, true) || !self.row(line.at, columns) {
                return at;
            }
            at = line_end(self.bytes, line.at);
        }
    }

    /// Reads the cells of the row that begins at `start`; whether there are any. Those beyond the columns are not shown.
    fn row(&mut self, start: usize, columns: usize) -> bool {
        let end = line_end(self.bytes, start);
        let mut at = start;
        let mut count = 0;
        loop {
            at += usize::from(self.bytes.get(at) == Some(&b'|'));
            if blank_rest(self.bytes, at).is_some() {
                return count > 0;
            }
            let cell = self.cell_end(at, end);
            if count < columns {
                self.add_leaf(at, cell, self.line_starts.len());
            }
            count += 1;
            at = cell;
            if line_break(self.bytes, at).is_some() {
                return true;
            }
        }
    }

    /// Where the cell ends that begins at `start` in a row that ends at `end`: at a pipe without a backslash before it.
    fn cell_end(&self, start: usize, end: usize) -> usize {
        let row = &self.bytes[start..end];
        let mut pipes = memchr::memchr_iter(b'|', row).map(|at| start + at).filter(|&at| self.bytes[at - 1] != b'\\');
        let line = || {
            let ending = row.strip_suffix(b"\n").map_or(row, |row| row.strip_suffix(b"\r").unwrap_or(row));
            start + ending.len()
        };
        pipes.next().unwrap_or_else(line)
    }
}
