//! Pieces that are read before their turn, several at the same time. Two things are guessed: that nothing continues a
//! piece beyond its first chunk, and that what is open before it is what is open before the first of them. A wrong guess
//! costs the work that it saved, once.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use super::reading::{Draft, Outset};
use super::spread::{Spread, map};
use crate::text::Source;
use crate::tokens::Unfinished;
use crate::tree::{OpenState, Priors};

/// What is known of a piece as far as it was read.
pub(super) struct Begun {
    /// What is open at its end and would end after it.
    pub unfinished: Option<Unfinished>,
    state: State,
}

enum State {
    /// Its regions are known.
    Outset(Box<Outset>),
    /// It was read where this is open before it.
    Draft(Box<Draft>, Arc<OpenState>),
}

impl Begun {
    /// Finds the regions of a piece; for `place` see [`Outset::new`].
    pub fn new(source: Source, place: (bool, bool)) -> Self {
        let outset = Outset::new(source, place);
        Self { unfinished: outset.unfinished, state: State::Outset(Box::new(outset)) }
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

/// Pieces that were read before their turn, each with the number of its chunk; rising.
#[derive(Default)]
pub(super) struct Ahead(VecDeque<(usize, Begun)>);

impl Ahead {
    /// Takes what was read of the piece that begins with this chunk, and drops what was read of those before it.
    pub fn take(&mut self, chunk: usize) -> Option<Begun> {
        while self.0.front().is_some_and(|(number, _)| *number < chunk) {
            self.0.pop_front();
        }
        let is_there = self.0.front().is_some_and(|(number, _)| *number == chunk);
        if is_there { self.0.pop_front().map(|(_, begun)| begun) } else { None }
    }

    /// Whether nothing more was read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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
            let begun = Begun::new(article.piece(&text[job.range]), job.place);
            let unfinished = begun.unfinished;
            if unfinished.is_some_and(|unfinished| !endless.contains(&unfinished)) {
                return (job.chunk, begun);
            }
            let draft = begun.draft(open, &Priors::new(job.carried));
            (job.chunk, Begun { unfinished, state: State::Draft(Box::new(draft), Arc::clone(open)) })
        });
        self.0.extend(begun);
    }
}
