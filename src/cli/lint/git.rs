//! `--changed` and `--staged`: the files that git tells of, asked from the `git` program itself, so that its settings,
//! filters and hooks count.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::cli::exit::Failure;
use crate::reports::printable;

/// Options by which a list of changed files has one form, whatever the user's settings: names only, ended by NUL,
/// relative to the root of the repository.
const LIST: [&str; 7] = ["-c", "diff.relative=false", "diff", "--name-only", "-z", "--no-ext-diff", "--no-renames"];

/// Leaves deleted files out of it.
const NOT_DELETED: &str = "--diff-filter=d";

/// Files that git has chosen.
#[derive(Debug)]
pub struct Chosen {
    root: PathBuf,
    /// Whole paths without links.
    files: HashSet<PathBuf>,
    /// Staged files whose text on disk is another one, or that are gone from the disk.
    apart: HashSet<PathBuf>,
}

impl Chosen {
    /// The files that changed since this branch left `revision`; for `HEAD`, since the last commit. New files that git
    /// does not know yet are among them.
    ///
    /// # Errors
    /// Where git cannot tell.
    pub fn changed(revision: &str) -> Result<Self, Failure> {
        let root = root("--changed")?;
        let commit = format!("{revision}^{{commit}}");
        let commit = git(&root, ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let mut lists = vec![told(&root, ["ls-files", "-z", "--others", "--exclude-standard"])?];
        match (commit, revision) {
            (Some(commit), _) => {
                let base = merge_base(&root, revision, line(&commit))?;
                let list = LIST.into_iter().chain([NOT_DELETED, &base, "--"]);
                lists.push(told(&root, list)?);
            }
            // There is no commit yet, so all files are new.
            (None, "HEAD") => lists.push(told(&root, ["ls-files", "-z", "--cached"])?),
            (None, _) => {
                let revision = printable(revision);
                return Err(Failure::Message(format!(
                    "git knows no revision `{revision}`; fetch it first, or name another"
                )));
            }
        }
        let files = lists.iter().flat_map(|list| paths(&root, list)).collect();
        Ok(Self { root, files, apart: HashSet::new() })
    }

    /// The files that are staged for the next commit.
    ///
    /// # Errors
    /// Where git cannot tell.
    pub fn staged() -> Result<Self, Failure> {
        let root = root("--staged")?;
        let files: HashSet<_> =
            paths(&root, &told(&root, LIST.into_iter().chain(["--cached", NOT_DELETED]))?).collect();
        let apart = paths(&root, &told(&root, LIST)?).filter(|path| files.contains(path)).collect();
        Ok(Self { root, files, apart })
    }

    /// Whether the file at `path` is one of them.
    pub fn has(&self, path: &Path) -> bool {
        self.files.contains(&whole(path))
    }

    /// Whether the text that is staged for `path` is another one than that on disk.
    pub fn is_apart(&self, path: &Path) -> bool {
        !self.apart.is_empty() && self.apart.contains(&whole(path))
    }

    /// Staged files that are gone from the disk, as whole paths.
    pub fn gone(&self) -> impl Iterator<Item = &Path> {
        self.apart.iter().map(PathBuf::as_path).filter(|path| path.symlink_metadata().is_err())
    }

    /// The text that is staged for `path`, as git would write it to the disk.
    ///
    /// # Errors
    /// A message without the path.
    pub fn staged_text(&self, path: &Path) -> Result<Vec<u8>, String> {
        let whole = whole(path);
        let relative = whole.strip_prefix(&self.root).unwrap_or(&whole);
        let mut object = std::ffi::OsString::from(":0:");
        object.push(slashed(relative));
        let shown = git(&self.root, [OsStr::new("cat-file"), OsStr::new("--filters"), &object]);
        match shown {
            Ok(Some(text)) => Ok(text),
            _ => Err("cannot be read from git's index".to_owned()),
        }
    }
}

/// The commit that `revision` and the current one both come from.
fn merge_base(root: &Path, revision: &str, commit: &str) -> Result<String, Failure> {
    if revision == "HEAD" {
        return Ok(commit.to_owned());
    }
    let base = git(root, ["merge-base", commit, "HEAD"])?;
    base.map(|base| line(&base).to_owned()).ok_or_else(|| {
        let revision = printable(revision);
        Failure::Message(format!(
            "git finds no commit that `{revision}` and HEAD both come from; in a shallow clone, fetch more of the history"
        ))
    })
}

/// The root of the repository that the working folder lies in.
fn root(option: &str) -> Result<PathBuf, Failure> {
    let Some(root) = git(Path::new("."), ["rev-parse", "--show-toplevel"])? else {
        return Err(Failure::Message(format!("{option} needs a git repository, and this folder lies in none")));
    };
    let root = path_of(root.strip_suffix(b"\n").unwrap_or(&root));
    Ok(root.canonicalize().unwrap_or(root))
}

/// What git prints; `None` where it says no.
fn git<I: IntoIterator<Item = A>, A: AsRef<OsStr>>(folder: &Path, arguments: I) -> Result<Option<Vec<u8>>, Failure> {
    let output = run(folder, arguments)?;
    Ok(output.status.success().then_some(output.stdout))
}

/// What git prints; it is an error where it says no, or a hook would let everything pass.
fn told<I: IntoIterator<Item = A>, A: AsRef<OsStr>>(folder: &Path, arguments: I) -> Result<Vec<u8>, Failure> {
    let output = run(folder, arguments)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::Message(format!(
        "git does not tell which files changed: {}",
        printable(said.lines().next().unwrap_or("it failed"))
    )))
}

fn run<I: IntoIterator<Item = A>, A: AsRef<OsStr>>(folder: &Path, arguments: I) -> Result<Output, Failure> {
    match Command::new("git").current_dir(folder).args(arguments).output() {
        Ok(output) => Ok(output),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Failure::Message("--changed and --staged need git, which is not installed".to_owned()))
        }
        Err(error) => Err(Failure::Message(format!("git cannot be run: {error}"))),
    }
}

/// The paths in a list that is separated by NUL, as whole paths without links.
fn paths<'a>(root: &'a Path, list: &'a [u8]) -> impl Iterator<Item = PathBuf> + 'a {
    let names = list.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    names.map(|name| whole(&root.join(path_of(name))))
}

/// The whole path, without links in its folders. The file itself may be a link, or gone.
fn whole(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    }
}

fn line(output: &[u8]) -> &str {
    std::str::from_utf8(output).unwrap_or_default().trim_end()
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// A path as git writes it: with `/`.
fn slashed(path: &Path) -> std::ffi::OsString {
    if cfg!(windows) { path.to_string_lossy().replace('\\', "/").into() } else { path.as_os_str().to_owned() }
}
