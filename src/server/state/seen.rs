//! What is remembered of the files of a workspace between two requests for its diagnostics.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use lsp_types::Url;

/// What identifies the content of a file, and of its original, without reading them.
pub type Stamp = (SystemTime, u64);

/// The most files that are remembered: some 20 MB. All others are linted again at each request.
const MOST_FILES: usize = 100_000;

/// The result of linting a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Equal where the diagnostics look equal.
    pub fingerprint: u64,
    /// How many diagnostics it has.
    pub count: usize,
}

/// Files that were linted for the whole workspace.
#[derive(Debug, Default)]
pub struct Seen {
    files: Mutex<HashMap<PathBuf, (Stamp, Known)>>,
    closed: Mutex<HashSet<Url>>,
}

impl Seen {
    fn files(&self) -> MutexGuard<'_, HashMap<PathBuf, (Stamp, Known)>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn closed(&self) -> MutexGuard<'_, HashSet<Url>> {
        self.closed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a document was closed: an editor may go on showing what it was told of it last.
    pub fn note_closed(&self, uri: Url) {
        let mut closed = self.closed();
        if closed.len() < MOST_FILES {
            closed.insert(uri);
        }
    }

    /// The documents that were closed since this was last asked.
    pub fn take_closed(&self) -> HashSet<Url> {
        std::mem::take(&mut *self.closed())
    }

    /// The result for a file that has not changed since.
    pub fn of(&self, path: &Path, stamp: Option<Stamp>) -> Option<Known> {
        let stamp = stamp?;
        self.files().get(path).filter(|(known, _)| *known == stamp).map(|(_, result)| *result)
    }

    /// Notes a result.
    pub fn note(&self, path: PathBuf, stamp: Option<Stamp>, result: Known) {
        let Some(stamp) = stamp else { return };
        let mut files = self.files();
        if files.len() < MOST_FILES || files.contains_key(&path) {
            files.insert(path, (stamp, result));
        }
    }

    /// Forgets all files but `articles`, and gives the memory of the others back.
    pub fn keep(&self, articles: &[PathBuf]) {
        let mut files = self.files();
        let articles: HashSet<_> = articles.iter().collect();
        files.retain(|path, _| articles.contains(path));
        files.shrink_to_fit();
    }

    /// Forgets all files: other settings, or folders, count now.
    pub fn forget(&self) {
        *self.files() = HashMap::new();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(number: usize) -> PathBuf {
        PathBuf::from(format!("/articles/{number}.md"))
    }

    #[test]
    fn a_file_is_known_until_it_changes_or_goes() {
        let (seen, result) = (Seen::default(), Known { fingerprint: 1, count: 2 });
        let stamp = Some((SystemTime::UNIX_EPOCH, 3));
        (0..10).for_each(|number| seen.note(path(number), stamp, result));
        seen.note(path(10), None, result);
        assert_eq!(seen.of(&path(1), stamp), Some(result));
        assert_eq!(seen.of(&path(1), Some((SystemTime::UNIX_EPOCH, 4))), None);
        assert_eq!((seen.of(&path(10), None), seen.of(&path(1), None)), (None, None));
        seen.keep(&[path(1), path(11)]);
        assert_eq!(seen.of(&path(1), stamp), Some(result));
        assert_eq!(seen.files().len(), 1);
        seen.forget();
        assert_eq!(seen.files().capacity(), 0);
    }

    #[test]
    fn it_does_not_grow_for_ever() {
        let (seen, result) = (Seen::default(), Known { fingerprint: 1, count: 2 });
        let stamp = Some((SystemTime::UNIX_EPOCH, 3));
        (0..MOST_FILES + 10).for_each(|number| seen.note(path(number), stamp, result));
        seen.note(path(1), stamp, Known { count: 3, ..result });
        assert_eq!(seen.files().len(), MOST_FILES);
        assert_eq!(seen.of(&path(1), stamp).map(|result| result.count), Some(3));
    }
}
