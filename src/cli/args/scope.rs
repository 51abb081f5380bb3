//! Arguments that limit a run to new damage or changed files.

use std::path::PathBuf;

/// Which findings are reported and which files are linted.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Old damage")]
pub struct ScopeArgs {
    /// Report only findings that are not in this baseline
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    pub baseline: Option<PathBuf>,
    /// Write the findings to a baseline instead of reporting them; with `--baseline`, write what is left of that one
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    pub write_baseline: Option<PathBuf>,
    /// Lint only files changed in git: since the last commit or, with `=REV`, since this branch left REV
    #[arg(
        long,
        value_name = "REV",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "HEAD",
        conflicts_with = "staged"
    )]
    pub changed: Option<String>,
    /// Lint only files staged for the next commit, with the text that is staged
    #[arg(long)]
    pub staged: bool,
}
