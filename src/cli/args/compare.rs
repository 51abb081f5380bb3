//! The arguments of `compare`.

use std::path::PathBuf;

use super::lint::LintArgs;

/// Options of `lint` that choose among many articles.
const OF_MANY: [&str; 12] = [
    "changed",
    "staged",
    "watch",
    "show_files",
    "exclude",
    "no_ignore",
    "force_exclude",
    "threads",
    "to_utf8",
    "add_ignore",
    "learn",
    "original_file",
];

/// Arguments of `compare`.
#[derive(Clone, Debug, clap::Args)]
#[command(mut_arg("paths", |arg| arg
    .value_name("TRANSLATION").required(true).num_args(1).help("The translation; `-` reads standard input")))]
#[command(mut_args(|arg| if OF_MANY.contains(&arg.get_id().as_str()) { arg.hide(true) } else { arg }))]
pub struct CompareArgs {
    /// The original; `-` reads standard input
    pub original: PathBuf,
    #[command(flatten)]
    pub lint: LintArgs,
}

impl CompareArgs {
    /// An option that was given and makes no sense for one article.
    pub fn needless(&self) -> Option<&'static str> {
        let LintArgs {
            scope, watch, show_files, exclude, no_ignore, force_exclude, to_utf8, add_ignore, learn, ..
        } = &self.lint;
        let given = [
            (scope.changed.is_some(), "--changed"),
            (scope.staged, "--staged"),
            (*watch, "--watch"),
            (*show_files, "--show-files"),
            (!exclude.is_empty(), "--exclude"),
            (*no_ignore, "--no-ignore"),
            (*force_exclude, "--force-exclude"),
            (*to_utf8, "--to-utf8"),
            (*add_ignore, "--add-ignore"),
            (*learn, "--learn"),
        ];
        given.into_iter().find(|(is_given, _)| *is_given).map(|(_, option)| option)
    }
}
