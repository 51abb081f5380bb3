//! Where settings come from while the server runs: `initializationOptions`, `workspace/configuration`, watched files.

use std::path::PathBuf;
use std::sync::Arc;

use lsp_types::{ConfigurationItem, InitializeParams, Registration, Url, WorkspaceFoldersChangeEvent};
use serde_json::{Value, json};

use super::changes::settings_changed;
use crate::project::FILE_NAMES;
use crate::server::state::{EditorSettings, Session};

/// Notes the folders of the workspace and what `initialize` says about settings.
pub fn begin(session: &Arc<Session>, params: InitializeParams) {
    let root = params.root_uri;
    let folders = params.workspace_folders.into_iter().flatten().map(|folder| folder.uri);
    let mut roots: Vec<PathBuf> = folders.filter_map(|uri| uri.to_file_path().ok()).collect();
    if roots.is_empty() {
        roots.extend(root.and_then(|uri| uri.to_file_path().ok()));
    }
    let options = params.initialization_options.unwrap_or(Value::Null);
    let mut problems = Vec::new();
    let editor = read(&options, EditorSettings::default(), &mut problems);
    let folders = roots.into_iter().map(|root| (root, editor.clone())).collect();
    problems.extend(session.settings.set(folders, editor));
    tell(session, problems);
}

/// Asks for what `initialize` has no room for.
pub fn initialized(session: &Arc<Session>) {
    let session = Arc::clone(session);
    // Awaiting the editor's answer in the handler itself would keep the answer from being read.
    tokio::spawn(async move {
        register(&session).await;
        if session.editor.features().configures {
            fetch(&session, session.settings.roots()).await;
        }
    });
}

async fn register(session: &Session) {
    let mut registrations = Vec::new();
    if session.editor.features().watches {
        let watchers = FILE_NAMES.map(|name| json!({ "globPattern": format!("**/{name}") }));
        registrations.push(registration("workspace/didChangeWatchedFiles", json!({ "watchers": watchers })));
    }
    if session.editor.features().registers_configuration {
        registrations.push(registration("workspace/didChangeConfiguration", json!({ "section": "copydesk" })));
    }
    if registrations.is_empty() {
        return;
    }
    if let Err(error) = session.editor.client.register_capability(registrations).await {
        tracing::warn!("the editor rejected watching settings files: {error}");
    }
}

fn registration(method: &str, options: Value) -> Registration {
    Registration { id: format!("copydesk/{method}"), method: method.to_owned(), register_options: Some(options) }
}

/// The editor's settings changed: they are asked for where the editor answers that, else they were sent.
pub fn changed(session: &Arc<Session>, sent: &Value) {
    let roots = session.settings.roots();
    if session.editor.features().configures {
        let session = Arc::clone(session);
        tokio::spawn(async move { fetch(&session, roots).await });
    } else if !sent.is_null() {
        let mut problems = Vec::new();
        let editor = read(sent, session.settings.elsewhere(), &mut problems);
        tell(session, problems);
        apply(session, roots.into_iter().map(|root| (root, editor.clone())).collect(), editor.clone());
    }
}

/// Folders were added to the workspace or taken from it.
pub fn folders_changed(session: &Arc<Session>, event: WorkspaceFoldersChangeEvent) {
    let paths = |folders: Vec<lsp_types::WorkspaceFolder>| -> Vec<PathBuf> {
        folders.into_iter().filter_map(|folder| folder.uri.to_file_path().ok()).collect()
    };
    let (added, removed) = (paths(event.added), paths(event.removed));
    let mut folders = session.settings.folders();
    folders.retain(|(root, _)| !removed.contains(root));
    let elsewhere = session.settings.elsewhere();
    folders.extend(added.into_iter().map(|root| (root, elsewhere.clone())));
    let roots = folders.iter().map(|(root, _)| root.clone()).collect();
    apply(session, folders, elsewhere);
    if session.editor.features().configures {
        let session = Arc::clone(session);
        tokio::spawn(async move { fetch(&session, roots).await });
    }
}

/// A settings file changed, appeared or vanished.
pub fn files_changed(session: &Arc<Session>) {
    tell(session, session.settings.reload());
    settings_changed(session);
}

/// A document was saved. Where the editor watches no files, that is a chance to read settings files again.
pub fn saved(session: &Arc<Session>) {
    if !session.editor.features().watches {
        files_changed(session);
    }
}

/// Asks the editor for the settings of each folder, and for those of documents elsewhere.
async fn fetch(session: &Arc<Session>, roots: Vec<PathBuf>) {
    let scopes = roots.iter().map(|root| Url::from_file_path(root).ok()).chain([None]);
    let section = || Some("copydesk".to_owned());
    let items = scopes.map(|scope_uri| ConfigurationItem { scope_uri, section: section() }).collect();
    let mut values = match session.editor.client.configuration(items).await {
        Ok(values) if values.len() == roots.len() + 1 => values,
        Ok(_) => return tracing::warn!("the editor answered workspace/configuration with too few values"),
        Err(error) => return tracing::warn!("the editor rejected workspace/configuration: {error}"),
    };
    let global = values.pop().unwrap_or(Value::Null);
    // An editor that knows nothing of copydesk says null: what `initialize` said still counts.
    let mut problems = Vec::new();
    let mut known = |value: &Value, before: EditorSettings| {
        if value.is_null() { before } else { read(value, before, &mut problems) }
    };
    let elsewhere = known(&global, session.settings.elsewhere());
    let before = session.settings.folders();
    let old = |root: &PathBuf| before.iter().find(|(other, _)| other == root).map(|(_, editor)| editor.clone());
    let folders = roots.into_iter().zip(&values);
    let folders = folders.map(|(root, value)| {
        let editor = known(value, old(&root).unwrap_or_default());
        (root, editor)
    });
    let folders = folders.collect();
    tell(session, problems);
    apply(session, folders, elsewhere);
}

/// What the editor says; where that is invalid, what it said before.
fn read(value: &Value, before: EditorSettings, problems: &mut Vec<String>) -> EditorSettings {
    EditorSettings::read(value).unwrap_or_else(|message| {
        problems.push(message);
        before
    })
}

/// Shows messages, each once: settings of several folders are often wrong in the same way.
fn tell(session: &Session, mut problems: Vec<String>) {
    problems.sort();
    problems.dedup();
    for problem in problems {
        session.editor.tell(problem);
    }
}

fn apply(session: &Arc<Session>, folders: Vec<(PathBuf, EditorSettings)>, elsewhere: EditorSettings) {
    if session.settings.is(&folders, &elsewhere) {
        return;
    }
    tell(session, session.settings.set(folders, elsewhere));
    settings_changed(session);
}
