//! `concise`: one line per finding, as compilers and editors know it.

use std::io;

use super::places::Places;
use super::{FileReport, Format};
use crate::findings::{Finding, Safety};
use crate::text::{path_text, printable};

/// `path:line:column: severity[rule]: message (safe fix)`: as rustc's short messages, with a mark where a repair exists,
/// as other linters have one.
#[derive(Clone, Copy, Debug)]
pub struct Concise;

impl Format for Concise {
    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let path = path_text(file.source.path());
        let (path, places) = (printable(&path), Places::new(file.source));
        for finding in file.findings {
            let place = places.position(finding.span.start);
            writeln!(out, "{path}:{}:{}: {}{}", place.line, place.column, title(finding), repair(finding))?;
        }
        Ok(())
    }
}

/// `severity[rule]: message`.
pub(super) fn title(finding: &Finding) -> String {
    format!("{}[{}]: {}", finding.severity.name(), finding.rule, printable(&finding.message))
}

/// Which fix repairs the finding. What only a person can choose, in an editor, is not told.
pub(super) fn repair(finding: &Finding) -> &'static str {
    match finding.fixes.iter().map(|fix| fix.safety).max() {
        Some(Safety::Safe) => " (safe fix)",
        Some(Safety::Unsafe) => " (unsafe fix)",
        Some(Safety::Shown) | None => "",
    }
}
