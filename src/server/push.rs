//! Sending diagnostics to editors that do not ask for them.

use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use super::analysis::{Analysis, Failure};
use super::documents::OpenDocument;
use super::output::framed;
use super::session::Session;

impl Session {
    /// Sends the diagnostics of a revision and version, unless it is stale by now or they were sent before.
    pub fn publish(
        &self,
        document: &Arc<OpenDocument>,
        (revision, version): (u64, i32),
        result: Result<Arc<Analysis>, Failure>,
    ) {
        let (shown, fingerprint) = match result {
            Ok(analysis) => (analysis.shown.clone(), analysis.fingerprint),
            Err(Failure::NoArticle | Failure::TooLong { .. }) => Default::default(),
            // The diagnostics of the version before are better than none.
            Err(Failure::Panicked | Failure::Closed) => return,
        };
        let is_current = self.is_open(document) && document.revision() == revision;
        if is_current && document.note_sent(version, fingerprint) {
            let mut diagnostics = Vec::new();
            shown.write(version, &mut diagnostics);
            self.send_diagnostics(&document.uri, Some(version), &diagnostics);
        }
    }

    /// Takes back the diagnostics of a document that was closed, unless it is open again.
    pub fn clear(&self, document: &OpenDocument) {
        if self.document(&document.uri).is_none() {
            self.send_diagnostics(&document.uri, None, b"[]");
        }
    }

    /// Sends `textDocument/publishDiagnostics` past tower-lsp, which would build a value of each diagnostic first: the
    /// greater part of the time from a keystroke to its answer.
    pub fn send_diagnostics(&self, uri: &Url, version: Option<i32>, diagnostics: &[u8]) {
        let version = version.map(|version| format!(",\"version\":{version}")).unwrap_or_default();
        let uri_text = serde_json::Value::from(uri.as_str());
        let head = format!(
            "{{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/publishDiagnostics\",\"params\":{{\"uri\":{uri_text}{version},\"diagnostics\":"
        );
        self.wires.output.send_diagnostics(uri, framed(&[head.as_bytes(), diagnostics, b"}}"]));
    }
}
