//! Exit statuses, and what ends a command early.
//!
//! | status | meaning |
//! |---|---|
//! | 0 | nothing was found; with `--fix`, nothing is left; with `--diff`, nothing would change |
//! | 1 | findings, or findings left; with `--diff`, a difference; 0 instead with `--exit-zero` |
//! | 2 | the work could not be done: bad arguments or settings, a file that cannot be read or written |
//!
//! A file that cannot be read does not stop the others; the status is 2 at the end. A closed pipe (`| head`) is no
//! failure: the reader has seen enough, and the status is 0.

use std::io;
use std::process::ExitCode;

use crate::settings::SettingsError;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing found, or nothing left.
    Clean = 0,
    /// Findings, findings left, or a difference.
    Found = 1,
    /// Some of the work could not be done.
    Failed = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command stopped before its end.
#[derive(Debug)]
pub enum Failure {
    /// Whoever read standard output has closed it.
    ClosedPipe,
    /// What could not be done, and what to do about it.
    Message(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Message(format!("the output cannot be written: {error}")),
        }
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        Self::Message(error.to_string())
    }
}
