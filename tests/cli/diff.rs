//! `--diff`.

use crate::{DAMAGED, Folder};

#[test]
fn a_difference_is_shown_and_nothing_is_changed() {
    let text = format!("first\n{DAMAGED}last");
    let folder = Folder::with(&[("a.md", &text), ("b.md", "Fine.\n")]);
    let run = folder.run(&["lint", "--diff"]).status(1).stderr("1 repair would be made in 1 of 2 files\n");
    assert_eq!(
        run.stdout,
        "--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n first\n-The bell\u{7} rang.\n+The bell rang.\n last\n\\ No newline at end of file\n"
    );
    assert_eq!(folder.read("a.md"), text);
    folder.run(&["lint", "--diff", "b.md"]).status(0).stdout("").stderr("Nothing to repair in 1 file\n");
    folder.run(&["lint", "--diff", "--exit-zero"]).status(0);
    folder.run(&["lint", "--diff", "--fix"]).status(2);
}

#[test]
fn unsafe_fixes_are_shown_when_asked_for() {
    let folder = Folder::with(&[("a.md", "It doesn\u{92}t.\n")]);
    folder.run(&["lint", "--diff"]).status(0).stdout("");
    let run = folder.run(&["lint", "--diff", "--unsafe-fixes"]).status(1);
    assert!(run.stdout.contains("\n+It doesn’t.\n"), "{}", run.stdout);
}

#[test]
fn a_lone_carriage_return_ends_no_line() {
    let folder = Folder::new();
    let run = folder.run_with(&["lint", "--diff", "-"], b"one\x07\rtwo\n").status(1);
    assert!(run.stdout.ends_with("@@ -1 +1 @@\n-one\u{7}\rtwo\n+one\rtwo\n"), "{:?}", run.stdout);
}

#[test]
fn colours_come_with_visible_controls() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    let run = folder.run(&["lint", "--diff", "--color", "always"]).status(1);
    assert!(run.stdout.contains("\u{1b}[31m-The bell\u{2407} rang.\u{1b}[0m\n"), "{:?}", run.stdout);
    assert!(run.stdout.contains("\u{1b}[32m+The bell rang.\u{1b}[0m\n"), "{:?}", run.stdout);
}
