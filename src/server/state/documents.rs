//! The open documents.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lsp_types::Url;

use super::document::OpenDocument;

/// The open documents, by their addresses.
#[derive(Debug, Default)]
pub struct Documents {
    open: Mutex<HashMap<Url, Arc<OpenDocument>>>,
}

impl Documents {
    fn open(&self) -> MutexGuard<'_, HashMap<Url, Arc<OpenDocument>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a document that was opened.
    pub fn add(&self, document: OpenDocument) -> Arc<OpenDocument> {
        let document = Arc::new(document);
        self.open().insert(document.uri.clone(), Arc::clone(&document));
        document
    }

    /// Takes out the document that was closed.
    pub fn remove(&self, uri: &Url) -> Option<Arc<OpenDocument>> {
        self.open().remove(uri)
    }

    /// The open document at this address.
    pub fn at(&self, uri: &Url) -> Option<Arc<OpenDocument>> {
        self.open().get(uri).cloned()
    }

    /// All open documents.
    pub fn all(&self) -> Vec<Arc<OpenDocument>> {
        self.open().values().cloned().collect()
    }

    /// Whether one of them was changed within `period`.
    pub fn changed_within(&self, period: Duration) -> bool {
        let last = self.open().values().filter_map(|document| document.last_change()).max();
        last.is_some_and(|last| last.elapsed() < period)
    }

    /// Whether `document` was not closed.
    pub fn hold(&self, document: &Arc<OpenDocument>) -> bool {
        self.open().get(&document.uri).is_some_and(|open| Arc::ptr_eq(open, document))
    }
}
