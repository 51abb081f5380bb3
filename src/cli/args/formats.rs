//! The formats of reports, as arguments.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;

use crate::text::did_you_mean;

/// Formats of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// Each finding with the text around it
    Full,
    /// path:line:column: severity[rule]: message (safe fix)
    Concise,
    /// The findings of each file below its name
    Grouped,
    /// An array of findings
    Json,
    /// One finding per line
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations in GitHub Actions
    #[value(name = "github")]
    GitHub,
    /// Errors and warnings in Azure Pipelines
    Azure,
    /// GitLab's code quality report
    #[value(name = "gitlab")]
    GitLab,
    /// JUnit XML: each finding is a failed test
    #[value(name = "junit")]
    JUnit,
    /// Checkstyle XML
    Checkstyle,
    /// A page with charts, filters and repaired texts
    Html,
    /// What `--fix` would change, for `git apply`
    Patch,
    /// What `--fix` would change, for comments in a review: JSON
    Suggestions,
}

impl OutputFormat {
    /// Whether it tells what repairs change, of the safety that is asked for.
    pub fn shows_repairs(self) -> bool {
        matches!(self, Self::Patch | Self::Suggestions)
    }
}

/// A report in addition to the main one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportArg {
    /// Its format.
    pub format: OutputFormat,
    /// Its file.
    pub file: PathBuf,
}

impl FromStr for ReportArg {
    type Err = String;

    /// Reads `FORMAT=FILE`.
    fn from_str(argument: &str) -> Result<Self, String> {
        let example = "write it as FORMAT=FILE, for example `sarif=report.sarif`";
        let Some((name, file)) = argument.split_once('=') else {
            return Err(format!("the `=` is missing; {example}"));
        };
        let Ok(format) = OutputFormat::from_str(name, true) else {
            let names: Vec<_> =
                OutputFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect();
            let names = names.iter().map(clap::builder::PossibleValue::get_name);
            return Err(format!("unknown format `{name}`{}", did_you_mean(name, names)));
        };
        if file.is_empty() {
            return Err(format!("the file is missing; {example}"));
        }
        Ok(Self { format, file: file.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_name_a_format_and_a_file() {
        let parsed: ReportArg = "sarif=a=b.json".parse().expect("it is well formed");
        assert_eq!(parsed, ReportArg { format: OutputFormat::Sarif, file: "a=b.json".into() });
        let error = |argument: &str| argument.parse::<ReportArg>().expect_err("it is not");
        assert_eq!(error("sarf=x"), "unknown format `sarf`; did you mean `sarif`?");
        assert!(error("sarif").starts_with("the `=` is missing") && error("html=").starts_with("the file is missing"));
    }
}
