//! What is known about one version of a document.

use std::path::Path;
use std::sync::Arc;

use tower_lsp::lsp_types::{Diagnostic, Url};

use super::convert;
use super::documents::Snapshot;
use super::faults;
use super::features::Features;
use super::settings::Resolved;
use super::text::Text;
use crate::findings::Finding;
use crate::lint::{Document, Report};
use crate::settings::Settings;
use crate::text::{Source, Span};

/// Diagnostics of one document at most; VS Code drops the others, whatever their severity.
pub const MOST_DIAGNOSTICS: usize = 1000;

/// One version of a document, linted.
#[derive(Debug)]
pub struct Analysis {
    /// The address of the document.
    pub uri: Url,
    /// The version.
    pub version: i32,
    /// The number of changes that made it.
    pub edition: u64,
    /// The number of everything that happened to the document until then.
    pub revision: u64,
    /// The text, for positions.
    pub text: Text,
    /// What was read in it.
    pub document: Document,
    /// What was found in it.
    pub report: Report,
    /// The settings that count for it.
    pub settings: Arc<Settings>,
    /// What is shown of the findings.
    pub diagnostics: Vec<Diagnostic>,
    /// Equal where the diagnostics look equal.
    pub fingerprint: u64,
}

/// Why there is no analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// A rule panicked.
    Panicked,
    /// The text is no article: it holds NUL bytes or is too long.
    NoArticle,
    /// The document was closed.
    Closed,
}

impl Analysis {
    /// Reads and lints a document. `resolve` finds the settings of the document at a path.
    ///
    /// # Errors
    /// [`Failure::NoArticle`].
    pub fn new(
        uri: Url,
        path: &Path,
        snapshot: Snapshot,
        found: Resolved,
        features: &Features,
    ) -> Result<Self, Failure> {
        let Snapshot { text, version, edition, revision, before } = snapshot;
        let content = match before {
            Some((previous, edits)) => edited(previous, &edits).unwrap_or_else(|| text.contiguous()),
            None => text.contiguous(),
        };
        debug_assert_eq!(content.len(), text.len(), "the two forms of the text differ");
        faults::inject(&content);
        let source = Source::new(path, found.flavor, content).map_err(|_| Failure::NoArticle)?;
        let document = Document::new(source);
        let report = if found.excluded { Report::default() } else { document.report(&found.settings) };
        let mut analysis = Self {
            uri,
            version,
            edition,
            revision,
            text,
            document,
            report,
            settings: found.settings,
            diagnostics: Vec::new(),
            fingerprint: 0,
        };
        analysis.diagnostics = convert::diagnostics(&analysis, features);
        analysis.fingerprint = convert::fingerprint(&analysis.diagnostics);
        Ok(analysis)
    }

    /// The findings that are shown, with their indices: all, or the gravest where there are too many.
    pub fn shown(&self) -> Vec<(usize, &Finding)> {
        let mut shown: Vec<_> = self.report.findings.iter().enumerate().collect();
        if shown.len() > MOST_DIAGNOSTICS {
            shown.sort_by_key(|(_, finding)| (std::cmp::Reverse(finding.severity), finding.span));
            // One place is kept for saying how many more there are.
            shown.truncate(MOST_DIAGNOSTICS - 1);
        }
        shown
    }

    /// The findings that touch `span`, with their indices.
    pub fn touching(&self, span: Span) -> impl Iterator<Item = (usize, &Finding)> {
        let touches = move |finding: &Finding| finding.span.start <= span.end && span.start <= finding.span.end;
        self.report.findings.iter().enumerate().filter(move |(_, finding)| touches(finding))
    }
}

/// The text of `previous` after `edits`, without a copy; `None` where somebody still needs `previous`.
fn edited(previous: Arc<Analysis>, edits: &[crate::findings::Edit]) -> Option<String> {
    let mut text = Arc::into_inner(previous)?.document.into_source().into_text();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    Some(text)
}
