//! Unified differences.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use similar::TextDiff;

use crate::text::{path_text, printable};

/// Time after which a difference need not be the shortest any more.
const PATIENCE: Duration = Duration::from_secs(5);

const HEADER: Style = Style::new().bold();
const HUNK: Style = AnsiColor::Cyan.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();

/// The unified difference between two texts of one article; empty where there is none.
///
/// For a terminal it is coloured, and what a terminal could obey is made visible. Otherwise it is exact, so that
/// `patch` takes it.
pub fn unified(path: &Path, old: &str, new: &str, for_terminal: bool) -> String {
    if old == new {
        return String::new();
    }
    let path = path_text(path);
    // A lone carriage return ends no line for `patch`.
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let (old, new) = (lines(old), lines(new));
    let diff = TextDiff::configure().timeout(PATIENCE).newline_terminated(true).diff_slices(&old, &new);
    let unified = diff.unified_diff().header(&path, &path).to_string();
    if for_terminal { coloured(&unified) } else { unified }
}

fn coloured(unified: &str) -> String {
    let mut text = String::with_capacity(unified.len());
    for line in unified.lines() {
        let style = match line.as_bytes() {
            [b'-', b'-', b'-', b' ', ..] | [b'+', b'+', b'+', b' ', ..] => HEADER,
            [b'@', b'@', ..] => HUNK,
            [b'-', ..] => REMOVED,
            [b'+', ..] => ADDED,
            _ => Style::new(),
        };
        let _ = writeln!(text, "{style}{}{style:#}", printable(line));
    }
    text
}
