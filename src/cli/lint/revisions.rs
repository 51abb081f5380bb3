//! The revisions of originals that translations name in their front matter.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::git::{Blob, Blobs, Git};
use crate::cli::exit::Failure;
use crate::compare::Original;

/// Keys whose value is the commit of the original that was translated: of Hugo's sites after OpenTelemetry and Kubernetes, and
/// of MDN.
const KEYS: [&str; 2] = ["default_lang_commit:", "sourceCommit:"];

/// The most lines of front matter that are looked through.
const MOST_LINES: usize = 200;

/// What needs git, as it is told where there is none.
const NEED: &str = "a revision in front matter";

/// An original that was read once for all revisions in which it is the same; nothing where it cannot be read.
type Known = Arc<OnceLock<Option<Arc<Original>>>>;

/// A repository that was looked for, or why it cannot be asked.
type Found = Arc<OnceLock<Result<Repository, String>>>;

/// A repository, with processes that wait for questions: one for each thread that asked at once.
#[derive(Debug)]
struct Repository {
    git: Git,
    waiting: Mutex<Vec<Blobs>>,
}

/// Originals as they were when they were translated.
#[derive(Default)]
pub struct Revisions {
    /// By their roots.
    repositories: Mutex<HashMap<Option<PathBuf>, Found>>,
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
        let revision = named_in(text)?;
        let blob = match self.blob(path, revision, most) {
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

    fn blob(&self, path: &Path, revision: &str, most: u64) -> Result<Option<Blob>, String> {
        let root = path.ancestors().skip(1).find(|folder| folder.join(".git").symlink_metadata().is_ok());
        let found = Arc::clone(locked(&self.repositories).entry(root.map(Path::to_owned)).or_default());
        let folder = root.or(path.parent()).unwrap_or(Path::new("."));
        let repository = found.get_or_init(|| Repository::at(folder)).as_ref().map_err(String::clone)?;
        let Some(relative) = path.strip_prefix(repository.git.root()).ok().and_then(Path::to_str) else {
            return Ok(None);
        };
        let relative = if cfg!(windows) { relative.replace('\\', "/") } else { relative.to_owned() };
        repository.blob(revision, &relative, most).map_err(|error| format!("git cannot be asked: {error}"))
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

impl Repository {
    fn at(folder: &Path) -> Result<Self, String> {
        match Git::open_at(folder, NEED) {
            Ok(git) => Ok(Self { git, waiting: Mutex::default() }),
            Err(Failure::Message(why)) => Err(why),
            Err(Failure::ClosedPipe) => Err(format!("{NEED} needs git, which has ended")),
        }
    }

    fn blob(&self, revision: &str, path: &str, most: u64) -> io::Result<Option<Blob>> {
        let waiting = locked(&self.waiting).pop();
        let mut blobs = waiting.map_or_else(|| Blobs::of(&self.git), Ok)?;
        let blob = blobs.get(revision, path, most)?;
        locked(&self.waiting).push(blobs);
        Ok(blob)
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The revision that front matter names.
fn named_in(text: &str) -> Option<&str> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    if lines.next()?.trim_end() != "---" {
        return None;
    }
    let lines = lines.take(MOST_LINES).take_while(|line| line.trim_end() != "---");
    let value = lines.into_iter().find_map(|line| KEYS.iter().find_map(|key| line.trim_start().strip_prefix(key)))?;
    let value = value.split('#').next()?.trim().trim_matches(['"', '\'']);
    let is_commit = (7..=64).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_commit.then_some(value)
}

#[cfg(test)]
mod tests {
    use super::named_in;

    #[test]
    fn front_matter_names_a_commit() {
        assert_eq!(named_in("---\ntitle: x\ndefault_lang_commit: 1a2b3c4d5e # patched\n---\n"), Some("1a2b3c4d5e"));
        assert_eq!(named_in("---\nl10n:\n  sourceCommit: 'abcdef0123'\n---\n"), Some("abcdef0123"));
        assert_eq!(named_in("---\ndefault_lang_commit: main\n---\n"), None);
        assert_eq!(named_in("default_lang_commit: 1a2b3c4d5e\n"), None);
        assert_eq!(named_in("---\nx: y\n---\ndefault_lang_commit: 1a2b3c4d5e\n"), None);
    }
}
