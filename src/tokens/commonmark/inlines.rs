//! The marks of a stretch of text that decide what its signs mean (CommonMark 6): code, addresses, tags and links.

use std::collections::HashSet;
use std::ops::Range;

use super::brackets::Openers;
use super::code_spans::Runs;
use super::labels::label;
use super::starts::run;
use super::state::{Leaf, State};
use super::tags::{autolink, tag};
use super::targets::target;
use crate::tokens::search;
use crate::tokens::work::steps;

/// A mark that is no text, or holds some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A code span.
    Code(Range<usize>),
    /// An address in pointed brackets.
    Address(Range<usize>),
    /// The address and title of an inline link or picture, with the brackets around them.
    Target(Range<usize>),
}

/// Reads the marks of all leaves.
pub(super) fn read(state: &State) -> Vec<Mark> {
    let mut marks = Vec::new();
    for leaf in &state.leaves {
        Inlines::new(state, leaf, &mut marks).read();
    }
    marks
}

struct Inlines<'a> {
    text: &'a str,
    /// The text up to the end of the leaf.
    bytes: &'a [u8],
    start: usize,
    line_starts: &'a [(usize, usize)],
    labels: &'a HashSet<String>,
    notes: &'a HashSet<String>,
    openers: Openers,
    runs: Runs,
    /// What was looked for and is not in the rest of the leaf.
    absent: Vec<&'static [u8]>,
    /// The closing bracket of a label that names nothing.
    unknown: Option<usize>,
    marks: &'a mut Vec<Mark>,
}

/// Where a label of a link or a note ends, and what it names.
enum Label {
    Link(String, usize),
    Note(String, usize),
}

impl<'a> Inlines<'a> {
    fn new(state: &'a State, leaf: &Leaf, marks: &'a mut Vec<Mark>) -> Self {
        Self {
            text: state.text,
            bytes: &state.bytes[..leaf.end],
            start: leaf.start,
            line_starts: &state.line_starts[leaf.lines.0..leaf.lines.1],
            labels: &state.labels,
            notes: &state.notes,
            openers: Openers::default(),
            runs: Runs::default(),
            absent: Vec::new(),
            unknown: None,
            marks,
        }
    }

    fn read(mut self) {
        let mut at = self.start;
        while let Some(sign) = self.next_sign(at) {
            at = match self.bytes[sign] {
                b'`' => self.code(sign),
                _ if self.is_escaped(sign) => sign + 1,
                b'<' => self.pointed(sign),
                b'[' => self.open(sign),
                _ => self.close(sign),
            };
        }
    }

    /// The next sign that may mean something.
    fn next_sign(&self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        let length = if self.openers.is_empty() {
            search::byte3(b'`', b'<', b'[', rest)
        } else {
            let found = rest.iter().position(|byte| matches!(byte, b'`' | b'<' | b'[' | b']'));
            steps(found.unwrap_or(rest.len()));
            found
        };
        length.map(|length| at + length)
    }

    /// Whether a backslash takes the meaning of the sign at `at`.
    fn is_escaped(&self, at: usize) -> bool {
        let count = self.bytes[self.start..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        steps(count);
        count % 2 == 1
    }

    /// Reads backticks and what they enclose.
    fn code(&mut self, at: usize) -> usize {
        let length = run(self.bytes, at, b'`');
        let escaped = usize::from(self.is_escaped(at));
        let (start, opening) = (at + escaped, length - escaped);
        match self.runs.closing(self.bytes, at + length, opening) {
            Some(end) if opening > 0 => {
                self.marks.push(Mark::Code(start..end));
                end
            }
            _ => at + length,
        }
    }

    /// Reads an address or a tag.
    fn pointed(&mut self, at: usize) -> usize {
        if let Some(end) = autolink(self.bytes, at) {
            self.marks.push(Mark::Address(at..end));
            return end;
        }
        self.html(at).unwrap_or(at + 1)
    }

    /// Where the tag, comment or the like ends whose `<` is at `at`.
    fn html(&mut self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at + 1..];
        let (length, closing): (usize, &'static [u8]) = match rest {
            [b'?', ..] => (2, b"?>"),
            [b'!', b'-', b'-', ..] => (2, b"-->"),
            [b'!', letter, ..] if letter.is_ascii_alphabetic() => (2, b">"),
            _ if rest.starts_with(b"![CDATA[") => (9, b"]]>"),
            _ => return tag(self.bytes, at, Some(&|line| next_line(self.line_starts, line))),
        };
        if self.absent.contains(&closing) {
            return None;
        }
        let from = at + length;
        let found = search::bytes(&self.bytes[from..], closing);
        if found.is_none() {
            self.absent.push(closing);
        }
        found.map(|length| from + length + closing.len())
    }

    fn open(&mut self, at: usize) -> usize {
        let is_picture = at > self.start && self.bytes[at - 1] == b'!' && !self.is_escaped(at - 1);
        self.openers.push(at, is_picture);
        at + 1
    }

    /// Reads what a closing bracket ends.
    fn close(&mut self, at: usize) -> usize {
        let Some((opener, is_picture)) = self.openers.pop() else { return at + 1 };
        let end = if let Some(end) = target(self.bytes, at + 1, |line| next_line(self.line_starts, line)) {
            self.marks.push(Mark::Target(at + 1..end));
            Some(end)
        } else if self.may_refer(at) {
            self.reference(opener, at)
        } else {
            None
        };
        if end.is_some() && !is_picture {
            self.openers.disable_links();
        }
        end.unwrap_or(at + 1)
    }

    /// Whether it matters if what ends with the bracket at `at` refers to something: where a link may be around it, or
    /// where something may be read into the label behind it.
    fn may_refer(&self, at: usize) -> bool {
        if self.labels.is_empty() && self.notes.is_empty() {
            return false;
        }
        !self.openers.is_empty() || self.bytes.get(at + 1) == Some(&b'[') && !self.is_plain_label(at + 2)
    }

    /// Whether a label that begins at `start` holds words alone, and has no other bracket behind it.
    fn is_plain_label(&self, start: usize) -> bool {
        let is_sign = |byte: &u8| matches!(byte, b'`' | b'<' | b'[' | b']' | b'\\');
        let length = self.bytes[start..].iter().position(is_sign);
        steps(length.unwrap_or(self.bytes.len() - start));
        let end = length.map(|length| start + length).filter(|end| self.bytes[*end] == b']');
        end.is_some_and(|end| !matches!(self.bytes.get(end + 1), Some(b'(' | b'[')))
    }

    /// Where the reference ends whose text begins with the bracket `opener` and ends with that at `at`.
    fn reference(&mut self, opener: usize, at: usize) -> Option<usize> {
        let mut end = at + 1;
        let label = match self.label(at + 1) {
            Some(Label::Link(label, behind)) => {
                self.unknown = Some(behind - 1);
                end = behind;
                label
            }
            _ if self.unknown == Some(at) => return None,
            _ => {
                if self.bytes[at + 1..].starts_with(b"[]") {
                    end = at + 3;
                }
                match self.label(opener)? {
                    Label::Link(label, behind) if behind == at + 1 => label,
                    Label::Note(label, behind) if behind == at + 1 && self.notes.contains(&label) => {
                        self.openers.clear();
                        return None;
                    }
                    _ => return None,
                }
            }
        };
        self.labels.contains(&label).then_some(end)
    }

    /// The label whose bracket is at `at`.
    fn label(&self, at: usize) -> Option<Label> {
        if self.bytes.get(at) != Some(&b'[') {
            return None;
        }
        if self.bytes.get(at + 1) == Some(&b'^')
            && let Some((label, end)) = label(self.text, at + 2, self.bytes.len(), |_| None)
        {
            return Some(Label::Note(label, end));
        }
        let (label, end) = label(self.text, at + 1, self.bytes.len(), |line| Some(next_line(self.line_starts, line)))?;
        Some(Label::Link(label, end))
    }
}

/// Where the text of the line begins that begins at `line`.
fn next_line(line_starts: &[(usize, usize)], line: usize) -> usize {
    line_starts.binary_search_by_key(&line, |(line, _)| *line).map_or(line, |index| line_starts[index].1)
}
