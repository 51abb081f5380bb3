//! The command line: the only place that prints, and with `disk.rs` the only one that reads files.

mod args;
mod compare;
mod config;
mod console;
mod exit;
mod explain;
mod fault;
mod files;
mod lint;
#[cfg(feature = "server")]
mod lsp;
mod man;
mod rules;

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, Parser};

use args::{Args, Command, CompareArgs, LintArgs};
use exit::{Exit, Failure};

/// Runs copydesk with these arguments, the program's name first; the statuses are in `exit.rs`.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // A closed standard output or error leaves nobody to tell.
            let _ = error.print();
            hint_at_lint(&error);
            return if error.use_stderr() { Exit::Failed.into() } else { Exit::Clean.into() };
        }
    };
    args.color.write_global();
    fault::keep_quiet();
    match fault::guarded(|| command(args.command)) {
        Ok(status) => status,
        Err(Failure::ClosedPipe) => Exit::Clean.into(),
        Err(Failure::Message(message)) => {
            console::error(&message);
            Exit::Failed.into()
        }
    }
}

/// Tells users who name an article instead of a command what to type.
fn hint_at_lint(error: &clap::Error) {
    if let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand)
        && Path::new(word).exists()
    {
        console::note(&format!("to lint {word}, run: copydesk lint {word}"));
    }
}

fn command(command: Command) -> Result<ExitCode, Failure> {
    let exit = match command {
        Command::Lint(args) | Command::Check(args) => lint_or_compare(args),
        Command::Compare(args) => compare::run(&args),
        Command::Fix(args) => lint_or_compare(args.fixing()),
        #[cfg(feature = "server")]
        Command::Lsp { log_level, .. } => return lsp::run(log_level),
        Command::Explain { rule } => explain::run(&rule),
        Command::Rules { output_format } => rules::run(output_format),
        Command::Config { command } => config::run(&command),
        Command::Completions { shell } => completions(shell),
        Command::Man { folder } => man::run(&folder),
    };
    exit.map(ExitCode::from)
}

fn lint_or_compare(args: LintArgs) -> Result<Exit, Failure> {
    match args.original_file.clone() {
        Some(original) => compare::run(&CompareArgs { original, lint: args }),
        None => lint::run(&args),
    }
}

/// Prints a completion script.
fn completions(shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "copydesk", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(Exit::Clean)
}
