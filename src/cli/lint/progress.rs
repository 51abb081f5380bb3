//! How far a long run is, on standard error.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::args::When;
use crate::cli::console;

/// Time after which work is long.
const LONG: Duration = Duration::from_millis(500);

/// Files between two lines where no bar can be drawn.
const FILES_PER_LINE: u64 = 1_000;

/// The progress of a run.
#[derive(Debug)]
pub struct Progress {
    when: When,
    /// Whether a bar can be drawn; asked once, since the system answers it.
    is_terminal: bool,
    begun: Instant,
    files: u64,
    done: u64,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Progress over this many files.
    pub fn new(when: When, files: usize) -> Self {
        let is_terminal = io::stderr().is_terminal();
        Self { when, is_terminal, begun: Instant::now(), files: files as u64, done: 0, bar: None }
    }

    /// One more file is done; calls `write`, which writes about it, while no bar is in its way.
    pub fn advance<R>(&mut self, write: impl FnOnce() -> R) -> R {
        self.done += 1;
        if self.when == When::Never {
            return write();
        }
        if !self.is_terminal {
            self.say_line();
            return write();
        }
        if self.bar.is_none() && (self.when == When::Always || self.begun.elapsed() > LONG) {
            self.bar = Some(self.new_bar());
        }
        let Some(bar) = &self.bar else { return write() };
        bar.set_position(self.done);
        bar.suspend(write)
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn say_line(&self) {
        if self.when == When::Always && (self.done.is_multiple_of(FILES_PER_LINE) || self.done == self.files) {
            console::say(&format!("{} of {} files", self.done, self.files));
        }
    }

    fn new_bar(&self) -> ProgressBar {
        let bar = ProgressBar::with_draw_target(Some(self.files), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left");
        bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }
}
