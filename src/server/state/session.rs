//! All that the server knows.

use tower_lsp::Client;

use super::document::OpenDocument;
use super::documents::Documents;
use super::editor::Editor;
use super::running::Running;
use super::seen::Seen;
use super::settings::{Resolved, SettingsStore};
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

    /// Whether a document is linted: it is not a settings file, and the settings do not leave it out.
    pub fn is_article(&self, document: &OpenDocument) -> bool {
        !self.settings.is_settings_file(&document.path) && !self.resolve(document).excluded
    }
}
