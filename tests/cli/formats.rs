//! What reports look like.

use crate::{DAMAGED, Folder};

/// Wide characters before a damage, a fix that is not safe, an escape sequence, and a comment without use.
fn articles() -> Folder {
    Folder::with(&[
        ("a.md", "\u{feff}漢字 and\u{7}\tmore\r\nIt doesn\u{92}t print \u{1b}[31mred.\r\n"),
        ("b.html", "<p>All is well.</p>\n"),
        ("c.txt", "<!-- copydesk-ignore contrl-character -->\nFine.\n"),
    ])
}

#[test]
fn concise() {
    insta::assert_snapshot!(articles().run(&["lint", "--output-format", "concise"]).status(1).stdout);
}

#[test]
fn full() {
    insta::assert_snapshot!(articles().run(&["lint", "--output-format", "full"]).status(1).stdout);
}

#[test]
fn json() {
    insta::assert_snapshot!(articles().run(&["lint", "--output-format", "json"]).status(1).stdout);
    let clean = Folder::with(&[("a.md", "Fine.\n")]).run(&["lint", "--output-format", "json"]).status(0).stdout;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&clean).expect("JSON"), serde_json::json!([]));
}

#[test]
fn jsonl_has_the_same_values_as_json() {
    let folder = articles();
    let json = folder.run(&["lint", "--output-format", "json"]).stdout;
    let lines = folder.run(&["lint", "--output-format", "jsonl"]).stdout;
    let array: Vec<serde_json::Value> = serde_json::from_str(&json).expect("an array");
    let values: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a value")).collect();
    assert_eq!(array, values);
}

#[test]
fn json_bytes_count_in_the_file_on_disk() {
    let folder = articles();
    let json = folder.run(&["lint", "--output-format", "json"]).stdout;
    let findings: Vec<serde_json::Value> = serde_json::from_str(&json).expect("an array");
    let bytes = std::fs::read(folder.path("a.md")).expect("readable");
    let start = findings[0]["start"]["byte"].as_u64().expect("a number") as usize;
    assert_eq!(bytes[start], 7);
    let column = "a column of the text, in which the byte-order mark is none";
    assert_eq!((&findings[0]["start"]["line"], &findings[0]["start"]["column"]), (&1.into(), &7.into()), "{column}");
}

#[test]
fn nothing_of_an_article_reaches_a_terminal_raw() {
    let folder = Folder::with(&[("a.md", "x\u{1b}]0;title\u{7}\u{9b}31m \u{202e}y\n<!-- copydesk-ig\u{1b}[1m -->\n")]);
    folder.write("b\u{1b}[31m.md", DAMAGED);
    for format in ["full", "concise"] {
        let run = folder.run(&["lint", "--output-format", format]).status(1);
        let hazard = |character: char| character.is_control() && character != '\n' || character == '\u{202e}';
        assert!(!run.stdout.contains(hazard) && !run.stderr.contains(hazard), "{format}: {:?}", run.stdout);
    }
}

#[test]
fn colours_come_when_they_are_asked_for() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    let escape = |arguments: &[&str]| folder.run(arguments).stdout.contains('\u{1b}');
    assert!(!escape(&["lint", "--output-format", "full"]));
    assert!(escape(&["lint", "--output-format", "full", "--color", "always"]));
    assert!(!escape(&["lint", "--output-format", "full", "--color", "never"]));
}

#[test]
fn a_long_line_is_cut_around_the_finding() {
    let text = format!("{}\u{7}{}\n", "word ".repeat(1_000_000), " 漢字".repeat(1_000_000));
    let run = Folder::with(&[("a.md", &text)]).run(&["lint", "--output-format", "full"]).status(1);
    assert!(run.stdout.starts_with("warning[control-character]: Control character U+0007\n --> a.md:1:5000001\n"));
    assert!(run.stdout.len() < 2_000, "{} bytes", run.stdout.len());
}

#[test]
fn a_report_can_go_to_a_file() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    let run = folder.run(&["lint", "--output-format", "json", "--output-file", "report.json"]).status(1).stdout("");
    assert!(run.stderr.contains("1 finding"));
    assert!(folder.read("report.json").contains("\"a.md\""));
    folder.run(&["lint", "--output-file", "no/such/folder"]).status(2).says("no/such/folder cannot be written");
}
