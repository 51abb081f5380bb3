//! All that the server knows.

use std::hash::Hash;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tower_lsp::Client;

use super::document::OpenDocument;
use super::documents::Documents;
use super::editor::Editor;
use super::originals::Originals;
use super::recorded::Recorded;
use super::running::Running;
use super::seen::Seen;
use super::settings::{Resolved, SettingsStore};
use crate::compare::Original;
use crate::git::{FRONT_MATTER, revision_in};
use crate::server::protocol::Text;
use crate::server::wire::Wires;

/// What the server knows of one editor.
#[derive(Debug)]
pub struct Session {
    /// The editor.
    pub editor: Editor,
    /// The ways from and to it.
    pub wires: Wires,
    /// Settings.
    pub settings: SettingsStore,
    /// Open documents.
    pub documents: Documents,
    /// Work that can be cancelled.
    pub running: Running,
    /// Files that were linted for the whole workspace.
    pub seen: Seen,
    /// The originals of open translations.
    originals: Originals,
    /// The same as they were when they were translated.
    recorded: Recorded,
    /// Whether a translation was compared with its original.
    has_originals: AtomicBool,
}

impl Session {
    /// A session with an editor that has said nothing yet.
    pub fn new(client: Client, wires: Wires) -> Self {
        Self {
            editor: Editor::new(client),
            wires,
            settings: SettingsStore::default(),
            documents: Documents::default(),
            running: Running::default(),
            seen: Seen::default(),
            originals: Originals::default(),
            recorded: Recorded::default(),
            has_originals: AtomicBool::new(false),
        }
    }

    /// The settings that count for a document; tells of a settings file that cannot be used.
    pub fn resolve(&self, document: &OpenDocument) -> Resolved {
        let (found, problems) = self.settings.of_document(&document.path, document.language);
        for problem in problems {
            self.editor.tell(problem);
        }
        found
    }

    /// The original of the document that is `text`, to which the settings `found` apply. Where the text names the revision
    /// that was translated, that counts too.
    pub fn original_of(&self, found: &Resolved, text: &Text) -> Option<Arc<Original>> {
        let path = found.original.as_deref()?;
        self.has_originals.store(true, Ordering::Relaxed);
        let (settings, _) = self.settings.of_document(path, Some(found.flavor));
        let newest = self.originals.at(path, &self.documents, &settings)?;
        let head = text.head(FRONT_MATTER);
        let recorded = revision_in(&head).and_then(|revision| self.recorded.at((path, &newest), revision, &settings));
        Some(match recorded.filter(|recorded| recorded.source().text() != newest.source().text()) {
            Some(recorded) => Arc::new(newest.with_recorded(recorded)),
            None => newest,
        })
    }

    /// Ends what waits for further questions about originals: a process of git would keep the repository in use.
    pub fn rest(&self) {
        self.recorded.rest();
    }

    /// What identifies the text of the original of the file at `path`, if that is a translation.
    pub fn stamp_of_original(&self, path: &Path) -> Option<impl Hash> {
        let (found, _) = self.settings.of_document(path, None);
        found.original.map(|path| Originals::stamp(&path, &self.documents))
    }

    /// The open translations of the document at `path`.
    pub fn translations_of(&self, path: &Path) -> Vec<Arc<OpenDocument>> {
        if !self.has_originals.load(Ordering::Relaxed) {
            return Vec::new();
        }
        let mut documents = self.documents.all();
        documents.retain(|document| {
            let (found, _) = self.settings.of_document(&document.path, document.language);
            found.original.as_deref() == Some(path)
        });
        documents
    }

    /// Whether a document is linted: it is not a settings file, and the settings do not leave it out.
    pub fn is_article(&self, document: &OpenDocument) -> bool {
        !self.settings.is_settings_file(&document.path) && !self.resolve(document).excluded
    }
}
