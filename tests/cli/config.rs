//! Settings files.

use crate::{DAMAGED, Folder};

const FOUND: &str = "warning[control-character]: Control character U+0007 (safe fix)\n";

#[test]
fn the_nearest_file_counts() {
    let folder = Folder::with(&[
        ("a.md", DAMAGED),
        ("copydesk.toml", "ignore = [\"text\"]\n"),
        ("sub/b.md", DAMAGED),
        ("sub/.copydesk.toml", "severity.text = \"error\"\n"),
        ("sub/deep/c.md", DAMAGED),
    ]);
    let expected = format!("sub/b.md:1:9: {FOUND}sub/deep/c.md:1:9: {FOUND}").replace("warning", "error");
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
        ("ignore = \"text\"", "copydesk.toml:1:10: `ignore` must be a list in brackets, such as [\"text\"]"),
        ("ignore = [", "copydesk.toml:1:11: "),
        ("[rules]\nfiller = {}", "copydesk.toml:2:1: unknown rule `filler`"),
        ("rules.bare-tag.a = 1", "rule `bare-tag` has no options"),
        (
            "rules.filler-run.shure = 1",
            "unknown option `shure` of rule `filler-run`; did you mean `sure`? (it has `strict`, `sure`)",
        ),
        ("rules.filler-run.sure = 2", "`sure` must be a whole number from 3 to 4294967295"),
        ("rules.filler-run.sure = true", "`sure` must be a whole number"),
        ("rules.filler-run.sure = \"5\"", "copydesk.toml:1:25: `sure` must be a whole number from 3"),
        ("rules.filler-run.strict = 1", "`strict` must be true or false"),
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
fn options_change_what_rules_report() {
    let texts = [
        ("heading-without-space", "strict = true", "Some text here.\n\n#tides\n\nAnd more text.\n"),
        ("list-without-space", "strict = true", "Some text here.\n\n-One thing\n\nAnd more text.\n"),
        ("split-word", "strict = true", "We saw the element s of the boat in the harbour.\n"),
        (
            "fused-words",
            "strict = true",
            "| Item | Plan |\n|---|---|\n| Moles | the budgetsJoint plan of the harbour |\n",
        ),
        ("filler-run", "sure = 3", "The boats went out - - -\n"),
        ("filler-run", "strict = true", "The boats . . . $ went out.\n"),
        ("trailing-filler", "strict = true", "Some words and more.\n\n. . .\n"),
    ];
    for (rule, option, text) in texts {
        let folder = Folder::with(&[("a.md", text)]);
        folder.run(&["lint", "-q"]).status(0).stdout("");
        folder.write("copydesk.toml", format!("[rules.{rule}]\n{option}\n"));
        let run = folder.run(&["lint", "-q"]).status(1);
        assert!(run.stdout.contains(&format!("[{rule}]: ")), "{}", run.stdout);
    }
}

#[test]
fn init_writes_a_file_once() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    folder.run(&["config", "init"]).status(0).stderr("Wrote copydesk.toml\n");
    folder.run(&["lint", "-q"]).status(1);
    folder.run(&["config", "init"]).status(2).says("copydesk.toml already exists; it was not changed");
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

#[test]
fn the_editors_settings_are_declared_like_those_of_the_file() {
    let printed = Folder::new().run(&["config", "schema", "--editor"]).status(0).stdout;
    let declared: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    let keys: Vec<_> = declared.as_object().expect("an object").keys().map(String::as_str).collect();
    let expected = [
        "copydesk.config",
        "copydesk.extendSelect",
        "copydesk.ignore",
        "copydesk.lintWorkspace",
        "copydesk.select",
        "copydesk.severityThreshold",
    ];
    assert_eq!(keys, expected);
    assert!(!printed.contains("$ref"), "VS Code follows no reference: {printed}");
    let file: serde_json::Value = serde_json::from_str(&Folder::new().run(&["config", "schema"]).stdout).expect("JSON");
    for (key, in_file) in [("select", "select"), ("extendSelect", "extend-select"), ("ignore", "ignore")] {
        let (declared, in_file) = (&declared[format!("copydesk.{key}")], &file["properties"][in_file]);
        assert_eq!(declared["items"]["enum"], in_file["items"]["enum"], "{key}");
        let names = declared["items"]["enum"].as_array().expect("names").len();
        assert_eq!(declared["items"]["enumDescriptions"].as_array().map(Vec::len), Some(names), "{key}");
        let description = declared["markdownDescription"].as_str().expect("a description");
        let first = in_file["description"].as_str().expect("a description").lines().next().expect("a line");
        assert!(description.starts_with(first), "{description}");
    }
    assert_eq!(declared["copydesk.select"]["type"], serde_json::json!(["array", "null"]));
    assert_eq!(declared["copydesk.ignore"]["type"], "array");
    assert_eq!(declared["copydesk.ignore"]["default"], serde_json::json!([]));
    assert_eq!(declared["copydesk.lintWorkspace"]["type"], "boolean");
    let threshold = &declared["copydesk.severityThreshold"];
    assert_eq!(threshold["enum"], serde_json::json!(["info", "warning", "error", null]));
    assert_eq!(threshold["default"], serde_json::Value::Null);
    assert_eq!(declared["copydesk.config"]["scope"], "machine-overridable");
}

#[test]
fn settings_on_the_command_line_count_on_top_of_the_file() {
    let folder = Folder::with(&[("copydesk.toml", "ignore = [\"text\"]\n"), ("a.md", DAMAGED)]);
    folder.run(&["lint"]).status(0);
    folder.run(&["lint", "-q", "--config", "ignore = []"]).status(1).stdout(&format!("a.md:1:9: {FOUND}"));
    let grave = ["lint", "-q", "--config", "ignore = []", "--config", "severity.text = \"error\""];
    folder.run(&grave).status(1).stdout(&format!("a.md:1:9: {FOUND}").replace("warning", "error"));
    folder.run(&[&grave[..], &["--isolated"]].concat()).status(1);
    folder.run(&[&grave[..], &["--config", "copydesk.toml"]].concat()).status(1);
    folder.run(&["lint", "--isolated", "--config", "exclude = [\"a.md\"]", "."]).status(0).says("in 0 files");
    folder.write("a=b.toml", "");
    folder.run(&["lint", "--config", "a=b.toml"]).status(1);
    let mistakes = [
        ("ignore = [filler]", "--config \"ignore = [filler]\": put quotes around it: \"filler\""),
        ("selct = []", "unknown key `selct`; did you mean `select`?"),
        ("ignore = [\"txet\"]", "unknown rule or group `txet`; did you mean `text`?"),
        ("ignore = \"text\"", "`ignore` must be a list in brackets"),
    ];
    for (setting, message) in mistakes {
        folder.run(&["lint", "--config", setting]).status(2).stdout("").says(message);
    }
    folder.run(&["lint", "--config", "copydesk.toml", "--config", "a=b.toml"]).status(2).says("two settings files");
    folder.run(&["lint", "--config", "copydesk.toml", "--isolated"]).status(2).says("remove one of the two");
}
