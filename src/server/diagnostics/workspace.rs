//! Diagnostics of the whole workspace, for editors that ask for them.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use lsp_types::{NumberOrString, Url, WorkspaceDiagnosticParams};
use serde_json::json;
use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Id};

use super::answer::{failure, result_id, success};
use super::reports::{Content, FileReport, Reports};
use crate::server::protocol::Text;
use crate::server::state::{Analysis, Known, OnDisk, Session, Snapshot, Stamp, articles};
use crate::server::wire::framed;
use crate::server::work::{Progress, newest};

/// Articles after which the progress is shown.
const STEP: usize = 50;

/// Bytes of an answer that an editor reads within a moment.
const LONG: usize = 1 << 18;

/// Who has changed no document for so long is not typing.
const TYPING: Duration = Duration::from_millis(500);

/// How long an answer waits for who is typing.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Begins to answer `workspace/diagnostic` past tower-lsp, which would build a value of each diagnostic of each article
/// first: many times the memory that their JSON takes.
pub fn begin(session: &Arc<Session>, id: Id, params: Option<WorkspaceDiagnosticParams>) {
    let cancelled = session.running.begin_walk(id.clone());
    let session = Arc::clone(session);
    tokio::spawn(async move {
        let result = match params {
            Some(params) => result(&session, &id, params, &cancelled).await,
            None => Err(Error::invalid_params("the parameters are invalid")),
        };
        session.running.end_walk(&id);
        session.wires.output.send(match result {
            Ok(answer) => answer,
            Err(error) => failure(&id, &error),
        });
    });
}

/// The answer, which holds the reports that were not sent in parts.
async fn result(
    session: &Arc<Session>,
    id: &Id,
    params: WorkspaceDiagnosticParams,
    cancelled: &AtomicBool,
) -> Result<Vec<u8>, Error> {
    let progress = match params.work_done_progress_params.work_done_token {
        Some(token) => Some(Progress::begin(session, Some(token), "Linting the workspace").await),
        None => None,
    };
    let previous = params.previous_result_ids.into_iter().map(|previous| (previous.uri, previous.value)).collect();
    let partial = params.partial_result_params.partial_result_token;
    let walk = Walk { session, partial, progress: progress.as_ref(), cancelled };
    let reports = walk.collect(previous).await;
    session.rest();
    if let Some(progress) = progress {
        progress.end("Linted the workspace".to_owned());
    }
    answer_with(session, id, reports?, cancelled).await
}

/// The answer with these reports. A long one keeps all else from the editor while it is sent and read, so it is made by
/// another thread, and waits until nobody types.
async fn answer_with(
    session: &Session,
    id: &Id,
    mut reports: Reports,
    cancelled: &AtomicBool,
) -> Result<Vec<u8>, Error> {
    let id = id.clone();
    let made = spawn_blocking(move || {
        reports.cut();
        success(&id, &[b"{\"items\":", &reports.take(), b"}"])
    });
    let answer = made.await.map_err(|_| Error::internal_error())?;
    let begin = Instant::now();
    while answer.len() > LONG && begin.elapsed() < LONGEST_WAIT && session.documents.changed_within(TYPING) {
        tokio::time::sleep(TYPING / 10).await;
        if cancelled.load(Ordering::Relaxed) {
            return Err(Error::request_cancelled());
        }
    }
    session.wires.output.room().await;
    Ok(answer)
}

/// One way through the articles of the workspace.
struct Walk<'a> {
    session: &'a Arc<Session>,
    partial: Option<NumberOrString>,
    progress: Option<&'a Progress>,
    cancelled: &'a AtomicBool,
}

impl Walk<'_> {
    async fn collect(&self, mut previous: HashMap<Url, String>) -> Result<Reports, Error> {
        let walking = Arc::clone(self.session);
        let articles = spawn_blocking(move || articles(&walking.settings, walking.settings.linted_roots()))
            .await
            .unwrap_or_default();
        self.session.seen.keep(&articles);
        let mut reports = Reports::default();
        for (index, path) in articles.iter().enumerate() {
            if self.cancelled.load(Ordering::Relaxed) || self.progress.is_some_and(Progress::is_cancelled) {
                return Err(Error::request_cancelled());
            }
            let Ok(uri) = Url::from_file_path(path) else { continue };
            let known = previous.remove(&uri);
            if let Some(report) = report(self.session, path, uri, known).await {
                self.take(report, &mut reports).await;
            }
            if let Some(progress) = self.progress.filter(|_| index % STEP == STEP - 1) {
                progress.report(index, articles.len());
            }
        }
        // What is left was deleted or excluded since, or closed, and is not looked at where it is not open.
        let mut closed = self.session.seen.take_closed();
        closed.retain(|uri| self.session.documents.at(uri).is_none());
        if !closed.is_empty() {
            let found: HashSet<_> = articles.iter().filter_map(|path| Url::from_file_path(path).ok()).collect();
            closed.retain(|uri| !found.contains(uri));
        }
        closed.extend(previous.into_keys());
        for uri in closed {
            self.take(FileReport::gone(uri), &mut reports).await;
        }
        if self.partial.is_some() {
            self.hand_over(&mut reports);
        }
        Ok(reports)
    }

    /// Adds a report, and hands over what was found so far where that is enough for a part.
    async fn take(&self, report: FileReport, reports: &mut Reports) {
        reports.add(report);
        if self.partial.is_none() {
            reports.limit();
        } else if reports.fill_a_part() {
            // One part after the other, so that what is said of the document that somebody types in waits for one at
            // most; and an editor that does not read is not written to forever.
            self.session.wires.output.idle().await;
            self.hand_over(reports);
        }
    }

    /// Sends what was found so far, where the editor wants results in parts (LSP 3.17, "Partial Result Progress").
    fn hand_over(&self, reports: &mut Reports) {
        let Some(token) = &self.partial else { return };
        let head = format!(
            "{{\"jsonrpc\":\"2.0\",\"method\":\"$/progress\",\"params\":{{\"token\":{},\"value\":",
            json!(token)
        );
        let parts: [&[u8]; 4] = [head.as_bytes(), b"{\"items\":", &reports.take(), b"}}}"];
        self.session.wires.output.send(framed(&parts));
    }
}

/// The report on one article: of the editor's text where it is open, else of the file.
async fn report(session: &Arc<Session>, path: &Path, uri: Url, known: Option<String>) -> Option<FileReport> {
    if let Some(document) = session.documents.at(&uri) {
        let analysis = newest(session, &document).await.ok()?;
        return Some(answer(&analysis, Some(analysis.version), known.as_ref()));
    }
    let (working, path, address) = (Arc::clone(session), path.to_owned(), uri.clone());
    let work = spawn_blocking(move || {
        let stamp = stamp(&working, &path);
        let seen = working.seen.of(&path, stamp);
        if let Some(result) = seen.filter(|result| known == Some(result_id(result.fingerprint))) {
            return Some(unchanged(uri, None, result));
        }
        let analysis = on_disk(&working, &path, uri)?;
        working.seen.note(path, stamp, known_now(&analysis));
        Some(answer(&analysis, None, known.as_ref()))
    });
    session.editor.or_tell(&address, work).await.flatten()
}

/// What identifies the file at `path` and, if it is a translation, its original.
fn stamp(session: &Session, path: &Path) -> Option<Stamp> {
    let metadata = path.metadata().ok()?;
    let mut hasher = DefaultHasher::new();
    (metadata.len(), session.stamp_of_original(path)).hash(&mut hasher);
    Some((metadata.modified().ok()?, hasher.finish()))
}

fn on_disk(session: &Session, path: &Path, uri: Url) -> Option<Analysis> {
    let features = session.editor.features();
    let article = OnDisk::read(&session.settings, path)?;
    let text = Text::new(article.source.text(), features.encoding);
    let snapshot = Snapshot { text, version: 0, edition: 0, revision: 0, before: None };
    let original = session.original_of(&article.found, &snapshot.text);
    Analysis::new(uri, path, snapshot, (article.found, original), &features).ok()
}

fn known_now(analysis: &Analysis) -> Known {
    Known { fingerprint: analysis.fingerprint, count: analysis.shown.count_shown() }
}

fn answer(analysis: &Analysis, version: Option<i32>, before: Option<&String>) -> FileReport {
    let uri = analysis.uri.clone();
    if before == Some(&result_id(analysis.fingerprint)) {
        return unchanged(uri, version, known_now(analysis));
    }
    let content = Content::Full(analysis.shown.list(analysis.version));
    FileReport { uri, version, fingerprint: Some(analysis.fingerprint), content }
}

fn unchanged(uri: Url, version: Option<i32>, known: Known) -> FileReport {
    FileReport { uri, version, fingerprint: Some(known.fingerprint), content: Content::Unchanged(known.count) }
}
