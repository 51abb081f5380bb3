//! `--fix`.

use crate::{DAMAGED, Folder, REPAIRED};

/// One damage with a safe fix and one with an unsafe one.
const BOTH: &str = "The bell\u{7} doesn\u{92}t ring.\n";

#[test]
fn safe_fixes_are_written_and_the_rest_is_reported() {
    let folder = Folder::with(&[("a.md", BOTH), ("b.md", "Fine.\n")]);
    let left = "a.md:1:15: warning[control-character]: Control character U+0092 (unsafe fix)\n";
    folder
        .run(&["lint", "--fix"])
        .status(1)
        .stdout(left)
        .stderr("Made 1 repair in 1 file; 1 finding (1 warning) left; `--fix --unsafe-fixes` repairs 1\n");
    assert_eq!(folder.read("a.md"), "The bell doesn\u{92}t ring.\n");
    folder
        .run(&["lint", "--fix", "--unsafe-fixes"])
        .status(0)
        .stdout("")
        .stderr("Made 1 repair in 1 file; nothing left\n");
    assert_eq!(folder.read("a.md"), "The bell doesn’t ring.\n");
    folder.run(&["lint", "--fix"]).status(0).stderr("No findings in 2 files\n");
}

#[test]
fn line_ends_and_byte_order_marks_are_kept() {
    let text = "\u{feff}one\u{7}\r\ntwo\rthree\u{7}\nfour";
    let folder = Folder::with(&[("a.md", text)]);
    folder.run(&["lint", "--fix"]).status(0);
    assert_eq!(folder.read("a.md"), "\u{feff}one\r\ntwo\rthree\nfour");
}

#[test]
fn standard_input_comes_back_repaired() {
    let folder = Folder::new();
    folder
        .run_with(&["lint", "--fix", "--quiet", "-"], BOTH.as_bytes())
        .status(1)
        .stdout("The bell doesn\u{92}t ring.\n")
        .stderr("-:1:15: warning[control-character]: Control character U+0092 (unsafe fix)\n");
    folder.run_with(&["lint", "--fix", "-"], b"Fine.").status(0).stdout("Fine.");
    folder.run_with(&["lint", "--fix", "-"], b"caf\xe9").status(2).stdout("").says("- is windows-1252, so");
}

#[test]
fn files_without_damage_are_not_touched() {
    let folder = Folder::with(&[("a.md", "Fine.\n")]);
    let written = || folder.path("a.md").metadata().and_then(|metadata| metadata.modified()).expect("a time");
    let before = written();
    folder.run(&["lint", "--fix"]).status(0);
    assert_eq!(written(), before);
}

#[test]
fn no_other_file_is_left_behind() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    folder.run(&["lint", "--fix"]).status(0);
    let names: Vec<_> = std::fs::read_dir(folder.root.path())
        .expect("readable")
        .map(|entry| entry.expect("readable").file_name())
        .collect();
    assert_eq!(names, ["a.md"]);
    assert_eq!(folder.read("a.md"), REPAIRED);
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(folder: &Folder, path: &str) -> u32 {
        folder.path(path).metadata().expect("it is there").permissions().mode() & 0o7777
    }

    fn set_mode(folder: &Folder, path: &str, mode: u32) {
        fs::set_permissions(folder.path(path), fs::Permissions::from_mode(mode)).expect("it is ours");
    }

    #[test]
    fn permissions_are_kept() {
        let folder = Folder::with(&[("a.md", DAMAGED)]);
        set_mode(&folder, "a.md", 0o754);
        folder.run(&["lint", "--fix"]).status(0);
        assert_eq!((folder.read("a.md").as_str(), mode(&folder, "a.md")), (REPAIRED, 0o754));
    }

    #[test]
    fn a_link_stays_a_link() {
        let folder = Folder::with(&[("real/a.md", DAMAGED)]);
        symlink("real/a.md", folder.path("link.md")).expect("links can be made");
        folder.run(&["lint", "--fix", "link.md"]).status(0);
        assert!(folder.path("link.md").symlink_metadata().expect("it is there").is_symlink());
        assert_eq!(folder.read("real/a.md"), REPAIRED);
    }

    #[test]
    fn a_read_only_file_is_reported_and_left_alone() {
        let folder = Folder::with(&[("a.md", DAMAGED), ("b.md", DAMAGED)]);
        set_mode(&folder, "a.md", 0o444);
        folder
            .run(&["lint", "--fix"])
            .status(2)
            .says("error: a.md is read-only, so it was not repaired; make it writable");
        assert_eq!((folder.read("a.md").as_str(), mode(&folder, "a.md")), (DAMAGED, 0o444));
        assert_eq!(folder.read("b.md"), REPAIRED);
    }
}

#[test]
fn safe_fixes_leave_what_a_text_is_about() {
    let texts = [
        (
            "a.html",
            "<div>\n  <div>\n    Text in &lt;div&gt; is thicker.\n    <span>In &lt;span&gt; it is thin as in &lt;div&gt;, too.</span>\n  </div>\n</div>\n",
        ),
        ("b.md", "Folders:\n\n/harbour/work/**\n/harbour/old/**\n\nand more\n"),
        ("c.md", "> Notes:\n>\n> **Tides and moons\n> **This covers both.\n"),
    ];
    let folder = Folder::with(&texts);
    folder.run(&["lint", "-q", "--fix"]);
    for (path, text) in texts {
        assert_eq!(folder.read(path), text, "{path}");
    }
}
