//! What is known while the blocks of a text are read.

use std::collections::HashSet;
use std::ops::Range;

use super::containers::Containers;
use super::line::Line;
use crate::tokens::search;

/// A block that is shown as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Code between fences.
    Fenced(Range<usize>),
    /// Indented code.
    Indented(Range<usize>),
    /// HTML.
    Html(Range<usize>),
}

/// A stretch of text that may hold marks: a paragraph, a heading or a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    pub start: usize,
    pub end: usize,
    /// Which of the line starts are its own: the first of them and the one behind the last.
    pub lines: (usize, usize),
}

/// The state of reading blocks, and what was found.
#[derive(Debug)]
pub(super) struct State<'a> {
    pub text: &'a str,
    pub bytes: &'a [u8],
    pub containers: Containers,
    pub blocks: Vec<Block>,
    pub leaves: Vec<Leaf>,
    /// Of lines of leaves within containers: where the line begins, and where its text does.
    pub line_starts: Vec<(usize, usize)>,
    /// The labels that links may refer to, folded.
    pub labels: HashSet<String>,
    /// The labels of notes, folded.
    pub notes: HashSet<String>,
}

impl<'a> State<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            containers: Containers::default(),
            blocks: Vec::new(),
            leaves: Vec::new(),
            line_starts: Vec::new(),
            labels: HashSet::new(),
            notes: HashSet::new(),
        }
    }

    /// The line that begins at `at`, behind what it begins with in its containers; whether it belongs to all of them.
    #[inline]
    pub fn enter(&self, at: usize) -> (Line<'a>, bool) {
        let mut line = Line::new(self.bytes, at);
        let is_inner = self.containers.enter(&mut line);
        (line, is_inner)
    }

    /// Notes a leaf whose first line start is `first`.
    pub fn add_leaf(&mut self, start: usize, end: usize, first: usize) {
        if search::byte3(b'`', b'<', b'[', &self.bytes[start..end]).is_some() {
            self.leaves.push(Leaf { start, end, lines: (first, self.line_starts.len()) });
        } else {
            self.line_starts.truncate(first);
        }
    }
}
