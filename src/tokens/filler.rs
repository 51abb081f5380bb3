//! Runs of dots, dollars, dashes and underscores that stand for lost content.

use std::sync::LazyLock;

use super::Needles;
use crate::text::Span;

/// A run of filler signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FillerRun {
    /// From the first sign to the last.
    pub span: Span,
    /// Number of signs.
    pub count: u32,
    /// Whether spaces are between the signs.
    pub spaced: bool,
    /// Whether different signs follow each other.
    pub mixed: bool,
    /// The first sign.
    pub sign: char,
}

/// The fewest signs that make a run.
const FEWEST: u32 = 3;

/// What every run of three holds somewhere.
pub const SEEDS: &[&str] = &[". . .", "$ $ $", "- - -", "_ _ _", "…", "...", "---", "___", "$$$"];

static SEED_NEEDLES: LazyLock<Needles> = LazyLock::new(|| Needles::new(SEEDS));

/// Where the first thing at `from` or after it begins, in bytes, that a run of `text` can begin with.
pub fn next_seed(text: &str, from: usize) -> Option<usize> {
    SEED_NEEDLES.next(text, from).map(|(_, at)| at)
}

/// Finds the filler runs of `text` in `span`, in rising order: three or more signs in a row, one space at most between two.
pub fn filler_runs(text: &str, span: Span) -> Vec<FillerRun> {
    let mut runs: Vec<FillerRun> = Vec::new();
    let text = &text[..span.end as usize];
    let mut done = span.start as usize;
    while let Some(start) = next_seed(text, done) {
        let run = run_at(text, start as u32, span.end);
        done = run.span.end as usize;
        if run.count >= FEWEST || run.sign == '…' && run.count > 1 {
            runs.push(run);
        }
    }
    runs
}

fn is_sign(char: char) -> bool {
    matches!(char, '.' | '$' | '-' | '_' | '…')
}

/// The run whose first sign is at `start`.
fn run_at(text: &str, start: u32, limit: u32) -> FillerRun {
    let mut run = FillerRun { span: Span::at(start), count: 0, spaced: false, mixed: false, sign: '.' };
    let mut space = false;
    for (offset, char) in text[start as usize..limit as usize].char_indices() {
        if is_sign(char) {
            if run.count == 0 {
                run.sign = char;
            }
            run.mixed |= char != run.sign;
            run.spaced |= space;
            run.count += 1;
            run.span.end = start + (offset + char.len_utf8()) as u32;
            space = false;
        } else if char == ' ' && !space {
            space = true;
        } else {
            break;
        }
    }
    without_full_stop(text, run)
}

/// A run of other signs without the full stop that ends its sentence: `one ____.`
fn without_full_stop(text: &str, mut run: FillerRun) -> FillerRun {
    let signs = &text[run.span.range()];
    let own = signs.strip_suffix('.').filter(|own| run.sign != '.' && own.ends_with(run.sign));
    if let Some(own) = own
        && own.chars().all(|char| char == run.sign || char == ' ')
    {
        run.span.end -= 1;
        run.count -= 1;
        run.mixed = false;
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<(&str, bool)> {
        filler_runs(text, Span::of(0, text.len())).iter().map(|run| (&text[run.span.range()], run.mixed)).collect()
    }

    #[test]
    fn finds_spaced_solid_and_mixed_runs() {
        assert_eq!(runs("Cell . . . . $ $ $ - - -|"), [(". . . . $ $ $ - - -", true)]);
        assert_eq!(runs("wait..... and……"), [(".....", false), ("……", false)]);
        assert_eq!(runs("a - b - c. $5"), []);
        assert_eq!(runs("I want ____."), [("____", false)]);
    }
}
