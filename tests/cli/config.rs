//! Settings files.

use crate::{DAMAGED, Folder};

const FOUND: &str = "control-character Control character U+0007\n";

#[test]
fn the_nearest_file_counts() {
    let folder = Folder::with(&[
        ("a.md", DAMAGED),
        ("copydesk.toml", "ignore = [\"text\"]\n"),
        ("sub/b.md", DAMAGED),
        ("sub/.copydesk.toml", "severity.text = \"error\"\n"),
        ("sub/deep/c.md", DAMAGED),
    ]);
    let expected = format!("sub/b.md:1:9: {FOUND}sub/deep/c.md:1:9: {FOUND}");
    folder.run(&["lint"]).status(1).stdout(&expected).says("2 findings (2 errors)");
    folder.run(&["lint", "-q", "--isolated", "a.md"]).stdout(&format!("a.md:1:9: {FOUND}"));
    folder.run(&["lint", "-q", "--config", "copydesk.toml"]).status(0).stdout("");
    folder.run(&["lint", "--config", "copydesk.toml", "--isolated"]).status(2);
}

#[test]
fn files_are_left_out_by_glob_unless_named() {
    let folder = Folder::with(&[
        (
            "copydesk.toml",
            "exclude = [\"old/\", \"*.draft.md\"]\n[per-file-ignores]\n\"raw/*\" = [\"text\"]\n[flavors]\nwiki = \"text\"\n",
        ),
        ("old/a.md", DAMAGED),
        ("x.draft.md", DAMAGED),
        ("raw/b.md", DAMAGED),
        ("c.wiki", DAMAGED),
    ]);
    folder.run(&["lint", "-q"]).stdout(&format!("c.wiki:1:9: {FOUND}"));
    folder.run(&["lint", "-q", "old/a.md"]).stdout(&format!("old/a.md:1:9: {FOUND}"));
}

#[test]
fn mistakes_are_named_with_their_place() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    let cases = [
        ("selct = []", "copydesk.toml:1:1: unknown key `selct`; did you mean `select`?"),
        ("ignore = [\"txt\"]", "copydesk.toml:1:11: unknown rule or group `txt`; did you mean `text`?"),
        ("ignore = \"text\"", "copydesk.toml:1:10: invalid type: string \"text\", expected a sequence"),
        ("ignore = [", "copydesk.toml:1:11: "),
    ];
    for (text, message) in cases {
        folder.write("copydesk.toml", text);
        folder.run(&["lint"]).status(2).stdout("").says(message);
    }
    folder.write("copydesk.toml", b"\xff");
    folder.run(&["lint"]).status(2).says("copydesk.toml: is not UTF-8; save it as UTF-8");
    folder.run(&["lint", "--config", "none.toml"]).status(2).says("none.toml: cannot be read");
    folder
        .run(&["lint", "--isolated", "--select", "txt"])
        .status(2)
        .says("--select: unknown rule or group `txt`; did you mean `text`?");
}

#[test]
fn init_writes_a_file_once() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    folder.run(&["config", "init"]).status(0).stderr("Wrote copydesk.toml\n");
    folder.run(&["lint", "-q"]).status(1);
    folder.run(&["config", "init"]).status(2).says("copydesk.toml is here already; it is unchanged");
}

#[test]
fn show_prints_what_counts_and_what_it_prints_is_a_settings_file() {
    let folder = Folder::with(&[("copydesk.toml", "ignore = [\"ALL\"]\nexclude = [\"old/\"]\n"), ("sub/a.md", "")]);
    let shown = folder.run(&["config", "show", "sub/a.md", "--extend-select", "text"]).status(0).stdout;
    assert!(shown.starts_with("# Settings from ") && shown.contains("exclude = "), "{shown}");
    assert!(shown.contains("control-character") && !shown.contains("unused-suppression"), "{shown}");
    folder.write("copydesk.toml", &shown);
    assert_eq!(folder.run(&["config", "show"]).status(0).stdout, shown);
    assert!(folder.run(&["config", "show", "--isolated"]).stdout.starts_with("# No settings file\n"));
}

#[test]
fn schema_is_json() {
    let schema = Folder::new().run(&["config", "schema"]).status(0).stdout;
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    assert!(schema["properties"]["select"].is_object());
}
