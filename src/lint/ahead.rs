//! Pieces that are read before their turn, several at the same time. Two things are guessed: that nothing continues a
//! piece beyond its first chunk, and that what is open before it is what is open before the first of them. A wrong guess
//! costs the work that it saved, once.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use super::piece::{behind_lead, drafted};
use super::reading::{Draft, Outset};
use super::spread::{Spread, map};
use crate::text::Source;
use crate::tokens::Unfinished;
use crate::tree::{OpenState, Priors};

/// What is known of a piece as far as it was read.
pub(super) struct Begun {
    /// What is open at its end and would end after it.
    pub unfinished: Option<Unfinished>,
    /// Whether a fence near its end in what follows would change it.
    pub looks_ahead: bool,
    /// Whether its end is in a fence, whatever follows.
    pub ends_in_fence: bool,
    state: State,
}

enum State {
    /// Its regions are known.
    Outset(Box<Outset>),
    /// It was read where this is open before it.
    Draft(Box<Draft>, Arc<OpenState>),
}

impl Begun {
    /// Finds the regions of a piece of `article`, read after `lead`; for `place` see [`Outset::new`].
    pub fn new(article: &Source, lead: &str, text: &str, place: (bool, bool)) -> Self {
        let outset = drafted(article, lead, text, place);
        let looks_ahead = place.1 && outset.is_unsure_of_fence(lead.len());
        let ends_in_fence = outset.is_within_fence();
        Self { unfinished: outset.unfinished, looks_ahead, ends_in_fence, state: State::Outset(Box::new(outset)) }
    }

    /// Whether nothing after it changes where it ends.
    fn is_whole(&self, endless: &[Unfinished]) -> bool {
        let ends = |unfinished| unfinished == Unfinished::Fence || endless.contains(&unfinished);
        !self.looks_ahead && self.unfinished.is_none_or(ends)
    }

    /// Reads the piece, at whose beginning `open` is open; `carried` is certain damage known from an earlier pass.
    pub fn draft(self, open: &Arc<OpenState>, carried: &Priors) -> Draft {
        match self.state {
            State::Outset(outset) => outset.draft(Arc::clone(open), carried),
            State::Draft(draft, guess) if guess == *open => *draft,
            State::Draft(draft, _) => draft.again(Arc::clone(open), carried),
        }
    }
}

/// A piece that may be read before its turn.
pub(super) struct Job {
    /// The number of its chunk.
    pub chunk: usize,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether the article begins with it, and whether it goes on after it.
    pub place: (bool, bool),
    /// Certain damage in it, known from an earlier pass.
    pub carried: Vec<u32>,
}

/// Pieces that were read before their turn.
#[derive(Default)]
pub(super) struct Ahead {
    /// Each with the number of its chunk; rising.
    begun: VecDeque<(usize, Begun)>,
    /// What was taken to be open before each of them.
    open: Arc<OpenState>,
}

impl Ahead {
    /// Takes what was read of the piece that begins with this chunk, if it is to be read after `lead`, and drops what was
    /// read of those before it.
    pub fn take(&mut self, chunk: usize, lead: &str) -> Option<Begun> {
        while self.begun.front().is_some_and(|(number, _)| *number < chunk) {
            self.begun.pop_front();
        }
        let is_there = self.begun.front().is_some_and(|(number, _)| *number == chunk);
        let begun = if is_there { self.begun.pop_front().map(|(_, begun)| begun) } else { None };
        begun.filter(|_| *self.open.lead == *lead)
    }

    /// Whether nothing more was read.
    pub fn is_empty(&self) -> bool {
        self.begun.is_empty()
    }

    /// Reads pieces of `text`. `open` is open before the first of them, and nothing ends what is `endless`.
    pub fn read(
        &mut self,
        spread: &dyn Spread,
        jobs: Vec<Job>,
        (article, text): (&Source, &str),
        open: &Arc<OpenState>,
        endless: &[Unfinished],
    ) {
        let begun = map(spread, jobs, |job| {
            let begun = Begun::new(article, &open.lead, &text[job.range], job.place);
            if !begun.is_whole(endless) {
                return (job.chunk, begun);
            }
            let Begun { unfinished, looks_ahead, ends_in_fence, .. } = begun;
            let draft = begun.draft(open, &behind_lead(&open.lead, &job.carried));
            let state = State::Draft(Box::new(draft), Arc::clone(open));
            (job.chunk, Begun { unfinished, looks_ahead, ends_in_fence, state })
        });
        self.begun = begun.into();
        self.open = Arc::clone(open);
    }
}
