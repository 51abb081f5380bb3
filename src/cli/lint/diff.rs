//! Unified differences.

use std::fmt::Write;
use std::path::Path;

use anstyle::{AnsiColor, Style};

use crate::reports;
use crate::text::{path_text, printable};

const HEADER: Style = Style::new().bold();
const HUNK: Style = AnsiColor::Cyan.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();

/// The unified difference between two texts of one article; empty where there is none.
///
/// For a terminal it is coloured, and what a terminal could obey is made visible. Otherwise it is exact, so that
/// `patch` takes it.
pub fn unified(path: &Path, old: &str, new: &str, for_terminal: bool) -> String {
    let path = path_text(path);
    let unified = reports::unified((&path, &path), old, new);
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
