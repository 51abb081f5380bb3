//! What a run writes beside repaired articles: reports and a baseline. None of it goes where the run reads.

use std::collections::HashSet;
use std::path::Path;

use super::walk::Article;
use crate::cli::args::{LintArgs, STDIN};
use crate::cli::exit::Failure;
use crate::disk::{self, Identity};
use crate::project::{Finder, is_settings_file};
use crate::reports;
use crate::text::path_text;

/// The files that a run writes, known before any of them is opened.
pub struct Written<'a>(Vec<Output<'a>>);

struct Output<'a> {
    path: &'a Path,
    file: Identity,
    is_baseline: bool,
}

impl<'a> Written<'a> {
    /// The files that the arguments name.
    ///
    /// # Errors
    /// If two outputs would go to one file, or one to a file that the arguments name as input.
    pub fn of(args: &'a LintArgs) -> Result<Self, Failure> {
        let reports = args.output_file.iter().chain(args.report.iter().map(|report| &report.file));
        let baseline = args.scope.write_baseline.iter();
        let mut written = Self(Vec::new());
        for (path, is_baseline) in reports.map(|path| (path, false)).chain(baseline.map(|path| (path, true))) {
            written.add(path, is_baseline)?;
        }
        written.spare_named(args)?;
        Ok(written)
    }

    /// Whether the run writes no files beside articles.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn add(&mut self, path: &'a Path, is_baseline: bool) -> Result<(), Failure> {
        // A pipe or a terminal takes what several reports say, and holds nothing that could be lost.
        if disk::irregular(path).is_some() {
            return Ok(());
        }
        let shown = path_text(path);
        if is_settings_file(path) || path.file_name().is_some_and(|name| name == ".gitignore" || name == ".ignore") {
            return Err(Failure::Message(format!("{shown} is a settings file; write to another file")));
        }
        let file = Identity::of(path);
        if self.0.iter().any(|other| other.file == file) {
            return Err(Failure::Message(format!("two outputs would be written to {shown}; give each its own file")));
        }
        self.0.push(Output { path, file, is_baseline });
        Ok(())
    }

    /// What the arguments name as input.
    fn spare_named(&self, args: &LintArgs) -> Result<(), Failure> {
        let articles = args.paths.iter().filter(|path| path.as_os_str() != STDIN && !path.is_dir());
        for path in articles.chain(&args.stdin_filename) {
            self.spare(path, "is an article of this run", |_| true)?;
        }
        for path in args.rules.config_files() {
            self.spare(path, "is the settings file of this run", |_| true)?;
        }
        if let Some(path) = &args.scope.baseline {
            // To write what is left of a baseline over it is what the two options are for.
            self.spare(path, "is the baseline that this run reads", |output| !output.is_baseline)?;
        }
        Ok(())
    }

    /// Looks at the settings files that were read.
    ///
    /// # Errors
    /// If an output would go to one.
    pub fn spare_settings(&self, finder: &Finder) -> Result<(), Failure> {
        finder.files().iter().try_for_each(|file| self.spare(file, "is a settings file of this run", |_| true))
    }

    /// Looks at the baselines that settings files name.
    ///
    /// # Errors
    /// If a report would go to one.
    pub fn spare_baselines(&self, articles: &[Article]) -> Result<(), Failure> {
        let named: HashSet<_> = articles.iter().filter_map(|article| article.place.project.baseline()).collect();
        let what = "is a baseline that a settings file of this run names";
        named.iter().try_for_each(|file| self.spare(file, what, |output| !output.is_baseline))
    }

    /// Looks at the originals of the articles.
    ///
    /// # Errors
    /// If an output would go to one.
    pub fn spare_originals<'p>(&self, mut originals: impl Iterator<Item = &'p Path>) -> Result<(), Failure> {
        originals.try_for_each(|path| self.spare(path, "is an original of this run", |_| true))
    }

    /// Takes from the articles that were found those that are reports of copydesk, written by a run before where this one
    /// writes again.
    ///
    /// # Errors
    /// If an output would go to another article.
    pub fn spare_found(&self, articles: &mut Vec<Article>) -> Result<(), Failure> {
        if self.0.is_empty() {
            return Ok(());
        }
        let files: HashSet<_> = self.0.iter().map(|output| &output.file).collect();
        let (taken, others) = articles.drain(..).partition(|article| files.contains(&Identity::of(&article.path)));
        *articles = others;
        let taken: Vec<Article> = taken;
        taken.iter().filter(|article| !is_report(&article.path)).try_for_each(|article| {
            let why = "is an article of this run, not an earlier report of copydesk";
            self.spare(&article.path, why, |_| true)
        })
    }

    /// Refuses an output that is the file at `path`.
    fn spare(&self, path: &Path, what: &str, counts: impl Fn(&Output) -> bool) -> Result<(), Failure> {
        let file = Identity::of(path);
        let Some(output) = self.0.iter().find(|output| output.file == file && counts(output)) else { return Ok(()) };
        let (output, path) = (path_text(output.path), path_text(path));
        let output = if output == path { String::new() } else { format!("{output} points to {path}, and ") };
        Err(Failure::Message(format!("{output}{path} {what}, so it was not overwritten; write to another file")))
    }
}

fn is_report(path: &Path) -> bool {
    disk::start(path, reports::ENOUGH).is_ok_and(|start| reports::is_report(&String::from_utf8_lossy(&start)))
}
