//! `suggestions`: what repairs change, line by line, for comments in a review that are accepted one by one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::time::Duration;

use serde::Serialize;
use similar::{DiffOp, TextDiff};

use super::json::Items;
use super::patch::lines;
use super::{FileLinter, FileReport, Format, Totals};
use crate::findings::{Finding, Safety};
use crate::fixes::applicable;
use crate::text::{Source, Span, path_text};

/// Time after which a difference need not be the shortest any more.
const PATIENCE: Duration = Duration::from_millis(500);

/// Lines between two changes of one block that become one suggestion: both ends of a tag are repaired together.
const NEAR: usize = 3;

/// The most lines that are taken together because one change is not right without the other.
const MOST_LINES: usize = 40;

/// How often an article is linted with one suggestion, and how many bytes of text in all.
const MOST_TRIES: usize = 200;
const MOST_TRIED_BYTES: usize = 16 << 20;

/// An array of suggestions, with the fixes that are at least so safe.
#[derive(Clone, Copy, Debug)]
pub struct Suggestions {
    /// The least safety of the fixes.
    pub least: Safety,
}

impl Format for Suggestions {
    fn begin(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let mut rendered = Vec::new();
        let mut items = Items::new(&mut rendered);
        suggestions(&file, self.least).iter().try_for_each(|suggestion| items.add(suggestion))?;
        out.write_all(&rendered)
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn needs_text_of_file(&self) -> bool {
        true
    }

    fn end(&self, out: &mut dyn io::Write, _: &Totals) -> io::Result<()> {
        out.write_all(b"\n]\n")
    }
}

/// Lines that others take the place of.
#[derive(Debug, Serialize)]
struct Suggestion<'a> {
    path: Cow<'a, str>,
    /// The first and the last of the lines, from 1.
    first: usize,
    last: usize,
    /// The least safe of the fixes.
    safety: &'static str,
    /// What was found in these lines.
    findings: Vec<Found<'a>>,
    /// The lines without their ends.
    old: Vec<String>,
    /// What takes their place; nothing where they go.
    new: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Found<'a> {
    rule: &'static str,
    message: &'a str,
}

/// What can be accepted one by one. Left out is what cannot be said by whole lines, or is right only together with something
/// far away.
fn suggestions<'a>(file: &FileReport<'a>, least: Safety) -> Vec<Suggestion<'a>> {
    let repaired = file.linter.repaired(file.source, least);
    let texts = Texts { old: lines(file.source.text()), new: lines(repaired.text()) };
    let mut trial = Trial::new(file.source, file.linter);
    let changes = texts.blocks();
    let mut suggestions = Vec::new();
    let mut first = 0;
    while let Some(change) = changes.get(first) {
        let together = |last: usize| change.to(&changes[last]);
        let candidates =
            (first..changes.len()).take_while(|&last| last == first || together(last).old.len() <= MOST_LINES);
        let last = candidates.into_iter().find(|&last| trial.is_right(&texts, &together(last)));
        if let Some(last) = last {
            suggestions.extend(texts.suggestion(&together(last), file, least));
        }
        first = last.unwrap_or(first) + 1;
    }
    suggestions
}

/// Lines of the article, and the lines of the repaired article that take their place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    old: Range<usize>,
    new: Range<usize>,
}

impl Change {
    /// All from this change to the end of a later one.
    fn to(&self, later: &Self) -> Self {
        Self { old: self.old.start..later.old.end, new: self.new.start..later.new.end }
    }
}

/// The lines before and after the repair, with their ends.
struct Texts<'a> {
    old: Vec<&'a str>,
    new: Vec<&'a str>,
}

impl Texts<'_> {
    /// The changes, those near each other in one block taken together.
    fn blocks(&self) -> Vec<Change> {
        let diff = TextDiff::configure().timeout(PATIENCE).diff_slices(&self.old, &self.new);
        let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
        let mut blocks: Vec<Change> = Vec::new();
        for change in changed.map(|op| self.with_a_line(op.old_range(), op.new_range())) {
            match blocks.last_mut() {
                Some(block) if self.is_near(block, &change) => *block = block.to(&change),
                _ => blocks.push(change),
            }
        }
        blocks
    }

    /// The change; where it only adds lines, with the line before them, or else the one behind: something must be replaced.
    fn with_a_line(&self, old: Range<usize>, new: Range<usize>) -> Change {
        if !old.is_empty() {
            Change { old, new }
        } else if old.start > 0 {
            Change { old: old.start - 1..old.end, new: new.start - 1..new.end }
        } else {
            Change {
                old: old.start..(old.end + 1).min(self.old.len()),
                new: new.start..(new.end + 1).min(self.new.len()),
            }
        }
    }

    fn is_near(&self, block: &Change, change: &Change) -> bool {
        let Some(between) = self.old.get(block.old.end..change.old.start) else { return true };
        between.len() <= NEAR && between.iter().all(|line| !line.trim().is_empty())
    }

    /// The article's text with one change.
    fn with(&self, change: &Change) -> String {
        let parts = [&self.old[..change.old.start], &self.new[change.new.clone()], &self.old[change.old.end..]];
        parts.concat().concat()
    }

    fn suggestion<'f>(&self, change: &Change, file: &FileReport<'f>, least: Safety) -> Option<Suggestion<'f>> {
        let (old, new) = (&self.old[change.old.clone()], &self.new[change.new.clone()]);
        if !have_the_same_ends(old, new) {
            return None;
        }
        let start = length(&self.old[..change.old.start]);
        let bytes = Span::of(start, start + length(old));
        let fixed = file.findings.iter().filter_map(|finding| Some((finding, applicable(finding, least)?)));
        let here: Vec<_> = fixed
            .filter(|(finding, fix)| {
                touches(finding.span, bytes) || fix.edits.iter().any(|edit| touches(edit.span, bytes))
            })
            .collect();
        let safety = here.iter().map(|(_, fix)| fix.safety).min()?;
        let found = |finding: &'f Finding| Found { rule: finding.rule, message: &finding.message };
        Some(Suggestion {
            path: path_text(file.source.path()),
            first: change.old.start + 1,
            last: change.old.end,
            safety: safety.name(),
            findings: here.iter().map(|(finding, _)| found(finding)).collect(),
            old: old.iter().map(|line| content(line).to_owned()).collect(),
            new: new.iter().map(|line| content(line).to_owned()).collect(),
        })
    }
}

/// Whether something at `span` is in these bytes. What is inserted between two lines may belong to either.
fn touches(span: Span, bytes: Span) -> bool {
    let is_within = bytes.start <= span.start && span.start <= bytes.end;
    span.start < bytes.end && span.end > bytes.start || span.start == span.end && is_within
}

/// The bytes of some lines.
fn length(lines: &[&str]) -> usize {
    lines.iter().map(|line| line.len()).sum()
}

/// A line without its end.
fn content(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

/// Whether all lines end alike, so that they can be said without their ends. Where the last line of the file has none, the
/// new one must have none.
fn have_the_same_ends(old: &[&str], new: &[&str]) -> bool {
    let end = |line: &&str| line.len() - content(line).len();
    let is_open = |lines: &[&str]| lines.last().is_some_and(|line| end(line) == 0);
    let mut ends = old.iter().chain(new).map(end).filter(|&end| end > 0);
    let usual = ends.next();
    is_open(old) == is_open(new) && ends.all(|end| Some(end) == usual)
}

/// Tries suggestions, each by itself.
struct Trial<'a> {
    source: &'a Source,
    linter: &'a dyn FileLinter,
    before: HashMap<&'static str, usize>,
    tries: usize,
}

impl<'a> Trial<'a> {
    fn new(source: &'a Source, linter: &'a dyn FileLinter) -> Self {
        let tries = MOST_TRIES.min(MOST_TRIED_BYTES / source.text().len().max(1));
        Self { source, linter, before: counts(source, linter).unwrap_or_default(), tries }
    }

    /// Whether a change is right without the others: less is found, and nothing new.
    fn is_right(&mut self, texts: &Texts, change: &Change) -> bool {
        let Some(tries) = self.tries.checked_sub(1) else { return false };
        self.tries = tries;
        let Ok(source) = self.source.with_text(texts.with(change)) else { return false };
        let Some(after) = counts(&source, self.linter) else { return false };
        let is_known =
            |(rule, count): (&&'static str, &usize)| self.before.get(rule).is_some_and(|before| count <= before);
        after.iter().all(is_known) && after.values().sum::<usize>() < self.before.values().sum()
    }
}

/// How often each rule finds something.
fn counts(source: &Source, linter: &dyn FileLinter) -> Option<HashMap<&'static str, usize>> {
    let mut counts = HashMap::new();
    for finding in linter.findings(source)? {
        *counts.entry(finding.rule).or_default() += 1;
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::lint;
    use crate::settings::Settings;
    use crate::text::Flavor;

    /// The suggestions for a text: their lines, and what takes their place.
    fn of(flavor: Flavor, text: &str) -> Vec<(usize, usize, Vec<String>)> {
        let (settings, source) = (Settings::default(), Source::new("a.md", flavor, text).expect("it is short"));
        let findings = lint(source.clone(), &settings).findings;
        let file = FileReport { source: &source, findings: &findings, linter: &settings };
        let found = suggestions(&file, Safety::Safe).into_iter();
        found.map(|suggestion| (suggestion.first, suggestion.last, suggestion.new)).collect()
    }

    fn line(first: usize, last: usize, new: &[&str]) -> (usize, usize, Vec<String>) {
        (first, last, new.iter().map(|&line| line.to_owned()).collect())
    }

    #[test]
    fn each_block_is_a_suggestion() {
        let text = "< b >one</b>\n\ntwo\n\n< b >three\nfour\nfive< / b >\n";
        let expected = [line(1, 1, &["<b>one</b>"]), line(5, 7, &["<b>three", "four", "five</b>"])];
        assert_eq!(of(Flavor::Markdown, text), expected);
        assert_eq!(of(Flavor::Markdown, &text.replace('\n', "\r\n")), expected);
        assert_eq!(of(Flavor::Markdown, text.trim_end()), expected);
    }

    #[test]
    fn what_lines_cannot_say_is_left_out() {
        assert!(have_the_same_ends(&["a\n", "b"], &["c\n", "d"]) && have_the_same_ends(&["a\n"], &[]));
        assert!(!have_the_same_ends(&["a\n"], &["b\r\n"]) && !have_the_same_ends(&["a\n", "b"], &["a\n"]));
        assert!(!have_the_same_ends(&["a"], &[]) && !have_the_same_ends(&["a"], &["a\n"]));
    }

    #[test]
    fn added_lines_replace_one_that_is_there() {
        let texts = Texts { old: lines("a\nb\n"), new: lines("new\na\nb\nnew\n") };
        assert_eq!(texts.blocks(), [Change { old: 0..2, new: 0..4 }]);
        let texts = Texts { old: lines("a\n\nb\n"), new: lines("a\n\nnew\nb\n") };
        assert_eq!(texts.blocks(), [Change { old: 1..2, new: 1..3 }]);
    }
}
