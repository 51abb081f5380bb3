//! What is rendered from the program: the table of rules and the picture in the README, and the documentation's page of what
//! damage is found.
//!
//! A stale part is written anew, and the test fails: run it again, look at the change, and commit it.

mod damage;
mod picture;
mod tags;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const BEGIN: &str = "<!-- rules: begin -->\n";
const END: &str = "<!-- rules: end -->\n";

#[test]
fn the_table_of_rules_is_current() {
    let readme = read("README.md");
    let start = readme.find(BEGIN).expect("the README marks where the table begins") + BEGIN.len();
    let end = readme.find(END).expect("the README marks where the table ends");
    let table = output(&["rules", "--output-format", "markdown"], "tests/readme");
    keep_current("README.md", &format!("{}\n{table}\n{}", &readme[..start], &readme[end..]));
}

#[test]
fn the_picture_is_current() {
    let arguments = ["lint", "--isolated", "--output-format", "full", "--color", "always", "--quiet", "ferry.md"];
    let shown = output(&arguments, "tests/readme");
    keep_current("tests/readme/terminal.svg", &picture::draw("copydesk lint ferry.md", &shown));
}

#[test]
fn the_page_of_damage_is_current() {
    keep_current("docs/src/damage.md", &damage::page());
}

/// The extension offers the names of rules in three settings. Its own tests compare all of it; this needs no Node.
#[test]
fn the_extension_knows_every_rule() {
    let manifest = read("editors/vscode/package.json");
    let names = output(&["rules", "--output-format", "json"], "tests/readme");
    let rules: serde_json::Value = serde_json::from_str(&names).expect("JSON");
    let names = rules.as_array().expect("a list").iter().map(|rule| rule["name"].as_str().expect("a name"));
    let unknown: Vec<_> = names.filter(|name| manifest.matches(&format!("\"{name}\"")).count() < 3).collect();
    assert!(
        unknown.is_empty(),
        "editors/vscode/package.json does not offer {}: run `node editors/vscode/scripts/manifest.mjs target/debug/copydesk`",
        unknown.join(", ")
    );
}

/// Writes `text` into a file that holds something else, and fails then.
fn keep_current(path: &str, text: &str) {
    if fs::read_to_string(root().join(path)).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(root().join(path), text).expect("the file can be written");
    panic!("{path} was stale and is written anew: run the test again, and commit the change");
}

fn output(arguments: &[&str], folder: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let output = command.args(arguments).current_dir(root().join(folder)).output().expect("the program runs");
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("the file is there")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
