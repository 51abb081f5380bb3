//! The arguments of the command line.

mod compare;
mod config;
mod formats;
mod lint;
mod names;
mod scope;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use names::RuleNames;

pub use compare::CompareArgs;
pub use formats::OutputFormat;
pub use lint::{LintArgs, RuleArgs, SeverityArg, When};
pub use scope::ScopeArgs;

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// Finds and repairs malformed article markup.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, about, long_about = None, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report damaged markup in articles, or repair it
    Lint(LintArgs),
    /// The same as `copydesk lint`
    Check(LintArgs),
    /// The same as `copydesk lint --fix`
    Fix(LintArgs),
    /// Compare a translation with its original, and restore what it lost
    Compare(Box<CompareArgs>),
    /// Run the language server on standard input and output
    #[cfg(feature = "server")]
    Lsp {
        /// Accepted because some editors pass it; it is the only way to connect
        #[arg(long)]
        stdio: bool,
        /// How much to log to standard error
        #[arg(long, value_name = "LEVEL", default_value = "warn")]
        log_level: LogLevel,
    },
    /// Explain a rule, or list the rules of a group
    Explain {
        /// The rule or group
        #[arg(value_parser = RuleNames, hide_possible_values = true)]
        rule: String,
    },
    /// List all rules
    Rules {
        /// The format of the list
        #[arg(long, value_name = "FORMAT", default_value = "table")]
        output_format: RulesFormat,
    },
    /// Create or show settings
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages into a folder
    Man {
        /// The folder; it is created if it does not exist
        folder: PathBuf,
    },
}

/// What to do with settings.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Create a settings file in the current folder
    Init,
    /// Print the settings that apply to an article or a folder
    Show {
        /// The article or folder
        #[arg(default_value = ".", hide_default_value = true)]
        path: PathBuf,
        #[command(flatten)]
        rules: RuleArgs,
    },
    /// Print the JSON schema of settings files
    Schema {
        /// Print the settings that an editor extension declares instead
        #[cfg(feature = "server")]
        #[arg(long)]
        editor: bool,
    },
}

/// How much is logged.
#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    /// Nothing
    Off,
    /// Errors
    Error,
    /// Errors and warnings
    Warn,
    /// The above, and what copydesk does
    Info,
    /// The above, in detail
    Debug,
}

/// Formats of the list of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// A table to read
    Table,
    /// A Markdown table
    Markdown,
    /// Everything about each rule, as JSON
    Json,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set; FORCE_COLOR and CLICOLOR_FORCE turn them on everywhere
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Applies this to all output.
    pub fn write_global(self) {
        let choice = match self {
            Self::Auto => automatic(std::env::var_os("NO_COLOR"), std::env::var_os("FORCE_COLOR")),
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// The choice of the environment: NO_COLOR wins unless it is empty; `FORCE_COLOR=0` turns colours off, any
/// other value on. The rest (CLICOLOR, CLICOLOR_FORCE, TERM) is handled by `anstream` for each output.
fn automatic(no_color: Option<OsString>, force_color: Option<OsString>) -> anstream::ColorChoice {
    let set = |variable: Option<OsString>| variable.filter(|value| !value.is_empty());
    match (set(no_color), set(force_color)) {
        (Some(_), _) => anstream::ColorChoice::Never,
        (None, Some(force)) if force == "0" || force == "false" => anstream::ColorChoice::Never,
        (None, Some(_)) => anstream::ColorChoice::Always,
        (None, None) => anstream::ColorChoice::Auto,
    }
}
