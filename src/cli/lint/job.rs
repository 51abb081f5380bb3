//! What is done with one article.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::counts::Counts;
use super::diff::unified;
use super::walk::Article;
use crate::cli::files;
use crate::findings::Safety;
use crate::fixes::{MAX_PASSES, Repaired, repair};
use crate::lint::{Document, Report};
use crate::reports::{FileReport, Format, path_text};
use crate::settings::Settings;
use crate::text::Source;

/// What to do with every article.
pub struct Job<'a> {
    /// Report, repair or compare.
    pub mode: Mode,
    /// The least safety of the fixes that are applied.
    pub least: Safety,
    /// How findings are written; `None` where they are only counted.
    pub format: Option<&'a dyn Format>,
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
}

/// What came of one article.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The rendered report or difference; empty where there is nothing to say.
    pub output: Vec<u8>,
    /// What was found and repaired.
    pub counts: Counts,
    /// What could not be done.
    pub problems: Vec<String>,
    /// The article's new text, where standard input was repaired.
    pub text: Option<String>,
}

impl Job<'_> {
    /// Reads the file of an article and works on it.
    pub fn run(&self, article: &Article, buffer: &mut Vec<u8>) -> Outcome {
        match files::read(&article.path, buffer) {
            Ok(()) => guarded(article, std::mem::take(buffer), |source, settings, outcome| {
                *buffer = self.work(source, settings, outcome).into_text().into_bytes();
            }),
            Err(message) => Outcome::problem(&article.path, &message),
        }
    }

    /// Works on an article that came from standard input.
    pub fn run_text(&self, article: &Article, bytes: Vec<u8>) -> Outcome {
        guarded(article, bytes, |source, settings, outcome| {
            if self.mode == Mode::Fix {
                let repaired = repair(source, settings, self.least);
                self.note_repair(&repaired, outcome);
                outcome.text = Some(repaired.source.into_text());
            } else {
                self.work(source, settings, outcome);
            }
        })
    }

    fn work(&self, source: Source, settings: &Settings, outcome: &mut Outcome) -> Source {
        if self.mode == Mode::Report {
            let report = Document::new(&source, settings).report(settings);
            self.note_report(&source, &report, outcome);
            return source;
        }
        let old = source.text().to_owned();
        let repaired = repair(source, settings, self.least);
        if self.mode == Mode::Diff {
            self.note_difference(&old, &repaired, outcome);
        } else if repaired.source.text() == old {
            self.note_repair(&repaired, outcome);
        } else {
            match files::replace(repaired.source.path(), old.as_bytes(), repaired.source.text().as_bytes()) {
                Ok(()) => self.note_repair(&repaired, outcome),
                Err(message) => *outcome = Outcome::problem(repaired.source.path(), &message),
            }
        }
        repaired.source
    }

    fn note_report(&self, source: &Source, report: &Report, outcome: &mut Outcome) {
        outcome.counts.add_report(&report.findings);
        if let Some(format) = self.format.filter(|_| !report.findings.is_empty()) {
            let file = FileReport { source, findings: &report.findings };
            format.file(&mut outcome.output, file).expect("a vector takes everything that is written to it");
        }
    }

    fn note_repair(&self, repaired: &Repaired, outcome: &mut Outcome) {
        self.note_report(&repaired.source, &repaired.report, outcome);
        outcome.counts.add_repairs(repaired.applied);
        note_unsettled(repaired, outcome);
    }

    fn note_difference(&self, old: &str, repaired: &Repaired, outcome: &mut Outcome) {
        outcome.counts.add_repairs(repaired.applied);
        outcome.output = unified(repaired.source.path(), old, repaired.source.text(), self.for_terminal).into_bytes();
        note_unsettled(repaired, outcome);
    }
}

/// Makes an article of `bytes` and calls `work`; a panic in a rule costs this article only.
fn guarded(article: &Article, bytes: Vec<u8>, work: impl FnOnce(Source, &Settings, &mut Outcome)) -> Outcome {
    let source = match Source::from_bytes(&article.path, article.flavor, bytes) {
        Ok(source) => source,
        Err(unreadable) => return Outcome::problem(&article.path, &unreadable.to_string()),
    };
    let settings = article.settings();
    let worked = catch_unwind(AssertUnwindSafe(|| {
        let mut outcome = Outcome { counts: Counts::one_file(), ..Outcome::default() };
        work(source, &settings, &mut outcome);
        outcome
    }));
    worked.unwrap_or_else(|_| {
        Outcome::problem(&article.path, "could not be linted: this is a bug in copydesk, please report it")
    })
}

fn note_unsettled(repaired: &Repaired, outcome: &mut Outcome) {
    if !repaired.unsettled.is_empty() {
        let (path, rules) = (path_text(repaired.source.path()), repaired.unsettled.join(", "));
        outcome.problems.push(format!(
            "{path} still changes after {MAX_PASSES} passes of fixes of {rules}: this is a bug in copydesk, please report it"
        ));
    }
}

impl Outcome {
    /// The outcome of an article that could not be worked on; `message` goes on after the path.
    pub fn problem(path: &Path, message: &str) -> Self {
        Self { problems: vec![format!("{} {message}", path_text(path))], ..Self::default() }
    }
}
