//! Calling git so that a repository can run nothing.
//!
//! A repository may have come in an archive, with settings of its own in `.git/config`; git runs what these name: monitors
//! of the file system, filters, hooks, helpers of the network. What can be turned off once and for all is; filters and
//! hooks have names, so these are asked for first, which runs nothing.

use std::collections::BTreeSet;
use std::env;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::path::path_of;
use crate::text::printable;

/// No program that watches files, no hook, and no repository that lies within another one's files.
const OPTIONS: [&str; 6] =
    ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit"];

/// No network, no questions, no writing, and messages that can be told apart.
const ENVIRONMENT: [(&str, &str); 5] = [
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("LC_ALL", "C"),
];

/// The most names that are turned off, because command lines have a limit; nobody has so many filters.
const MOST_NAMES: usize = 200;

/// A repository to ask.
#[derive(Debug)]
pub struct Git {
    program: PathBuf,
    folder: PathBuf,
    /// What git is needed for.
    option: String,
    /// What turns off the repository's filters and hooks.
    disarmed: Vec<OsString>,
    /// Whether there are filters that git would run.
    pub has_filters: bool,
}

impl Git {
    /// The repository that the working folder lies in; `option` needs it.
    ///
    /// # Errors
    /// A message if there is none, or git does not trust it.
    pub fn open(option: &str) -> Result<Self, String> {
        Self::open_at(Path::new("."), option)
    }

    /// The repository that `folder` lies in; `option` needs it.
    ///
    /// # Errors
    /// Those of [`Git::open`].
    pub fn open_at(folder: &Path, option: &str) -> Result<Self, String> {
        let program = program().ok_or_else(|| not_installed(option))?;
        let (folder, option) = (folder.to_owned(), option.to_owned());
        let mut git = Self { program, folder, option, disarmed: Vec::new(), has_filters: false };
        let output = git.run(["rev-parse", "--show-toplevel"])?;
        if !output.status.success() {
            return Err(no_repository(&git.option, &String::from_utf8_lossy(&output.stderr)));
        }
        let root = path_of(output.stdout.strip_suffix(b"\n").unwrap_or(&output.stdout));
        git.folder = root.canonicalize().unwrap_or(root);
        git.disarm()?;
        Ok(git)
    }

    /// The root of the repository.
    pub fn root(&self) -> &Path {
        &self.folder
    }

    /// Finds the names of filters and hooks in all settings that count, and has every further call turn them off.
    fn disarm(&mut self) -> Result<(), String> {
        let names = self.ask(["config", "-z", "--name-only", "--get-regexp", r"^(filter|hook)\."])?.unwrap_or_default();
        let keys = names.split(|byte| *byte == 0).filter(|key| !key.is_empty());
        let sections: BTreeSet<&[u8]> = keys.filter_map(section).collect();
        let has_equals = sections.iter().find(|section| section.contains(&b'='));
        if let Some(section) = has_equals.or(sections.iter().nth(MOST_NAMES)) {
            let section = String::from_utf8_lossy(section);
            return Err(format!(
                "git's settings have a section `{}` that cannot be turned off, and copydesk does not run programs that a \
                 repository configures; rename or remove the section",
                printable(&section)
            ));
        }
        for section in sections {
            let is_filter = section.starts_with(b"filter.");
            let off: &[&str] =
                if is_filter { &["clean=", "smudge=", "process=", "required=false"] } else { &["enabled=false"] };
            for setting in off {
                let mut text = path_of(section).into_os_string();
                text.push(".");
                text.push(setting);
                self.disarmed.extend(["-c".into(), text]);
            }
            self.has_filters |= is_filter;
        }
        Ok(())
    }

    /// What git prints; `None` if it says no.
    ///
    /// # Errors
    /// A message if it cannot be run.
    pub fn ask<I: IntoIterator<Item = A>, A: AsRef<OsStr>>(&self, arguments: I) -> Result<Option<Vec<u8>>, String> {
        let output = self.run(arguments)?;
        Ok(output.status.success().then_some(output.stdout))
    }

    /// What git prints; it is an error where it says no, or a hook would let everything pass.
    ///
    /// # Errors
    /// A message with what it said, or that it cannot be run.
    pub fn told<I: IntoIterator<Item = A>, A: AsRef<OsStr>>(&self, arguments: I) -> Result<Vec<u8>, String> {
        let output = self.run(arguments)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = first_line(&String::from_utf8_lossy(&output.stderr));
        Err(format!("git cannot list the changed files: {said}"))
    }

    /// Starts git, which is asked on its standard input and answers on its standard output.
    pub(super) fn spawn<I: IntoIterator<Item = A>, A: AsRef<OsStr>>(&self, arguments: I) -> io::Result<Child> {
        self.command(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
    }

    fn command<I: IntoIterator<Item = A>, A: AsRef<OsStr>>(&self, arguments: I) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(&self.folder).envs(ENVIRONMENT).args(OPTIONS).args(&self.disarmed).args(arguments);
        command
    }

    fn run<I: IntoIterator<Item = A>, A: AsRef<OsStr>>(&self, arguments: I) -> Result<Output, String> {
        match self.command(arguments).stdin(Stdio::null()).output() {
            Ok(output) => Ok(output),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(not_installed(&self.option)),
            Err(error) => Err(format!("git cannot be run: {error}")),
        }
    }
}

/// Git, from the folders of PATH that are whole paths: the others begin in the folder that git is called in, which may hold a
/// program of this name.
fn program() -> Option<PathBuf> {
    let name = if cfg!(windows) { "git.exe" } else { "git" };
    let path = env::var_os("PATH")?;
    let mut places = env::split_paths(&path).filter(|folder| folder.is_absolute()).map(|folder| folder.join(name));
    places.find(|place| place.is_file())
}

/// `filter.lfs` for `filter.lfs.smudge`: the section of a key. The name of a filter may hold dots itself.
fn section(key: &[u8]) -> Option<&[u8]> {
    let last = key.iter().rposition(|byte| *byte == b'.')?;
    let section = &key[..last];
    section.contains(&b'.').then_some(section)
}

fn not_installed(option: &str) -> String {
    format!("{option} needs git, which is not installed")
}

fn no_repository(option: &str, said: &str) -> String {
    if said.contains("dubious ownership") {
        return format!(
            "{option} needs git, which does not trust this repository because it belongs to another user. Run copydesk as \
             its owner (in a container, with `--user \"$(id -u):$(id -g)\"`), or add it to git's `safe.directory`"
        );
    }
    if said.contains("safe.bareRepository") || said.contains("not a git repository") || said.is_empty() {
        return format!("{option} needs a git repository, but this folder is not in one");
    }
    format!("{option} needs git, which reports: {}", first_line(said))
}

fn first_line(said: &str) -> String {
    printable(said.lines().next().unwrap_or("it failed")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_all_but_the_last_part_of_a_key() {
        assert_eq!(section(b"filter.a.b.smudge"), Some(&b"filter.a.b"[..]));
        assert_eq!(section(b"filter..smudge"), Some(&b"filter."[..]));
        assert_eq!(section(b"filter.smudge"), None);
    }
}
