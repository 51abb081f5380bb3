//! Settings files that are open in the editor: checked, completed, explained and corrected, and never linted.

mod complete;
mod correct;
mod explain;
mod place;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

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

    /// The mistakes in it.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        settings::check(&self.content).iter().map(|mistake| self.diagnostic(mistake)).collect()
    }

    /// Equal where the mistakes look equal.
    pub fn fingerprint(&self) -> u64 {
        let mut json = Vec::new();
        self.write(&mut json);
        let mut hasher = DefaultHasher::new();
        json.hash(&mut hasher);
        hasher.finish()
    }

    /// Writes the mistakes as a JSON array (LSP 3.17, `Diagnostic[]`).
    pub fn write(&self, json: &mut Vec<u8>) {
        serde_json::to_writer(json, &self.diagnostics()).expect("strings and numbers are written to memory");
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

impl Session {
    /// Checks a settings file and sends what is wrong with it.
    pub fn check_settings_file(&self, document: &Arc<OpenDocument>) {
        let Some(file) = SettingsText::of(self, document) else { return };
        if document.note_sent(file.version, file.fingerprint()) && self.is_open(document) {
            let mut diagnostics = Vec::new();
            file.write(&mut diagnostics);
            self.send_diagnostics(&file.uri, Some(file.version), &diagnostics);
        }
    }
}
