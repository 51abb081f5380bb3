//! The revisions of originals that translations name in their front matter.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::git::Git;
use crate::compare::Original;

/// Keys whose value is the commit of the original that was translated: of Hugo's sites after OpenTelemetry and Kubernetes, and
/// of MDN.
const KEYS: [&str; 2] = ["default_lang_commit:", "sourceCommit:"];

/// The most lines of front matter that are looked through.
const MOST_LINES: usize = 200;

/// An original in a revision; nothing where git does not have it.
type Known = Arc<OnceLock<Option<Arc<Original>>>>;

/// Originals as they were when they were translated.
#[derive(Default)]
pub struct Revisions {
    git: OnceLock<Option<Git>>,
    known: Mutex<HashMap<(String, PathBuf), Known>>,
    /// Translations that name a revision that git does not have.
    unknown: Mutex<Vec<String>>,
}

impl Revisions {
    /// The original at `path` in the revision that `translation` names, a text that is called `name`. `read` makes an original
    /// of bytes.
    pub fn of(
        &self,
        translation: (&str, &str),
        path: &Path,
        read: impl FnOnce(Vec<u8>) -> Option<Original>,
    ) -> Option<Arc<Original>> {
        let (name, text) = translation;
        let revision = named_in(text)?;
        let git = self.git.get_or_init(|| Git::open("a revision in front matter").ok()).as_ref()?;
        let relative = path.strip_prefix(git.root()).ok()?.to_str()?.replace('\\', "/");
        let known = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry((revision.to_owned(), path.to_owned())).or_default())
        };
        let found = known.get_or_init(|| {
            let blob = git.ask(["cat-file", "blob", &format!("{revision}:{relative}")]).ok().flatten()?;
            read(blob).map(Arc::new)
        });
        if found.is_none() {
            self.unknown.lock().unwrap_or_else(PoisonError::into_inner).push(name.to_owned());
        }
        found.clone()
    }

    /// What to tell of revisions that git does not have.
    pub fn note(&self) -> Option<String> {
        let mut unknown = self.unknown.lock().unwrap_or_else(PoisonError::into_inner);
        unknown.sort();
        let first = unknown.first()?;
        let what = match unknown.len() {
            1 => format!("{first} names a revision of its original that git does not have, so it was compared"),
            count => format!(
                "{count} translations, such as {first}, name revisions of their originals that git does not have, so they were compared"
            ),
        };
        Some(format!("{what} with the present text alone; a shallow clone has no older ones (`git fetch --unshallow`)"))
    }
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
