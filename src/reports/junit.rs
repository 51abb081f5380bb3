//! `junit`: each finding a failed test, each article without one a test that passed.

use std::collections::HashMap;
use std::fmt::Write;
use std::io;

use super::places::Places;
use super::xml::Xml;
use super::{FileReport, Format, Totals};
use crate::findings::Finding;
use crate::text::path_text;

/// One test suite an article.
#[derive(Clone, Copy, Debug)]
pub struct JUnit;

impl Format for JUnit {
    fn begin(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        Xml::new(out).start("testsuites", &[("name", "copydesk")])
    }

    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let (path, places) = (path_text(file.source.path()), Places::new(file.source));
        let mut xml = Xml::new(out);
        let (tests, failures) = (file.findings.len().max(1).to_string(), file.findings.len().to_string());
        xml.start("testsuite", &[("name", &*path), ("tests", &tests), ("failures", &failures), ("errors", "0")])?;
        if file.findings.is_empty() {
            xml.empty("testcase", &[("name", "no findings"), ("classname", &path)])?;
        }
        let mut names = Names::default();
        for finding in file.findings {
            xml.start("testcase", &[("name", &names.unique(finding)), ("classname", &path)])?;
            let failure = [("message", &*finding.message), ("type", finding.rule)];
            xml.text("failure", &failure, &explanation(&path, &places, finding))?;
            xml.end("testcase")?;
        }
        xml.end("testsuite")
    }

    /// A report without any test is taken for a broken one.
    fn lists_clean_files(&self) -> bool {
        true
    }

    fn end(&self, out: &mut dyn io::Write, _: &Totals) -> io::Result<()> {
        Xml::new(out).end("testsuites")
    }
}

/// Names of an article's tests. They do not hold lines, so that a server knows a finding again when its line moved.
#[derive(Default)]
struct Names {
    seen: HashMap<String, u32>,
}

impl Names {
    fn unique(&mut self, finding: &Finding) -> String {
        let name = format!("{}: {}", finding.rule, finding.message);
        let count = self.seen.entry(name.clone()).and_modify(|count| *count += 1).or_insert(1);
        if *count == 1 { name } else { format!("{name} ({count})") }
    }
}

/// What a person reads about a failed test.
fn explanation(path: &str, places: &Places, finding: &Finding) -> String {
    let place = places.position(finding.span.start);
    // A path may hold a line end, which would look like text of ours.
    let path = crate::text::printable(path);
    let (severity, message) = (finding.severity.name(), crate::text::printable(&finding.message));
    let mut text = format!("{path}:{}:{}: {severity}: {message}", place.line, place.column);
    for help in finding.help.iter().chain(finding.fixes.iter().map(|fix| &fix.title).take(1)) {
        let _ = write!(text, "\n{}", crate::text::printable(help));
    }
    text
}
