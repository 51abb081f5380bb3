//! `--changed` and `--staged`: the files that git tells of, asked from the `git` program itself, so that what it ignores and
//! how it compares count. Programs that its settings name, filters among them, do not run.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::cli::exit::Failure;
use crate::disk::Unread;
use crate::git::{Git, path_of};
use crate::project::unread_article;
use crate::text::printable;

/// Options by which a list of changed files has one form, whatever the user's settings: names only, ended by NUL,
/// relative to the root of the repository.
const LIST: [&str; 9] = [
    "-c",
    "diff.relative=false",
    "diff",
    "--name-only",
    "-z",
    "--no-ext-diff",
    "--no-textconv",
    "--no-renames",
    // To look into a submodule, git would call itself there, with the settings of that one.
    "--ignore-submodules=all",
];

/// Leaves deleted files out of it.
const NOT_DELETED: &str = "--diff-filter=d";

/// Files that git has chosen.
#[derive(Debug)]
pub struct Chosen {
    git: Git,
    /// Whether translations are chosen with their originals: they are where a branch is looked at, and not where a commit
    /// is made, which has nothing of them.
    pub takes_translations: bool,
    /// Whole paths without links.
    files: HashSet<PathBuf>,
    /// Staged files whose text on disk is another one, or that are gone from the disk.
    apart: HashSet<PathBuf>,
    /// Those of them that git keeps in another form, made by a program that copydesk does not run.
    filtered: HashSet<PathBuf>,
}

impl Chosen {
    /// The files that changed since this branch left `revision`; for `HEAD`, since the last commit. New files that git
    /// does not know yet are among them.
    ///
    /// # Errors
    /// If git cannot tell.
    pub fn changed(revision: &str) -> Result<Self, Failure> {
        let git = Git::open("--changed")?;
        let commit = format!("{revision}^{{commit}}");
        let commit = git.ask(["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let mut lists = vec![git.told(["ls-files", "-z", "--others", "--exclude-standard"])?];
        match (commit, revision) {
            (Some(commit), _) => {
                let base = merge_base(&git, revision, line(&commit))?;
                let list = LIST.into_iter().chain([NOT_DELETED, &base, "--"]);
                lists.push(git.told(list)?);
            }
            // There is no commit yet, so all files are new.
            (None, "HEAD") => lists.push(git.told(["ls-files", "-z", "--cached"])?),
            (None, _) => {
                let revision = printable(revision);
                return Err(Failure::Message(format!(
                    "git has no revision `{revision}`; fetch it first, or choose another one"
                )));
            }
        }
        let files = lists.iter().flat_map(|list| paths(git.root(), list)).collect();
        Ok(Self { git, takes_translations: true, files, apart: HashSet::new(), filtered: HashSet::new() })
    }

    /// The files that are staged for the next commit.
    ///
    /// # Errors
    /// If git cannot tell.
    pub fn staged() -> Result<Self, Failure> {
        let git = Git::open("--staged")?;
        let staged = git.told(LIST.into_iter().chain(["--cached", NOT_DELETED]))?;
        let files: HashSet<_> = paths(git.root(), &staged).collect();
        let apart: HashSet<_> = paths(git.root(), &git.told(LIST)?).filter(|path| files.contains(path)).collect();
        let filtered = filtered(&git, &apart)?;
        Ok(Self { git, takes_translations: false, files, apart, filtered })
    }

    /// Whether the file at `path` is one of them.
    pub fn has(&self, path: &Path) -> bool {
        self.files.contains(&whole(path))
    }

    /// Whether the text that is staged for `path` is another one than that on disk. Of a file that passes through a filter
    /// this cannot be told without it, and what git keeps of it is not an article; so the one on disk counts, if it exists.
    pub fn is_apart(&self, path: &Path) -> bool {
        if self.apart.is_empty() {
            return false;
        }
        let path = whole(path);
        self.apart.contains(&path) && (!self.filtered.contains(&path) || path.symlink_metadata().is_err())
    }

    /// Staged files that are gone from the disk, as whole paths.
    pub fn gone(&self) -> impl Iterator<Item = &Path> {
        self.apart.iter().map(PathBuf::as_path).filter(|path| path.symlink_metadata().is_err())
    }

    /// The text that is staged for `path`, as git keeps it: in UTF-8, and with line feeds where git converts line ends.
    ///
    /// # Errors
    /// A message without the path, also where the text has more than `most` bytes.
    pub fn staged_text(&self, path: &Path, most: u64) -> Result<Vec<u8>, String> {
        let whole = whole(path);
        if self.filtered.contains(&whole) {
            return Err("uses a git filter, which copydesk does not run, and no longer exists on disk".to_owned());
        }
        let relative = whole.strip_prefix(self.git.root()).unwrap_or(&whole);
        let mut object = std::ffi::OsString::from(":0:");
        object.push(slashed(relative));
        let ask = |what: &str| self.git.ask([OsStr::new("cat-file"), OsStr::new(what), &object]);
        let unread = || "cannot be read from the git index".to_owned();
        let length = ask("-s").ok().flatten().and_then(|length| line(&length).parse().ok()).ok_or_else(unread)?;
        if length > most {
            return Err(unread_article(&Unread::TooLong { length: Some(length), most }));
        }
        ask("blob").ok().flatten().ok_or_else(unread)
    }
}

/// The commit that `revision` and the current one both come from.
fn merge_base(git: &Git, revision: &str, commit: &str) -> Result<String, Failure> {
    if revision == "HEAD" {
        return Ok(commit.to_owned());
    }
    let base = git.ask(["merge-base", commit, "HEAD"])?;
    base.map(|base| line(&base).to_owned()).ok_or_else(|| {
        let revision = printable(revision);
        Failure::Message(format!(
            "git finds no common ancestor of `{revision}` and HEAD; in a shallow clone, fetch more of the history"
        ))
    })
}

/// Paths that are asked about at once, since command lines have an end.
const AT_ONCE: usize = 200;

/// Those of the paths that a filter applies to.
fn filtered(git: &Git, paths: &HashSet<PathBuf>) -> Result<HashSet<PathBuf>, Failure> {
    let mut filtered = HashSet::new();
    let all: Vec<_> = paths.iter().filter(|_| git.has_filters).collect();
    for some in all.chunks(AT_ONCE) {
        let names = some.iter().map(|path| slashed(path.strip_prefix(git.root()).unwrap_or(path)));
        let question = ["check-attr", "-z", "filter", "--"].map(std::ffi::OsString::from);
        let answer = git.told(question.into_iter().chain(names))?;
        // Path, attribute and value, one after the other.
        let fields: Vec<_> = answer.split(|byte| *byte == 0).collect();
        let has_filter = |value: &[u8]| value != b"unspecified" && value != b"unset" && value != b"set";
        let found = fields.chunks_exact(3).filter(|fields| has_filter(fields[2]));
        filtered.extend(found.map(|fields| whole(&git.root().join(path_of(fields[0])))));
    }
    Ok(filtered)
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

/// A path as git writes it: with `/`.
fn slashed(path: &Path) -> std::ffi::OsString {
    if cfg!(windows) { path.to_string_lossy().replace('\\', "/").into() } else { path.as_os_str().to_owned() }
}
