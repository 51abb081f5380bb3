//! The originals of translations as they were in the revisions that the translations name.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::settings::Resolved;
use crate::compare::Original;
use crate::git::{Blob, Repositories};
use crate::text::Source;

/// Originals that are remembered at most.
const MOST: usize = 64;

/// Troubles that are logged at most: in a shallow clone each translation has one.
const MOST_TOLD: usize = 20;

/// How long git is not asked again for what it did not have: somebody may fetch it.
const PAUSE: Duration = Duration::from_secs(60);

/// An original in a revision, and when git was asked for it; none where it did not have it.
type Known = HashMap<(PathBuf, String), (Instant, Option<Arc<Original>>)>;

/// Originals in revisions.
#[derive(Debug, Default)]
pub struct Recorded {
    repositories: Repositories,
    known: Mutex<Known>,
    told: Mutex<HashSet<String>>,
}

impl Recorded {
    /// The original at `path`, which is `newest` now and to which the settings `found` apply, as it was in `revision`; none
    /// where that is unknown, which is logged.
    pub fn at(
        &self,
        (path, newest): (&Path, &Arc<Original>),
        revision: &str,
        found: &Resolved,
    ) -> Option<Arc<Original>> {
        let key = (path.to_owned(), revision.to_owned());
        if let Some((asked, original)) = locked(&self.known).get(&key)
            && (original.is_some() || asked.elapsed() < PAUSE)
        {
            return original.clone();
        }
        let original = self.ask((path, newest), revision, found).inspect_err(|why| self.tell(path, why)).ok();
        let mut known = locked(&self.known);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, (Instant::now(), original.clone()));
        original
    }

    fn ask(
        &self,
        (path, newest): (&Path, &Arc<Original>),
        revision: &str,
        found: &Resolved,
    ) -> Result<Arc<Original>, String> {
        let blob = self.repositories.blob(path, revision, found.most_bytes)?;
        let Blob { bytes, .. } = blob.ok_or_else(|| format!("git does not have revision {revision} of it"))?;
        if bytes == newest.source().text().as_bytes() {
            return Ok(Arc::clone(newest));
        }
        let source = Source::from_bytes(path, found.flavor, bytes).map_err(|why| format!("in {revision}, it {why}"))?;
        Ok(Arc::new(Original::new(&source, &found.settings)))
    }

    fn tell(&self, path: &Path, why: &str) {
        let mut told = locked(&self.told);
        if told.len() < MOST_TOLD && told.insert(why.to_owned()) {
            tracing::warn!("{}, an original, counts as it is now alone: {why}", path.display());
        }
    }

    /// Ends the processes of git that wait for questions.
    pub fn rest(&self) {
        self.repositories.rest();
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
