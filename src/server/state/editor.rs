//! The editor: what it can do, and what its user is told.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use lsp_types::{MessageType, Url};
use serde_json::Value;
use tokio::task::JoinHandle;
use tower_lsp::Client;

use crate::server::protocol::Features;

/// What to ask of users who encounter a bug.
const BUG: &str = "this is a bug in copydesk. Please report it with the shortest text that triggers it";

/// The editor.
#[derive(Debug)]
pub struct Editor {
    /// The way to it through tower-lsp.
    pub client: Client,
    features: OnceLock<Features>,
    /// What could not be done, and somebody was told of.
    stopped: Mutex<HashSet<String>>,
    /// Whether it will soon be told to ask for diagnostics again.
    is_refreshing: AtomicBool,
}

impl Editor {
    /// An editor that has said nothing yet.
    pub fn new(client: Client) -> Self {
        Self { client, features: OnceLock::new(), stopped: Mutex::default(), is_refreshing: AtomicBool::new(false) }
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

    /// Whether the caller is to tell it, in a while, to ask for diagnostics again; no where somebody is about to.
    pub fn begin_refresh(&self) -> bool {
        !self.is_refreshing.swap(true, Ordering::Relaxed)
    }

    /// Notes that it is told now.
    pub fn end_refresh(&self) {
        self.is_refreshing.store(false, Ordering::Relaxed);
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
    pub fn tell_once(&self, subject: &str, message: String) {
        let mut stopped = self.stopped();
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
        self.stopped().remove(subject);
    }

    fn stopped(&self) -> MutexGuard<'_, HashSet<String>> {
        self.stopped.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
