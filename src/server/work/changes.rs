//! What follows from what happens to documents and settings.

use std::sync::Arc;
use std::time::Duration;

use lsp_types::Url;

use super::analyse::schedule;
use super::publish::{clear, publish_settings_file};
use crate::server::protocol::{Change, Opened};
use crate::server::state::{OpenDocument, Session};

/// How long is waited for further changes before an editor that asks for diagnostics is told to ask again.
const PAUSE: Duration = Duration::from_millis(300);

/// The editor opened a document.
pub fn open(session: &Arc<Session>, opened: Opened) {
    let document = session.documents.add(OpenDocument::new(opened, session.editor.features().encoding));
    follow(session, &document);
    follow_translations(session, &document);
}

/// The editor changed a document.
pub fn change(session: &Arc<Session>, uri: &Url, version: i32, changes: Vec<Change>) {
    let Some(document) = session.documents.at(uri) else {
        tracing::warn!("{uri} was changed but is not open");
        return;
    };
    document.change(version, changes);
    follow(session, &document);
    follow_translations(session, &document);
}

/// The editor closed a document.
pub fn close(session: &Arc<Session>, uri: &Url) {
    let closed = session.documents.remove(uri);
    session.editor.forget_trouble(uri.as_str());
    let Some(document) = closed else { return };
    if session.editor.features().pulls {
        session.seen.note_closed(document.uri.clone());
    } else {
        clear(session, &document);
    }
    follow_translations(session, &document);
}

/// The settings changed: everything is to be linted again.
pub fn settings_changed(session: &Arc<Session>) {
    session.seen.forget();
    for document in session.documents.all() {
        document.touch();
        follow(session, &document);
    }
    let features = session.editor.features();
    if features.pulls && features.refreshes {
        let client = session.editor.client.clone();
        tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
    }
}

/// Compares the open translations of a document anew.
fn follow_translations(session: &Arc<Session>, document: &OpenDocument) {
    let translations = session.translations_of(&document.path);
    for translation in &translations {
        translation.touch();
        follow(session, translation);
    }
    let features = session.editor.features();
    if !translations.is_empty() && features.pulls && features.refreshes && session.editor.begin_refresh() {
        let session = Arc::clone(session);
        tokio::spawn(async move {
            tokio::time::sleep(PAUSE).await;
            session.editor.end_refresh();
            session.editor.client.workspace_diagnostic_refresh().await
        });
    }
}

/// Checks a document anew where the editor waits for diagnostics.
fn follow(session: &Arc<Session>, document: &Arc<OpenDocument>) {
    if session.editor.features().pulls {
        return;
    }
    if session.settings.is_settings_file(&document.path) {
        publish_settings_file(session, document);
    } else {
        schedule(session, document);
    }
}
