//! The reports on the articles of a workspace as they are sent: in parts, or in one answer that has a limit.

use lsp_types::Url;
use serde_json::json;

use super::answer::result_id;
use crate::findings::Severity;
use crate::server::protocol::{Diagnostics, more_findings};

/// The most diagnostics in one answer; LSP 3.17 has no other way to an editor that takes no parts, and one that shows
/// hundreds of thousands of them shows nothing.
const MOST_DIAGNOSTICS: usize = 10_000;

/// Articles of which one part of a result holds the reports.
const PART: usize = 50;

/// Bytes of diagnostics in one part from which on it is sent.
const PART_BYTES: usize = 1 << 16;

/// The report on one article (LSP 3.17, `WorkspaceDocumentDiagnosticReport`).
#[derive(Debug)]
pub struct FileReport {
    /// The address of the article.
    pub uri: Url,
    /// The version, where it is open.
    pub version: Option<i32>,
    /// What identifies the result; `None` if there is nothing to come back to.
    pub fingerprint: Option<u64>,
    /// What was found.
    pub content: Content,
}

/// What a report says.
#[derive(Debug)]
pub enum Content {
    /// What the editor knows already; how many diagnostics that are.
    Unchanged(usize),
    /// These diagnostics.
    Full(Diagnostics),
}

impl FileReport {
    /// That there is nothing any more.
    pub fn gone(uri: Url) -> Self {
        Self { uri, version: None, fingerprint: None, content: Content::Full(Diagnostics::default()) }
    }

    fn count(&self) -> usize {
        match &self.content {
            Content::Unchanged(count) => *count,
            Content::Full(diagnostics) => diagnostics.list.len(),
        }
    }

    fn bytes(&self) -> usize {
        match &self.content {
            Content::Unchanged(_) => 0,
            Content::Full(diagnostics) => diagnostics.list.iter().map(|(_, json)| json.len()).sum(),
        }
    }

    /// Removes up to `most` diagnostics of a severity, from the end; how many there were. What is left is nothing to come
    /// back to.
    fn cut(&mut self, severity: Severity, most: usize) -> usize {
        let Content::Full(diagnostics) = &mut self.content else { return 0 };
        let mut left = diagnostics.list.iter().filter(|(own, _)| *own == severity).count().saturating_sub(most);
        let before = diagnostics.list.len();
        diagnostics.list.retain(|(own, _)| {
            let stays = *own != severity || left > 0;
            left -= usize::from(*own == severity && stays);
            stays
        });
        let cut = before - diagnostics.list.len();
        if cut > 0 {
            diagnostics.list.shrink_to_fit();
            self.fingerprint = None;
        }
        cut
    }

    /// Writes it as JSON. `hidden` is what is said of findings that are not shown.
    fn write(&self, hidden: Option<&str>, out: &mut Vec<u8>) {
        let kind = if matches!(self.content, Content::Full(_)) { "full" } else { "unchanged" };
        let (uri, version) = (json!(self.uri), json!(self.version));
        out.extend_from_slice(format!("{{\"kind\":\"{kind}\",\"uri\":{uri},\"version\":{version}").as_bytes());
        if let Some(fingerprint) = self.fingerprint {
            out.extend_from_slice(format!(",\"resultId\":\"{}\"", result_id(fingerprint)).as_bytes());
        }
        if let Content::Full(diagnostics) = &self.content {
            let hidden = hidden.map(str::as_bytes);
            let parts: Vec<&[u8]> = diagnostics.list.iter().map(|(_, json)| &**json).chain(hidden).collect();
            out.extend_from_slice(b",\"items\":[");
            out.extend_from_slice(&parts.join(&b','));
            out.push(b']');
        }
        out.push(b'}');
    }
}

/// Reports that wait for being sent.
#[derive(Debug, Default)]
pub struct Reports {
    list: Vec<FileReport>,
    /// How many diagnostics they have, and their length in bytes.
    count: usize,
    bytes: usize,
    /// How many were left out, and the first report without some of its own.
    hidden: usize,
    first_cut: Option<usize>,
}

impl Reports {
    /// Adds a report.
    pub fn add(&mut self, report: FileReport) {
        self.count += report.count();
        self.bytes += report.bytes();
        self.list.push(report);
    }

    /// Whether they are enough for a part.
    pub fn fill_a_part(&self) -> bool {
        self.list.len() >= PART || self.bytes >= PART_BYTES
    }

    /// Leaves out the gentlest where there are far more than one answer may have.
    pub fn limit(&mut self) {
        // Each time many, so that the work grows with what is found and not with its square.
        if self.count > 2 * MOST_DIAGNOSTICS {
            self.cut();
        }
    }

    /// Leaves out the gentlest, and of these the last, until there are as many as one answer may have.
    pub fn cut(&mut self) {
        for severity in [Severity::Info, Severity::Warning, Severity::Error] {
            for (index, report) in self.list.iter_mut().enumerate().rev() {
                let excess = self.count.saturating_sub(MOST_DIAGNOSTICS);
                if excess == 0 {
                    return;
                }
                let cut = report.cut(severity, excess);
                self.count -= cut;
                self.hidden += cut;
                if cut > 0 {
                    self.first_cut = Some(self.first_cut.map_or(index, |first| first.min(index)));
                }
            }
        }
    }

    /// Takes them as a JSON array.
    pub fn take(&mut self) -> Vec<u8> {
        let reports = std::mem::take(self);
        let mut json = b"[".to_vec();
        for (index, report) in reports.list.into_iter().enumerate() {
            if index > 0 {
                json.push(b',');
            }
            let more = match &report.content {
                Content::Full(diagnostics) => diagnostics.more,
                Content::Unchanged(_) => 0,
            };
            let hidden = if reports.first_cut == Some(index) { reports.hidden + more } else { more };
            let note = (hidden > 0).then(|| more_findings(hidden));
            report.write(note.as_deref(), &mut json);
        }
        json.push(b']');
        json
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn report(number: usize, severities: &[Severity]) -> FileReport {
        let uri = Url::parse(&format!("file:///{number}.md")).expect("an address");
        let list = severities.iter().map(|severity| (*severity, json!(severity.name()).to_string().into_bytes()));
        let content = Content::Full(Diagnostics { list: list.collect(), more: 0 });
        FileReport { uri, version: None, fingerprint: Some(number as u64), content }
    }

    #[test]
    fn the_gravest_of_all_articles_are_kept() {
        let mut reports = Reports::default();
        let many = MOST_DIAGNOSTICS / 100;
        for number in 0..200 {
            let severities = [Severity::Error, Severity::Info, Severity::Warning].map(|severity| [severity; 20]);
            reports.add(report(number, &severities.concat()));
            reports.limit();
            assert!(reports.count <= 2 * MOST_DIAGNOSTICS && reports.list.len() == number + 1);
        }
        reports.cut();
        assert_eq!((reports.count, reports.hidden), (MOST_DIAGNOSTICS, 200 * 60 - MOST_DIAGNOSTICS));
        let json: Value = serde_json::from_slice(&reports.take()).expect("JSON");
        let all: Vec<_> = json.as_array().expect("a list").iter().filter_map(|it| it["items"].as_array()).collect();
        let of = |name: &str| all.iter().flat_map(|items| items.iter()).filter(|item| *item == name).count();
        assert_eq!((of("error"), of("warning")), (4_000, 4_000));
        assert_eq!(of("info"), 2_000, "of the gentlest the first are kept");
        let notes = all.iter().flat_map(|items| items.iter()).filter(|item| item.is_object());
        assert_eq!(notes.map(|note| note["message"].as_str()).collect::<Vec<_>>().len(), 1);
        assert_eq!(json[0]["resultId"], "0000000000000000");
        assert!(json[many].get("resultId").is_none(), "what was cut is asked for anew");
    }

    #[test]
    fn what_the_editor_has_already_counts() {
        let mut reports = Reports::default();
        let known = FileReport { content: Content::Unchanged(MOST_DIAGNOSTICS), ..report(0, &[]) };
        reports.add(known);
        reports.add(report(1, &[Severity::Error]));
        reports.cut();
        let json: Value = serde_json::from_slice(&reports.take()).expect("JSON");
        assert_eq!((&json[0]["kind"], json[0].get("items")), (&json!("unchanged"), None));
        assert_eq!(json[1]["items"].as_array().map(Vec::len), Some(1), "a note");
    }

    #[test]
    fn parts_are_short() {
        let mut reports = Reports::default();
        assert!(!reports.fill_a_part());
        (0..PART).for_each(|number| reports.add(report(number, &[])));
        assert!(reports.fill_a_part());
        reports.take();
        assert!(!reports.fill_a_part());
        let list = vec![(Severity::Error, vec![b' '; PART_BYTES])];
        reports.add(FileReport { content: Content::Full(Diagnostics { list, more: 0 }), ..report(0, &[]) });
        assert!(reports.fill_a_part());
    }
}
