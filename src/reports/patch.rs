//! `patch`: what repairs change, as a patch that `git apply` takes.

use std::fmt::Write as _;
use std::io;
use std::time::Duration;

use similar::TextDiff;

use super::{FileReport, Format};
use crate::findings::Safety;
use crate::text::{path_text, printable};

/// Time after which a difference need not be the shortest any more.
const PATIENCE: Duration = Duration::from_secs(5);

/// One patch for all articles, with the fixes that are at least so safe.
#[derive(Clone, Copy, Debug)]
pub struct Patch {
    /// The least safety of the fixes.
    pub least: Safety,
    /// Whether a person sees it on a terminal: then what a terminal could obey is made visible.
    pub is_seen: bool,
}

impl Format for Patch {
    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let repaired = file.linter.repaired(file.source, self.least);
        let path = path_text(file.source.path());
        let path = path.strip_prefix("./").unwrap_or(&path);
        let (old, new) = (quoted(format!("a/{path}")), quoted(format!("b/{path}")));
        let patch = unified((&old, &new), file.source.text(), repaired.text());
        if self.is_seen {
            return patch.lines().try_for_each(|line| writeln!(out, "{}", printable(line)));
        }
        out.write_all(patch.as_bytes())
    }

    fn needs_text_of_file(&self) -> bool {
        true
    }
}

/// The unified difference between two texts, with a name for each; empty where there is none.
pub fn unified(names: (&str, &str), old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let (old, new) = (lines(old), lines(new));
    let diff = TextDiff::configure().timeout(PATIENCE).newline_terminated(true).diff_slices(&old, &new);
    diff.unified_diff().header(names.0, names.1).to_string()
}

/// The lines of a text as `patch` and git see them, with their ends: a lone carriage return ends none.
pub(super) fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// A path as git writes it into a patch.
fn quoted(path: String) -> String {
    let is_plain = |character: char| !character.is_control() && !matches!(character, '"' | '\\');
    if path.chars().all(is_plain) {
        return path;
    }
    let mut quoted = String::from('"');
    for character in path.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if character.is_control() => {
                for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                    let _ = write!(quoted, "\\{byte:03o}");
                }
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_quoted_as_git_does() {
        let quoted = |path: &str| super::quoted(path.to_owned());
        assert_eq!(quoted("a/b c/é.md"), "a/b c/é.md");
        assert_eq!(quoted("a/\"\\\n\u{85}.md"), "\"a/\\\"\\\\\\012\\302\\205.md\"");
    }
}
