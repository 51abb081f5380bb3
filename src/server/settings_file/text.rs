//! The text of an open settings file, and what is wrong with it.

use std::hash::{DefaultHasher, Hash, Hasher};

use lsp_types::{Diagnostic, DiagnosticSeverity, NumberOrString, Position, Url};

use super::place::{Place, place_at};
use crate::project::{self, Mistake};
use crate::server::protocol::{self, Text};
use crate::server::state::{OpenDocument, SettingsStore};

/// The text of an open settings file.
#[derive(Debug)]
pub struct SettingsText {
    pub(super) uri: Url,
    /// The version.
    pub version: i32,
    /// The number of changes that made the text.
    pub edition: u64,
    pub(super) text: Text,
    pub(super) content: String,
}

impl SettingsText {
    /// The newest text of `document`, where that is a settings file.
    pub fn of(settings: &SettingsStore, document: &OpenDocument) -> Option<Self> {
        if !settings.is_settings_file(&document.path) {
            return None;
        }
        let (text, version, edition) = document.current();
        let content = text.contiguous();
        Some(Self { uri: document.uri.clone(), version, edition, text, content })
    }

    /// The mistakes in it, as a JSON array (LSP 3.17, `Diagnostic[]`).
    pub fn diagnostics_json(&self) -> Vec<u8> {
        let mistakes = project::check(&self.content);
        let diagnostics: Vec<_> = mistakes.iter().map(|mistake| self.diagnostic(mistake)).collect();
        serde_json::to_vec(&diagnostics).expect("diagnostics can be written as JSON")
    }

    /// The diagnostic of a mistake.
    pub(super) fn diagnostic(&self, mistake: &Mistake) -> Diagnostic {
        Diagnostic {
            range: protocol::range(&self.text, mistake.span),
            severity: Some(DiagnosticSeverity::ERROR),
            code: Some(NumberOrString::String("settings".to_owned())),
            source: Some("copydesk".to_owned()),
            message: mistake.message.clone(),
            ..Diagnostic::default()
        }
    }

    /// What stands at a position.
    pub(super) fn place_at(&self, position: Position) -> Option<Place> {
        place_at(&self.content, protocol::offset(&self.text, position) as usize)
    }
}

/// A number that is equal for diagnostics that are equal.
pub fn fingerprint(diagnostics: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    diagnostics.hash(&mut hasher);
    hasher.finish()
}
