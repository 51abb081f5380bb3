//! The originals of translations: as they are in the editor where they are open, else as they lie on disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use lsp_types::Url;

use super::documents::Documents;
use super::settings::Resolved;
use crate::compare::Original;
use crate::disk;
use crate::text::Source;

/// Originals that are remembered at most; those of open translations are few.
const MOST: usize = 64;

/// Which text of an original was read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stamp {
    /// That of a document after so many changes.
    Open(u64),
    /// That of a file: when it was written, and its length.
    OnDisk(Option<(SystemTime, u64)>),
}

/// An original that was read, or could not be, by its path.
type Known = HashMap<PathBuf, (Stamp, Option<Arc<Original>>)>;

/// Originals that were read.
#[derive(Debug, Default)]
pub struct Originals {
    known: Mutex<Known>,
}

impl Originals {
    /// The original at `path`, to which the settings `found` apply; none where it cannot be read.
    pub fn at(&self, path: &Path, documents: &Documents, found: &Resolved) -> Option<Arc<Original>> {
        let open = Url::from_file_path(path).ok().and_then(|uri| documents.at(&uri));
        let stamp = match &open {
            Some(document) => Stamp::Open(document.edition()),
            None => Stamp::OnDisk(stamp(path)),
        };
        let is_known = |(before, _): &&(Stamp, Option<Arc<Original>>)| *before == stamp;
        if let Some((_, known)) = self.known().get(path).filter(is_known) {
            return known.clone();
        }
        let source = match open {
            Some(document) => Source::new(path, found.flavor, document.current().0.contiguous()).ok(),
            None => from_disk(path, found),
        };
        let original = source.map(|source| Arc::new(Original::new(&source, &found.settings)));
        let mut known = self.known();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(path.to_owned(), (stamp, original.clone()));
        original
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn from_disk(path: &Path, found: &Resolved) -> Option<Source> {
    let mut bytes = Vec::new();
    let read = disk::read(path, found.most_bytes, &mut bytes);
    read.map_err(|unread| tracing::warn!("{}, an original, {unread}", path.display())).ok()?;
    let source = Source::from_bytes(path, found.flavor, bytes);
    source.map_err(|error| tracing::warn!("{}, an original, {error}", path.display())).ok()
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = path.metadata().ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
