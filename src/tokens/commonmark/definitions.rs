//! Definitions of the targets of links (CommonMark 4.7).

use super::labels::label;
use super::starts::{after_blanks, blank_rest, line_break};
use super::state::State;
use super::targets::{destination, title_sign};
use crate::tokens::work::steps;

impl State<'_> {
    /// Where the last line of the definition ends that begins at `at`; its label is noted.
    pub fn define(&mut self, at: usize) -> Option<usize> {
        if self.bytes.get(at) != Some(&b'[') {
            return None;
        }
        let next_line = |at| self.continued(at).map(|line| line.at);
        let (label, end) = label(self.text, at + 1, self.bytes.len(), next_line)?;
        let end = if self.bytes.get(end) == Some(&b':') { self.definition(end + 1)? } else { return None };
        self.labels.insert(label);
        Some(end)
    }

    /// Where a definition ends whose label ends at `at`.
    fn definition(&self, at: usize) -> Option<usize> {
        let (start, _) = self.separator(at)?;
        let end = destination(self.bytes, start).filter(|end| *end > start)?;
        let Some((title, has_break)) = self.separator(end) else { return blank_rest(self.bytes, end) };
        if title == end {
            return None;
        }
        let titled = self.title(title).and_then(|end| blank_rest(self.bytes, end));
        titled.or_else(|| blank_rest(self.bytes, end).filter(|_| has_break))
    }

    /// Behind the white space at `at`, in which a line may end, and whether one does.
    fn separator(&self, at: usize) -> Option<(usize, bool)> {
        let mut at = at;
        let mut has_break = false;
        loop {
            at = after_blanks(self.bytes, at);
            let Some(length) = line_break(self.bytes, at) else { return Some((at, has_break)) };
            if has_break {
                return None;
            }
            has_break = true;
            at = self.continued(at + length)?.at;
        }
    }

    /// Where the title that begins at `start` ends. Its lines are those of a paragraph.
    fn title(&self, start: usize) -> Option<usize> {
        let closing = title_sign(*self.bytes.get(start)?)?;
        let mut at = start + 1;
        while let Some(&byte) = self.bytes.get(at) {
            steps(1);
            match byte {
                b'(' if closing == b')' => return None,
                b'\n' | b'\r' => {
                    let length = line_break(self.bytes, at).unwrap_or(1);
                    let mut line = self.continued(at + length)?;
                    line.take_blanks();
                    at = line.at;
                    if blank_rest(self.bytes, at).is_some() {
                        return None;
                    }
                }
                b'\\' if self.bytes.get(at + 1).is_some_and(|next| !matches!(next, b'\n' | b'\r')) => at += 2,
                _ if byte == closing => return Some(at + 1),
                _ => at += 1,
            }
        }
        None
    }

    /// Behind the definitions that begin at `at`, where the text of a paragraph goes on, or where the next line begins.
    pub fn definitions(&mut self, at: usize) -> Result<usize, usize> {
        let mut at = at;
        while let Some(end) = self.define(at) {
            let (mut line, is_inner) = self.enter(end);
            let is_indented = line.take(4) == 4;
            if !is_indented && self.interrupts(line.at, is_inner) || blank_rest(self.bytes, line.at).is_some() {
                return Err(end);
            }
            line.take_blanks();
            at = line.at;
        }
        Ok(at)
    }
}
