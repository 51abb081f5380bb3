//! `checkstyle`: the report of Checkstyle, which many CI servers and reviewdog read.

use std::io;

use super::places::Places;
use super::xml::Xml;
use super::{FileReport, Format, Totals};
use crate::text::path_text;

/// One element a file, one a finding.
#[derive(Clone, Copy, Debug)]
pub struct Checkstyle;

/// The version of Checkstyle whose report this is; readers want one.
const VERSION: &str = "8.0";

impl Format for Checkstyle {
    fn begin(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        Xml::new(out).start("checkstyle", &[("version", VERSION)])
    }

    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let (path, places) = (path_text(file.source.path()), Places::new(file.source));
        let mut xml = Xml::new(out);
        xml.start("file", &[("name", &path)])?;
        for finding in file.findings {
            let place = places.position(finding.span.start);
            let attributes = [
                ("line", &*place.line.to_string()),
                ("column", &*place.column.to_string()),
                ("severity", finding.severity.name()),
                ("message", &finding.message),
                ("source", &format!("copydesk.{}", finding.rule)),
            ];
            xml.empty("error", &attributes)?;
        }
        xml.end("file")
    }

    fn end(&self, out: &mut dyn io::Write, _: &Totals) -> io::Result<()> {
        Xml::new(out).end("checkstyle")
    }
}
