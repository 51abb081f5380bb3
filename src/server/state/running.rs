//! What is being worked on and can be cancelled.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lsp_types::NumberOrString;
use tokio::task::AbortHandle;
use tower_lsp::jsonrpc::Id;

/// What cancelling a request did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancelled {
    /// Its work was stopped, and nobody answers it any more.
    Stopped,
    /// Whoever answers it was told, and does so soon.
    Told,
}

/// Work that can be cancelled.
#[derive(Debug, Default)]
pub struct Running {
    /// Requests for the diagnostics of a document that are not answered yet.
    pulls: Mutex<HashMap<Id, AbortHandle>>,
    /// Requests for the diagnostics of the workspace that are not answered yet.
    walks: Flags<Id>,
    /// Work that the editor shows, by its token.
    works: Flags<NumberOrString>,
}

impl Running {
    /// The answer to the request `id` is worked on by a task.
    pub fn begin_pull(&self, id: Id, task: AbortHandle) {
        locked(&self.pulls).insert(id, task);
    }

    /// The request `id` is answered.
    pub fn end_pull(&self, id: &Id) {
        locked(&self.pulls).remove(id);
    }

    /// The answer to the request `id` is worked on by somebody who looks at the flag.
    pub fn begin_walk(&self, id: Id) -> Arc<AtomicBool> {
        self.walks.begin(id)
    }

    /// The request `id` is answered.
    pub fn end_walk(&self, id: &Id) {
        self.walks.end(id);
    }

    /// Work that the editor shows begins; the flag says when it is cancelled.
    pub fn begin_work(&self, token: NumberOrString) -> Arc<AtomicBool> {
        self.works.begin(token)
    }

    /// That work ends.
    pub fn end_work(&self, token: &NumberOrString) {
        self.works.end(token);
    }

    /// Cancels work that the editor shows.
    pub fn cancel_work(&self, token: &NumberOrString) {
        self.works.cancel(token);
    }

    /// Cancels the request `id`; `None` where it is not one of those.
    pub fn cancel_request(&self, id: &Id) -> Option<Cancelled> {
        if let Some(task) = locked(&self.pulls).remove(id) {
            task.abort();
            return Some(Cancelled::Stopped);
        }
        self.walks.cancel(id).then_some(Cancelled::Told)
    }
}

/// Work that ends soon after its flag is set.
#[derive(Debug)]
struct Flags<K> {
    flags: Mutex<HashMap<K, Arc<AtomicBool>>>,
}

impl<K> Default for Flags<K> {
    fn default() -> Self {
        Self { flags: Mutex::default() }
    }
}

impl<K: Eq + Hash> Flags<K> {
    fn begin(&self, key: K) -> Arc<AtomicBool> {
        Arc::clone(locked(&self.flags).entry(key).or_default())
    }

    fn end(&self, key: &K) {
        locked(&self.flags).remove(key);
    }

    /// Says whether there was something to cancel.
    fn cancel(&self, key: &K) -> bool {
        locked(&self.flags).get(key).inspect(|flag| flag.store(true, Ordering::Relaxed)).is_some()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
