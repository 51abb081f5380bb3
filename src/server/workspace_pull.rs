//! Diagnostics of the whole workspace, for editors that ask for them.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use serde_json::{Value, json};
use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, NumberOrString, UnchangedDocumentDiagnosticReport, Url,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport, notification::Notification,
};

use super::analysis::Analysis;
use super::documents::Snapshot;
use super::progress::Progress;
use super::pull::result_id;
use super::session::Session;
use super::text::Text;
use super::workspace::{self, OnDisk};

/// Articles after which results are handed over.
const STEP: usize = 50;

/// What identifies a file's content without reading it.
pub type Stamp = (SystemTime, u64);

/// A part of a result: `lsp_types` knows `$/progress` with work only.
enum Partial {}

impl Notification for Partial {
    type Params = Value;
    const METHOD: &'static str = "$/progress";
}

/// The diagnostics of all articles of the workspace.
///
/// # Errors
/// Where the work is cancelled.
pub async fn workspace(
    session: &Arc<Session>,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let token = params.work_done_progress_params.work_done_token;
    let progress = match token {
        Some(token) => Some(Progress::begin(session, Some(token), "Linting the workspace").await),
        None => None,
    };
    let previous = params.previous_result_ids.into_iter().map(|previous| (previous.uri, previous.value)).collect();
    let partial = params.partial_result_params.partial_result_token;
    let items = collect(session, previous, partial.as_ref(), progress.as_ref()).await;
    if let Some(progress) = progress {
        progress.end("Linted the workspace".to_owned()).await;
    }
    items.map(|items| WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
}

async fn collect(
    session: &Arc<Session>,
    mut previous: HashMap<Url, String>,
    partial: Option<&NumberOrString>,
    progress: Option<&Progress>,
) -> Result<Vec<WorkspaceDocumentDiagnosticReport>> {
    let walking = Arc::clone(session);
    let articles = spawn_blocking(move || workspace::articles(&walking.settings)).await.unwrap_or_default();
    let mut items = Vec::new();
    for (index, path) in articles.iter().enumerate() {
        let Ok(uri) = Url::from_file_path(path) else { continue };
        let known = previous.remove(&uri);
        items.extend(report(session, path, uri, known).await);
        if index % STEP == STEP - 1 {
            hand_over(session, &mut items, partial).await;
            if let Some(progress) = progress {
                progress.report(index, articles.len()).await;
            }
        }
        if progress.is_some_and(Progress::is_cancelled) {
            return Err(Error::request_cancelled());
        }
    }
    // What is left was deleted or excluded since.
    items.extend(previous.into_keys().map(|uri| full(uri, None, None, Vec::new())));
    hand_over(session, &mut items, partial).await;
    Ok(items)
}

/// Sends what was found so far, where the editor wants results in parts.
async fn hand_over(
    session: &Session,
    items: &mut Vec<WorkspaceDocumentDiagnosticReport>,
    partial: Option<&NumberOrString>,
) {
    if let Some(token) = partial {
        let params = json!({ "token": token, "value": { "items": std::mem::take(items) } });
        session.client.send_notification::<Partial>(params).await;
    }
}

/// The report on one article: of the editor's text where it is open, else of the file.
async fn report(
    session: &Arc<Session>,
    path: &Path,
    uri: Url,
    known: Option<String>,
) -> Option<WorkspaceDocumentDiagnosticReport> {
    if let Some(document) = session.document(&uri) {
        let analysis = session.newest(&document).await.ok()?;
        return Some(answer(&analysis, Some(analysis.version), known.as_ref()));
    }
    let (working, path, address) = (Arc::clone(session), path.to_owned(), uri.clone());
    let work = spawn_blocking(move || {
        let stamp = stamp(&path);
        if let Some(id) = known.as_ref().filter(|id| working.is_seen(&path, stamp, id)) {
            return Some(unchanged(uri, None, id.clone()));
        }
        let analysis = on_disk(&working, &path, uri)?;
        working.note_seen(path, stamp, result_id(analysis.fingerprint));
        Some(answer(&analysis, None, known.as_ref()))
    });
    session.or_tell(&address, work).await.flatten()
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = path.metadata().ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

fn on_disk(session: &Session, path: &Path, uri: Url) -> Option<Analysis> {
    let features = session.features();
    let article = OnDisk::read(&session.settings, path)?;
    let text = Text::new(article.source.text(), features.encoding);
    let snapshot = Snapshot { text, version: 0, edition: 0, revision: 0, before: None };
    Analysis::new(uri, path, snapshot, article.found, &features).ok()
}

fn answer(analysis: &Analysis, version: Option<i32>, known: Option<&String>) -> WorkspaceDocumentDiagnosticReport {
    let id = result_id(analysis.fingerprint);
    let version = version.map(i64::from);
    if known == Some(&id) {
        return unchanged(analysis.uri.clone(), version, id);
    }
    full(analysis.uri.clone(), version, Some(id), analysis.shown.typed(analysis.version))
}

fn full(
    uri: Url,
    version: Option<i64>,
    result_id: Option<String>,
    items: Vec<Diagnostic>,
) -> WorkspaceDocumentDiagnosticReport {
    let report = FullDocumentDiagnosticReport { result_id, items };
    let report = WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report: report };
    WorkspaceDocumentDiagnosticReport::Full(report)
}

fn unchanged(uri: Url, version: Option<i64>, result_id: String) -> WorkspaceDocumentDiagnosticReport {
    let report = UnchangedDocumentDiagnosticReport { result_id };
    let report =
        WorkspaceUnchangedDocumentDiagnosticReport { uri, version, unchanged_document_diagnostic_report: report };
    WorkspaceDocumentDiagnosticReport::Unchanged(report)
}
