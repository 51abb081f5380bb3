//! The reports of a run: where each goes, and how it is written.

use super::sink::{Sink, Target};
use crate::cli::args::{LintArgs, OutputFormat};
use crate::cli::exit::Failure;
use crate::reports::{
    Azure, Checkstyle, Concise, Format, Full, GitHub, GitLab, Grouped, Html, JUnit, Json, JsonLines, Patch, Sarif,
    Suggestions,
};

/// One report.
pub struct Output<'a> {
    /// Where it goes.
    pub target: Target<'a>,
    /// How findings are written; `None` for differences and statistics.
    pub format: Option<Box<dyn Format>>,
}

/// The reports that are asked for, the main one first.
pub fn outputs(args: &LintArgs, reads_stdin: bool) -> Vec<Output<'_>> {
    let target = match &args.output_file {
        Some(file) => Target::File(file),
        None if reads_stdin && args.fix => Target::Error,
        None => Target::Output,
    };
    let default = if target.is_terminal() { OutputFormat::Full } else { OutputFormat::Concise };
    let lists_findings = !args.statistics && !args.diff;
    let main = lists_findings.then(|| format(args, args.output_format.unwrap_or(default), target));
    let mut outputs = vec![Output { target, format: main }];
    for report in &args.report {
        let target = Target::File(&report.file);
        outputs.push(Output { target, format: Some(format(args, report.format, target)) });
    }
    outputs
}

/// Begins all reports.
///
/// # Errors
/// If one cannot be written.
pub fn begin<'a>(outputs: &'a [Output]) -> Result<Vec<Sink<'a>>, Failure> {
    outputs.iter().map(|output| Sink::begin(output.target.open()?, output.format.as_deref())).collect()
}

fn format(args: &LintArgs, format: OutputFormat, target: Target) -> Box<dyn Format> {
    match format {
        OutputFormat::Full => Box::new(Full::new(target.columns(), target.has_colours())),
        OutputFormat::Concise => Box::new(Concise),
        OutputFormat::Grouped => Box::new(Grouped),
        OutputFormat::Azure => Box::new(Azure),
        OutputFormat::Json => Box::new(Json),
        OutputFormat::Jsonl => Box::new(JsonLines),
        OutputFormat::Sarif => Box::new(Sarif),
        OutputFormat::GitHub => Box::new(GitHub),
        OutputFormat::GitLab => Box::new(GitLab),
        OutputFormat::JUnit => Box::new(JUnit),
        OutputFormat::Checkstyle => Box::new(Checkstyle),
        OutputFormat::Html => Box::new(Html),
        OutputFormat::Patch => Box::new(Patch { least: args.least_safety(), is_seen: target.is_terminal() }),
        OutputFormat::Suggestions => Box::new(Suggestions { least: args.least_safety() }),
    }
}
