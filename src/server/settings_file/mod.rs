//! Settings files that are open in the editor: checked, completed, explained and corrected, and never linted.

mod complete;
mod correct;
mod explain;
mod place;

use std::hash::{DefaultHasher, Hash, Hasher};

use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, NumberOrString, Position, Url};

use super::convert;
use super::documents::OpenDocument;
use super::session::Session;
use super::text::Text;
use crate::settings::{self, Mistake};

/// The text of an open settings file.
#[derive(Debug)]
pub struct SettingsText {
    uri: Url,
    version: i32,
    /// The number of changes that made the text.
    pub edition: u64,
    text: Text,
    content: String,
}

impl SettingsText {
    /// The newest text of `document`, where that is a settings file.
    pub fn of(session: &Session, document: &OpenDocument) -> Option<Self> {
        if !session.settings.is_settings_file(&document.path) {
            return None;
        }
        let (text, version, edition) = document.current();
        let content = text.contiguous();
        Some(Self { uri: document.uri.clone(), version, edition, text, content })
    }

    /// The mistakes in it, as a JSON array (LSP 3.17, `Diagnostic[]`).
    pub fn diagnostics_json(&self) -> Vec<u8> {
        let mistakes = settings::check(&self.content);
        let diagnostics: Vec<_> = mistakes.iter().map(|mistake| self.diagnostic(mistake)).collect();
        serde_json::to_vec(&diagnostics).expect("diagnostics can be written as JSON")
    }

    fn diagnostic(&self, mistake: &Mistake) -> Diagnostic {
        Diagnostic {
            range: convert::range(&self.text, mistake.span),
            severity: Some(DiagnosticSeverity::ERROR),
            code: Some(NumberOrString::String("settings".to_owned())),
            source: Some("copydesk".to_owned()),
            message: mistake.message.clone(),
            ..Diagnostic::default()
        }
    }

    fn place_at(&self, position: Position) -> Option<place::Place> {
        place::place_at(&self.content, convert::offset(&self.text, position) as usize)
    }
}

/// A number that is equal for diagnostics that are equal.
pub fn fingerprint(diagnostics: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    diagnostics.hash(&mut hasher);
    hasher.finish()
}

impl Session {
    /// Checks a settings file and sends what is wrong with it.
    pub fn check_settings_file(&self, document: &OpenDocument) {
        let Some(file) = SettingsText::of(self, document) else { return };
        let diagnostics = file.diagnostics_json();
        if document.note_sent(file.version, fingerprint(&diagnostics)) {
            self.send_diagnostics(&file.uri, Some(file.version), &diagnostics);
        }
    }
}
