//! What is done with one article.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::baseline::Baseline;
use super::counts::Counts;
use super::diff::unified;
use super::git::Chosen;
use super::rendered::Rendered;
use super::walk::Article;
use crate::baseline::Seen;
use crate::cli::fault::REPORT;
use crate::cli::files;
use crate::faults;
use crate::findings::{Finding, Safety};
use crate::fixes::{Repaired, repair};
use crate::lint::{Document, Report};
use crate::reports::{FileReport, Format};
use crate::settings::Settings;
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
    /// The staged files, where those are linted as they are staged.
    pub staged: Option<&'a Chosen>,
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
            Ok(()) => guarded(article, std::mem::take(buffer), |source, settings, outcome| {
                *buffer = self.work(self.mode, source, settings, outcome).into_text().into_bytes();
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
        let mut outcome = guarded(article, bytes, |source, settings, outcome| {
            self.work(mode, source, settings, outcome);
        });
        if mode != self.mode && outcome.counts.damaged > 0 {
            let path = path_text(&article.path);
            outcome.notes.push(format!("{path} differs from its staged text, so it was not repaired"));
        }
        outcome
    }

    /// Works on an article that came from standard input.
    pub fn run_text(&self, article: &Article, bytes: Vec<u8>) -> Outcome {
        guarded(article, bytes, |source, settings, outcome| {
            if self.mode == Mode::Fix {
                let mut repaired = repair(source, settings, self.least);
                self.note_repair(&mut repaired, settings, outcome);
                outcome.text = Some(repaired.source.into_text());
            } else {
                self.work(self.mode, source, settings, outcome);
            }
        })
    }

    fn work(&self, mode: Mode, source: Source, settings: &Settings, outcome: &mut Outcome) -> Source {
        if mode == Mode::Report {
            let report = Document::new(&source, settings).take_report(settings);
            self.note_report(&source, report, settings, outcome);
            return source;
        }
        let old = source.text().to_owned();
        let mut repaired = repair(source, settings, self.least);
        if mode == Mode::Diff {
            self.note_difference(&old, &repaired, outcome);
        } else if repaired.source.text() == old {
            self.note_repair(&mut repaired, settings, outcome);
        } else {
            match files::replace(repaired.source.path(), old.as_bytes(), repaired.source.text().as_bytes()) {
                Ok(()) => self.note_repair(&mut repaired, settings, outcome),
                Err(message) => *outcome = Outcome::problem(repaired.source.path(), &message),
            }
        }
        repaired.source
    }

    fn note_report(&self, source: &Source, report: Report, settings: &Settings, outcome: &mut Outcome) {
        if !self.baseline.is_used() {
            return self.note_findings(source, &report.findings, settings, outcome);
        }
        let sifted = self.baseline.sift(source, report.findings);
        outcome.counts.add_old(&sifted);
        outcome.seen = Some((source.path().to_owned(), sifted.seen));
        self.note_findings(source, &sifted.fresh, settings, outcome);
    }

    fn note_findings(&self, source: &Source, findings: &[Finding], settings: &Settings, outcome: &mut Outcome) {
        outcome.counts.add_report(findings);
        let file = FileReport { source, findings, settings };
        let wants = |format: &&dyn Format| !findings.is_empty() || format.lists_clean_files();
        outcome.outputs.resize_with(self.formats.len(), Rendered::default);
        for (output, format) in outcome.outputs.iter_mut().zip(&self.formats) {
            if let Some(format) = format.filter(wants) {
                format.file(output, file).expect("what does not fit into a file stays in memory");
            }
        }
    }

    fn note_repair(&self, repaired: &mut Repaired, settings: &Settings, outcome: &mut Outcome) {
        let report = std::mem::take(&mut repaired.report);
        self.note_report(&repaired.source, report, settings, outcome);
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

/// Makes an article of `bytes` and calls `work`; a panic in a rule costs this article only.
fn guarded(article: &Article, bytes: Vec<u8>, work: impl FnOnce(Source, &Settings, &mut Outcome)) -> Outcome {
    let source = match Source::from_bytes(&article.path, article.flavor, bytes) {
        Ok(source) => source,
        Err(unreadable) => return Outcome::problem(&article.path, &unreadable.to_string()),
    };
    let settings = article.settings();
    let worked = catch_unwind(AssertUnwindSafe(|| {
        faults::inject(source.text());
        let mut outcome = Outcome { counts: Counts::one_file(), ..Outcome::default() };
        work(source, &settings, &mut outcome);
        outcome
    }));
    worked.unwrap_or_else(|_| Outcome::problem(&article.path, &format!("could not be linted: {REPORT}")))
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
