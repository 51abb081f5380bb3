//! The originals of translations: as they are in the editor where they are open, else as they lie on disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime};

use lsp_types::Url;

use super::document::OpenDocument;
use super::documents::Documents;
use super::settings::Resolved;
use crate::compare::Original;
use crate::disk;
use crate::text::Source;

/// Originals that are remembered at most; those of open translations are few.
const MOST: usize = 64;

/// Which text of an original was read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Stamp {
    /// That of a document which was opened then, after so many changes.
    Open(Instant, u64),
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
        let stamp = stamp_of(path, open.as_deref());
        let is_known = |(before, _): &&(Stamp, Option<Arc<Original>>)| *before == stamp;
        if let Some((_, known)) = self.known().get(path).filter(is_known) {
            return known.clone();
        }
        let original = match open {
            Some(document) => from_editor(path, &document, found),
            None => from_disk(path, found).map(|source| Original::new(&source, &found.settings)),
        };
        let original = original.map(Arc::new);
        let mut known = self.known();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(path.to_owned(), (stamp, original.clone()));
        original
    }

    /// What identifies the text of the original at `path` without reading it.
    pub fn stamp(path: &Path, documents: &Documents) -> Stamp {
        let open = Url::from_file_path(path).ok().and_then(|uri| documents.at(&uri));
        stamp_of(path, open.as_deref())
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an open document is: as it was analysed, where it was, which takes no time.
fn from_editor(path: &Path, document: &OpenDocument, found: &Resolved) -> Option<Original> {
    let (text, _, edition) = document.current();
    let analysis = document.known(edition).filter(|analysis| analysis.article().flavor() == found.flavor);
    if let Some(document) = analysis.as_ref().and_then(|analysis| analysis.document.as_ref()) {
        return Some(Original::of(document));
    }
    let source = Source::new(path, found.flavor, text.contiguous()).ok()?;
    Some(Original::new(&source, &found.settings))
}

fn from_disk(path: &Path, found: &Resolved) -> Option<Source> {
    let mut bytes = Vec::new();
    let read = disk::read(path, found.most_bytes, &mut bytes);
    read.map_err(|unread| tracing::warn!("{}, an original, {unread}", path.display())).ok()?;
    let source = Source::from_bytes(path, found.flavor, bytes);
    source.map_err(|error| tracing::warn!("{}, an original, {error}", path.display())).ok()
}

fn stamp_of(path: &Path, open: Option<&OpenDocument>) -> Stamp {
    open.map_or_else(|| Stamp::OnDisk(stamp(path)), |document| Stamp::Open(document.opened, document.edition()))
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = path.metadata().ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
