//! What is done with one article.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::add_ignore;
use super::baseline::Baseline;
use super::cores::Cores;
use super::counts::Counts;
use super::diff::unified;
use super::git::Chosen;
use super::linter::{Linter, Worked};
use super::originals::Originals;
use super::read::{Decoding, Read};
use super::rendered::Rendered;
use super::walk::Article;
use crate::baseline::Seen;
use crate::cli::fault::REPORT;
use crate::cli::files;
use crate::faults;
use crate::findings::{Finding, Safety};
use crate::fixes::Repaired;
use crate::lint::{Document, Report};
use crate::reports::{FileReport, Format};
use crate::text::{Source, path_text};

/// What to do with every article.
pub struct Job<'a> {
    /// Report, repair or compare.
    pub mode: Mode,
    /// The least safety of the fixes that are applied.
    pub least: Safety,
    /// How findings are written, the main report first; `None` if they are only counted.
    pub formats: Vec<Option<&'a dyn Format>>,
    /// What is known already.
    pub baseline: &'a Baseline,
    /// What articles are compared with.
    pub originals: Originals<'a>,
    /// What is done with articles that are not UTF-8.
    pub decoding: Decoding,
    /// The staged files, where those are linted as they are staged.
    pub staged: Option<&'a Chosen>,
    /// The threads of the run.
    pub cores: &'a Cores,
    /// Whether differences are shown on a terminal.
    pub for_terminal: bool,
}

/// Report, repair or compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Report what is found.
    Report,
    /// Repair the file and report what is left.
    Fix,
    /// Show what a repair would change.
    Diff,
    /// Add comments that silence what is found.
    AddIgnore,
}

/// What came of one article.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The rendered reports, or the difference; empty where there is nothing to say.
    pub outputs: Vec<Rendered>,
    /// What was found and repaired.
    pub counts: Counts,
    /// What could not be done.
    pub problems: Vec<String>,
    /// What was left alone, and why.
    pub notes: Vec<String>,
    /// The article's new text, where standard input was repaired.
    pub text: Option<String>,
    /// Whether the article's text is not that of its file, which is not UTF-8.
    is_decoded: bool,
    /// The article, and what in it is not reported, for a baseline.
    pub seen: Option<(PathBuf, Seen)>,
}

impl Job<'_> {
    /// Reads the file of an article and works on it.
    pub fn run(&self, article: &Article, buffer: &mut Vec<u8>) -> Outcome {
        if let Some(staged) = self.staged.filter(|staged| staged.is_apart(&article.path)) {
            return self.run_staged(article, staged);
        }
        match files::read(&article.path, article.place.most_bytes(), buffer) {
            Ok(()) => self.guarded(article, std::mem::take(buffer), |read, linter, outcome| {
                *buffer = self.work(self.mode, read, linter, outcome).into_text().into_bytes();
            }),
            Err(message) => Outcome::problem(&article.path, &message),
        }
    }

    /// Works on an article whose staged text is another one than that on disk. It is not repaired: a repair of the one
    /// would not reach the other.
    fn run_staged(&self, article: &Article, staged: &Chosen) -> Outcome {
        let bytes = match staged.staged_text(&article.path, article.place.most_bytes()) {
            Ok(bytes) => bytes,
            Err(message) => return Outcome::problem(&article.path, &message),
        };
        let mode = if self.mode == Mode::Fix { Mode::Report } else { self.mode };
        let mut outcome = self.guarded(article, bytes, |read, linter, outcome| {
            self.work(mode, read, linter, outcome);
        });
        if mode != self.mode && outcome.counts.damaged > 0 {
            let path = path_text(&article.path);
            outcome.notes.push(format!("{path} differs from its staged text, so it was not repaired"));
        }
        outcome
    }

    /// Works on an article that came from standard input.
    pub fn run_text(&self, article: &Article, bytes: Vec<u8>) -> Outcome {
        self.guarded(article, bytes, |read, linter, outcome| {
            if self.mode != Mode::Fix {
                self.work(self.mode, read, linter, outcome);
            } else if let Some(original) = read.original.filter(|_| !self.decoding.to_utf8) {
                *outcome = Outcome::problem(read.source.path(), &original.refusal());
            } else {
                let path = read.source.path().to_owned();
                match linter.repair(read.source, self.least) {
                    Ok(worked) => {
                        let mut repaired = note_worked(&path, worked, outcome);
                        self.note_repair(&mut repaired, linter, outcome);
                        outcome.text = Some(repaired.source.into_text());
                    }
                    Err(message) => *outcome = Outcome::problem(&path, &message),
                }
            }
        })
    }

    fn work(&self, mode: Mode, read: Read, linter: &Linter, outcome: &mut Outcome) -> Source {
        let Read { source, original } = read;
        let changes_files = matches!(mode, Mode::Fix | Mode::AddIgnore);
        if let Some(original) = original.as_ref().filter(|_| changes_files && !self.decoding.to_utf8) {
            let source = self.work_on(Mode::Report, source, linter, outcome);
            if outcome.counts.damaged > 0 {
                outcome.problems.push(format!("{} {}", path_text(source.path()), original.refusal()));
            }
            return source;
        }
        match original.filter(|_| self.decoding.to_utf8) {
            None => self.work_on(mode, source, linter, outcome),
            Some(original) => match files::replace(source.path(), &original.bytes, source.text().as_bytes()) {
                Ok(()) => {
                    let path = path_text(source.path());
                    outcome.notes.push(format!("{path} was {} and is UTF-8 now", original.encoding));
                    self.work_on(mode, source, linter, outcome)
                }
                Err(message) => {
                    *outcome = Outcome::problem(source.path(), &message);
                    source
                }
            },
        }
    }

    fn work_on(&self, mode: Mode, source: Source, linter: &Linter, outcome: &mut Outcome) -> Source {
        match mode {
            Mode::Report => self.report(source, linter, outcome),
            Mode::AddIgnore if linter.takes_comments(&source) => self.add_ignore(source, linter, outcome),
            Mode::AddIgnore => {
                let source = self.report(source, linter, outcome);
                if outcome.counts.damaged > 0 {
                    let path = path_text(source.path());
                    outcome
                        .problems
                        .push(format!("{path} holds articles in which comments have no place; use a baseline"));
                }
                source
            }
            Mode::Fix | Mode::Diff => self.repair(mode, source, linter, outcome),
        }
    }

    fn report(&self, source: Source, linter: &Linter, outcome: &mut Outcome) -> Source {
        match linter.lint(&source) {
            Ok(worked) => {
                let report = note_worked(source.path(), worked, outcome);
                self.note_report(&source, report, linter, outcome);
            }
            Err(message) => *outcome = Outcome::problem(source.path(), &message),
        }
        source
    }

    fn repair(&self, mode: Mode, source: Source, linter: &Linter, outcome: &mut Outcome) -> Source {
        let old = source.clone();
        let mut repaired = match linter.repair(source, self.least) {
            Ok(worked) => note_worked(old.path(), worked, outcome),
            Err(message) => {
                *outcome = Outcome::problem(old.path(), &message);
                return old;
            }
        };
        if mode == Mode::Diff {
            self.note_difference(old.text(), &repaired, outcome);
        } else if repaired.source.text() == old.text() {
            self.note_repair(&mut repaired, linter, outcome);
        } else {
            match files::replace(old.path(), old.text().as_bytes(), repaired.source.text().as_bytes()) {
                Ok(()) => self.note_repair(&mut repaired, linter, outcome),
                Err(message) => *outcome = Outcome::problem(old.path(), &message),
            }
        }
        repaired.source
    }

    fn add_ignore(&self, source: Source, linter: &Linter, outcome: &mut Outcome) -> Source {
        let settings = &linter.settings;
        let report = Document::new(&source, settings).take_report(settings);
        let Some(silenced) = add_ignore::silence(&source, &report.findings, settings) else {
            self.note_report(&source, report, linter, outcome);
            return source;
        };
        match files::replace(source.path(), source.text().as_bytes(), silenced.source.text().as_bytes()) {
            Ok(()) => {
                let report = Document::new(&silenced.source, settings).take_report(settings);
                self.note_report(&silenced.source, report, linter, outcome);
                outcome.counts.add_repairs(silenced.comments);
            }
            Err(message) => *outcome = Outcome::problem(source.path(), &message),
        }
        silenced.source
    }

    /// Makes an article of `bytes` and calls `work`; a panic in a rule costs this article only.
    fn guarded(&self, article: &Article, bytes: Vec<u8>, work: impl FnOnce(Read, &Linter, &mut Outcome)) -> Outcome {
        let read = match Read::new(article, bytes, self.decoding) {
            Ok(read) => read,
            Err(unreadable) => return Outcome::problem(&article.path, &unreadable.to_string()),
        };
        let linter = match Linter::new(article, &self.originals, &read.source, self.cores) {
            Ok(linter) => linter,
            Err(message) => return Outcome::problem(&article.path, &message),
        };
        let worked = catch_unwind(AssertUnwindSafe(|| {
            faults::inject(read.source.text());
            let mut outcome = Outcome { counts: Counts::one_file(), ..Outcome::default() };
            if let Some(original) = read.original.as_ref().filter(|_| !self.decoding.to_utf8) {
                outcome.notes.push(format!("{} {}", path_text(&article.path), original.note()));
                outcome.is_decoded = true;
            }
            work(read, &linter, &mut outcome);
            outcome
        }));
        worked.unwrap_or_else(|_| Outcome::problem(&article.path, &format!("could not be linted: {REPORT}")))
    }

    fn note_report(&self, source: &Source, report: Report, linter: &Linter, outcome: &mut Outcome) {
        if !self.baseline.is_used() {
            return self.note_findings(source, &report.findings, linter, outcome);
        }
        let sifted = self.baseline.sift(source, report.findings);
        outcome.counts.add_old(&sifted);
        outcome.seen = Some((source.path().to_owned(), sifted.seen));
        self.note_findings(source, &sifted.fresh, linter, outcome);
    }

    fn note_findings(&self, source: &Source, findings: &[Finding], linter: &Linter, outcome: &mut Outcome) {
        outcome.counts.add_report(findings);
        let file = FileReport { source, findings, linter };
        let is_decoded = outcome.is_decoded;
        let wants = |format: &&dyn Format| {
            let has_place = !is_decoded || !format.needs_text_of_file();
            has_place && (!findings.is_empty() || format.lists_clean_files())
        };
        outcome.outputs.resize_with(self.formats.len(), Rendered::default);
        for (output, format) in outcome.outputs.iter_mut().zip(&self.formats) {
            if let Some(format) = format.filter(wants) {
                format.file(output, file).expect("what does not fit into a file stays in memory");
            }
        }
    }

    fn note_repair(&self, repaired: &mut Repaired, linter: &Linter, outcome: &mut Outcome) {
        let report = std::mem::take(&mut repaired.report);
        self.note_report(&repaired.source, report, linter, outcome);
        outcome.counts.add_repairs(repaired.applied);
        note_unsettled(repaired, outcome);
    }

    fn note_difference(&self, old: &str, repaired: &Repaired, outcome: &mut Outcome) {
        outcome.counts.add_repairs(repaired.applied);
        let difference = unified(repaired.source.path(), old, repaired.source.text(), self.for_terminal);
        outcome.outputs = vec![difference.into()];
        note_unsettled(repaired, outcome);
    }
}

/// The work; what could not be done is noted.
fn note_worked<T>(path: &Path, worked: Worked<T>, outcome: &mut Outcome) -> T {
    let named = |message: &String| format!("{} {message}", path_text(path));
    outcome.problems.extend(worked.problems.iter().map(named));
    outcome.notes.extend(worked.note.iter().map(named));
    worked.work
}

fn note_unsettled(repaired: &Repaired, outcome: &mut Outcome) {
    let path = path_text(repaired.source.path());
    if !repaired.unsettled.is_empty() {
        let rules = repaired.unsettled.join(", ");
        outcome.problems.push(format!(
            "{path} was not repaired: the fixes of {rules} never settle, which is a bug in copydesk; please report it. \
             To apply all other fixes, use `--ignore` for these rules"
        ));
    } else if !repaired.left_out.is_empty() {
        let rules = repaired.left_out.join(", ");
        outcome.notes.push(format!("the fixes of {rules} never settle in {path}, so they were not applied there"));
    }
}

impl Outcome {
    /// The outcome of an article that could not be worked on; `message` goes on after the path.
    pub fn problem(path: &Path, message: &str) -> Self {
        Self { problems: vec![format!("{} {message}", path_text(path))], ..Self::default() }
    }
}
