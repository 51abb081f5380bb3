//! `copydesk compare` as people and programs run it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ORIGINAL: &str = "---\ntitle: Tides\n---\n\n# Tides\n\nSee [the tables](/docs/tide-tables/).\n";
const DAMAGED: &str = "---\nTitle: Gezeiten\n---\n\n# Gezeiten\n\nSiehe [die Tafeln](/docs/Tide-Tables/).\n";
const MENDED: &str = "---\ntitle: Gezeiten\n---\n\n# Gezeiten\n\nSiehe [die Tafeln](/docs/tide-tables/).\n";

/// A folder with an original and its translation.
fn pair() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "tides.md", ORIGINAL);
    write(folder.path(), "tides.de.md", DAMAGED);
    folder
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    fs::write(folder.join(name), text).expect("it can be written");
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(folder).arg("compare").args(arguments).arg("--isolated");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    child.stdin.take().expect("it is piped").write_all(input.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

/// What it prints, and its status.
fn said(folder: &Path, arguments: &[&str], input: &str) -> (String, String, i32) {
    let output = run(folder, arguments, input);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code().expect("it ends by itself"))
}

#[test]
fn findings_are_told_at_their_place() {
    let folder = pair();
    let (out, _, status) = said(folder.path(), &["tides.md", "tides.de.md"], "");
    assert!(out.contains("tides.de.md:2:1: error[translated-key]"), "{out}");
    assert!(out.contains("tides.de.md:7:20: error[changed-target]"), "{out}");
    assert_eq!((out.lines().count(), status), (2, 1));
    let (out, _, status) = said(folder.path(), &["tides.md", "tides.de.md", "--ignore", "translation"], "");
    assert_eq!((out.as_str(), status), ("", 0));
}

#[test]
fn the_original_is_named_and_shown() {
    let folder = pair();
    let (out, _, _) = said(folder.path(), &["tides.md", "tides.de.md", "--output-format", "json"], "");
    let findings: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let related = &findings[1]["related"][0];
    assert_eq!((related["path"].as_str(), related["start"]["line"].as_u64()), (Some("tides.md"), Some(7)));
    assert_eq!(related["start"]["column"], 18);
    let (out, _, _) = said(folder.path(), &["tides.md", "tides.de.md", "--output-format", "full"], "");
    assert!(out.contains("note: the original (tides.md:7)"), "{out}");
    assert!(out.contains("See [the tables](/docs/tide-tables/)."), "{out}");
    let (out, _, _) = said(folder.path(), &["tides.md", "tides.de.md", "--output-format", "sarif"], "");
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let place = &report["runs"][0]["results"][1]["relatedLocations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "tides.md");
    assert_eq!(place["region"]["startLine"], 7);
}

#[test]
fn fixes_put_back_the_bytes_of_the_original() {
    let folder = pair();
    let (out, _, status) = said(folder.path(), &["tides.md", "tides.de.md", "--diff"], "");
    assert!(out.contains("+title: Gezeiten"), "{out}");
    assert_eq!(status, 1);
    assert_eq!(fs::read_to_string(folder.path().join("tides.de.md")).expect("it is there"), DAMAGED);
    let (out, _, status) = said(folder.path(), &["tides.md", "tides.de.md", "--fix"], "");
    assert_eq!((out.as_str(), status), ("", 0));
    assert_eq!(fs::read_to_string(folder.path().join("tides.de.md")).expect("it is there"), MENDED);
    let (out, _, status) = said(folder.path(), &["tides.md", "-", "--fix"], DAMAGED);
    assert_eq!((out.as_str(), status), (MENDED, 0));
    let (_, _, status) = said(folder.path(), &["-", "tides.de.md"], ORIGINAL);
    assert_eq!(status, 0);
}

#[test]
fn what_a_person_silenced_stays_silent() {
    let folder = pair();
    let silenced = DAMAGED.replace("Siehe", "<!-- copydesk-ignore changed-target -->\nSiehe").replace("Title", "title");
    write(folder.path(), "tides.de.md", &silenced);
    let (out, _, status) = said(folder.path(), &["tides.md", "tides.de.md"], "");
    assert_eq!((out.as_str(), status), ("", 0));
    // Without the original nothing tells whether the comment is needed.
    let mut lint = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let output = lint.current_dir(folder.path()).args(["lint", "tides.de.md", "--isolated"]).output().expect("it runs");
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn what_is_no_pair_is_said() {
    let folder = pair();
    let at = folder.path();
    fs::create_dir(at.join("folder")).expect("a folder");
    write(at, "latin.md", b"Gez\xe4iten \xff\xfe\x00");
    write(at, "long.md", "Gezeiten. ".repeat(4_000));
    for (arguments, message) in [
        (["none.md", "tides.de.md"], "the original, none.md, cannot be read"),
        (["tides.md", "none.md"], "none.md does not exist"),
        (["tides.md", "tides.md"], "tides.md is both the original and the translation"),
        (["-", "-"], "cannot be both the original and the translation"),
        (["tides.md", "folder"], "folder is a folder"),
        (["latin.md", "tides.de.md"], "the original, latin.md, "),
        (["tides.md", "long.md"], "it is no translation of it"),
    ] {
        let (out, error, status) = said(at, &arguments, "");
        assert!(error.contains(message), "{arguments:?} says {error}");
        assert_eq!((out.as_str(), status), ("", 2), "{arguments:?}");
    }
    let (_, error, status) = said(at, &["tides.md", "tides.de.md", "--staged"], "");
    assert!(error.contains("--staged chooses among many articles"), "{error}");
    assert_eq!(status, 2);
}
