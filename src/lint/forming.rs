//! Forms the pieces of a part of an article, one after the other, and goes on after it for as long as they change.

use std::sync::Arc;

use super::ahead::{Ahead, Begun, Job};
use super::cuts::is_between_blocks;
use super::ends::{AHEAD, FEW_ATTEMPTS, LONGEST_END, may_be_row_or_code, piece_with_end};
use super::headers::{header_after, header_behind};
use super::lead::Lead;
use super::makeshift::needs_lead;
use super::old::Old;
use super::piece::{First, Formed, Piece, behind_lead, without_lead};
use super::reading::Draft;
use super::settle::damage_near;
use super::spread::{InTurn, Spread, map};
use super::window::Window;
use crate::settings::Settings;
use crate::text::{Source, step};
use crate::tokens::Unfinished;
use crate::tree::{DAMAGED_DOCUMENT, FenceFate, OpenState, Surroundings};

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
    /// What is open there, and the header of the table that is, with its words.
    open: Arc<OpenState>,
    header: Option<Arc<str>>,
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
        let old_starts = old.starts(window.base);
        let before = old.first.checked_sub(1).map(|before| &old.pieces[before]);
        let open = before.map(|piece| Arc::clone(&piece.first.after)).unwrap_or_default();
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
            header: header_after(&old.pieces[..old.first]),
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
    pub fn with(self, spread: &'a dyn Spread) -> Self {
        Self { spread, ..self }
    }

    /// Forms the pieces; the second is the number of the first old piece that is left as it is: because nothing changes
    /// it, or because `most` bytes of such pieces were read anew.
    pub fn pieces(mut self, most: usize) -> (Vec<Arc<Piece>>, usize) {
        let most = self.window.text.len().saturating_add(most);
        loop {
            if self.chunk == self.window.ends.len() {
                let next = self.old.pieces.get(self.old.last);
                if self.at >= most || next.is_none_or(|next| *next.first.before == *self.open) {
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
        self.header = header_behind(&piece.first, self.header.take());
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
            && piece.first.parts_block == (!piece.first.after.lead.is_empty() || self.parts_block(self.at, end))
            && !(piece.first.looks_ahead && (old_end..old_end + AHEAD + LONGEST_END).contains(&edited.start))
            && (!piece.first.after.lead.is_empty() || !self.needs_lead(end))
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
        let behind = self.behind(end);
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
            // Most fences are closed.
            fence: (formed.first.fences.opens && formed.first.goes_on).then_some(FenceFate::Closed),
            header: formed.header.clone(),
            lost: Vec::new(),
        };
        self.waiting.push((formed, around));
        if self.waiting.len() >= self.spread.width() {
            self.finish_waiting();
        }
    }

    fn finish_waiting(&mut self) {
        let (waiting, settings, whole) = (std::mem::take(&mut self.waiting), self.settings, self.window.whole);
        let finish = |(formed, around): (Formed, Surroundings)| Arc::new(formed.finish(&around, settings, whole));
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
        let mut attempt = 0_u32;
        // How far fences were looked for.
        let (mut seen, mut has_fence) = (self.at, !self.open.lead.is_empty());
        loop {
            let end = self.window.ends[last];
            let needs_lead = self.needs_lead(end);
            if needs_lead && !has_fence {
                has_fence = Unfinished::Fence.end_in(&self.window.text[seen..end]).is_some();
                seen = end;
            }
            let further = if needs_lead && !has_fence && !may_be_row_or_code(&self.window.text[self.at..end]) {
                last + 1
            } else {
                let further = match self.read(end, self.goes_on(last), needs_lead, attempt) {
                    Ok(read) => return self.formed(read, first, last),
                    Err(further) => further,
                };
                attempt += 1;
                // As little as will do at first, then twice as much each time, so that reading stays linear.
                if attempt <= FEW_ATTEMPTS { further } else { further.max(2 * last + 1 - first) }
            };
            last = further;
            while last >= self.window.ends.len() && self.grow() {}
            last = last.min(self.window.ends.len() - 1);
        }
    }

    /// Reads the text up to `end`; `Err` with the number of a chunk where it may end only in that one.
    fn read(&mut self, end: usize, goes_on: bool, needs_lead: bool, attempt: u32) -> Result<Read, usize> {
        let open = Arc::clone(&self.open);
        let begun = self.begun(end, goes_on);
        let Begun { unfinished, looks_ahead, ends_in_fence, .. } = begun;
        // Fences that are code themselves must not lead on from one to the next, through all of the article.
        let looks_ahead = looks_ahead && !(ends_in_fence && attempt >= FEW_ATTEMPTS);
        let further = match unfinished {
            _ if looks_ahead => self.fence_ahead(end),
            None | Some(Unfinished::Fence) => None,
            Some(unfinished) => self.further(unfinished, end),
        };
        if let Some(further) = further {
            return Err(further);
        }
        let draft = begun.draft(&open, &behind_lead(&open.lead, &self.carried_in(self.at, end)));
        let lead = if goes_on { draft.lead_behind(open.lead.len()) } else { None };
        if needs_lead && lead.is_none() && goes_on {
            return Err(self.window.ends.partition_point(|&other| other <= end));
        }
        let unfinished = unfinished.filter(|unfinished| *unfinished != Unfinished::Fence);
        Ok(Read { draft, lead: lead.unwrap_or_default(), unfinished, looks_ahead })
    }

    /// What is found first in the text up to `end`.
    fn begun(&mut self, end: usize, goes_on: bool) -> Begun {
        let ahead = if end == self.window.ends[self.chunk] { self.ahead() } else { None };
        ahead.unwrap_or_else(|| {
            let place = (self.window.base + self.at == 0, goes_on);
            Begun::new(self.article, &self.open.lead, &self.window.text[self.at..end], place)
        })
    }

    /// Whether the text may be cut at `end` only if it ends there in the middle of code or a table.
    fn needs_lead(&self, end: usize) -> bool {
        let behind = self.behind(end);
        let before = &self.window.text[self.at..end];
        let flavor = self.article.flavor();
        !behind.is_empty()
            && flavor.has_markdown()
            && !is_between_blocks(before, behind, flavor)
            && needs_lead(before, behind)
    }

    /// The text after `end`, as far as it is at hand.
    fn behind(&self, end: usize) -> &str {
        match &self.window.text[end..] {
            "" => self.old.pieces.get(self.old.last).map_or("", |piece| piece.text()),
            text => text,
        }
    }

    /// The chunk after `end` in which a fence stands, where one is near.
    fn fence_ahead(&mut self, end: usize) -> Option<usize> {
        while self.window.text.len() < end + AHEAD && self.grow() {}
        let near = step::ceil(&self.window.text, self.window.text.len().min(end + AHEAD));
        let found = Unfinished::Fence.end_in(&self.window.text[end..near])?;
        Some(self.window.ends.partition_point(|&other| other <= end + found))
    }

    /// What was read before its turn of the piece that begins here, if it ends with this chunk; of those after it as well.
    fn ahead(&mut self) -> Option<Begun> {
        let (first, count) = (self.chunk, self.spread.width());
        // What the first piece opens, most others have open before them.
        if first == 0 || count < 2 {
            return None;
        }
        let begun = self.ahead.take(first, &self.open.lead);
        if begun.is_some() || !self.ahead.is_empty() {
            return begun;
        }
        let chunks = first..self.window.ends.len().min(first + count);
        let jobs = chunks.map(|chunk| self.job(chunk)).collect();
        self.ahead.read(self.spread, jobs, (self.article, &self.window.text), &self.open, &self.endless);
        self.ahead.take(first, &self.open.lead)
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
            let text = &self.window.text[from..];
            if let Some(found) = unfinished.end_in(text) {
                return Some(self.window.ends.partition_point(|&other| other <= from + found));
            }
            // The text grows only where that is of use.
            let Some(number) = piece_with_end(unfinished, text, &self.old.pieces[self.old.last..]) else {
                // Nothing further on ends it either.
                self.endless.push(unfinished);
                return None;
            };
            // An end may lie across two pieces.
            from = step::ceil(&self.window.text, self.window.text.len().saturating_sub(LONGEST_END).max(end));
            for _ in 0..=number {
                self.grow();
            }
        }
    }

    fn formed(&mut self, read: Read, first: usize, last: usize) -> Formed {
        let Read { mut draft, lead, unfinished, looks_ahead } = read;
        let (start, end) = (self.at, self.window.ends[last]);
        let cuts = self.window.ends[first..last].iter().map(|&cut| (cut - start) as u32).collect();
        let length = self.open.lead.len();
        let Lead { text: lead, header } = lead;
        let parts_block = !lead.is_empty() || self.parts_block(start, end);
        let after = Arc::new(OpenState { lead, ..std::mem::take(&mut draft.first.passage.after) });
        let first = First {
            before: Arc::clone(&self.open),
            after: if *self.open == *after { Arc::clone(&self.open) } else { after },
            passage: draft.first.passage.clone(),
            carried: self.carried_in(start, end),
            certain: without_lead(length, &draft.first.certain),
            has_statements: draft.first.has_statements,
            markup: draft.first.markup,
            begins: self.window.base + start == 0,
            goes_on: self.goes_on(last),
            parts_block,
            looks_ahead,
            fences: draft.fences(length as u32),
            header,
            heeds_header: draft.heeds_header(length),
        };
        let header = self.header.take();
        self.header = header_behind(&first, header.clone());
        let header = header.filter(|_| first.heeds_header);
        self.open = Arc::clone(&first.after);
        (self.at, self.chunk) = (end, last + 1);
        Formed { start, length: end - start, cuts, unfinished, first, header, draft }
    }
}

/// A piece that was read, before it is known what it leaves open.
struct Read {
    draft: Draft,
    lead: Lead,
    unfinished: Option<Unfinished>,
    looks_ahead: bool,
}
