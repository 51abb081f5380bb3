//! Outputs are never inputs: nothing that a run reads is overwritten by its reports or its baseline.

use crate::{DAMAGED, Folder};

const REFUSED: &str = "so it was not overwritten; write to another file";

/// Runs that would overwrite `file`: each is refused, and the file stays.
#[track_caller]
fn assert_refused(folder: &Folder, file: &str, runs: &[&[&str]]) {
    let before = folder.read(file);
    for arguments in runs {
        let run = folder.run(&[&["lint"], *arguments].concat()).status(2).stdout("").says(REFUSED);
        assert!(!run.stderr.contains("finding"), "nothing was done before: {}", run.stderr);
        assert_eq!(folder.read(file), before, "{arguments:?}");
    }
}

#[test]
fn articles_that_are_named() {
    let folder = Folder::with(&[("post.md", DAMAGED), ("sub/x.md", "Fine.\n")]);
    assert_refused(
        &folder,
        "post.md",
        &[
            &["--output-file", "post.md", "post.md"],
            &["--output-file", "./sub/../post.md", "post.md"],
            &["--fix", "--output-file", "post.md", "post.md"],
            &["--diff", "--output-file", "post.md", "post.md"],
            &["--report", "json=post.md", "sub", "post.md"],
            &["--write-baseline", "post.md", "post.md"],
            &["--output-file", "post.md", "--stdin-filename", "post.md", "-"],
        ],
    );
}

#[test]
fn articles_that_were_found_in_a_folder() {
    let folder =
        Folder::with(&[("post.md", DAMAGED), ("page.html", "<p>A</p>\n"), ("notes.txt", "At 1:2: it rang.\n")]);
    assert_refused(&folder, "post.md", &[&["--output-file", "post.md"], &["--report", "html=post.md", "."]]);
    assert_refused(&folder, "page.html", &[&["--report", "html=page.html"], &["--write-baseline", "page.html"]]);
    assert_refused(
        &folder,
        "notes.txt",
        &[&["--output-file", "notes.txt"], &["--statistics", "--output-file", "notes.txt"]],
    );
    folder.run(&["lint", "--output-file", "post.md"]).status(2).says("not an earlier report of copydesk");
}

#[test]
fn reports_of_a_run_before_are_written_again() {
    for format in crate::hostile::ALL {
        let folder = Folder::with(&[("post.md", DAMAGED)]);
        let report = format!("{format}=report.txt");
        for article in [DAMAGED, "Fine.\n", DAMAGED] {
            folder.write("post.md", article);
            let run = folder.run(&["lint", "--report", &report]).says("1 file");
            assert_eq!(run.status, i32::from(article == DAMAGED), "{format}: {}", run.stderr);
        }
    }
    let folder = Folder::with(&[("post.md", DAMAGED)]);
    for _ in 0..2 {
        folder.run(&["lint", "--diff", "--output-file", "fixes.txt"]).status(1).says("1 repair would be made in 1 of");
        folder.run(&["lint", "--report", "html=report.html"]).status(1);
    }
}

#[test]
fn settings_and_baselines() {
    let folder = Folder::with(&[("a.md", DAMAGED), ("copydesk.toml", ""), ("own.toml", ""), (".gitignore", "x\n")]);
    for file in ["copydesk.toml", ".copydesk.toml", ".gitignore", "sub/.ignore"] {
        folder.run(&["lint", "--output-file", file]).status(2).says("is a settings file");
    }
    assert_eq!(folder.read("copydesk.toml"), "");
    assert_refused(&folder, "own.toml", &[&["--config", "own.toml", "--report", "json=own.toml"]]);
    folder.run(&["lint", "-q", "--write-baseline", "base.json"]).status(0);
    assert_refused(
        &folder,
        "base.json",
        &[
            &["--baseline", "base.json", "--output-file", "base.json"],
            &["--baseline=base.json", "--report=json=./base.json"],
        ],
    );
    folder.run(&["lint", "--baseline", "base.json", "--write-baseline", "./base.json"]).status(0);
    folder.run(&["lint", "--output-file", "x.json", "--write-baseline", "./x.json"]).status(2).says("two outputs");
    folder.run(&["lint", "--report", "json=x.json", "--report", "sarif=./x.json"]).status(2).says("two outputs");
}

#[cfg(unix)]
#[test]
fn by_another_name() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with(&[("post.md", DAMAGED), ("copydesk.toml", "")]);
    symlink("post.md", folder.path("link.json")).expect("links can be made");
    symlink("copydesk.toml", folder.path("settings.json")).expect("links can be made");
    std::fs::hard_link(folder.path("post.md"), folder.path("same.json")).expect("links can be made");
    assert_refused(
        &folder,
        "post.md",
        &[&["--output-file", "link.json", "post.md"], &["--output-file", "link.json"], &["--report=json=same.json"]],
    );
    assert_refused(&folder, "copydesk.toml", &[&["--output-file", "settings.json"]]);
    folder.run(&["lint", "--output-file", "link.json"]).says("link.json points to post.md, and post.md is an article");
    // What is no file holds nothing that could be lost.
    folder.run(&["lint", "-q", "--report", "json=/dev/null", "--report", "sarif=/dev/null", "post.md"]).status(1);
}
