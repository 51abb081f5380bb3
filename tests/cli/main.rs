//! The program as users call it.
#![expect(clippy::print_stderr, reason = "a test that is left out says so")]

mod bad_input;
mod baseline;
mod choosing;
mod comfort;
mod config;
mod diff;
mod embedded;
mod encodings;
#[cfg(debug_assertions)]
mod faults;
mod files;
mod fix;
mod formats;
mod git;
mod hostile;
mod json_lines;
mod lint;
mod messages;
mod other;
mod outputs;
mod reports;
mod silencing;
mod translations;
mod watch;
#[cfg(unix)]
mod writing;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// An article with one damage that has a safe fix.
const DAMAGED: &str = "The bell\u{7} rang.\n";
/// What the fix makes of it.
const REPAIRED: &str = "The bell rang.\n";

/// Whether git is installed; says so where it is not.
fn has_git() -> bool {
    let has_git = Command::new("git").arg("--version").output().is_ok();
    if !has_git {
        eprintln!("git is not installed: what is asked of it is not tested");
    }
    has_git
}

/// A folder with files, in which the program runs.
struct Folder {
    root: tempfile::TempDir,
}

/// What a run gave.
struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Folder {
    fn new() -> Self {
        Self { root: tempfile::tempdir().expect("a temporary folder") }
    }

    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }

    fn read(&self, path: &str) -> String {
        String::from_utf8(fs::read(self.path(path)).expect("the file is there")).expect("it is UTF-8")
    }

    /// What git prints in the folder.
    fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command
            .current_dir(self.root.path())
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(arguments);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        let output = command.output().expect("git runs");
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "A"]);
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, b"")
    }

    fn run_with(&self, arguments: &[&str], stdin: &[u8]) -> Run {
        let mut child = command(self.root.path())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().expect("it is piped").write_all(stdin).ok();
        let output = child.wait_with_output().expect("it ends");
        Run {
            status: output.status.code().expect("it ends by itself"),
            stdout: String::from_utf8(output.stdout).expect("reports are UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }
}

impl Run {
    #[track_caller]
    fn status(self, status: i32) -> Self {
        assert_eq!(self.status, status, "\nstdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    fn stdout(self, text: &str) -> Self {
        assert_eq!(self.stdout, text, "\nstderr:\n{}", self.stderr);
        self
    }

    #[track_caller]
    fn stderr(self, text: &str) -> Self {
        assert_eq!(self.stderr, text, "\nstdout:\n{}", self.stdout);
        self
    }

    #[track_caller]
    fn says(self, part: &str) -> Self {
        assert!(self.stderr.contains(part), "{part:?} is not in:\n{}", self.stderr);
        self
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(folder);
    for variable in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
        command.env_remove(variable);
    }
    command
}
