//! `--baseline` and `--write-baseline`.

use crate::{DAMAGED, Folder};

const OLD: &str = "The bell\u{7} rang.\n\nA second\u{7} time.\n";

fn with_baseline() -> Folder {
    let folder = Folder::with(&[("docs/a.md", OLD), ("docs/b.md", DAMAGED)]);
    folder
        .run(&["lint", "--write-baseline", "base.json"])
        .status(0)
        .stdout("")
        .stderr("Wrote 3 findings to base.json\n");
    folder
}

#[test]
fn old_damage_is_not_reported_and_new_damage_is() {
    let folder = with_baseline();
    let quiet = ["lint", "--baseline", "base.json"];
    folder.run(&quiet).status(0).stdout("").stderr("No new findings in 2 files; 3 more in the baseline\n");
    folder.write("docs/a.md", format!("{OLD}\nSomething\u{7} new.\n"));
    folder
        .run(&quiet)
        .status(1)
        .stdout("docs/a.md:5:10: warning[control-character]: Control character U+0007 (safe fix)\n");
    folder.write("docs/c.md", DAMAGED);
    let run = folder.run(&quiet).status(1);
    assert!(run.stdout.contains("docs/c.md:1:9:"), "damage known in one file is new in another: {}", run.stdout);
}

#[test]
fn moved_lines_stay_known() {
    let folder = with_baseline();
    folder.write("docs/a.md", "# New\r\n\r\ntext\r\n\r\nA second\u{7} time.\r\n\r\nThe bell\u{7} rang.\r\n");
    folder.run(&["lint", "--baseline", "base.json"]).status(0);
}

#[test]
fn the_same_damage_once_more_is_new() {
    let folder = with_baseline();
    folder.write("docs/b.md", format!("{DAMAGED}\n{DAMAGED}"));
    let run = folder.run(&["lint", "--baseline", "base.json"]).status(1);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
}

#[test]
fn damage_that_was_mended_does_not_make_room_for_another() {
    let folder = with_baseline();
    folder.write("docs/b.md", "The bell rang.\n\nAnother\u{7} place.\n");
    folder
        .run(&["lint", "--baseline", "base.json"])
        .status(1)
        .stdout("docs/b.md:3:8: warning[control-character]: Control character U+0007 (safe fix)\n")
        .says("1 of the baseline is repaired");
}

#[test]
fn mending_a_neighbour_makes_no_old_damage_new() {
    let folder = Folder::with(&[("a.md", "Read < strong >this story< / strong > about\u{7} the sea.\n")]);
    folder.run(&["lint", "-q", "--write-baseline", "b.json"]).status(0);
    folder.write("a.md", "Read <strong>this story< / strong > about\u{7} the sea.\n");
    folder.run(&["lint", "--baseline", "b.json"]).status(0).stdout("");
}

#[test]
fn a_baseline_shrinks_and_never_grows() {
    let folder = with_baseline();
    folder.write("docs/a.md", "The bell rang.\n\nA second\u{7} time.\n\nSomething\u{7} new.\n");
    let shrink = ["lint", "--baseline", "base.json", "--write-baseline", "base.json"];
    folder
        .run(&shrink)
        .status(1)
        .stdout("docs/a.md:5:10: warning[control-character]: Control character U+0007 (safe fix)\n")
        .says("Wrote 2 findings to base.json\n");
    folder.run(&["lint", "--baseline", "base.json"]).status(1);
    let before = folder.read("base.json");
    folder.run(&shrink).status(1);
    assert_eq!(folder.read("base.json"), before);
}

#[test]
fn articles_outside_a_run_are_kept_and_deleted_ones_forgotten() {
    let folder = with_baseline();
    folder
        .run(&["lint", "docs/b.md", "--baseline", "base.json", "--write-baseline", "base.json"])
        .status(0)
        .says("Wrote 3");
    std::fs::remove_file(folder.path("docs/a.md")).expect("it is there");
    folder
        .run(&["lint", "docs/b.md", "--baseline", "base.json", "--write-baseline", "base.json"])
        .status(0)
        .says("Wrote 1");
}

#[test]
fn paths_count_from_the_baseline_whatever_the_working_folder() {
    let folder = with_baseline();
    let run = crate::command(&folder.path("docs"))
        .args(["lint", "-q", "--baseline", "../base.json"])
        .output()
        .expect("it runs");
    assert_eq!((run.status.code(), run.stdout), (Some(0), Vec::new()));
    folder.run(&["lint", "-q", "./docs", "--baseline", "base.json"]).status(0);
    assert!(folder.read("base.json").contains("\"docs/a.md\""));
    folder.run(&["lint", "-q", "--baseline", "base.json", "--write-baseline", "docs/../docs/moved.json"]).status(0);
    assert!(folder.read("docs/moved.json").contains("\"a.md\""), "{}", folder.read("docs/moved.json"));
}

#[test]
fn every_report_leaves_old_damage_out() {
    let folder = with_baseline();
    folder.write("docs/c.md", DAMAGED);
    folder.run(&["lint", "-q", "--baseline", "base.json", "--report", "json=out.json"]).status(1);
    let found: serde_json::Value = serde_json::from_str(&folder.read("out.json")).expect("JSON");
    assert_eq!(found.as_array().map(Vec::len), Some(1));
}

#[test]
fn fixes_repair_old_damage_too() {
    let folder = with_baseline();
    folder
        .run(&["lint", "--fix", "--baseline", "base.json", "--write-baseline", "base.json"])
        .status(0)
        .says("Wrote 0 findings");
    assert_eq!(folder.read("docs/a.md"), "The bell rang.\n\nA second time.\n");
}

#[test]
fn standard_input_has_a_baseline_too() {
    let folder = with_baseline();
    let arguments = ["lint", "-q", "-", "--stdin-filename", "docs/b.md", "--baseline", "base.json"];
    folder.run_with(&arguments, DAMAGED.as_bytes()).status(0).stdout("");
}

#[test]
fn a_baseline_that_makes_no_sense_is_an_error() {
    let folder =
        Folder::with(&[("a.md", DAMAGED), ("old.json", "[]"), ("new.json", "{\"version\": 2, \"files\": {}}")]);
    folder.run(&["lint", "--baseline", "none.json"]).status(2).says("create one with `--write-baseline`");
    folder.run(&["lint", "--baseline", "old.json"]).status(2).says("old.json is not a valid baseline");
    folder.run(&["lint", "--baseline", "new.json"]).status(2).says("its version is 2, not 1");
    folder.run(&["lint", "--diff", "--baseline", "old.json"]).status(2);
    folder.run(&["lint", "--write-baseline", "no/such/b.json"]).status(2).says("no/such/b.json cannot be written");
}

#[test]
fn a_settings_file_can_name_the_baseline() {
    let folder = with_baseline();
    folder.write("copydesk.toml", "baseline = \"base.json\"\n");
    folder.run(&["lint"]).status(0).stdout("").stderr("No new findings in 2 files; 3 more in the baseline\n");
    let run = crate::command(&folder.path("docs")).args(["lint", "-q"]).output().expect("it runs");
    assert_eq!((run.status.code(), run.stdout), (Some(0), Vec::new()), "it counts from the settings file");
    folder.run(&["lint", "-q", "--isolated"]).status(1);
    folder.write("other.json", "{ \"version\": 1, \"files\": {} }");
    folder.run(&["lint", "--baseline", "other.json"]).status(1).says("3 findings");
    folder.write("docs/c.md", DAMAGED);
    folder.run(&["lint", "-q"]).status(1);
    let over = folder.run(&["lint", "-q", "--output-file", "base.json"]).status(2);
    over.says("is a baseline that a settings file of this run names, so it was not overwritten");
    // What is written without one to compare with holds all that is there.
    folder.run(&["lint", "--write-baseline", "base.json"]).status(0).says("Wrote 4 findings");
    folder.run(&["lint", "-q"]).status(0);
    folder.write("copydesk.toml", "baseline = \"none.json\"\n");
    folder.run(&["lint"]).status(2).says("none.json").says("create one with `--write-baseline`");
}
