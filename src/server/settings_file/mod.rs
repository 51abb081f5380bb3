//! Settings files that are open in the editor: checked, completed, explained and corrected, and never linted.

mod complete;
mod correct;
mod explain;
mod place;

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
    pub fn check_settings_file(self: &Arc<Self>, document: &Arc<OpenDocument>) {
        let (session, document) = (Arc::clone(self), Arc::clone(document));
        tokio::spawn(async move {
            let _turn = session.publishing.lock().await;
            // Of several changes that came meanwhile, the newest text is checked.
            let Some(file) = SettingsText::of(&session, &document) else { return };
            let diagnostics = file.diagnostics();
            let is_news = document.note_sent(file.version, convert::fingerprint(&diagnostics));
            if is_news && session.is_open(&document) {
                session.client.publish_diagnostics(file.uri, diagnostics, Some(file.version)).await;
            }
        });
    }
}
