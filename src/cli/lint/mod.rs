//! `copydesk lint`.

mod counts;
mod diff;
mod job;
mod order;
mod progress;
mod sink;
mod statistics;
mod summary;
mod walk;

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::path::Path;

use super::args::{LintArgs, OutputFormat};
use super::console;
use super::exit::{Exit, Failure};
use super::files;
use crate::reports::{Concise, Format, Full, Json, JsonLines};
use crate::settings::Finder;
use counts::Counts;
use job::{Job, Mode, Outcome};
use order::in_order;
use progress::Progress;
use sink::{Sink, Target};
use walk::{Article, walk};

/// The path that stands for standard input.
const STDIN: &str = "-";

/// Runs the command.
///
/// # Errors
/// Where the settings make no sense or the report cannot be written.
pub fn run(args: &LintArgs) -> Result<Exit, Failure> {
    let finder = Finder::new(args.rules.source(), args.rules.overrides())?;
    let reads_stdin = args.paths.iter().any(|path| path.as_os_str() == STDIN);
    if reads_stdin && args.paths.len() > 1 {
        return Err(Failure::Message(
            "`-` (standard input) cannot be linted together with other paths; lint it alone".to_owned(),
        ));
    }
    let target = target(args, reads_stdin);
    let format = format(args, target);
    let format = (!args.statistics && !args.diff).then_some(&*format);
    let job = Job { mode: mode(args), least: args.least_safety(), format, for_terminal: target.is_terminal() };
    let mut run =
        Run { job: &job, sink: Sink::begin(target.open()?, format)?, counts: Counts::default(), failed: false };
    if reads_stdin {
        run.lint_stdin(args, &finder)?;
    } else {
        run.lint_files(args, &finder)?;
    }
    run.end(args)
}

/// One run of the command.
struct Run<'a> {
    job: &'a Job<'a>,
    sink: Sink<'a>,
    counts: Counts,
    /// Whether some of the work could not be done.
    failed: bool,
}

impl Run<'_> {
    fn lint_files(&mut self, args: &LintArgs, finder: &Finder) -> Result<(), Failure> {
        let found = walk(&args.paths, finder, args.no_ignore, args.threads)?;
        self.report_problems(&found.problems);
        let job = self.job;
        if job.mode == Mode::Fix {
            let folders: BTreeSet<_> = found.articles.iter().filter_map(|article| article.path.parent()).collect();
            folders.into_iter().for_each(files::remove_abandoned);
        }
        let mut progress = Progress::new(args.progress, found.articles.len());
        let work = |article: &Article, buffer: &mut Vec<u8>| job.run(article, buffer);
        in_order(&found.articles, args.threads, work, |outcome: Outcome| progress.advance(|| self.take(&outcome)))?;
        progress.end();
        Ok(())
    }

    fn lint_stdin(&mut self, args: &LintArgs, finder: &Finder) -> Result<(), Failure> {
        let name = args.stdin_filename.as_deref().unwrap_or(Path::new(STDIN));
        let article = Article::named(name, finder)?;
        let mut bytes = Vec::new();
        if let Err(error) = io::stdin().lock().read_to_end(&mut bytes) {
            return Err(Failure::Message(format!("standard input cannot be read: {error}")));
        }
        let outcome = self.job.run_text(&article, bytes);
        if let Some(text) = &outcome.text {
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes())?;
            out.flush()?;
        }
        self.take(&outcome)
    }

    fn take(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        self.report_problems(&outcome.problems);
        self.counts.add(&outcome.counts);
        self.sink.file(&outcome.output)
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
            self.sink.file(text.as_bytes())?;
        }
        self.sink.end()?;
        if !args.quiet {
            console::say(&summary::summary(&self.counts, self.job.mode, self.job.least));
        }
        let found = match self.job.mode {
            Mode::Diff => self.counts.repairs > 0,
            Mode::Report | Mode::Fix => self.counts.damaged > 0,
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
        (false, false) => Mode::Report,
    }
}

fn target(args: &LintArgs, reads_stdin: bool) -> Target<'_> {
    match &args.output_file {
        Some(file) => Target::File(file),
        None if reads_stdin && args.fix => Target::Error,
        None => Target::Output,
    }
}

fn format(args: &LintArgs, target: Target) -> Box<dyn Format> {
    let default = if target.is_terminal() { OutputFormat::Full } else { OutputFormat::Concise };
    match args.output_format.unwrap_or(default) {
        OutputFormat::Full => Box::new(Full::new(target.columns(), target.has_colours())),
        OutputFormat::Concise => Box::new(Concise),
        OutputFormat::Json => Box::new(Json),
        OutputFormat::Jsonl => Box::new(JsonLines),
    }
}
