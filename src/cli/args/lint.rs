//! The arguments of `lint`.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{OsStringValueParser, TypedValueParser};

use super::config::ConfigArg;
use super::formats::{OutputFormat, ReportArg};
use super::names::RuleNames;
use super::scope::ScopeArgs;
use crate::cli::exit::Failure;
use crate::disk::encodings;
use crate::findings::{Safety, Severity};
use crate::project::SettingsSource;
use crate::settings::{MOST_MEGABYTES, Overrides};
use crate::text::{Flavor, path_text};

/// Arguments of `lint`.
#[derive(Clone, Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub struct LintArgs {
    /// Files, folders and globs to lint [default: the current folder]; `-` reads standard input
    pub paths: Vec<PathBuf>,

    /// Apply safe fixes
    #[arg(long, help_heading = "Fixing")]
    pub fix: bool,
    /// With `--fix`, `--diff` and reports of repairs: unsafe fixes too; review the result
    #[arg(long, help_heading = "Fixing")]
    pub unsafe_fixes: bool,
    /// Show what `--fix` would change, without changing anything
    #[arg(long, help_heading = "Fixing", conflicts_with = "fix")]
    pub diff: bool,
    /// Add comments that silence all that is found now, and change nothing else
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["fix", "diff", "baseline", "write_baseline", "staged"])]
    pub add_ignore: bool,
    /// Write what three or more translations of a language do alike into `[translations]` of copydesk.toml, as conventions that
    /// are not reported
    #[arg(long, help_heading = "Translations", conflicts_with_all = [
        "add_ignore", "baseline", "changed", "diff", "fix", "output_file", "report", "show_files", "staged", "statistics",
        "watch", "write_baseline",
    ])]
    pub learn: bool,
    /// Apply only the fixes of these rules: names of rules or groups, or ALL
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = RuleNames, hide_possible_values = true)]
    #[arg(help_heading = "Fixing")]
    pub fixable: Option<Vec<String>>,
    /// Do not apply the fixes of these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = RuleNames, hide_possible_values = true)]
    #[arg(help_heading = "Fixing")]
    pub unfixable: Vec<String>,

    /// The original of a translation, to report and restore what the translation lost; for whole folders, see `[translations]`
    /// in the settings
    #[arg(long = "original", value_name = "FILE")]
    pub original_file: Option<PathBuf>,

    #[command(flatten)]
    pub rules: RuleArgs,

    #[command(flatten)]
    pub scope: ScopeArgs,

    /// The format of the report [default: full on a terminal, concise elsewhere]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub output_format: Option<OutputFormat>,
    /// Write the report to this file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub output_file: Option<PathBuf>,
    /// Write another report; can be repeated
    #[arg(long, value_name = "FORMAT=FILE", help_heading = "Output", conflicts_with = "diff")]
    pub report: Vec<ReportArg>,
    /// Show the number of findings per rule instead of the findings
    #[arg(long, help_heading = "Output")]
    pub statistics: bool,
    /// Exit with 0 even if there are findings
    #[arg(long, help_heading = "Output")]
    pub exit_zero: bool,
    /// Exit with 1 only if there are findings of this severity or above [default: info]
    #[arg(long, value_name = "SEVERITY", help_heading = "Output", conflicts_with_all = ["diff", "exit_zero"])]
    pub fail_on: Option<SeverityArg>,
    /// Do not print a summary
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
    /// When to show progress
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub progress: When,

    /// The file name to assume for standard input; it determines flavor and settings
    #[arg(long, value_name = "FILE", help_heading = "Files")]
    pub stdin_filename: Option<PathBuf>,
    /// Take articles as JSON lines from standard input or the named files, and answer each line by one: with what was found in
    /// the article, or with `--fix` with the line, in which the article is repaired
    #[arg(long, help_heading = "Files", conflicts_with_all = [
        "add_ignore", "changed", "diff", "exclude", "force_exclude", "no_ignore", "original_file", "output_file", "output_format",
        "report", "show_files", "staged", "statistics", "to_utf8", "encoding", "baseline", "write_baseline", "watch",
    ])]
    pub jsonl_in: bool,
    /// With `--jsonl-in`, the field that holds the article; dots lead to a field of a field [default: text]
    #[arg(long, value_name = "NAME", help_heading = "Files", requires = "jsonl_in")]
    pub field: Option<String>,
    /// Go on, and lint files again when they change
    #[arg(long, help_heading = "Files", conflicts_with_all = [
        "add_ignore", "changed", "diff", "output_file", "report", "show_files", "staged", "statistics", "to_utf8",
        "write_baseline",
    ])]
    pub watch: bool,
    /// Rewrite articles that are not UTF-8 as UTF-8; without it, they are linted and not changed
    #[arg(long, help_heading = "Files", conflicts_with_all = ["diff", "staged", "show_files"])]
    pub to_utf8: bool,
    /// The encoding of articles that are not UTF-8 [default: what they say, or Windows-1252 where they look like it]
    #[arg(long, value_name = "NAME", help_heading = "Files", value_parser = encoding)]
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// Leave out files and folders: a glob, relative to the current folder; can be repeated
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    pub exclude: Vec<String>,
    /// List the files that would be linted, and lint nothing
    #[arg(long, help_heading = "Files", conflicts_with_all = ["fix", "diff", "statistics", "report", "write_baseline"])]
    pub show_files: bool,
    /// Also lint files that `.gitignore` and `.ignore` leave out
    #[arg(long, help_heading = "Files")]
    pub no_ignore: bool,
    /// Skip excluded files even if they are named on the command line: for hooks
    #[arg(long, help_heading = "Files")]
    pub force_exclude: bool,
    /// Number of threads [default: one per core]
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true, help_heading = "Files")]
    pub threads: usize,
}

/// Arguments that choose settings and rules.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Rules and settings")]
pub struct RuleArgs {
    /// Run only these rules: names of rules or groups, or ALL
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = RuleNames, hide_possible_values = true)]
    pub select: Option<Vec<String>>,
    /// Run these rules in addition
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = RuleNames, hide_possible_values = true)]
    pub extend_select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = RuleNames, hide_possible_values = true)]
    pub ignore: Vec<String>,
    /// Skip rules below this severity
    #[arg(long, value_name = "SEVERITY")]
    pub severity_threshold: Option<SeverityArg>,
    /// Read every article in this flavor
    #[arg(long, value_name = "FLAVOR")]
    pub flavor: Option<FlavorArg>,
    /// The size limit for articles, in megabytes [default: 32]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_MEGABYTES)))]
    pub max_article_megabytes: Option<u32>,
    /// Use only this settings file; or put this setting on top of those in force; can be repeated
    #[arg(long, value_name = "FILE|KEY = VALUE", value_parser = OsStringValueParser::new().map(ConfigArg::from))]
    pub config: Vec<ConfigArg>,
    /// Ignore all settings files
    #[arg(long)]
    pub isolated: bool,
}

impl RuleArgs {
    /// The settings files that are named.
    pub fn config_files(&self) -> impl Iterator<Item = &PathBuf> {
        self.config.iter().filter_map(ConfigArg::file)
    }

    /// Where settings come from.
    ///
    /// # Errors
    /// If the arguments name more than one place.
    pub fn source(&self) -> Result<SettingsSource, Failure> {
        let mut files = self.config_files();
        match (files.next(), files.next(), self.isolated) {
            (None, _, true) => Ok(SettingsSource::Isolated),
            (None, _, false) => Ok(SettingsSource::Nearest),
            (Some(file), None, false) => Ok(SettingsSource::File(file.clone())),
            (Some(_), None, true) => Err(Failure::Message(
                "--isolated ignores all settings files, and --config names one; remove one of the two".to_owned(),
            )),
            (Some(one), Some(other), _) => Err(Failure::Message(format!(
                "--config names two settings files, {} and {}; name one",
                path_text(one),
                path_text(other)
            ))),
        }
    }

    /// The settings that override the settings file.
    pub fn overrides(&self) -> Overrides {
        Overrides {
            select: self.select.clone(),
            extend_select: self.extend_select.clone(),
            ignore: self.ignore.clone(),
            severity_threshold: self.severity_threshold.map(|SeverityArg(severity)| severity),
            flavor: self.flavor.map(|FlavorArg(flavor)| flavor),
            max_article_megabytes: self.max_article_megabytes,
            inline: self.config.iter().filter_map(ConfigArg::setting).map(str::to_owned).collect(),
            ..Overrides::default()
        }
    }
}

impl LintArgs {
    /// The least safety of the fixes that are applied.
    pub fn least_safety(&self) -> Safety {
        if self.unsafe_fixes { Safety::Unsafe } else { Safety::Safe }
    }

    /// The settings that override the settings file.
    pub fn overrides(&self) -> Overrides {
        Overrides { fixable: self.fixable.clone(), unfixable: self.unfixable.clone(), ..self.rules.overrides() }
    }

    /// The same with `--fix`, but where `--diff` asks for what it would do.
    pub fn fixing(mut self) -> Self {
        self.fix = !self.diff && !self.show_files && !self.add_ignore;
        self
    }
}

/// The encoding of this name.
fn encoding(name: &str) -> Result<&'static encoding_rs::Encoding, String> {
    encodings::named(name).ok_or_else(|| "unknown encoding; write for example windows-1250 or shift_jis".to_owned())
}

/// When to show what is meant for people at a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, if the run takes long
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A severity as an argument.
#[derive(Clone, Copy, Debug)]
pub struct SeverityArg(pub Severity);

impl ValueEnum for SeverityArg {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self(Severity::Error), Self(Severity::Warning), Self(Severity::Info)]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(self.0.name().into())
    }
}

/// A flavor as an argument.
#[derive(Clone, Copy, Debug)]
pub struct FlavorArg(pub Flavor);

impl ValueEnum for FlavorArg {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self(Flavor::Html), Self(Flavor::Markdown), Self(Flavor::Mdx), Self(Flavor::Text)]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.name()).aliases(self.0.aliases()))
    }
}
