//! `gitlab`: GitLab's code quality report, an array of Code Climate issues.

use std::io;

use serde::Serialize;

use super::json::Items;
use super::places::Places;
use super::{FileReport, Format};
use crate::baseline::unique_fingerprints;
use crate::findings::{Finding, Severity};
use crate::text::path_text;

/// An array of issues, one on a line.
#[derive(Clone, Copy, Debug)]
pub struct GitLab;

impl Format for GitLab {
    fn begin(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let (path, places) = (path_text(file.source.path()), Places::new(file.source));
        let path = path.strip_prefix("./").unwrap_or(&path);
        let mut items = Items::new(out);
        let fingerprints = unique_fingerprints(path, file.source, file.findings);
        for (finding, fingerprint) in file.findings.iter().zip(fingerprints) {
            items.add(&Issue::new(path, &places, finding, fingerprint))?;
        }
        Ok(())
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn end(&self, out: &mut dyn io::Write, _: &super::Totals) -> io::Result<()> {
        out.write_all(b"\n]\n")
    }
}

/// An issue of the Code Climate specification, with what GitLab asks for.
#[derive(Debug, Serialize)]
struct Issue<'a> {
    r#type: &'static str,
    check_name: &'static str,
    description: String,
    categories: [&'static str; 1],
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Debug, Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl<'a> Issue<'a> {
    fn new(path: &'a str, places: &Places, finding: &Finding, fingerprint: String) -> Self {
        let begin = places.position(finding.span.start).line;
        let lines = Lines { begin, end: places.last_line(finding.span) };
        let severity = match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        };
        Self {
            r#type: "issue",
            check_name: finding.rule,
            // A description is one line.
            description: crate::text::printable(&finding.message).into_owned(),
            categories: ["Style"],
            fingerprint,
            severity,
            location: Location { path, lines },
        }
    }
}
