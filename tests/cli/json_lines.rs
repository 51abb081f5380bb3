//! Articles that come as lines of JSON.

use std::fmt::Write;
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::Folder;

const LINES: &str = "{\"id\": 7, \"text\": \"< b >one</b> caf\\u00e9\"}\n{\"text\": \"fine\"}\n{\"text\": null}\n";

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn each_line_is_answered_by_what_was_found_in_its_article() {
    let run = Folder::new().run_with(&["lint", "--jsonl-in"], LINES.as_bytes()).status(1);
    let rows = rows(&run.stdout);
    assert_eq!(rows.len(), 3);
    let first = &rows[0];
    assert_eq!((&first["line"], &first["findings"], &first["repairable"]), (&1.into(), &1.into(), &1.into()));
    assert_eq!((&first["rules"][0], &first["rule_findings"][0]), (&"spaced-tag".into(), &1.into()));
    assert_eq!((&first["details"][0]["start"]["byte"], &first["details"][0]["end"]["byte"]), (&0.into(), &5.into()));
    assert!(first["damage_score"].as_f64().is_some_and(|score| score > 0.4 && score < 0.5), "{first}");
    assert_eq!((&rows[1]["findings"], &rows[1]["damage_score"]), (&0.into(), &0.0.into()));
    assert!(rows[2]["findings"].is_null() && rows[2]["error"].is_null());
    assert_eq!(run.stderr, "1 findings in 1 of 3 lines\n");
}

#[test]
fn a_line_is_repaired_and_all_else_in_it_stays() {
    let run = Folder::new().run_with(&["lint", "--jsonl-in", "--fix"], LINES.as_bytes()).status(0);
    let repaired = "{\"id\": 7, \"text\": \"<b>one</b> café\"}\n{\"text\": \"fine\"}\n{\"text\": null}\n";
    assert_eq!(run.stdout, repaired);
    assert_eq!(run.stderr, "Made 1 repairs in 1 of 3 lines; 0 findings left\n");
    let folder = Folder::with(&[("a.jsonl", LINES), ("b.jsonl", "{\"text\": \"x\"}\r\n\n{\"text\": \"y\"}")]);
    let run = folder.run(&["lint", "--jsonl-in", "--fix", "--quiet", "a.jsonl", "b.jsonl"]).status(0);
    assert_eq!(run.stdout, format!("{repaired}{{\"text\": \"x\"}}\r\n\n{{\"text\": \"y\"}}"));
}

#[test]
fn the_field_and_the_flavor_can_be_named() {
    let line = b"{\"text\": \"< b >\", \"post\": {\"body\": \"Some ** bold ** text\"}, \"a.b\": \"x\"}\n";
    let lint = |field: &str, flavor: &str| {
        let arguments = ["lint", "--jsonl-in", "--field", field, "--flavor", flavor, "--exit-zero"];
        rows(&Folder::new().run_with(&arguments, line).status(0).stdout)[0]["findings"].clone()
    };
    assert_eq!((lint("post.body", "markdown"), lint("post.body", "html")), (1.into(), 0.into()));
    assert_eq!(lint("a.b", "text"), 0);
}

#[test]
fn what_cannot_be_linted_is_a_row_and_not_the_end() {
    let long = format!("{{\"text\": \"{}\"}}", "x".repeat(1_000_001));
    let too_long = format!("{{\"text\": \"{}\"}}", "x".repeat(8_000_000));
    let input = [
        "{\"text\": 5}",
        "{}",
        "no JSON",
        "[1]",
        "{\"text\": \"a\\u0000b\"}",
        &long,
        &too_long,
        "{\"text\": \"< b >x</b>\"}",
    ];
    let input = input.join("\n");
    let folder = Folder::with(&[("a.jsonl", &input)]);
    let arguments = ["lint", "--jsonl-in", "--max-article-megabytes", "1", "a.jsonl"];
    let run = folder.run(&arguments).status(2);
    let rows = rows(&run.stdout);
    let errors: Vec<_> = rows.iter().map(|row| row["error"].as_str().unwrap_or_default()).collect();
    let expected = [
        "has something else than text in the field \"text\"",
        "has no field \"text\"",
        "is no JSON",
        "has no field \"text\"",
        "has an article that contains a NUL byte",
        "has an article that is longer than 1000000 bytes",
        "is too long to be linted",
        "",
    ];
    assert_eq!(errors.len(), expected.len());
    for (error, expected) in errors.iter().zip(expected) {
        assert!(error.starts_with(expected), "{error}");
    }
    assert_eq!((&rows[7]["line"], &rows[7]["findings"]), (&8.into(), &1.into()));
    assert!(run.stderr.contains("error: line 2 has no field") && run.stderr.contains("2 more lines"), "{}", run.stderr);
    let run = folder.run(&[&arguments[..], &["--fix"]].concat()).status(2);
    assert_eq!(run.stdout, input.replace("< b >", "<b>"));
}

#[test]
fn options_for_files_make_no_sense_with_it() {
    for option in ["--diff", "--watch", "--add-ignore", "--statistics"] {
        Folder::new().run(&["lint", "--jsonl-in", option]).status(2).says("cannot be used with");
    }
    Folder::new().run(&["lint", "--field", "body"]).status(2).says("--jsonl-in");
    Folder::new().run(&["lint", "--jsonl-in", "gone.jsonl"]).status(2).says("gone.jsonl cannot be read");
}

/// A program may write a line and wait for what came of it.
#[test]
fn a_line_is_answered_before_the_next_one_is_there() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["lint", "--jsonl-in", "--fix", "--isolated"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut input = program.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(program.stdout.take().expect("a pipe")).lines();
    for round in 0..3 {
        let mut line = String::new();
        let _ = writeln!(line, "{{\"text\": \"< b >{round}</b>\"}}");
        input.write_all(line.as_bytes()).expect("it reads");
        let answer = answers.next().expect("an answer").expect("text");
        assert_eq!(answer, format!("{{\"text\": \"<b>{round}</b>\"}}"));
    }
    drop(input);
    assert!(program.wait().expect("it ends").success());
}
