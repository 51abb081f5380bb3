//! Sending diagnostics to editors that do not ask for them.

use std::sync::Arc;

use super::analysis::{Analysis, Failure};
use super::documents::OpenDocument;
use super::session::Session;

impl Session {
    /// Sends the diagnostics of a revision and version, unless it is stale by now or they were sent before.
    pub async fn publish(
        &self,
        document: &Arc<OpenDocument>,
        (revision, version): (u64, i32),
        result: Result<Arc<Analysis>, Failure>,
    ) {
        let _turn = self.publishing.lock().await;
        let (diagnostics, fingerprint) = match result {
            Ok(analysis) => (analysis.diagnostics.clone(), analysis.fingerprint),
            Err(Failure::NoArticle) => (Vec::new(), 0),
            // The diagnostics of the version before are better than none.
            Err(Failure::Panicked | Failure::Closed) => return,
        };
        let is_current = self.is_open(document) && document.revision() == revision;
        if is_current && document.note_sent(version, fingerprint) {
            self.client.publish_diagnostics(document.uri.clone(), diagnostics, Some(version)).await;
        }
    }

    /// Takes back the diagnostics of a document that was closed, unless it is open again.
    pub async fn clear(&self, document: &OpenDocument) {
        let _turn = self.publishing.lock().await;
        if self.document(&document.uri).is_none() {
            self.client.publish_diagnostics(document.uri.clone(), Vec::new(), None).await;
        }
    }
}
