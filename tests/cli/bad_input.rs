//! Input that cannot be linted: a clear message, status 2, and the other files linted all the same.

use crate::{DAMAGED, Folder};

#[track_caller]
fn assert_reported(folder: &Folder, arguments: &[&str], message: &str) {
    folder.write("zz.md", DAMAGED);
    let run = folder.run(&[&["lint"], arguments].concat()).status(2).says(&format!("error: {message}"));
    assert!(
        run.stdout.contains("zz.md:1:9: warning[control-character]"),
        "the other file was not linted:\n{}",
        run.stdout
    );
}

#[test]
fn bytes_that_are_no_text() {
    let folder = Folder::new();
    folder.write("a.md", b"caf\xe9\x81\x07");
    assert_reported(&folder, &[], "a.md is not UTF-8 (first bad byte at offset 3); convert it");
    folder.run(&["lint", "--fix", "a.md"]).status(2);
    assert_eq!(std::fs::read(folder.path("a.md")).expect("readable"), b"caf\xe9\x81\x07");
}

#[test]
fn utf16_and_binary_files() {
    let folder = Folder::new();
    folder.write("a.md", b"\xff\xfea\0b");
    folder.write("b.md", b"a\0b");
    assert_reported(&folder, &[], "a.md is damaged UTF-16 (little endian); convert it");
    assert_reported(&folder, &[], "b.md contains a NUL byte at offset 1");
}

#[test]
fn paths_that_are_not_there() {
    let folder = Folder::with(&[("file.md", "Fine.\n")]);
    assert_reported(&folder, &["none.md", "zz.md"], "none.md does not exist");
    assert_reported(&folder, &["file.md/inner.md", "zz.md"], "file.md/inner.md cannot be read: ");
}

#[test]
fn an_empty_file_and_one_without_a_line_end_are_fine() {
    Folder::with(&[("a.md", ""), ("b.html", "\u{feff}"), ("c.txt", "\r"), ("d.md", "x")]).run(&["lint"]).status(0);
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_that_lead_nowhere() {
        let folder = Folder::new();
        symlink("nowhere.md", folder.path("broken.md")).expect("links can be made");
        symlink("loop.md", folder.path("loop.md")).expect("links can be made");
        assert_reported(&folder, &["broken.md", "zz.md"], "broken.md is a broken link: nowhere.md does not exist");
        assert_reported(&folder, &["loop.md", "zz.md"], "loop.md cannot be read: ");
        assert_reported(&folder, &[], "broken.md is a broken link: nowhere.md does not exist");
    }

    #[test]
    fn folders_that_hold_themselves() {
        let folder = Folder::with(&[("sub/a.md", DAMAGED)]);
        symlink("..", folder.path("sub/up")).expect("links can be made");
        let run = folder.run(&["lint", "-q"]).status(1).stderr("");
        assert_eq!(run.stdout.lines().count(), 1);
    }

    #[test]
    fn folders_and_files_without_permission() {
        let folder = Folder::with(&[("locked/a.md", DAMAGED), ("secret.md", DAMAGED)]);
        for path in ["locked", "secret.md"] {
            fs::set_permissions(folder.path(path), fs::Permissions::from_mode(0o000)).expect("it is ours");
        }
        // An administrator may read them all the same.
        if fs::read(folder.path("secret.md")).is_err() {
            assert_reported(&folder, &[], "secret.md cannot be read: Permission denied");
            assert_reported(&folder, &[], "locked: Permission denied");
        }
        fs::set_permissions(folder.path("locked"), fs::Permissions::from_mode(0o755)).expect("it is ours");
    }

    #[test]
    fn names_that_are_not_utf8() {
        let folder = Folder::new();
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
        fs::write(folder.root.path().join(name), DAMAGED).expect("it can be written");
        let run = folder.run(&["lint", "-q", "--output-format", "json"]).status(1);
        assert!(run.stdout.contains("\"path\":\"caf\u{fffd}.md\""), "{}", run.stdout);
    }
}
