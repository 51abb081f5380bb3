//! Code and HTML, whose lines are not read (CommonMark 4.4 to 4.6).

use super::starts::{blank_rest, html_end, is_html_block, line_break, line_end, run};
use super::state::{Block, State};
use super::tags::tag;
use crate::tokens::search;

/// Columns by which code is indented.
const INDENT: usize = 4;

impl State<'_> {
    /// Reads indented code that begins at `start`; where the line behind it begins.
    pub fn indented_code(&mut self, start: usize) -> usize {
        self.containers.close_list();
        self.containers.after_blank = false;
        let mut end = line_end(self.bytes, start);
        let mut next = end;
        loop {
            let (mut line, is_inner) = self.enter(next);
            let is_code = is_inner && (line.take(INDENT) == INDENT || line.is_at_end());
            if !is_code || line.at == self.bytes.len() {
                break;
            }
            self.containers.after_blank = blank_rest(self.bytes, line.at).is_some();
            next = line_end(self.bytes, line.at);
            if !self.containers.after_blank {
                end = next;
            }
        }
        self.blocks.push(Block::Indented(start..end));
        next
    }

    /// Reads code whose fence begins at `start`, indented by `indent` columns; where the line behind it begins.
    pub fn fenced_code(&mut self, start: usize, indent: usize, fence: (u8, usize)) -> usize {
        self.containers.close_list();
        let mut at = line_end(self.bytes, start);
        loop {
            let (mut line, is_inner) = self.enter(at);
            if !is_inner {
                self.blocks.push(Block::Fenced(start..at));
                return at;
            }
            line.take(indent);
            let mut closing = line;
            if closing.take(INDENT - indent) < INDENT - indent
                && let Some(end) = self.fence_end(closing.at, fence)
            {
                self.blocks.push(Block::Fenced(start..end));
                return blank_rest(self.bytes, end).unwrap_or(end);
            }
            at = line_end(self.bytes, line.at);
        }
    }

    /// Where a fence ends that closes the code of `fence` at `at`; the end of the text does as well.
    fn fence_end(&self, at: usize, (sign, length): (u8, usize)) -> Option<usize> {
        if at == self.bytes.len() {
            return Some(at);
        }
        let found = run(self.bytes, at, sign);
        let end = at + found + run(self.bytes, at + found, b' ');
        (found >= length && line_break(self.bytes, end).is_some()).then_some(end)
    }

    /// Reads the block of HTML that begins at `start`, if one does; where the line behind it begins.
    pub fn html(&mut self, start: usize) -> Option<usize> {
        if self.bytes.get(start) != Some(&b'<') {
            return None;
        }
        let closing = html_end(self.bytes, start + 1);
        if closing.is_none() && !is_html_block(self.bytes, start + 1) {
            let end = tag(self.bytes, start, None)?;
            blank_rest(self.bytes, end)?;
        }
        self.containers.close_list();
        let mut at = start;
        loop {
            let next = line_end(self.bytes, at);
            let (line, is_inner) = self.enter(next);
            let is_last = match closing {
                Some(closing) => search::bytes(&self.bytes[at..next], closing.as_bytes()).is_some(),
                None => blank_rest(self.bytes, line.at).is_some(),
            };
            if !is_inner || is_last || line.at == self.bytes.len() {
                self.blocks.push(Block::Html(start..next));
                return Some(next);
            }
            at = line.at;
        }
    }
}
