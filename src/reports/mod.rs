//! Reports: one format, one file.
//!
//! A report is written file by file, so that its size in memory does not grow with their number; files are rendered
//! by several threads at once, and the pieces are joined in order.

mod azure;
mod checkstyle;
mod concise;
mod excerpt;
mod full;
mod github;
mod gitlab;
mod grouped;
mod html;
mod json;
mod jsonl;
mod junit;
mod patch;
mod places;
mod recognise;
mod sarif;
mod sarif_result;
mod suggestions;
mod uri;
mod xml;

use std::{fmt, io};

use crate::findings::{Finding, Safety};
use crate::fixes::repair;
use crate::lint::lint;
use crate::settings::Settings;
use crate::text::Source;

pub use azure::Azure;
pub use checkstyle::Checkstyle;
pub use concise::Concise;
pub use full::Full;
pub use github::GitHub;
pub use gitlab::GitLab;
pub use grouped::Grouped;
pub use html::Html;
pub use json::Json;
pub use jsonl::JsonLines;
pub use junit::JUnit;
pub use patch::{Patch, unified};
pub use recognise::{ENOUGH, is_report};
pub use sarif::Sarif;
pub use suggestions::Suggestions;

/// An article and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct FileReport<'a> {
    /// The article.
    pub source: &'a Source,
    /// The findings in it, by place.
    pub findings: &'a [Finding],
    /// How it was linted: a report may show what repairs make of it.
    pub linter: &'a dyn FileLinter,
}

/// Lints and repairs the file of a report in the way in which it was linted.
pub trait FileLinter: fmt::Debug {
    /// What is found in `source`, the file with another text; nothing where that cannot be read.
    fn findings(&self, source: &Source) -> Option<Vec<Finding>>;

    /// The file after fixes that are at least so safe.
    fn repaired(&self, source: &Source, least: Safety) -> Source;
}

/// An article by itself.
impl FileLinter for Settings {
    fn findings(&self, source: &Source) -> Option<Vec<Finding>> {
        Some(lint(source.clone(), self).findings)
    }

    fn repaired(&self, source: &Source, least: Safety) -> Source {
        repair(source.clone(), self, least).source
    }
}

/// What a whole run found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles that were looked at.
    pub files: usize,
    /// Articles with findings.
    pub damaged: usize,
    /// Findings.
    pub findings: usize,
    /// Findings that safe fixes repair.
    pub safe: usize,
    /// Findings that only unsafe fixes repair.
    pub likely: usize,
}

/// A way to write down findings.
pub trait Format: Sync {
    /// Writes what is before the first file.
    ///
    /// # Errors
    /// Those of `out`, here and in the other functions.
    fn begin(&self, _out: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes one file. It does not matter which files were written before.
    ///
    /// # Errors
    /// Those of `out`.
    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()>;

    /// Whether files without findings are written too.
    fn lists_clean_files(&self) -> bool {
        false
    }

    /// Whether it tells how to change the bytes of the file: an article that was decoded has no place in it.
    fn needs_text_of_file(&self) -> bool {
        false
    }

    /// What is between two files.
    fn separator(&self) -> &'static str {
        ""
    }

    /// Writes what is after the last file.
    ///
    /// # Errors
    /// Those of `out`.
    fn end(&self, _out: &mut dyn io::Write, _totals: &Totals) -> io::Result<()> {
        Ok(())
    }
}
