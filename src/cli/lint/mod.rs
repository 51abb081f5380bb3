//! `copydesk lint`.

mod add_ignore;
mod baseline;
mod chosen;
mod cores;
mod counts;
mod diff;
mod git;
mod globs;
mod job;
mod learn;
mod line;
mod linter;
mod order;
mod originals;
mod outputs;
mod progress;
mod read;
mod rendered;
mod revisions;
mod sink;
mod statistics;
mod stream;
mod summary;
mod walk;
mod watch;
mod written;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::{LintArgs, OutputFormat, STDIN};
use super::console;
use super::exit::{Exit, Failure};
use super::files;
use crate::baseline::Seen;
use crate::compare::Original;
use crate::disk;
use crate::project::{Finder, unread_article};
use crate::text::{path_text, printable};
use baseline::Baseline;
use cores::Cores;
use counts::Counts;
use git::Chosen;
use globs::Excluded;
use job::{Job, Mode, Outcome};
use order::in_order;
use originals::Originals;
use outputs::outputs;
use progress::Progress;
use read::Decoding;
pub use read::read_text;
use sink::Sink;
pub use walk::Article;
use walk::{Search, Walked};
use watch::{Files, Work};
use written::Written;

/// Runs the command.
///
/// # Errors
/// If the settings are invalid or the report cannot be written.
pub fn run(args: &LintArgs) -> Result<Exit, Failure> {
    if args.jsonl_in {
        return stream::run(args);
    }
    if args.watch { watch::watch(args, Work { lint: alone, files }) } else { alone(args) }
}

/// Lints one translation beside its original.
///
/// # Errors
/// Those of [`run`].
pub fn run_beside(args: &LintArgs, original: Original) -> Result<Exit, Failure> {
    once(args, Some(original))
}

fn alone(args: &LintArgs) -> Result<Exit, Failure> {
    once(args, None)
}

/// The files of the articles that the arguments name, and of the settings that count for them.
fn files(args: &LintArgs) -> Result<Files, Failure> {
    let finder = Finder::new(args.rules.source()?, args.overrides())?;
    let found = find(args, &finder, None, &Written::of(args)?)?;
    Ok((found.articles.into_iter().map(|article| article.path).collect(), finder.files()))
}

fn once(args: &LintArgs, original: Option<Original>) -> Result<Exit, Failure> {
    let finder = Finder::new(args.rules.source()?, args.overrides())?;
    let reads_stdin = args.paths.iter().any(|path| path.as_os_str() == STDIN);
    if reads_stdin && args.paths.len() > 1 {
        return Err(Failure::Message(
            "`-` (standard input) cannot be linted together with other paths; lint it alone".to_owned(),
        ));
    }
    if reads_stdin && args.add_ignore {
        return Err(Failure::Message(
            "--add-ignore changes files, so it cannot be used with `-` (standard input)".to_owned(),
        ));
    }
    let written = Written::of(args)?;
    let chosen = chosen::chosen(&args.scope, reads_stdin)?;
    let found = if reads_stdin {
        Walked::of(Article::named(args.stdin_filename.as_deref().unwrap_or(Path::new(STDIN)), &finder)?)
    } else {
        find(args, &finder, chosen.as_ref(), &written)?
    };
    if args.show_files {
        return show(&found);
    }
    let cores = Cores::new(args.threads);
    if args.learn {
        return learn::learn(&found, &Originals::new(original, &finder), &cores);
    }
    say_what_is_missing(args);
    written.spare_settings(&finder)?;
    written.spare_baselines(&found.articles)?;
    let named = original.as_ref().map(|original| original.source().path());
    written.spare_originals(named.into_iter())?;
    if !written.is_empty() {
        let originals: HashSet<_> = found.articles.iter().filter_map(Article::original).collect();
        written.spare_originals(originals.iter().map(PathBuf::as_path))?;
    }
    let baseline = Baseline::read(&args.scope, &found.articles)?;
    let outputs = outputs(args, reads_stdin);
    let job = Job {
        mode: mode(args),
        least: args.least_safety(),
        formats: outputs.iter().map(|output| output.format.as_deref()).collect(),
        baseline: &baseline,
        originals: Originals::new(original, &finder),
        decoding: Decoding { to_utf8: args.to_utf8, encoding: args.encoding },
        staged: chosen.as_ref().filter(|_| args.scope.staged),
        cores: &cores,
        for_terminal: outputs[0].target.is_terminal() || outputs[0].target.has_colours(),
    };
    let sinks = outputs::begin(&outputs)?;
    let mut run = Run { job: &job, sinks, counts: Counts::default(), failed: false, seen: HashMap::new() };
    if reads_stdin {
        run.lint_stdin(&found.articles[0])?;
    } else {
        run.lint_files(args, &found)?;
        let unpaired = if chosen.is_none() { originals::unpaired(&args.paths, &found.articles) } else { Vec::new() };
        job.originals.notes().iter().chain(&unpaired).for_each(|note| console::note(note));
    }
    run.end(args)
}

/// The articles that the arguments name and git has chosen.
fn find(args: &LintArgs, finder: &Finder, chosen: Option<&Chosen>, written: &Written) -> Result<Walked, Failure> {
    let excluded = Excluded::new(&args.exclude)?;
    let search = Search { finder, excluded: &excluded, no_ignore: args.no_ignore, threads: args.threads };
    let (paths, gone) = chosen::split(&args.paths, chosen);
    let mut found = if paths.is_empty() && !gone.is_empty() { Walked::default() } else { search.walk(&paths)? };
    written.spare_found(&mut found.articles)?;
    if let Some(chosen) = chosen {
        chosen::keep(&mut found, chosen, &args.paths, finder)?;
    }
    found.articles.retain(|article| !args.force_exclude || !article.is_excluded());
    found.articles.retain(|article| !excluded.has(&article.path));
    Ok(found)
}

/// Lists the articles that would be linted, one a line.
fn show(found: &Walked) -> Result<Exit, Failure> {
    let mut out = io::stdout().lock();
    for article in &found.articles {
        writeln!(out, "{}", printable(&path_text(&article.path)))?;
    }
    out.flush()?;
    found.problems.iter().for_each(|problem| console::error(problem));
    Ok(if found.problems.is_empty() { Exit::Clean } else { Exit::Failed })
}

/// Tells who wants unsafe fixes what applies them.
fn say_what_is_missing(args: &LintArgs) {
    let formats = args.report.iter().map(|report| report.format).chain(args.output_format);
    let has_use = args.fix || args.diff || formats.into_iter().any(OutputFormat::shows_repairs);
    if args.unsafe_fixes && !has_use && !args.quiet {
        console::note("--unsafe-fixes alone changes nothing; add --fix to apply them, or --diff to see them");
    }
}

/// One run of the command.
struct Run<'a> {
    job: &'a Job<'a>,
    /// Where the reports go, the main one first.
    sinks: Vec<Sink<'a>>,
    counts: Counts,
    /// Whether some of the work could not be done.
    failed: bool,
    /// What goes into a baseline, by article.
    seen: HashMap<PathBuf, Seen>,
}

impl Run<'_> {
    fn lint_files(&mut self, args: &LintArgs, found: &Walked) -> Result<(), Failure> {
        self.report_problems(&found.problems);
        let job = self.job;
        if matches!(job.mode, Mode::Fix | Mode::AddIgnore) {
            let folders: BTreeSet<_> = found.articles.iter().filter_map(|article| article.path.parent()).collect();
            folders.into_iter().for_each(files::remove_abandoned);
        }
        let mut progress = Progress::new(args.progress, found.articles.len());
        let work = |article: &Article, buffer: &mut Vec<u8>| job.run(article, buffer);
        in_order(&found.articles, job.cores, work, |outcome: Outcome| progress.advance(|| self.take(outcome)))?;
        progress.end();
        Ok(())
    }

    fn lint_stdin(&mut self, article: &Article) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        disk::read_stream(io::stdin().lock(), article.place.most_bytes(), &mut bytes)
            .map_err(|unread| Failure::Message(format!("standard input {}", unread_article(&unread))))?;
        let outcome = self.job.run_text(article, bytes);
        if let Some(text) = &outcome.text {
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes())?;
            out.flush()?;
        }
        self.take(outcome)
    }

    fn take(&mut self, mut outcome: Outcome) -> Result<(), Failure> {
        self.report_problems(&outcome.problems);
        outcome.notes.iter().for_each(|note| console::note(note));
        self.counts.add(&outcome.counts);
        self.seen.extend(outcome.seen);
        self.sinks.iter_mut().zip(&mut outcome.outputs).try_for_each(|(sink, output)| sink.file(output))
    }

    fn report_problems(&mut self, problems: &[String]) {
        self.failed |= !problems.is_empty();
        for problem in problems {
            console::error(problem);
        }
    }

    fn end(mut self, args: &LintArgs) -> Result<Exit, Failure> {
        if args.statistics {
            let json = matches!(args.output_format, Some(OutputFormat::Json | OutputFormat::Jsonl));
            let text = if json { statistics::json(&self.counts) } else { statistics::table(&self.counts) };
            self.sinks[0].file(&mut text.into())?;
        }
        let totals = self.counts.totals();
        self.sinks.drain(..).try_for_each(|sink| sink.end(&totals))?;
        let records_all = args.scope.write_baseline.is_some() && args.scope.baseline.is_none();
        if !args.quiet && !records_all {
            console::say(&summary::summary(&self.counts, self.job.mode, self.job.least));
            let is_first_look = !args.statistics && !self.job.baseline.is_used() && self.job.mode == Mode::Report;
            if let Some(advice) = summary::advice(&self.counts).filter(|_| is_first_look) {
                console::say(advice);
            }
        }
        if let Some(file) = &args.scope.write_baseline {
            let written = self.job.baseline.write(file, &self.seen)?;
            if !args.quiet {
                console::say(&summary::baseline(&path_text(file), written));
            }
        }
        // What is staged is still damaged when a repair changed the file on disk.
        let must_stage = self.job.mode == Mode::Fix && args.scope.staged && self.counts.repairs > 0;
        if must_stage && !args.quiet {
            console::say("Stage the repaired files and commit again");
        }
        let found = match self.job.mode {
            Mode::Diff => self.counts.repairs > 0,
            Mode::Report | Mode::Fix | Mode::AddIgnore => self.counts.reach(args.fail_on) || must_stage,
        };
        Ok(match (self.failed, found && !args.exit_zero) {
            (true, _) => Exit::Failed,
            (false, true) => Exit::Found,
            (false, false) => Exit::Clean,
        })
    }
}

fn mode(args: &LintArgs) -> Mode {
    match (args.fix, args.diff) {
        (true, _) => Mode::Fix,
        (false, true) => Mode::Diff,
        (false, false) if args.add_ignore => Mode::AddIgnore,
        (false, false) => Mode::Report,
    }
}
