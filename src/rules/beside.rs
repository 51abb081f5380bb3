//! What all rules about translations have in common: a finding at the place of a difference, which shows the original's
//! line and puts its bytes back.

use crate::differences::{Cause, Comparison, Difference};
use crate::findings::{Context, Edit, Elsewhere, Finding, Findings, Fix};
use crate::text::Span;

/// What to do where nothing else is known.
pub(super) const RESTORE: &str = "compare with the original and restore what was meant";

/// What a rule says of a difference.
pub(super) struct Words {
    /// What is wrong.
    pub message: String,
    /// What its fix does.
    pub title: String,
    /// What to do where there is no fix.
    pub help: &'static str,
}

/// Reports the differences for which `words` has words.
pub(super) fn report(
    context: &Context,
    findings: &mut Findings,
    words: impl Fn(&Difference, &Beside) -> Option<Words>,
) {
    let Some(comparison) = context.beside else { return };
    let is_other = comparison.amount.is_other_revision();
    for difference in &comparison.differences {
        let beside = Beside { comparison, text: context.text() };
        // Of another revision only what is damage by itself is told.
        if is_other && !difference.is_certain() {
            continue;
        }
        if let Some(words) = words(difference, &beside) {
            findings.add(beside.finding(difference, words));
        }
    }
}

/// Two texts, for the words of a rule.
pub(super) struct Beside<'a> {
    comparison: &'a Comparison<'a>,
    text: &'a str,
}

impl Beside<'_> {
    /// What stands in the original, in short.
    pub fn was(&self, difference: &Difference) -> String {
        short(&self.comparison.original.text()[difference.original.range()])
    }

    /// What stands in the translation, in short.
    pub fn is(&self, difference: &Difference) -> String {
        short(&self.text[difference.span.range()])
    }

    /// The line of the original, from 1 on.
    pub fn line(&self, difference: &Difference) -> u32 {
        self.comparison.position(difference.original.start).line
    }

    fn finding(&self, difference: &Difference, words: Words) -> Finding {
        let message = match difference.more {
            0 => words.message,
            more => format!("{} (and {more} more)", words.message),
        };
        let finding = Finding::new(difference.span, message);
        let finding =
            finding.related_elsewhere(difference.original, "the original", self.elsewhere(difference.original));
        match &difference.repair {
            None => finding.help(words.help),
            Some(repair) => {
                let first = std::iter::once((repair.span, &repair.text));
                let all = first.chain(repair.also.iter().map(|(span, text)| (*span, text)));
                let edits = all.map(|(span, text)| Edit::replace(span, text.clone())).collect();
                finding.fix(match repair.doubt {
                    None => Fix::safe(words.title, edits),
                    Some(doubt) => Fix::unsafe_(words.title, edits, doubt),
                })
            }
        }
    }

    fn elsewhere(&self, span: Span) -> Elsewhere {
        let (line, within) = self.comparison.line(span);
        let (start, end) = (self.comparison.position(span.start), self.comparison.position(span.end));
        Elsewhere { path: self.comparison.original.path().into(), start, end, line: line.into(), within }
    }
}

/// The finding that two texts are no pair as they are.
pub(super) fn whole(context: &Context) -> Option<Finding> {
    let comparison = context.beside.filter(|comparison| comparison.amount.is_other_revision())?;
    let first = comparison.differences.first()?;
    let (alone, blocks) = (comparison.amount.alone, comparison.amount.blocks);
    let message = format!("Much differs from the original: {alone} of {blocks} blocks have no counterpart");
    let beside = Beside { comparison, text: context.text() };
    let end = context.text().find('\n').unwrap_or(context.text().len()) as u32;
    let place = beside.elsewhere(first.original);
    Some(Finding::new(Span::new(0, end), message).related_elsewhere(first.original, "the first difference", place))
}

/// Whether a cause is that of a rule; a shorthand for rules with one cause.
pub(super) fn is(difference: &Difference, cause: Cause) -> bool {
    difference.cause == cause
}

/// A text as messages show it: its first line, cut where it is long.
fn short(text: &str) -> String {
    const MOST: usize = 32;
    let line = text.trim().lines().next().unwrap_or_default();
    if line.chars().count() <= MOST {
        return line.to_owned();
    }
    let start: String = line.chars().take(MOST - 1).collect();
    format!("{start}…")
}
