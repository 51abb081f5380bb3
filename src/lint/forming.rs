//! Forms the pieces of a part of an article, one after the other, and goes on after it for as long as they change.

use std::ops::Range;
use std::sync::Arc;

use super::ahead::{Ahead, Begun, Job};
use super::cuts::is_between_blocks;
use super::piece::{First, Formed, Piece};
use super::reading::Draft;
use super::settle::damage_near;
use super::spread::{InTurn, Spread, map};
use super::window::Window;
use crate::settings::Settings;
use crate::text::{Source, step};
use crate::tokens::Unfinished;
use crate::tree::{DAMAGED_DOCUMENT, OpenState, Priors, Surroundings};

/// The pieces before an edit.
#[derive(Clone, Debug)]
pub(super) struct Old<'a> {
    /// All of them.
    pub pieces: &'a [Arc<Piece>],
    /// The number of the one with which the new ones begin.
    pub first: usize,
    /// The number of the one after the window.
    pub last: usize,
    /// The bytes that went.
    pub edited: Range<usize>,
    /// How many came.
    pub inserted: usize,
}

impl Old<'static> {
    /// What there is before an article was read.
    pub fn none() -> Self {
        Self { pieces: &[], first: 0, last: 0, edited: 0..0, inserted: 0 }
    }
}

/// A part of an article that is read.
pub(super) struct Forming<'a> {
    article: &'a Source,
    settings: &'a Settings,
    spread: &'a dyn Spread,
    window: Window<'a>,
    carried: &'a [u32],
    old: Old<'a>,
    /// Offset in the article at which each old piece from `first` on begins.
    old_starts: Vec<usize>,
    /// Where the next piece begins, and the number of its first chunk.
    at: usize,
    chunk: usize,
    /// What is open there.
    open: Arc<OpenState>,
    /// Pieces that were read before their turn.
    ahead: Ahead,
    /// The new pieces, those that are to be finished together, and the last one, whose neighbour is not known yet.
    pieces: Vec<Arc<Piece>>,
    waiting: Vec<(Formed, Surroundings)>,
    pending: Option<Formed>,
    /// What nothing ends in the rest of the article.
    endless: Vec<Unfinished>,
    /// What is known of the whole article so far.
    damages: usize,
    has_statements: bool,
    markup: i32,
}

impl<'a> Forming<'a> {
    /// Begins with the first chunk of `window`. `carried` is certain damage known from an earlier pass, in offsets of the
    /// article.
    pub fn new(
        article: &'a Source,
        settings: &'a Settings,
        window: Window<'a>,
        carried: &'a [u32],
        old: Old<'a>,
    ) -> Self {
        let mut start = window.base;
        let of_piece = |piece: &Arc<Piece>| {
            start += piece.text().len();
            start - piece.text().len()
        };
        let old_starts = old.pieces[old.first..].iter().map(of_piece).collect();
        let open = old.pieces.get(old.first).map(|piece| Arc::clone(&piece.first.before)).unwrap_or_default();
        let known = old.pieces.first().map(|piece| &piece.checked.around);
        Self {
            article,
            settings,
            spread: &InTurn,
            window,
            carried,
            old_starts,
            at: 0,
            chunk: 0,
            open,
            ahead: Ahead::default(),
            pieces: Vec::new(),
            waiting: Vec::new(),
            pending: None,
            endless: Vec::new(),
            damages: if known.is_some_and(|around| around.damaged) { DAMAGED_DOCUMENT } else { 0 },
            has_statements: known.is_some_and(|around| around.has_statements),
            markup: i32::from(known.and_then(|around| around.has_markup) == Some(true)),
            old,
        }
    }

    /// The same with the work of several pieces given to `spread`.
    pub fn with(mut self, spread: &'a dyn Spread) -> Self {
        self.spread = spread;
        self
    }

    /// Forms the pieces; the second is the number of the first old piece that holds as it is.
    pub fn pieces(mut self) -> (Vec<Arc<Piece>>, usize) {
        loop {
            if self.chunk == self.window.ends.len() {
                let next = self.old.pieces.get(self.old.last);
                if next.is_none_or(|next| *next.first.before == *self.open) {
                    break;
                }
                self.grow();
            }
            if let Some(piece) = self.unchanged() {
                self.keep(piece);
                continue;
            }
            let formed = self.next();
            self.finish_pending(&formed.first.certain);
            self.damages += formed.first.certain.len();
            self.has_statements |= formed.first.has_statements;
            self.markup = self.markup.saturating_add(formed.first.markup);
            self.pending = Some(formed);
        }
        let behind = self.old.pieces.get(self.old.last).map(|piece| piece.first.certain.clone());
        self.finish_pending(&behind.unwrap_or_default());
        self.finish_waiting();
        (self.pieces, self.old.last)
    }

    fn keep(&mut self, piece: Arc<Piece>) {
        self.finish_pending(&piece.first.certain);
        self.finish_waiting();
        self.at += piece.text().len();
        self.chunk += piece.cuts.len() + 1;
        self.open = Arc::clone(&piece.first.after);
        self.pieces.push(piece);
    }

    /// The old piece that is where the next one begins, where nothing about it has changed.
    fn unchanged(&self) -> Option<Arc<Piece>> {
        let start = self.window.base + self.at;
        let Old { edited, inserted, .. } = &self.old;
        let moved = if start < edited.start { start } else { (start + edited.len()).checked_sub(*inserted)? };
        let index = self.old_starts.binary_search(&moved).ok()?;
        let piece = &self.old.pieces[self.old.first + index];
        let (end, old_end) = (self.at + piece.text().len(), moved + piece.text().len());
        let apart = old_end <= edited.start && moved == start || moved >= edited.end;
        let chunks = self.window.ends.get(self.chunk..=self.chunk + piece.cuts.len())?;
        let same_cuts = chunks.iter().zip(&piece.cuts).all(|(&new, &old)| new == self.at + old as usize);
        let goes_on = self.goes_on(self.chunk + piece.cuts.len());
        let same = apart
            && same_cuts
            && chunks.last() == Some(&end)
            && *piece.first.before == *self.open
            && piece.first.goes_on == goes_on
            && piece.first.parts_block == self.parts_block(self.at, end)
            && piece.first.begins == (start == 0)
            && piece.unfinished.is_none();
        same.then(|| Arc::clone(piece))
    }

    /// Whether the article goes on after chunk number `last`.
    fn goes_on(&self, last: usize) -> bool {
        last + 1 < self.window.ends.len() || self.old.last < self.old.pieces.len()
    }

    /// Whether a block goes on across the end of the piece from `start` to `end`.
    fn parts_block(&self, start: usize, end: usize) -> bool {
        let behind = match &self.window.text[end..] {
            "" => self.old.pieces.get(self.old.last).map_or("", |piece| piece.text()),
            text => text,
        };
        !behind.is_empty() && !is_between_blocks(&self.window.text[start..end], behind, self.article.flavor())
    }

    /// Has the piece before finished, whose neighbour is known by now.
    fn finish_pending(&mut self, certain_behind: &[u32]) {
        let Some(formed) = self.pending.take() else { return };
        let finished = || match self.pieces.last() {
            Some(piece) => Some(piece),
            None => self.old.first.checked_sub(1).map(|index| &self.old.pieces[index]),
        };
        let before = match self.waiting.last() {
            Some((formed, _)) => Some((formed.first.certain.as_slice(), formed.length)),
            None => finished().map(|piece| (piece.first.certain.as_slice(), piece.text().len())),
        };
        let around = Surroundings {
            damage: damage_near(before, formed.length, certain_behind),
            damaged: self.damages >= DAMAGED_DOCUMENT,
            has_statements: self.has_statements,
            has_markup: Some(self.markup > 0),
            lost: Vec::new(),
        };
        self.waiting.push((formed, around));
        if self.waiting.len() >= self.spread.width() {
            self.finish_waiting();
        }
    }

    fn finish_waiting(&mut self) {
        let (waiting, settings) = (std::mem::take(&mut self.waiting), self.settings);
        let finish = |(formed, around): (Formed, Surroundings)| Arc::new(formed.finish(&around, settings));
        self.pieces.extend(map(self.spread, waiting, finish));
    }

    /// Makes the next old piece part of the text; says whether there was one.
    fn grow(&mut self) -> bool {
        let Some(piece) = self.old.pieces.get(self.old.last) else { return false };
        let start = self.window.text.len();
        self.old.last += 1;
        self.window.text.to_mut().push_str(piece.text());
        self.window.ends.extend(piece.cuts.iter().map(|&cut| start + cut as usize));
        self.window.ends.push(self.window.text.len());
        true
    }

    /// Reads the next piece.
    fn next(&mut self) -> Formed {
        let first = self.chunk;
        let mut last = first;
        for attempt in 0_u32.. {
            let end = self.window.ends[last];
            let goes_on = self.goes_on(last);
            let ahead = if attempt == 0 { self.ahead() } else { None };
            let begun = ahead.unwrap_or_else(|| {
                let source = self.article.piece(&self.window.text[self.at..end]);
                Begun::new(source, (self.window.base + self.at == 0, goes_on))
            });
            let unfinished = begun.unfinished;
            let further = unfinished.and_then(|unfinished| self.further(unfinished, end));
            let Some(further) = further else {
                let draft = begun.draft(&self.open, &Priors::new(self.carried_in(self.at, end)));
                return self.formed(draft, first, last, unfinished);
            };
            // As little as will do at first, then twice as much each time, so that reading stays linear.
            last = if attempt < FEW_ATTEMPTS { further } else { further.max(2 * last + 1 - first) };
            while last >= self.window.ends.len() && self.grow() {}
            last = last.min(self.window.ends.len() - 1);
        }
        unreachable!("a piece that holds the rest of the article is the last")
    }

    /// What was read before its turn of the piece that begins here, if it ends with this chunk; of those after it as well.
    fn ahead(&mut self) -> Option<Begun> {
        let (first, count) = (self.chunk, self.spread.width());
        // What the first piece opens, most others have open before them.
        if first == 0 || count < 2 {
            return None;
        }
        let begun = self.ahead.take(first);
        if begun.is_some() || !self.ahead.is_empty() {
            return begun;
        }
        let chunks = first..self.window.ends.len().min(first + count);
        let jobs = chunks.map(|chunk| self.job(chunk)).collect();
        self.ahead.read(self.spread, jobs, (self.article, &self.window.text), &self.open, &self.endless);
        self.ahead.take(first)
    }

    /// The piece that this chunk may be.
    fn job(&self, chunk: usize) -> Job {
        let (start, end) = (self.window.ends[chunk - 1], self.window.ends[chunk]);
        let place = (self.window.base + start == 0, self.goes_on(chunk));
        Job { chunk, range: start..end, place, carried: self.carried_in(start, end) }
    }

    fn carried_in(&self, start: usize, end: usize) -> Vec<u32> {
        let (start, end) = ((self.window.base + start) as u32, (self.window.base + end) as u32);
        let first = self.carried.partition_point(|&at| at < start);
        self.carried[first..].iter().take_while(|&&at| at < end).map(|at| at - start).collect()
    }

    /// The chunk after `end` in which what is unfinished there ends; `None` if nothing ends it.
    fn further(&mut self, unfinished: Unfinished, end: usize) -> Option<usize> {
        if self.endless.contains(&unfinished) {
            return None;
        }
        let mut from = end;
        loop {
            if let Some(found) = unfinished.end_in(&self.window.text[from..]) {
                return Some(self.window.ends.partition_point(|&end| end <= from + found));
            }
            // An end may lie across two pieces.
            from = step::ceil(&self.window.text, self.window.text.len().saturating_sub(LONGEST_END).max(end));
            if !self.grow() {
                if unfinished == Unfinished::Fence {
                    return Some(self.window.ends.len() - 1).filter(|_| end < self.window.text.len());
                }
                // Nothing further on ends it either.
                self.endless.push(unfinished);
                return None;
            }
        }
    }

    fn formed(&mut self, mut draft: Draft, first: usize, last: usize, unfinished: Option<Unfinished>) -> Formed {
        let (start, end) = (self.at, self.window.ends[last]);
        let cuts = self.window.ends[first..last].iter().map(|&cut| (cut - start) as u32).collect();
        let after = Arc::new(std::mem::take(&mut draft.first.passage.after));
        let first = First {
            before: Arc::clone(&self.open),
            after: if *self.open == *after { Arc::clone(&self.open) } else { after },
            passage: draft.first.passage.clone(),
            carried: self.carried_in(start, end),
            certain: draft.first.certain.clone(),
            has_statements: draft.first.has_statements,
            markup: draft.first.markup,
            begins: self.window.base + start == 0,
            goes_on: self.goes_on(last),
            parts_block: self.parts_block(start, end),
        };
        self.open = Arc::clone(&first.after);
        (self.at, self.chunk) = (end, last + 1);
        Formed { length: end - start, cuts, unfinished, first, draft }
    }
}

/// How often a piece is made a little longer before it is made much longer.
const FEW_ATTEMPTS: u32 = 4;
/// The longest end of something unfinished, in bytes, white space in it included.
const LONGEST_END: usize = 64;
