//! `github`: workflow commands, which GitHub shows as annotations beside the lines.

use std::io;

use super::places::Places;
use super::{FileReport, Format};
use crate::findings::Severity;
use crate::text::{path_text, printable};

/// `::error file=…,line=…::message`. GitHub shows at most ten of each kind in a step.
#[derive(Clone, Copy, Debug)]
pub struct GitHub;

impl Format for GitHub {
    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let (path, places) = (path_text(file.source.path()), Places::new(file.source));
        let path = property(path.strip_prefix("./").unwrap_or(&path));
        for finding in file.findings {
            let (start, end) = (places.position(finding.span.start), places.position(finding.span.end));
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            write!(out, "::{command} file={path},line={},endLine={}", start.line, places.last_line(finding.span))?;
            // GitHub takes columns only for annotations within one line.
            if start.line == end.line {
                write!(out, ",col={},endColumn={}", start.column, end.column)?;
            }
            writeln!(out, ",title={}::{}", property(&format!("copydesk: {}", finding.rule)), data(&finding.message))?;
        }
        Ok(())
    }
}

/// Text as a command's message: nothing in it begins another command or reaches a terminal raw.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25")
}

/// Text as a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_property_or_begins_a_command() {
        assert_eq!(property("100%0A: a,b\n::error::"), "100%250A%3A a%2Cb␊%3A%3Aerror%3A%3A");
        assert_eq!(data("a\r\n::stop-commands::x"), "a␍␊::stop-commands::x");
    }
}
