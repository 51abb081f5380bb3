//! How the process ends: with `exit`, with the end of its input, or when nobody reads its output.

use std::process::ExitCode;

/// What is known of the end.
#[derive(Clone, Copy, Debug, Default)]
pub struct End {
    shutdown: bool,
    /// `exit` came, or the output is closed: end at once.
    now: bool,
    /// The input has ended: answer what is open, then end.
    soon: bool,
}

impl End {
    /// `shutdown` was asked for.
    pub fn note_shutdown(&mut self) {
        self.shutdown = true;
    }

    /// `exit` was sent.
    pub fn note_exit(&mut self) {
        self.now = true;
    }

    /// The input has ended.
    pub fn note_ended_input(&mut self) {
        self.soon = true;
    }

    /// Nobody reads the output.
    pub fn note_closed_output(&mut self) {
        self.now = true;
    }

    /// Whether requests are answered: the editor has begun, and has not asked to end.
    pub fn is_serving(self, has_begun: bool) -> bool {
        has_begun && !self.shutdown
    }

    /// Whether to end at once.
    pub fn is_now(self) -> bool {
        self.now
    }

    /// Whether to end when all is answered.
    pub fn is_soon(self) -> bool {
        self.now || self.soon
    }

    /// The exit status: 0 only after `shutdown` (LSP 3.17, "Exit Notification").
    pub fn status(self) -> ExitCode {
        if self.shutdown { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
