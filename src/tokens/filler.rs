//! Runs of dots, dollars, dashes and underscores that stand for lost content.

use crate::text::Span;

/// A run of filler signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FillerRun {
    /// From the first sign to the last.
    pub span: Span,
    /// Number of signs.
    pub count: u32,
    /// Whether spaces stand between the signs.
    pub spaced: bool,
    /// Whether different signs follow each other.
    pub mixed: bool,
    /// The first sign.
    pub sign: char,
}

/// The fewest signs that make a run.
const FEWEST: u32 = 3;

/// What every run of three holds somewhere.
const SEEDS: &[&str] = &[". . .", "$ $ $", "- - -", "_ _ _", "…", "...", "---", "___", "$$$"];

/// Finds the filler runs of `text` in `span`, in rising order: three or more signs in a row, one space at most between two.
pub fn filler_runs(text: &str, span: Span) -> Vec<FillerRun> {
    let bytes = text[span.range()].as_bytes();
    let mut starts: Vec<usize> =
        SEEDS.iter().flat_map(|seed| memchr::memmem::find_iter(bytes, seed.as_bytes())).collect();
    starts.sort_unstable();
    let mut runs: Vec<FillerRun> = Vec::new();
    let mut done = 0;
    for start in starts {
        if start < done {
            continue;
        }
        let run = run_at(text, span.start + start as u32, span.end);
        done = (run.span.end - span.start) as usize;
        if run.count >= FEWEST || run.sign == '…' && run.count > 1 {
            runs.push(run);
        }
    }
    runs
}

/// Whether `text` holds anything that a run begins with.
pub fn has_filler(text: &str) -> bool {
    SEEDS.iter().any(|seed| memchr::memmem::find(text.as_bytes(), seed.as_bytes()).is_some())
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
    }
}
