//! Analysing documents: one at a time each, and the newest version only.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::spawn_blocking;

use super::publish::publish;
use crate::disk::Unread;
use crate::project::unread_article;
use crate::server::state::{Analysis, Failure, OpenDocument, Session, Snapshot};

/// What comes of analysing a version.
type Analysed = Result<Arc<Analysis>, Failure>;

/// How long the end of changes that come faster than anybody types is waited for.
const LONGEST_BURST: Duration = Duration::from_millis(100);

/// The analysis of the newest text.
///
/// # Errors
/// Where a rule panicked, or the text is no article.
pub async fn newest(session: &Arc<Session>, document: &Arc<OpenDocument>) -> Analysed {
    if session.settings.is_settings_file(&document.path) {
        return Err(Failure::NoArticle);
    }
    let revision = document.revision();
    schedule(session, document);
    document.analysed(revision).await
}

/// The same for an editor that can be told to ask again: where an edit changes much of a long article, what is near it is
/// told first.
///
/// # Errors
/// Those of [`newest`].
pub async fn nearest(session: &Arc<Session>, document: &Arc<OpenDocument>) -> Analysed {
    if !session.editor.features().refreshes || session.settings.is_settings_file(&document.path) {
        return newest(session, document).await;
    }
    let revision = document.revision();
    schedule(session, document);
    document.analysed_near(revision).await
}

/// Has the newest text analysed, unless somebody is at it.
pub fn schedule(session: &Arc<Session>, document: &Arc<OpenDocument>) {
    if document.claim() {
        tokio::spawn(work_on(Arc::clone(session), Arc::clone(document)));
    }
}

/// Analyses the newest text until there is none newer that somebody waits for.
async fn work_on(session: Arc<Session>, document: Arc<OpenDocument>) {
    loop {
        caught_up(&session, &document).await;
        let Some(snapshot) = document.next_job() else { return };
        let (revision, version) = (snapshot.revision, snapshot.version);
        let mut result = analysed(&session, &document, snapshot).await;
        while let Some(near) = result.as_ref().ok().filter(|analysis| !analysis.is_settled()).map(Arc::clone) {
            if document.revision() != revision {
                break;
            }
            // What was found near the edit is told at once, and what is far from it is not waited for.
            if session.editor.features().pulls {
                document.note_near(revision, Arc::clone(&near));
            } else {
                publish(&session, &document, (revision, version), Ok(Arc::clone(&near)));
            }
            result = read_on(&session, &document, near).await;
        }
        if document.finish(revision, result.clone()) {
            ask_again(&session);
        }
        if !session.editor.features().pulls {
            session.wires.caught_up().await;
            publish(&session, &document, (revision, version), result);
        }
    }
}

/// Tells an editor that asks for diagnostics to do so again (LSP 3.17, `workspace/diagnostic/refresh`).
fn ask_again(session: &Session) {
    let client = session.editor.client.clone();
    tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
}

/// Waits until all changes that have come are made, and no more of a burst are to be expected.
async fn caught_up(session: &Session, document: &OpenDocument) {
    let begin = Instant::now();
    session.wires.caught_up().await;
    while let Some(rest) = document.rest_of_burst() {
        let Some(left) = LONGEST_BURST.checked_sub(begin.elapsed()) else { return };
        tokio::time::sleep(rest.min(left)).await;
        session.wires.caught_up().await;
    }
}

/// Reads more of an article of which only what is near an edit was read.
async fn read_on(session: &Arc<Session>, document: &Arc<OpenDocument>, near: Arc<Analysis>) -> Analysed {
    let working = Arc::clone(session);
    let work = move || Ok(Arc::new(near.read_on(&working.editor.features())));
    session.editor.or_tell(&document.uri, spawn_blocking(work)).await.unwrap_or(Err(Failure::Panicked))
}

/// Analyses a version: at once where that is quick, since handing it to another thread would take longer.
async fn analysed(session: &Arc<Session>, document: &Arc<OpenDocument>, snapshot: Snapshot) -> Analysed {
    let (working, subject) = (Arc::clone(session), Arc::clone(document));
    let is_quick = document.is_quick(&snapshot);
    let work = move || {
        let begin = Instant::now();
        let result = analyse(&working, &subject, snapshot);
        subject.note_duration(begin.elapsed());
        result
    };
    let (editor, uri) = (&session.editor, &document.uri);
    let result = if is_quick {
        catch_unwind(AssertUnwindSafe(work)).inspect_err(|_| editor.tell_of_bug(uri)).ok()
    } else {
        editor.or_tell(uri, spawn_blocking(work)).await
    };
    match result {
        Some(Err(Failure::TooLong { length, most })) => {
            let unread = unread_article(&Unread::TooLong { length: Some(length), most });
            editor.tell_once(uri.as_str(), format!("{uri} {unread}"));
        }
        Some(_) => editor.forget_trouble(uri.as_str()),
        None => {}
    }
    result.unwrap_or(Err(Failure::Panicked))
}

fn analyse(session: &Session, document: &OpenDocument, snapshot: Snapshot) -> Analysed {
    let found = session.resolve(document);
    let original = session.original_of(&found, &snapshot.text);
    session.rest();
    let features = session.editor.features();
    Analysis::new(document.uri.clone(), &document.path, snapshot, (found, original), &features).map(Arc::new)
}
