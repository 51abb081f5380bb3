//! Sending diagnostics to editors that do not ask for them.

use std::sync::Arc;

use lsp_types::Url;

use crate::server::settings_file::{SettingsText, fingerprint};
use crate::server::state::{Analysis, Failure, OpenDocument, Session};
use crate::server::wire::framed;

/// Sends the diagnostics of a revision and version, unless it is stale by now or they were sent before.
pub fn publish(
    session: &Session,
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
    let is_current = session.documents.hold(document) && document.revision() == revision;
    if is_current && document.note_sent(version, fingerprint) {
        let mut diagnostics = Vec::new();
        shown.write(version, &mut diagnostics);
        send_diagnostics(session, &document.uri, Some(version), &diagnostics);
    }
}

/// Checks a settings file and sends what is wrong with it, unless that was sent before.
pub fn publish_settings_file(session: &Session, document: &OpenDocument) {
    let Some(file) = SettingsText::of(&session.settings, document) else { return };
    let diagnostics = file.diagnostics_json();
    if document.note_sent(file.version, fingerprint(&diagnostics)) {
        send_diagnostics(session, &document.uri, Some(file.version), &diagnostics);
    }
}

/// Takes back the diagnostics of a document that was closed, unless it is open again.
pub fn clear(session: &Session, document: &OpenDocument) {
    if session.documents.at(&document.uri).is_none() {
        send_diagnostics(session, &document.uri, None, b"[]");
    }
}

/// Sends `textDocument/publishDiagnostics` past tower-lsp, which would build a value of each diagnostic first: the
/// greater part of the time from a keystroke to its answer.
fn send_diagnostics(session: &Session, uri: &Url, version: Option<i32>, diagnostics: &[u8]) {
    let version = version.map(|version| format!(",\"version\":{version}")).unwrap_or_default();
    let uri_text = serde_json::Value::from(uri.as_str());
    let head = format!(
        "{{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/publishDiagnostics\",\"params\":{{\"uri\":{uri_text}{version},\"diagnostics\":"
    );
    session.wires.output.send_diagnostics(uri, framed(&[head.as_bytes(), diagnostics, b"}}"]));
}
