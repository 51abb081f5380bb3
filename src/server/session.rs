//! What the server knows: open documents, settings and what the editor can do.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::task::{AbortHandle, JoinHandle, spawn_blocking};
use tower_lsp::Client;
use tower_lsp::jsonrpc::Id;
use tower_lsp::lsp_types::{MessageType, NumberOrString, Url};

use super::analysis::{Analysis, Failure};
use super::documents::{Change, OpenDocument, Opened, Snapshot};
use super::features::Features;
use super::input::Input;
use super::output::Output;
use super::seen::Seen;
use super::settings::{Resolved, SettingsStore};
use crate::disk::Unread;
use crate::settings::unread_article;

/// The ways from and to the editor, for what does not take that through tower-lsp.
#[derive(Clone, Debug, Default)]
pub struct Wires {
    /// From the editor: only asked whether more has come.
    pub input: Input,
    /// To the editor.
    pub output: Output,
}

impl Wires {
    /// Waits until everything that has come was read.
    async fn caught_up(&self) {
        for _ in 0..MOST_YIELDS {
            if !self.input.has_more() {
                return;
            }
            tokio::task::yield_now().await;
        }
    }
}

/// What comes of analysing a version.
type Analysed = Result<Arc<Analysis>, Failure>;

/// How long changes that come faster than anybody types are waited for.
const BURST: Duration = Duration::from_millis(3);
/// What to ask of users who encounter a bug.
const BUG: &str = "this is a bug in copydesk. Please report it with the shortest text that triggers it";
/// How often other work goes first.
const MOST_YIELDS: usize = 1_000;

/// What the server knows.
#[derive(Debug)]
pub struct Session {
    /// The editor.
    pub client: Client,
    /// Settings.
    pub settings: SettingsStore,
    /// The ways from and to the editor.
    pub wires: Wires,
    features: OnceLock<Features>,
    documents: Mutex<HashMap<Url, Arc<OpenDocument>>>,
    /// Requests for diagnostics that are not answered yet.
    pulls: Mutex<HashMap<Id, AbortHandle>>,
    /// Work that can be cancelled, by its token.
    works: Mutex<HashMap<NumberOrString, Arc<AtomicBool>>>,
    /// Requests for diagnostics of the whole workspace that are not answered yet, and whether they are cancelled.
    walks: Mutex<HashMap<Id, Arc<AtomicBool>>>,
    /// Files that were linted for the whole workspace.
    pub seen: Seen,
    /// What could not be done, and somebody was told of.
    stopped: Mutex<HashSet<String>>,
}

impl Session {
    /// A session with an editor that has said nothing yet.
    pub fn new(client: Client, wires: Wires) -> Self {
        Self {
            client,
            settings: SettingsStore::default(),
            wires,
            features: OnceLock::new(),
            documents: Mutex::default(),
            pulls: Mutex::default(),
            works: Mutex::default(),
            walks: Mutex::default(),
            seen: Seen::default(),
            stopped: Mutex::default(),
        }
    }

    /// Notes what the editor can do; it says so once.
    pub fn begin(&self, initialize: &Value) {
        self.features.get_or_init(|| Features::read(initialize));
    }

    /// Whether the editor has said what it can do.
    pub fn has_begun(&self) -> bool {
        self.features.get().is_some()
    }

    /// What the editor can do; nothing before it has said so.
    pub fn features(&self) -> Features {
        self.features.get().copied().unwrap_or_default()
    }

    fn map(&self) -> MutexGuard<'_, HashMap<Url, Arc<OpenDocument>>> {
        locked(&self.documents)
    }

    /// Requests for diagnostics that are not answered yet, by their ids.
    pub fn pulls(&self) -> MutexGuard<'_, HashMap<Id, AbortHandle>> {
        locked(&self.pulls)
    }

    /// Begins work that can be cancelled; the flag says so.
    pub fn cancellable(&self, token: &NumberOrString) -> Arc<AtomicBool> {
        Arc::clone(locked(&self.works).entry(token.clone()).or_default())
    }

    /// Cancels work.
    pub fn cancel(&self, token: &NumberOrString) {
        if let Some(cancelled) = locked(&self.works).get(token) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Ends work.
    pub fn forget(&self, token: &NumberOrString) {
        locked(&self.works).remove(token);
    }

    /// Requests for diagnostics of the whole workspace that are not answered yet, by their ids.
    pub fn walks(&self) -> MutexGuard<'_, HashMap<Id, Arc<AtomicBool>>> {
        locked(&self.walks)
    }

    /// The open document at this address.
    pub fn document(&self, uri: &Url) -> Option<Arc<OpenDocument>> {
        self.map().get(uri).cloned()
    }

    /// All open documents.
    pub fn documents(&self) -> Vec<Arc<OpenDocument>> {
        self.map().values().cloned().collect()
    }

    /// Whether `document` was not closed.
    pub fn is_open(&self, document: &Arc<OpenDocument>) -> bool {
        self.map().get(&document.uri).is_some_and(|open| Arc::ptr_eq(open, document))
    }

    /// The editor opened a document.
    pub fn open(self: &Arc<Self>, opened: Opened) {
        let document = Arc::new(OpenDocument::new(opened, self.features().encoding));
        self.map().insert(document.uri.clone(), Arc::clone(&document));
        self.changed(&document);
    }

    /// The editor changed a document.
    pub fn change(self: &Arc<Self>, uri: &Url, version: i32, changes: Vec<Change>) {
        let Some(document) = self.document(uri) else {
            tracing::warn!("{uri} was changed but is not open");
            return;
        };
        document.change(version, changes);
        self.changed(&document);
    }

    /// The editor closed a document.
    pub fn close(self: &Arc<Self>, uri: &Url) {
        let closed = self.map().remove(uri);
        self.forget_trouble(uri.as_str());
        if let Some(document) = closed.filter(|_| !self.features().pulls) {
            self.clear(&document);
        }
    }

    /// The settings changed: everything is to be linted again.
    pub fn settings_changed(self: &Arc<Self>) {
        self.seen.forget();
        for document in self.documents() {
            document.touch();
            self.changed(&document);
        }
        if self.features().pulls && self.features().refreshes {
            let session = Arc::clone(self);
            tokio::spawn(async move { session.client.workspace_diagnostic_refresh().await });
        }
    }

    fn changed(self: &Arc<Self>, document: &Arc<OpenDocument>) {
        if self.features().pulls {
            return;
        }
        if self.settings.is_settings_file(&document.path) {
            self.check_settings_file(document);
        } else {
            self.schedule(document);
        }
    }

    /// The analysis of the newest text.
    ///
    /// # Errors
    /// If a rule panicked, or the text is not an article.
    pub async fn newest(self: &Arc<Self>, document: &Arc<OpenDocument>) -> Result<Arc<Analysis>, Failure> {
        if self.settings.is_settings_file(&document.path) {
            return Err(Failure::NoArticle);
        }
        let revision = document.revision();
        self.schedule(document);
        document.analysed(revision).await
    }

    /// Has the newest text analysed, unless somebody is at it.
    fn schedule(self: &Arc<Self>, document: &Arc<OpenDocument>) {
        if document.claim() {
            tokio::spawn(Arc::clone(self).work_on(Arc::clone(document)));
        }
    }

    /// Analyses the newest text until there is none newer that somebody waits for.
    async fn work_on(self: Arc<Self>, document: Arc<OpenDocument>) {
        let mut last = document.edition().saturating_sub(1);
        let mut is_burst = false;
        loop {
            self.wires.caught_up().await;
            let Some(snapshot) = document.next_job() else { return };
            let (revision, version, edition) = (snapshot.revision, snapshot.version, snapshot.edition);
            // Several changes at once: more are likely to come, and nobody reads what is sent between them.
            is_burst |= edition > last + 1;
            last = edition;
            let result = self.analysed(&document, snapshot).await;
            document.finish(revision, result.clone());
            if !self.features().pulls {
                if is_burst {
                    tokio::time::sleep(BURST).await;
                }
                self.wires.caught_up().await;
                self.publish(&document, (revision, version), result);
            }
        }
    }

    /// Analyses a version: at once where that is quick, since handing it to another thread would take longer.
    async fn analysed(self: &Arc<Self>, document: &Arc<OpenDocument>, snapshot: Snapshot) -> Analysed {
        let (session, subject) = (Arc::clone(self), Arc::clone(document));
        let is_quick = document.is_quick(&snapshot);
        let work = move || {
            let begin = Instant::now();
            let result = session.analyse(&subject, snapshot);
            subject.note_duration(begin.elapsed());
            result
        };
        let result = if is_quick {
            catch_unwind(AssertUnwindSafe(work)).inspect_err(|_| self.tell_of_bug(&document.uri)).ok()
        } else {
            self.or_tell(&document.uri, spawn_blocking(work)).await
        };
        match result {
            Some(Err(Failure::TooLong { length, most })) => {
                let unread = unread_article(&Unread::TooLong { length: Some(length), most });
                self.tell_once(document.uri.as_str(), format!("{} {unread}", document.uri));
            }
            Some(_) => self.forget_trouble(document.uri.as_str()),
            None => {}
        }
        result.unwrap_or(Err(Failure::Panicked))
    }

    /// The settings that count for a document; tells of a settings file that cannot be used.
    fn resolve(&self, document: &OpenDocument) -> Resolved {
        let (found, problem) = self.settings.of_document(&document.path, document.language);
        if let Some(problem) = problem {
            self.tell(problem);
        }
        found
    }

    /// Whether a document is linted: it is not a settings file, and the settings do not leave it out.
    pub fn is_article(&self, document: &OpenDocument) -> bool {
        !self.settings.is_settings_file(&document.path) && !self.resolve(document).excluded
    }

    fn analyse(&self, document: &OpenDocument, snapshot: Snapshot) -> Analysed {
        let found = self.resolve(document);
        Analysis::new(document.uri.clone(), &document.path, snapshot, found, &self.features()).map(Arc::new)
    }

    /// Shows a message to the user. May be called wherever the runtime is known.
    pub fn tell(&self, message: String) {
        tracing::error!("{message}");
        let client = self.client.clone();
        tokio::spawn(async move { client.show_message(MessageType::ERROR, message).await });
    }

    /// What comes of the work on the article `uri`; `None`, and somebody is told, where a bug stopped it.
    pub async fn or_tell<T>(&self, uri: &Url, work: JoinHandle<T>) -> Option<T> {
        work.await.inspect_err(|_| self.tell_of_bug(uri)).ok()
    }

    /// Tells of a bug that stopped the work on the article `uri`.
    pub fn tell_of_bug(&self, uri: &Url) {
        self.tell_once(
            uri.as_str(),
            format!(
                "{uri} could not be linted: {BUG}. Other files are still linted, and this one will be when it changes"
            ),
        );
    }

    /// Tells of a bug that stopped the answer to a request.
    pub fn tell_of_unanswered(&self, method: &str) {
        self.tell_once(method, format!("{method} could not be answered: {BUG}, and say what you did in the editor"));
    }

    /// Tells once why the work on `subject` cannot be done, until it succeeds, however often somebody types. The first one
    /// is shown; for others of the same time the log will do.
    fn tell_once(&self, subject: &str, message: String) {
        let mut stopped = locked(&self.stopped);
        let (is_first, is_new) = (stopped.is_empty(), stopped.insert(subject.to_owned()));
        drop(stopped);
        if is_first {
            self.tell(message);
        } else if is_new {
            tracing::error!("{message}");
            let client = self.client.clone();
            tokio::spawn(async move { client.log_message(MessageType::ERROR, message).await });
        }
    }

    /// Notes that the work on `subject` succeeded.
    pub fn forget_trouble(&self, subject: &str) {
        locked(&self.stopped).remove(subject);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
