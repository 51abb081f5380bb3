//! `concise`: one line per finding, as compilers and editors know it.

use std::io;

use super::places::Places;
use super::{FileReport, Format};
use crate::text::{path_text, printable};

/// `path:line:column: rule message`.
#[derive(Clone, Copy, Debug)]
pub struct Concise;

impl Format for Concise {
    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let path = path_text(file.source.path());
        let (path, places) = (printable(&path), Places::new(file.source));
        for finding in file.findings {
            let place = places.position(finding.span.start);
            let message = printable(&finding.message);
            writeln!(out, "{path}:{}:{}: {} {message}", place.line, place.column, finding.rule)?;
        }
        Ok(())
    }
}
