//! Globs of the command line: what `--exclude` leaves out, and paths that no shell has expanded.

use std::path::{Path, PathBuf};

use crate::cli::exit::Failure;
use crate::project::Globs;

/// What begins a wildcard.
const WILDCARDS: [char; 4] = ['*', '?', '[', '{'];

/// What `--exclude` leaves out. It counts for files that are named as well: both are said in one breath.
#[derive(Debug, Default)]
pub struct Excluded {
    globs: Globs,
    working: PathBuf,
}

impl Excluded {
    /// Reads the globs.
    ///
    /// # Errors
    /// If one is invalid.
    pub fn new(globs: &[String]) -> Result<Self, Failure> {
        let read = Globs::new(globs.iter().map(String::as_str)).map_err(|(index, message)| {
            Failure::Message(format!("--exclude {}: {message}", globs.get(index).map_or("", String::as_str)))
        })?;
        Ok(Self { globs: read, working: std::env::current_dir().unwrap_or_default() })
    }

    /// Whether the file or folder at `path` is left out.
    pub fn has(&self, path: &Path) -> bool {
        self.globs.matches(path.strip_prefix(&self.working).unwrap_or(without_dot(path)))
    }
}

/// A glob in place of a path, as `'docs/**/*.md'` in quotes, or in a shell that expands none.
#[derive(Debug)]
pub struct Pattern {
    base: PathBuf,
    globs: Globs,
    names_extension: bool,
}

impl Pattern {
    /// The glob that `path` is, if it is one.
    pub fn of(path: &Path) -> Option<Result<Self, Failure>> {
        let text = path.to_str().filter(|text| text.contains(WILDCARDS))?;
        let is_plain = |part: &&std::ffi::OsStr| !part.to_string_lossy().contains(WILDCARDS);
        let base: PathBuf = path.iter().take_while(is_plain).collect();
        let base = if base.as_os_str().is_empty() { PathBuf::from(".") } else { base };
        let extension = path.extension().is_some_and(|extension| is_plain(&extension));
        let globs = Globs::exact(text.trim_start_matches("./"));
        Some(match globs {
            Ok(globs) => Ok(Self { base, globs, names_extension: extension }),
            Err(message) => Err(Failure::Message(format!("{text}: {message}"))),
        })
    }

    /// The folder below which all that matches lies.
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// Whether it matches the file at `path`.
    pub fn matches(&self, path: &Path) -> bool {
        self.globs.matches(path)
    }

    /// Whether it says how the names of its files end: who names `*.njk` wants these, whatever they are.
    pub fn names_extension(&self) -> bool {
        self.names_extension
    }
}

/// `a.md` for `./a.md`: one file, whichever way it was named.
pub fn without_dot(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}
