//! The part of an article in which an edit may have moved cuts.

use std::borrow::Cow;
use std::sync::Arc;

use super::cuts::{CONTEXT, REACH, cuts};
use super::piece::Piece;
use crate::text::{Flavor, Span};
use crate::tokens::Unfinished;

/// A part of an article and where it is cut.
pub(super) struct Window<'a> {
    /// The text, from a piece's beginning to a cut.
    pub text: Cow<'a, str>,
    /// The article, where this is all of it and pieces are to hold parts of it in place of copies.
    pub whole: Option<&'a Arc<String>>,
    /// Offset in the article of its first byte.
    pub base: usize,
    /// Where its chunks end, rising; the last one ends where the text does.
    pub ends: Vec<usize>,
}

impl Window<'static> {
    /// What is to be cut and read anew where `edited` becomes `inserted`: with the numbers of the old piece with which it
    /// begins, and of the one after its end.
    pub fn around(old: &[Arc<Piece>], edited: Span, inserted: &str, flavor: Flavor) -> (Self, usize, usize) {
        let starts = Starts::of(old);
        let (start, end) = (edited.start as usize, edited.end as usize);
        // The edit has no say on a cut so far before it. What is cut needs some text before it.
        let first = starts.holding(start.saturating_sub(REACH));
        let context = starts.holding(starts.0[first].saturating_sub(CONTEXT));
        let mut last = starts.holding(end) + 1;
        let base = starts.0[context];
        let mut text: String = old[context..last].iter().map(|piece| piece.text()).collect();
        text.replace_range(start - base..end - base, inserted);
        let at = starts.0[first] - base;
        let settled = start - base + inserted.len() + CONTEXT;
        let old_place = |cut: usize| cut + base + end - start - inserted.len();
        let above = || old[..context].iter().map(|piece| line_ends(piece.text())).sum();
        let ends = loop {
            let mut ends = cuts(&text, at, flavor, (base == 0, last == old.len()), &above);
            // From an old cut after the edit on, the old cuts hold.
            let held = ends.iter().position(|&cut| cut >= settled && starts.is_start(old_place(cut)));
            if let Some(held) = held {
                ends.truncate(held + 1);
                last = starts.holding(old_place(ends[held]));
                break ends;
            }
            if last == old.len() {
                ends.push(text.len());
                break ends;
            }
            let more = (2 * last - context).min(old.len());
            old[last..more].iter().for_each(|piece| text.push_str(piece.text()));
            last = more;
        };
        text.truncate(ends[ends.len() - 1]);
        text.drain(..at);
        let ends = ends.into_iter().map(|end| end - at).collect();
        let window = Self { text: Cow::Owned(text), whole: None, base: base + at, ends };
        window.with_unfinished(old, first, last)
    }

    /// The window made longer, so that it begins with the first piece that held something unfinished which ends now.
    fn with_unfinished(mut self, old: &[Arc<Piece>], first: usize, last: usize) -> (Self, usize, usize) {
        // Each kind is looked for once, however many pieces hold it.
        let mut known: Vec<(Unfinished, bool)> = Vec::new();
        let mut ends_now = |piece: &Arc<Piece>| {
            let Some(unfinished) = piece.unfinished else { return false };
            let found = known.iter().find(|(other, _)| *other == unfinished).map(|(_, ends)| *ends);
            found.unwrap_or_else(|| {
                let ends = unfinished.end_in(&self.text).is_some();
                known.push((unfinished, ends));
                ends
            })
        };
        let Some(begin) = old[..first].iter().position(&mut ends_now) else { return (self, first, last) };
        let mut text = String::new();
        let mut ends = Vec::new();
        for piece in &old[begin..first] {
            ends.extend(piece.cuts.iter().map(|&cut| text.len() + cut as usize));
            text.push_str(piece.text());
            ends.push(text.len());
        }
        let length = text.len();
        ends.extend(self.ends.iter().map(|&end| end + length));
        text.push_str(&self.text);
        self.base -= length;
        (Self { text: Cow::Owned(text), whole: None, base: self.base, ends }, begin, last)
    }
}

fn line_ends(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

/// Where pieces begin, and after them the end of the article.
struct Starts(Vec<usize>);

impl Starts {
    fn of(pieces: &[Arc<Piece>]) -> Self {
        let mut starts = Vec::with_capacity(pieces.len() + 1);
        let mut start = 0;
        for piece in pieces {
            starts.push(start);
            start += piece.text().len();
        }
        Self(starts)
    }

    /// The number of the piece that holds the byte at `offset`.
    fn holding(&self, offset: usize) -> usize {
        self.0.partition_point(|&start| start <= offset) - 1
    }

    fn is_start(&self, offset: usize) -> bool {
        self.0.binary_search(&offset).is_ok()
    }
}
