//! Translations that name the revision of their original that was translated.
#![expect(clippy::print_stderr, reason = "a test that is left out says so")]

use std::process::Command;

use serde_json::{Value, json};

use crate::client::{Client, Folder, codes, range};

const ORIGINAL: &str = "# Snow\n\nRead [the guide](https://example.org/guide) now.\n";

/// The original as it is now: something came, and something else became another one.
const REVISED: &str =
    "# Snow\n\nRead [the book](https://example.org/book) now, and [the news](https://example.org/news).\n";

/// A translation of the first original.
fn translation(revision: &str) -> String {
    format!(
        "---\ndefault_lang_commit: {revision}\n---\n\n# Schnee\n\nLest [die Anleitung](https://example.org/guide) jetzt.\n"
    )
}

/// A repository whose first commit has an original that changed since.
struct Site {
    folder: Folder,
    original: String,
    translation: String,
    first: String,
}

impl Site {
    /// `None` where git is not installed.
    fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("skipped: git is not installed");
            return None;
        }
        let folder = Folder::new();
        folder.write("copydesk.toml", "[translations]\n");
        let original = folder.write("content/en/a.md", ORIGINAL);
        folder.git(&["init", "--quiet"]);
        folder.git(&["add", "--all"]);
        folder.git(&["commit", "--quiet", "--message", "A"]);
        let first = folder.git(&["rev-parse", "HEAD"]);
        folder.write("content/en/a.md", REVISED);
        let translation = folder.write("content/de/a.md", &translation(&first));
        Some(Self { folder, original, translation, first })
    }
}

fn found(client: &mut Client, uri: &str) -> Vec<Value> {
    client.pulled(uri, None)["items"].as_array().expect("a full report").clone()
}

/// What is told of the translation at `uri` where the whole workspace is asked about.
fn walked(client: &mut Client, uri: &str) -> Vec<Value> {
    let reports = client.result("workspace/diagnostic", json!({ "previousResultIds": [] }))["items"].clone();
    let reports = reports.as_array().expect("reports").clone();
    let report = reports.into_iter().find(|report| report["uri"] == json!(uri)).expect("a report");
    report["items"].as_array().expect("a full report").clone()
}

#[test]
fn what_changed_in_the_original_since_is_not_shown() {
    let Some(site) = Site::new() else { return };
    let mut client = Client::in_folder(&site.folder);
    assert_eq!(walked(&mut client, &site.translation), Vec::<Value>::new(), "on disk");
    let text = translation(&site.first);
    client.open(&site.translation, "markdown", &text);
    assert_eq!(found(&mut client, &site.translation), Vec::<Value>::new());
    let target = range((6, 41), (6, 46));
    client.change(&site.translation, 2, json!([{ "range": target, "text": "leitung" }]));
    assert_eq!(codes(&found(&mut client, &site.translation)), ["changed-target"], "it differs from both");
    let target = range((6, 41), (6, 48));
    client.change(&site.translation, 3, json!([{ "range": target, "text": "guide" }]));
    assert_eq!(found(&mut client, &site.translation), Vec::<Value>::new());
    client.change(&site.translation, 4, json!([{ "range": range((1, 0), (2, 0)), "text": "" }]));
    assert_ne!(found(&mut client, &site.translation), Vec::<Value>::new(), "no revision is named any more");
}

#[test]
fn the_original_in_the_editor_is_the_present_one() {
    let Some(site) = Site::new() else { return };
    let mut client = Client::in_folder(&site.folder);
    let text = translation(&site.first).replace("/guide", "/lore");
    client.open(&site.translation, "markdown", &text);
    assert_ne!(found(&mut client, &site.translation), Vec::<Value>::new());
    client.open(&site.original, "markdown", &ORIGINAL.replace("/guide", "/lore"));
    assert_eq!(found(&mut client, &site.translation), Vec::<Value>::new());
    client.change(&site.original, 2, json!([{ "range": range((0, 0), (3, 0)), "text": ORIGINAL }]));
    assert_ne!(found(&mut client, &site.translation), Vec::<Value>::new(), "it is what was translated");
}

#[test]
fn an_unknown_revision_leaves_the_present_original() {
    let Some(site) = Site::new() else { return };
    let mut client = Client::in_folder(&site.folder);
    let mut without = Client::in_folder(&site.folder);
    let text = translation("0123456789abcdef");
    client.open(&site.translation, "markdown", &text);
    without.open(&site.translation, "markdown", &translation("main"));
    let told = found(&mut client, &site.translation);
    assert!(!told.is_empty());
    assert_eq!(codes(&told), codes(&found(&mut without, &site.translation)));
}

#[test]
fn without_git_the_present_original_counts() {
    let Some(site) = Site::new() else { return };
    let params = json!({ "capabilities": { "textDocument": { "diagnostic": {} } }, "rootUri": site.folder.uri() });
    let (mut client, _) = Client::initialized_with(params, &[("PATH", "")], Value::Null);
    client.open(&site.translation, "markdown", &translation(&site.first));
    assert_ne!(found(&mut client, &site.translation), Vec::<Value>::new());
}
