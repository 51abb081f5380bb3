//! Arguments that leave out what is old.

use std::path::PathBuf;

/// Which findings and which files count.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Old damage")]
pub struct ScopeArgs {
    /// Report only what this baseline does not know
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    pub baseline: Option<PathBuf>,
    /// Write what is found into a baseline, and report none of it; with `--baseline`, write what is left of that one
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    pub write_baseline: Option<PathBuf>,
    /// Lint only files that changed, as git tells: since the last commit, or with `=REV` since this branch left REV
    #[arg(
        long,
        value_name = "REV",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "HEAD",
        conflicts_with = "staged"
    )]
    pub changed: Option<String>,
    /// Lint only files that are staged for the next commit, as they are staged
    #[arg(long)]
    pub staged: bool,
}
