//! `--baseline` and `--write-baseline`: old damage that is known and not reported again.
//!
//! A baseline counts findings by article, rule and fingerprint. Fingerprints hold no lines, so findings that only moved
//! stay known; a finding more than the baseline counts is new.

use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::sink::Target;
use crate::cli::exit::Failure;
use crate::disk::{self, Unread};
use crate::findings::Finding;
use crate::reports::fingerprint;
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

/// What is done about old damage in this run.
#[derive(Debug, Default)]
pub struct Baseline {
    known: Option<Known>,
    writes: bool,
}

/// A baseline that was read.
#[derive(Debug)]
struct Known {
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

impl Baseline {
    /// Reads the baseline that is used, if any.
    ///
    /// # Errors
    /// If it cannot be read or is invalid.
    pub fn read(used: Option<&Path>, writes: bool) -> Result<Self, Failure> {
        Ok(Self { known: used.map(Known::read).transpose()?, writes })
    }

    /// Whether findings must be sifted at all.
    pub fn is_used(&self) -> bool {
        self.known.is_some() || self.writes
    }

    /// Sorts the findings of an article. Without a baseline to compare with, all are taken into the one that is written.
    pub fn sift(&self, source: &Source, findings: Vec<Finding>) -> Sifted {
        let mut sifted = Sifted::default();
        let known = self.known.as_ref().map(|known| known.of(source.path()));
        let mut left = known.cloned().unwrap_or_default();
        for finding in findings {
            let name = format!("{} {:016x}", finding.rule, fingerprint(source, &finding));
            let is_old = self.known.is_none() || left.get_mut(&name).is_some_and(take_one);
            if is_old {
                *sifted.seen.entry(name).or_insert(0) += 1;
            } else {
                sifted.fresh.push(finding);
            }
        }
        sifted.gone = left.values().map(|count| *count as usize).sum();
        sifted
    }

    /// Writes a baseline of what was `seen` in the articles of this run, and returns how many findings it holds. Of a baseline that is used too, articles that
    /// were not part of the run are kept as long as they exist.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, file: &Path, seen: &HashMap<PathBuf, Seen>) -> Result<usize, Failure> {
        let folder = folder_of(file);
        let mut files: BTreeMap<String, Seen> = BTreeMap::new();
        for (path, old) in self.known.iter().flat_map(Known::existing) {
            files.insert(key(&folder, &path), old.clone());
        }
        for (path, seen) in seen {
            files.insert(key(&folder, &normal(path)), seen.clone());
        }
        files.retain(|_, seen| !seen.is_empty());
        let total = files.values().flat_map(Seen::values).map(|count| *count as usize).sum();
        let mut out = Target::File(file).open()?;
        serde_json::to_writer_pretty(&mut out, &BaselineFile { version: VERSION, files })
            .map_err(|error| Failure::from(std::io::Error::from(error)))?;
        out.finish()?;
        Ok(total)
    }
}

impl Known {
    fn read(file: &Path) -> Result<Self, Failure> {
        let shown = path_text(file);
        let text = disk::read_text(file, MOST_BYTES).map_err(|unread| {
            let is_gone = matches!(&unread, Unread::System(error) if error.kind() == std::io::ErrorKind::NotFound);
            let hint = if is_gone { "; create one with `--write-baseline`" } else { "" };
            Failure::Message(format!("the baseline {shown} {unread}{hint}"))
        })?;
        let broken = |why: String| Failure::Message(format!("{shown} is not a valid baseline: {why}"));
        let parsed: BaselineFile = serde_json::from_str(&text).map_err(|error| broken(error.to_string()))?;
        if parsed.version != VERSION {
            return Err(broken(format!("its version is {}, not {VERSION}", parsed.version)));
        }
        Ok(Self { folder: folder_of(file), files: parsed.files })
    }

    /// What is known of the article at `path`.
    fn of(&self, path: &Path) -> &Seen {
        static NOTHING: Seen = Seen::new();
        self.files.get(&key(&self.folder, &normal(path))).unwrap_or(&NOTHING)
    }

    /// The articles that still exist, by their whole paths.
    fn existing(&self) -> impl Iterator<Item = (PathBuf, &Seen)> {
        let files = self.files.iter().map(|(key, seen)| (self.folder.join(key), seen));
        files.filter(|(path, _)| path.exists())
    }
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
