//! A baseline counts findings by article, rule and fingerprint. Fingerprints hold no lines, so findings that only moved
//! stay known; a finding more than the baseline counts is new.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::fingerprint::fingerprint;
use crate::disk::{self, Unread};
use crate::findings::Finding;
use crate::text::{Source, path_text};

/// The version of the file's form.
const VERSION: u32 = 1;

/// The size limit of baselines, in bytes: millions of findings.
const MOST_BYTES: u64 = 200_000_000;

/// Findings of one article, counted by rule and fingerprint: `spaced-tag 0123456789abcdef`.
pub type Seen = BTreeMap<String, u32>;

/// A baseline as it lies on disk. Paths are relative to its folder, with `/`.
#[derive(Debug, Deserialize, Serialize)]
struct BaselineFile {
    version: u32,
    files: BTreeMap<String, Seen>,
}

/// A baseline that was read.
#[derive(Debug)]
pub struct Known {
    folder: PathBuf,
    files: BTreeMap<String, Seen>,
}

/// The findings of an article, sorted into old and new.
#[derive(Debug, Default)]
pub struct Sifted {
    /// Those to report.
    pub fresh: Vec<Finding>,
    /// Those that are not reported, and go into a baseline that is written.
    pub seen: Seen,
    /// Findings of the baseline that are not there any more.
    pub gone: usize,
}

impl Known {
    /// Reads a baseline.
    ///
    /// # Errors
    /// A message for the user if it cannot be read or is invalid.
    pub fn read(file: &Path) -> Result<Self, String> {
        let shown = path_text(file);
        let text = disk::read_text(file, MOST_BYTES).map_err(|unread| {
            let is_gone = matches!(&unread, Unread::System(error) if error.kind() == io::ErrorKind::NotFound);
            let hint = if is_gone { "; create one with `--write-baseline`" } else { "" };
            format!("the baseline {shown} {unread}{hint}")
        })?;
        let broken = |why: String| format!("{shown} is not a valid baseline: {why}");
        let parsed: BaselineFile = serde_json::from_str(&text).map_err(|error| broken(error.to_string()))?;
        if parsed.version != VERSION {
            return Err(broken(format!("its version is {}, not {VERSION}", parsed.version)));
        }
        Ok(Self { folder: folder_of(file), files: parsed.files })
    }

    /// Sorts the findings of an article by whether they are known.
    pub fn sift(&self, source: &Source, findings: Vec<Finding>) -> Sifted {
        let mut sifted = Sifted::default();
        let mut left = self.of(source.path()).cloned().unwrap_or_default();
        for finding in findings {
            let name = name(source, &finding);
            if left.get_mut(&name).is_some_and(take_one) {
                *sifted.seen.entry(name).or_insert(0) += 1;
            } else {
                sifted.fresh.push(finding);
            }
        }
        sifted.gone = left.values().map(|count| *count as usize).sum();
        sifted
    }

    /// What is known of the article at `path`.
    fn of(&self, path: &Path) -> Option<&Seen> {
        self.files.get(&key(&self.folder, &normal(path)))
    }

    /// Whether it knows anything of the article at `path`.
    pub fn knows(&self, path: &Path) -> bool {
        self.of(path).is_some()
    }

    /// The articles that still exist, by their whole paths.
    fn existing(&self) -> impl Iterator<Item = (PathBuf, &Seen)> {
        let files = self.files.iter().map(|(key, seen)| (self.folder.join(key), seen));
        files.filter(|(path, _)| path.exists())
    }
}

impl Sifted {
    /// All findings of an article, taken into a baseline that is written.
    pub fn all_seen(source: &Source, findings: &[Finding]) -> Self {
        let mut sifted = Self::default();
        for finding in findings {
            *sifted.seen.entry(name(source, finding)).or_insert(0) += 1;
        }
        sifted
    }
}

/// Writes a baseline for `file` of what was `seen` in articles, and returns how many findings it holds. Of the baseline
/// `known`, articles that were not looked at are kept as long as they exist.
///
/// # Errors
/// If it cannot be written.
pub fn write(
    out: impl Write,
    file: &Path,
    known: Option<&Known>,
    seen: &HashMap<PathBuf, Seen>,
) -> serde_json::Result<usize> {
    let folder = folder_of(file);
    let mut files: BTreeMap<String, Seen> = BTreeMap::new();
    for (path, old) in known.iter().flat_map(|known| known.existing()) {
        files.insert(key(&folder, &path), old.clone());
    }
    for (path, seen) in seen {
        files.insert(key(&folder, &normal(path)), seen.clone());
    }
    files.retain(|_, seen| !seen.is_empty());
    let total = files.values().flat_map(Seen::values).map(|count| *count as usize).sum();
    serde_json::to_writer_pretty(out, &BaselineFile { version: VERSION, files })?;
    Ok(total)
}

fn name(source: &Source, finding: &Finding) -> String {
    format!("{} {:016x}", finding.rule, fingerprint(source, finding))
}

fn take_one(count: &mut u32) -> bool {
    let is_there = *count > 0;
    *count = count.saturating_sub(1);
    is_there
}

/// The folder of a file, as a whole path.
fn folder_of(file: &Path) -> PathBuf {
    normal(file).parent().map(Path::to_owned).unwrap_or_default()
}

/// The path from `folder` to the file at `path`, or the whole path where it lies elsewhere.
fn key(folder: &Path, path: &Path) -> String {
    path_text(path.strip_prefix(folder).unwrap_or(path)).into_owned()
}

/// The whole path, without `.` and `..`. Links are left as they are: the article may be gone.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match component {
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_folder_of_the_baseline() {
        let folder = folder_of(Path::new("sub/base.json"));
        assert_eq!(key(&folder, &normal(Path::new("sub/../sub/./a/b.md"))), "a/b.md");
        let elsewhere = key(&folder, &normal(Path::new("b.md")));
        assert!(elsewhere.ends_with("/b.md") && Path::new(&elsewhere).is_absolute(), "{elsewhere}");
    }
}
