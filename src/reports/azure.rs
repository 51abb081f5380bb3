//! `azure`: logging commands, which Azure DevOps shows as errors and warnings of a job.

use std::io;

use super::places::Places;
use super::{FileReport, Format};
use crate::findings::Severity;
use crate::text::{path_text, printable};

/// `##vso[task.logissue type=error;sourcepath=…;linenumber=…;columnnumber=…;code=…;]message`. Azure knows no lesser kind
/// than a warning.
#[derive(Clone, Copy, Debug)]
pub struct Azure;

impl Format for Azure {
    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let (path, places) = (path_text(file.source.path()), Places::new(file.source));
        let path = property(path.strip_prefix("./").unwrap_or(&path));
        for finding in file.findings {
            let place = places.position(finding.span.start);
            let kind = if finding.severity == Severity::Error { "error" } else { "warning" };
            writeln!(
                out,
                "##vso[task.logissue type={kind};sourcepath={path};linenumber={};columnnumber={};code={};]{}",
                place.line,
                place.column,
                finding.rule,
                data(&finding.message)
            )?;
        }
        Ok(())
    }
}

/// Text as a command's message: nothing in it begins another command or reaches a terminal raw.
fn data(text: &str) -> String {
    printable(text).replace('%', "%AZP25")
}

/// Text as a command's property.
fn property(text: &str) -> String {
    data(text).replace(';', "%3B").replace(']', "%5D")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_property_or_begins_a_command() {
        assert_eq!(property("100%3B; a]\n##vso[x]"), "100%AZP253B%3B a%5D␊##vso[x%5D");
    }
}
