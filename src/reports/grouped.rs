//! `grouped`: the findings below the name of their file.

use std::io;

use super::concise::{repair, title};
use super::places::Places;
use super::{FileReport, Format};
use crate::text::{path_text, printable};

/// The name of each file on a line of its own, and below it `line:column  severity[rule]: message (safe fix)`.
#[derive(Clone, Copy, Debug)]
pub struct Grouped;

impl Format for Grouped {
    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let places = Places::new(file.source);
        writeln!(out, "{}", printable(&path_text(file.source.path())))?;
        let shown = file.findings.iter().map(|finding| {
            let place = places.position(finding.span.start);
            format!("{}:{}", place.line, place.column)
        });
        let shown: Vec<_> = shown.collect();
        let width = shown.iter().map(String::len).max().unwrap_or(0);
        for (place, finding) in shown.iter().zip(file.findings) {
            writeln!(out, "  {place:width$}  {}{}", title(finding), repair(finding))?;
        }
        Ok(())
    }

    fn separator(&self) -> &'static str {
        "\n"
    }
}
