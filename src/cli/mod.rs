//! The command line: the only place that prints, and with `settings/find.rs` the only one that reads files.

mod args;
mod console;
mod exit;
mod files;
mod lint;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use exit::{Exit, Failure};

/// Runs copydesk with these arguments, the program's name first; the statuses are in `exit.rs`.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // A closed standard output or error leaves nobody to tell.
            let _ = error.print();
            return if error.use_stderr() { Exit::Failed.into() } else { Exit::Clean.into() };
        }
    };
    args.color.write_global();
    match command(args.command) {
        Ok(exit) => exit.into(),
        Err(Failure::ClosedPipe) => Exit::Clean.into(),
        Err(Failure::Message(message)) => {
            console::error(&message);
            Exit::Failed.into()
        }
    }
}

fn command(command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Lint(args) => lint::run(&args),
    }
}
