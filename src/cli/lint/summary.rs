//! The last lines on standard error.

use std::fmt::Write;

use super::counts::{Counts, RuleCount};
use super::job::Mode;
use crate::findings::Safety;
use crate::text::printable;

/// What was done, in a sentence or two.
pub fn summary(counts: &Counts, mode: Mode, least: Safety) -> String {
    let mut text = done(counts, mode, least);
    if counts.known > 0 {
        let _ = write!(text, "; {} more in the baseline", counts.known);
    }
    if counts.gone > 0 {
        let are = if counts.gone == 1 { "is" } else { "are" };
        let _ = write!(text, "; {} of the baseline {are} repaired, `--write-baseline` removes them", counts.gone);
    }
    text
}

/// Findings of which nobody reads all.
const MANY: usize = 100;

/// What helps with more findings than a person reads.
pub fn advice(counts: &Counts) -> Option<&'static str> {
    let advice = "`--statistics` counts them by rule; `--write-baseline FILE` records them, and with `--baseline FILE` only \
                  new ones are reported";
    (counts.total().findings >= MANY).then_some(advice)
}

/// What a baseline holds after it was written.
pub fn baseline(file: &str, findings: usize) -> String {
    format!("Wrote {} to {}", number(findings, "finding"), printable(file))
}

fn done(counts: &Counts, mode: Mode, least: Safety) -> String {
    let (total, files) = (counts.total(), number(counts.files, "file"));
    match mode {
        Mode::Diff if counts.repairs == 0 => format!("Nothing to repair in {files}"),
        Mode::Diff => {
            format!("{} would be made in {} of {files}", number(counts.repairs, "repair"), counts.repaired_files)
        }
        Mode::AddIgnore if counts.repairs > 0 => {
            let comments = number(counts.repairs, "comment");
            let left = match total.findings {
                0 => String::new(),
                _ => format!("; {} left that no comment silences", found(total)),
            };
            format!("Added {comments} in {}{left}", number(counts.repaired_files, "file"))
        }
        Mode::Fix if counts.repairs > 0 => {
            let repairs = number(counts.repairs, "repair");
            let left = if total.findings == 0 { "nothing left".to_owned() } else { format!("{} left", found(total)) };
            format!("Made {repairs} in {}; {left}{}", number(counts.repaired_files, "file"), hint(total, mode, least))
        }
        _ if total.findings == 0 && counts.known > 0 => format!("No new findings in {files}"),
        _ if total.findings == 0 => format!("No findings in {files}"),
        _ => format!("{} in {} of {files}{}", found(total), counts.damaged, hint(total, mode, least)),
    }
}

/// How many findings, and how many of each severity.
fn found(total: RuleCount) -> String {
    let infos = total.findings - total.errors - total.warnings;
    let kinds = [(total.errors, "error"), (total.warnings, "warning"), (infos, "info")];
    let kinds: Vec<_> =
        kinds.into_iter().filter(|(count, _)| *count > 0).map(|(count, kind)| number(count, kind)).collect();
    format!("{} ({})", number(total.findings, "finding"), kinds.join(", "))
}

/// What fixes could still do.
fn hint(total: RuleCount, mode: Mode, least: Safety) -> String {
    let safe = if mode == Mode::Fix { 0 } else { total.safe };
    let likely = if mode == Mode::Fix && least <= Safety::Unsafe { 0 } else { total.likely };
    match (safe, likely) {
        (0, 0) => String::new(),
        (0, likely) => format!("; `--fix --unsafe-fixes` repairs {likely}"),
        (safe, 0) => format!("; `--fix` repairs {safe}"),
        (safe, likely) => format!("; `--fix` repairs {safe}, and `--unsafe-fixes` {likely} more"),
    }
}

/// "1 file", "2 files".
fn number(count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural}")
}
