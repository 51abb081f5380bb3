//! Standard error: errors, notes and summaries.

use std::io::Write;

use anstyle::{AnsiColor, Style};

use crate::text::printable;

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const NOTE: Style = AnsiColor::BrightCyan.on_default().bold();

/// Writes `error: message` to standard error.
pub fn error(message: &str) {
    say(&format!("{ERROR}error:{ERROR:#} {}", printable(message)));
}

/// Writes `note: message` to standard error.
pub fn note(message: &str) {
    say(&format!("{NOTE}note:{NOTE:#} {}", printable(message)));
}

/// Writes a line to standard error.
pub fn say(text: &str) {
    // Where standard error is closed, nobody is left to be told.
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}
