//! The revisions of originals that translations name in their front matter.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

pub use super::blobs::Blob;
use super::blobs::Blobs;
use super::call::Git;

/// Keys whose value is the commit of the original that was translated: of Hugo's sites after OpenTelemetry and Kubernetes, and
/// of MDN.
const KEYS: [&str; 2] = ["default_lang_commit:", "sourceCommit:"];

/// The bytes at the start of a translation in which its revision is looked for.
pub const FRONT_MATTER: usize = 16_384;

/// What needs git, as it is told where there is none.
const NEED: &str = "a revision in front matter";

/// A repository that was looked for, or why it cannot be asked.
type Found = Arc<OnceLock<Result<Repository, String>>>;

/// A repository, with processes that wait for questions: one for each thread that asked at once.
#[derive(Debug)]
struct Repository {
    git: Git,
    waiting: Mutex<Vec<Blobs>>,
}

/// The repositories that originals lie in.
#[derive(Debug, Default)]
pub struct Repositories {
    /// By their roots.
    known: Mutex<HashMap<Option<PathBuf>, Found>>,
}

impl Repositories {
    /// The file at `path`, a whole path, as it was in `revision`; none where git does not have it, and where it has more
    /// than `most` bytes.
    ///
    /// # Errors
    /// A message if git cannot be asked.
    pub fn blob(&self, path: &Path, revision: &str, most: u64) -> Result<Option<Blob>, String> {
        let root = path.ancestors().skip(1).find(|folder| folder.join(".git").symlink_metadata().is_ok());
        let found = Arc::clone(locked(&self.known).entry(root.map(Path::to_owned)).or_default());
        let folder = root.or(path.parent()).unwrap_or(Path::new("."));
        let repository = found.get_or_init(|| Repository::at(folder)).as_ref().map_err(String::clone)?;
        let Some(relative) = path.strip_prefix(repository.git.root()).ok().and_then(Path::to_str) else {
            return Ok(None);
        };
        let relative = if cfg!(windows) { relative.replace('\\', "/") } else { relative.to_owned() };
        repository.blob(revision, &relative, most).map_err(|error| format!("git cannot be asked: {error}"))
    }

    /// Ends the processes that wait for questions; a further question begins one anew.
    pub fn rest(&self) {
        for found in locked(&self.known).values() {
            if let Some(Ok(repository)) = found.get() {
                locked(&repository.waiting).clear();
            }
        }
    }
}

impl Repository {
    fn at(folder: &Path) -> Result<Self, String> {
        Git::open_at(folder, NEED).map(|git| Self { git, waiting: Mutex::default() })
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

/// The revision that the front matter of a translation names, within its first [`FRONT_MATTER`] bytes.
pub fn revision_in(text: &str) -> Option<&str> {
    let mut left = FRONT_MATTER;
    // A line whose end is not in sight may be longer than it seems.
    let mut lines = text.split_inclusive('\n').map_while(|line| {
        left = left.checked_sub(line.len())?;
        line.strip_suffix('\n')
    });
    if lines.next()?.trim_start_matches('\u{feff}').trim_end() != "---" {
        return None;
    }
    let mut lines = lines.take_while(|line| line.trim_end() != "---");
    let value = lines.find_map(|line| KEYS.iter().find_map(|key| line.trim_start().strip_prefix(key)))?;
    let value = value.split('#').next()?.trim().trim_matches(['"', '\'']);
    let is_commit = (7..=64).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_commit.then_some(value)
}

#[cfg(test)]
mod tests {
    use super::{FRONT_MATTER, revision_in};

    #[test]
    fn front_matter_names_a_commit() {
        assert_eq!(revision_in("---\ntitle: x\ndefault_lang_commit: 1a2b3c4d5e # patched\n---\n"), Some("1a2b3c4d5e"));
        assert_eq!(revision_in("\u{feff}---\r\nl10n:\r\n  sourceCommit: 'abcdef0123'\r\n---\r\n"), Some("abcdef0123"));
        assert_eq!(revision_in("---\ndefault_lang_commit: main\n---\n"), None);
        assert_eq!(revision_in("default_lang_commit: 1a2b3c4d5e\n"), None);
        assert_eq!(revision_in("---\nx: y\n---\ndefault_lang_commit: 1a2b3c4d5e\n"), None);
    }

    #[test]
    fn a_part_of_a_text_says_what_all_of_it_does() {
        for length in FRONT_MATTER - 60..FRONT_MATTER + 10 {
            let text = format!("---\n{}\ndefault_lang_commit: 1a2b3c4d5e\n---\n", "x".repeat(length));
            assert_eq!(revision_in(&text[..FRONT_MATTER.min(text.len())]), revision_in(&text), "{length}");
        }
    }
}
