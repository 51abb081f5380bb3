//! Originals as they were when they were translated, for all translations of a run.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::compare::Original;
use crate::git::{Repositories, revision_in};

/// An original that was read once for all revisions in which it is the same; nothing where it cannot be read.
type Known = Arc<OnceLock<Option<Arc<Original>>>>;

/// Originals as they were when they were translated.
#[derive(Default)]
pub struct Revisions {
    repositories: Repositories,
    /// By their paths and what git calls their texts.
    known: Mutex<HashMap<(PathBuf, String), Known>>,
    /// Translations that name a revision that git does not have, and those of which git could not be asked.
    unknown: Mutex<Vec<String>>,
    unasked: Mutex<Vec<(String, String)>>,
}

impl Revisions {
    /// The original at `path`, which is `newest` now, in the revision that `translation` names, a text that is called `name`;
    /// none where it is the same. `read` makes an original of bytes, of which there may be `most`.
    pub fn of(
        &self,
        translation: (&str, &str),
        (path, newest): (&Path, &Original),
        most: u64,
        read: impl FnOnce(Vec<u8>) -> Option<Original>,
    ) -> Option<Arc<Original>> {
        let (name, text) = translation;
        let blob = match self.repositories.blob(path, revision_in(text)?, most) {
            Ok(Some(blob)) => blob,
            Ok(None) => {
                locked(&self.unknown).push(name.to_owned());
                return None;
            }
            Err(why) => {
                locked(&self.unasked).push((name.to_owned(), why));
                return None;
            }
        };
        if blob.bytes == newest.source().text().as_bytes() {
            return None;
        }
        let known = Arc::clone(locked(&self.known).entry((path.to_owned(), blob.name)).or_default());
        known.get_or_init(|| read(blob.bytes).map(Arc::new)).clone()
    }

    /// What to tell of translations that were compared with the present text alone.
    pub fn notes(&self) -> Vec<String> {
        let (mut unknown, mut unasked) = (locked(&self.unknown), locked(&self.unasked));
        unknown.sort();
        unasked.sort();
        let of_unknown = unknown.first().map(|first| {
            let what = match unknown.len() {
                1 => format!("{first} names a revision of its original that git does not have, so it was compared"),
                count => format!(
                    "{count} translations, such as {first}, name revisions of their originals that git does not have, so they were compared"
                ),
            };
            format!("{what} with the present text alone; a shallow clone has no older ones (`git fetch --unshallow`)")
        });
        let of_unasked = unasked.first().map(|(first, why)| match unasked.len() {
            1 => format!("{first} was compared with the present text of its original alone: {why}"),
            count => format!(
                "{count} translations, such as {first}, were compared with the present texts of their originals alone: {why}"
            ),
        });
        of_unknown.into_iter().chain(of_unasked).collect()
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
