//! Reports: one format, one file.
//!
//! A report is written file by file, so that its size in memory does not grow with their number; files are rendered
//! by several threads at once, and the pieces are joined in order.

mod address;
mod concise;
mod excerpt;
mod full;
mod json;
mod jsonl;
mod page;
mod places;
mod printable;

use std::io;

use crate::findings::Finding;
use crate::text::Source;

pub use address::rule_address;
pub use concise::Concise;
pub use full::Full;
pub use json::Json;
pub use jsonl::JsonLines;
pub use page::{fix_text, page};
pub use printable::{path_text, printable};

/// An article and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct FileReport<'a> {
    /// The article.
    pub source: &'a Source,
    /// The findings in it, by place.
    pub findings: &'a [Finding],
}

/// A way to write down findings.
pub trait Format: Sync {
    /// Writes what stands before the first file.
    ///
    /// # Errors
    /// Those of `out`, here and in the other functions.
    fn begin(&self, _out: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes one file that has findings. It does not matter which files were written before.
    ///
    /// # Errors
    /// Those of `out`.
    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()>;

    /// What stands between two files that have findings.
    fn separator(&self) -> &'static str {
        ""
    }

    /// Writes what stands behind the last file.
    ///
    /// # Errors
    /// Those of `out`.
    fn end(&self, _out: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }
}
