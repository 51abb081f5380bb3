//! Articles are replaced whole or not at all, whatever happens meanwhile.

use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use crate::{DAMAGED, Folder, REPAIRED, command};

/// How long a run may take on a slow machine before the test gives up.
const LONG: Duration = Duration::from_secs(60);

/// The names in a folder, those that begin with a dot included.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn many(count: usize) -> Folder {
    let folder = Folder::new();
    for number in 0..count {
        folder.write(&format!("{number:04}.md"), DAMAGED.repeat(200));
    }
    folder
}

#[test]
fn a_full_disk_leaves_the_article_as_it_was() {
    let Some(disk) = SmallDisk::mount() else { return };
    let text = DAMAGED.repeat(4_000);
    let article = disk.0.path().join("a.md");
    fs::write(&article, &text).expect("there is room for one copy");
    let output = command(disk.0.path()).args(["lint", "--fix"]).output().expect("it runs");
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("a.md cannot be written: ") && message.contains("; it was not changed"), "{message}");
    assert_eq!(fs::read_to_string(&article).expect("it is there"), text);
    assert_eq!(names(disk.0.path()), ["a.md"]);
}

/// A file system of 100 KB in memory.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None`, with a message, where this user or system cannot mount one.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=100k", "tmpfs"]).arg(folder.path()).stderr(Stdio::null());
        if cfg!(target_os = "linux") && mount.status().is_ok_and(|status| status.success()) {
            return Some(Self(folder));
        }
        let _ = writeln!(std::io::stderr(), "skipped: no file system can be mounted here");
        None
    }
}

impl SmallDisk {
    /// Nobody may write to it any more, administrators included.
    fn lock(&self) {
        let status = Command::new("mount").args(["-o", "remount,ro"]).arg(self.0.path()).status();
        assert!(status.is_ok_and(|status| status.success()), "what was mounted can be mounted again");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // What is left mounted would be seen in the message about the folder that cannot be removed.
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_disk_that_nobody_may_write_to_is_reported() {
    let Some(disk) = SmallDisk::mount() else { return };
    fs::write(disk.0.path().join("a.md"), DAMAGED).expect("there is room");
    disk.lock();
    let output = command(disk.0.path()).args(["lint", "--fix"]).output().expect("it runs");
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("a.md cannot be written: Read-only file system"), "{message}");
    assert_eq!(fs::read_to_string(disk.0.path().join("a.md")).expect("it is there"), DAMAGED);
}

#[test]
fn a_folder_that_nobody_may_write_to_is_reported() {
    let folder = Folder::with(&[("locked/a.md", DAMAGED), ("b.md", DAMAGED)]);
    let locked = folder.path("locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).expect("it is ours");
    // An administrator may write to it all the same.
    if fs::write(locked.join("try"), "").is_err() {
        let run = folder.run(&["lint", "--fix"]).status(2).says("locked/a.md cannot be written: Permission denied");
        assert!(run.stderr.contains("it was not changed"), "{}", run.stderr);
        assert_eq!(folder.read("locked/a.md"), DAMAGED);
        assert_eq!(folder.read("b.md"), REPAIRED, "the others are repaired");
    }
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).expect("it is ours");
}

#[test]
fn a_run_that_is_killed_leaves_every_article_old_or_new() {
    let (old, new) = (DAMAGED.repeat(200), REPAIRED.repeat(200));
    let folder = many(400);
    let is_new = |path: &Path| fs::read_to_string(path).is_ok_and(|text| text == new);
    let mut run =
        command(folder.root.path()).args(["lint", "--fix", "-q"]).stderr(Stdio::null()).spawn().expect("runs");
    let end = Instant::now() + LONG;
    while !(0..20).any(|number| is_new(&folder.path(&format!("{number:04}.md")))) {
        assert!(Instant::now() < end, "nothing is repaired");
    }
    run.kill().expect("it is ours");
    run.wait().expect("it is ours");
    for name in names(folder.root.path()).iter().filter(|name| !name.starts_with('.')) {
        let text = folder.read(name);
        assert!(text == old || text == new, "{name} is neither old nor new");
    }
    folder.run(&["lint", "--fix", "-q"]).status(0);
    let articles = names(folder.root.path()).into_iter().filter(|name| !name.starts_with('.'));
    assert!(articles.into_iter().all(|name| is_new(&folder.path(&name))));
}

#[test]
fn what_a_killed_run_left_goes_once_no_run_can_need_it() {
    let folder =
        Folder::with(&[("sub/a.md", DAMAGED), ("sub/.copydesk-new-1", "old"), ("sub/.copydesk-new-2", "young")]);
    let file = fs::File::options().write(true).open(folder.path("sub/.copydesk-new-1")).expect("it is ours");
    file.set_modified(SystemTime::now() - Duration::from_secs(3_600)).expect("it is ours");
    folder.run(&["lint", "-q"]).status(1);
    assert_eq!(names(&folder.path("sub")).len(), 3, "only a run that writes tidies up");
    folder.run(&["lint", "--fix", "-q"]).status(0);
    assert_eq!(names(&folder.path("sub")), [".copydesk-new-2", "a.md"]);
}

#[test]
fn two_runs_on_one_tree_repair_it_once() {
    let folder = many(100);
    let start = || command(folder.root.path()).args(["lint", "--fix", "-q"]).stderr(Stdio::piped()).spawn();
    let runs = [start().expect("it runs"), start().expect("it runs")];
    for run in runs {
        let output = run.wait_with_output().expect("it ends");
        for line in String::from_utf8_lossy(&output.stderr).lines() {
            assert!(line.contains("was changed by another program"), "{line}");
        }
    }
    assert_eq!(names(folder.root.path()).len(), 100, "nothing else is left behind");
    assert!((0..100).all(|number| folder.read(&format!("{number:04}.md")) == REPAIRED.repeat(200)));
}

#[test]
fn a_file_with_several_names_is_changed_under_all_of_them() {
    let folder = Folder::with(&[("a.md", DAMAGED), ("one.md", DAMAGED)]);
    fs::hard_link(folder.path("a.md"), folder.path("b.md")).expect("links can be made");
    let file = folder.path("a.md").metadata().expect("it is there").ino();
    folder.run(&["lint", "--fix"]).status(0);
    assert_eq!((folder.read("a.md").as_str(), folder.read("b.md").as_str()), (REPAIRED, REPAIRED));
    assert_eq!(folder.read("one.md"), REPAIRED);
    for name in ["a.md", "b.md"] {
        assert_eq!(folder.path(name).metadata().expect("it is there").ino(), file, "{name} is the same file as before");
    }
}

#[test]
fn links_in_a_ring_end_nothing() {
    let folder = Folder::with(&[("sub/a.md", DAMAGED)]);
    symlink("b", folder.path("a")).expect("links can be made");
    symlink("a", folder.path("b")).expect("links can be made");
    symlink("..", folder.path("sub/up")).expect("links can be made");
    folder.run(&["lint", "--fix", "-q"]).status(0);
    assert_eq!(folder.read("sub/a.md"), REPAIRED);
    folder.run(&["lint", "--fix", "-q", "a"]).status(2).says("a cannot be read: ");
}

#[test]
fn long_and_odd_names_are_kept() {
    let folder = Folder::new();
    // A file's name may have 255 bytes; that of the temporary file beside it must not grow with it.
    let long = format!("{}.md", "n".repeat(252));
    let odd = std::ffi::OsStr::from_bytes(b"caf\xe9 \n\x1b[31m.md");
    let deep = "deep/".repeat(60);
    folder.write(&long, DAMAGED);
    folder.write(&format!("{deep}a.md"), DAMAGED);
    fs::write(folder.root.path().join(odd), DAMAGED).expect("it can be written");
    let run = folder.run(&["lint", "--fix"]).status(0);
    assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
    assert_eq!((folder.read(&long).as_str(), folder.read(&format!("{deep}a.md")).as_str()), (REPAIRED, REPAIRED));
    assert_eq!(fs::read_to_string(folder.root.path().join(odd)).expect("it is there"), REPAIRED);
    assert_eq!(names(folder.root.path()).len(), 3);
}

#[test]
fn empty_and_large_articles_are_written_whole() {
    let folder = Folder::with(&[("empty.md", ""), ("large.txt", &"All is well here.\n".repeat(600_000))]);
    let large = folder.read("large.txt") + DAMAGED;
    folder.write("large.txt", &large);
    folder.run(&["lint", "--fix"]).status(0);
    assert_eq!(folder.read("empty.md"), "");
    assert_eq!(folder.read("large.txt"), large.replace('\u{7}', ""));
}

/// Runs the program as a user without rights, on a copy that this user can reach; `None`, with a message, where that takes
/// rights that this user has not.
fn as_nobody(folder: &Path, arguments: &[&str]) -> Option<std::process::Output> {
    let mut setpriv = Command::new("setpriv");
    setpriv.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    let may = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if !may || setpriv.arg("true").status().is_err() {
        let _ = writeln!(std::io::stderr(), "skipped: only root, with setpriv, can run as somebody else");
        return None;
    }
    let program = tempfile::tempdir().expect("a temporary folder");
    fs::set_permissions(program.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
    let copy = program.path().join("copydesk");
    fs::copy(env!("CARGO_BIN_EXE_copydesk"), &copy).expect("there is room");
    let mut setpriv = Command::new("setpriv");
    setpriv.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(copy).args(arguments).current_dir(folder);
    Some(setpriv.output().expect("it runs"))
}

/// A folder that all may write to, and an article in it with these permissions.
fn open_to_all(mode: u32) -> Folder {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    fs::set_permissions(folder.root.path(), fs::Permissions::from_mode(0o777)).expect("it is ours");
    fs::set_permissions(folder.path("a.md"), fs::Permissions::from_mode(mode)).expect("it is ours");
    folder
}

#[test]
fn an_article_of_another_user_stays_theirs() {
    let folder = open_to_all(0o666);
    let before = folder.path("a.md").metadata().expect("it is there");
    let Some(output) = as_nobody(folder.root.path(), &["lint", "--fix"]) else { return };
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let after = folder.path("a.md").metadata().expect("it is there");
    assert_eq!(folder.read("a.md"), REPAIRED);
    assert_eq!((after.uid(), after.gid(), after.ino()), (before.uid(), before.gid(), before.ino()));
    assert_eq!(after.permissions().mode() & 0o7777, 0o666);
    assert_eq!(names(folder.root.path()), ["a.md"]);
}

#[test]
fn an_article_that_another_user_protects_is_left_alone() {
    let folder = open_to_all(0o644);
    let Some(output) = as_nobody(folder.root.path(), &["lint", "--fix"]) else { return };
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("a.md belongs to another user and you may not write to it"), "{message}");
    assert_eq!(folder.read("a.md"), DAMAGED);
    assert_eq!(names(folder.root.path()), ["a.md"]);
}

#[test]
fn an_article_keeps_a_group_that_its_owner_is_no_member_of() {
    let folder = open_to_all(0o664);
    if std::os::unix::fs::chown(folder.path("a.md"), Some(65534), Some(12345)).is_err() {
        return;
    }
    let Some(output) = as_nobody(folder.root.path(), &["lint", "--fix"]) else { return };
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let after = folder.path("a.md").metadata().expect("it is there");
    assert_eq!((after.uid(), after.gid()), (65534, 12345));
    assert_eq!(folder.read("a.md"), REPAIRED);
}

#[test]
fn a_report_keeps_the_owner_of_the_one_before() {
    let folder = open_to_all(0o666);
    folder.write("report.json", "[]");
    fs::set_permissions(folder.path("report.json"), fs::Permissions::from_mode(0o666)).expect("it is ours");
    let before = folder.path("report.json").metadata().expect("it is there");
    let Some(output) = as_nobody(folder.root.path(), &["lint", "--report", "json=report.json"]) else { return };
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let after = folder.path("report.json").metadata().expect("it is there");
    assert_eq!((after.uid(), after.ino()), (before.uid(), before.ino()));
    assert!(folder.read("report.json").contains("control-character"));
}
