//! Translations beside their originals, which are open or on disk.

use serde_json::{Value, json};

use crate::client::{Client, Folder, applied, codes, range};

const ORIGINAL: &str = "# Snow\n\nRead [the guide](https://example.org/guide) now.\n";
const TRANSLATION: &str = "# Schnee\n\nLest [die Anleitung](https://example.org/guide) jetzt.\n";

fn damaged() -> String {
    TRANSLATION.replace("/guide", "/anleitung")
}

/// A folder with an original on disk, and the addresses of both.
fn folder() -> (Folder, String, String) {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path().join("content/en")).expect("a folder");
    std::fs::create_dir_all(folder.path().join("content/de")).expect("a folder");
    folder.write("copydesk.toml", "[translations]\n");
    let original = folder.write("content/en/a.md", ORIGINAL);
    let translation = folder.write("content/de/a.md", &damaged());
    (folder, original, translation)
}

fn found(client: &mut Client, uri: &str) -> Vec<Value> {
    client.pulled(uri, None)["items"].as_array().expect("a full report").clone()
}

#[test]
fn an_open_translation_is_compared_with_what_is_on_disk() {
    let (folder, original, translation) = folder();
    let mut client = Client::in_folder(&folder);
    client.open(&translation, "markdown", &damaged());
    let list = found(&mut client, &translation);
    assert_eq!(codes(&list), ["changed-target"]);
    let there = &list[0]["relatedInformation"][0]["location"];
    assert_eq!(there["uri"], json!(original));
    assert_eq!(there["range"]["start"]["line"], 2);
    let place = &list[0]["range"];
    let actions = client.actions(&translation, place, None);
    let fix = actions.iter().find(|action| action["isPreferred"] == true).expect("a repair");
    let fix = client.resolved(fix);
    assert!(
        fix["edit"]["documentChanges"][0]["edits"][0]["newText"].as_str().is_some_and(|text| text.contains("guide"))
    );
}

#[test]
fn an_edit_of_the_original_counts_for_its_translations() {
    let (folder, original, translation) = folder();
    let mut client = Client::in_folder(&folder);
    client.open(&translation, "markdown", &damaged());
    assert_eq!(codes(&found(&mut client, &translation)), ["changed-target"]);
    client.open(&original, "markdown", ORIGINAL);
    client.change(&original, 2, json!([{ "range": range((2, 37), (2, 42)), "text": "anleitung" }]));
    assert_eq!(found(&mut client, &translation), Vec::<Value>::new());
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": original } }));
    assert_eq!(codes(&found(&mut client, &translation)), ["changed-target"], "what is on disk counts again");
}

fn original_of(client: &mut Client, uri: &str) -> Value {
    client.result("workspace/executeCommand", json!({ "command": "copydesk.original", "arguments": [uri] }))
}

#[test]
fn the_original_is_told_with_the_lines_that_belong_together() {
    let (folder, original, translation) = folder();
    let mut client = Client::in_folder(&folder);
    client.open(&translation, "markdown", &damaged());
    assert_eq!(original_of(&mut client, &translation), json!({ "uri": original, "lines": [[0, 0], [2, 2]] }));
    client.open(&original, "markdown", ORIGINAL);
    client.change(&original, 2, json!([{ "range": range((1, 0), (1, 0)), "text": "\r\n\n" }]));
    let told = json!({ "uri": original, "lines": [[0, 0], [2, 4]] });
    assert_eq!(original_of(&mut client, &translation), told, "what is in the editor counts");
    assert_eq!(original_of(&mut client, &original), json!({ "translations": [translation] }));
    client.change(&translation, 2, json!([{ "range": range((0, 0), (3, 0)), "text": "" }]));
    assert_eq!(original_of(&mut client, &translation), json!({ "uri": original, "lines": [] }), "nothing is there yet");
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": translation } }));
    assert_eq!(original_of(&mut client, &original), Value::Null);
    assert_eq!(original_of(&mut client, &translation), Value::Null, "what is closed");
}

#[test]
fn lines_of_what_was_lost_and_added_belong_to_nothing() {
    let (folder, _, translation) = folder();
    folder.write("content/en/a.md", "# One\n\nText.\n\n```sh\nls\n```\n\n## Two\n\n- a\n- b\n\n## Three\n\nEnd.\n");
    let text = "# Eins\n\nText.\n\n## Zwei\n\nWas es nur hier gibt.\n\n- a\n- b\n\n## Drei\n\nEnde.\n";
    let mut client = Client::in_folder(&folder);
    client.open(&translation, "markdown", text);
    let lines = json!([[0, 0], [2, 2], [4, 8], [8, 10], [9, 11], [11, 13], [13, 15]]);
    assert_eq!(original_of(&mut client, &translation)["lines"], lines);
}

#[test]
fn what_is_no_translation_has_no_original() {
    let (folder, ..) = folder();
    let alone = folder.write("alone.md", ORIGINAL);
    let mut client = Client::in_folder(&folder);
    client.open(&alone, "markdown", ORIGINAL);
    assert_eq!(original_of(&mut client, &alone), Value::Null);
    let answer = client.ask("workspace/executeCommand", json!({ "command": "copydesk.original", "arguments": [] }));
    assert_eq!(answer["error"]["code"], -32602);
}

/// Diagnostics without what names the version.
fn shown(mut list: Vec<Value>) -> Vec<Value> {
    for diagnostic in &mut list {
        diagnostic["data"]["version"] = Value::Null;
    }
    list
}

#[test]
fn edits_are_shown_as_a_fresh_comparison_is() {
    let (folder, _, translation) = folder();
    let section = |language: &str, number: usize| {
        format!(
            "## {language} {number}\n\n{language} [{language}](https://example.org/{number}) and `code_{number}`.\n\n- a\n- b\n\n"
        )
    };
    let article = |language: &str| (0..500).map(|number| section(language, number)).collect::<String>();
    folder.write("content/en/a.md", &article("wind"));
    let text = article("Schnee");
    let mut client = Client::in_folder(&folder);
    client.open(&translation, "markdown", &text);
    assert_eq!(found(&mut client, &translation), Vec::<Value>::new());
    let mut told = 0;
    for (number, (place, new)) in edits().into_iter().enumerate() {
        client.change(&translation, 2, json!([{ "range": place, "text": new }]));
        let edited = found(&mut client, &translation);
        let mut fresh = Client::in_folder(&folder);
        fresh.open(&translation, "markdown", &current(&text, number));
        assert_eq!(shown(edited.clone()), shown(found(&mut fresh, &translation)), "after edit {number}");
        told += usize::from(!edited.is_empty());
    }
    assert!(told >= 4, "the test tests nothing");
}

fn edits() -> [(Value, &'static str); 6] {
    [
        (range((1, 0), (1, 0)), "**x\n\n"),
        (range((1500, 0), (1501, 0)), ""),
        (range((2000, 0), (2007, 0)), ""),
        (range((30, 0), (30, 0)), "## Y\n\n[y](https://example.org/y)\n"),
        (range((2500, 0), (2501, 0)), "< b >\n\n"),
        (range((1, 0), (3, 0)), ""),
    ]
}

/// The text after the edits up to the one at `last`.
fn current(text: &str, last: usize) -> String {
    edits()[..=last]
        .iter()
        .fold(text.to_owned(), |text, (place, new)| applied(&text, &json!([{ "range": place, "newText": new }])))
}

#[test]
fn an_original_that_is_opened_again_is_read_again() {
    let (folder, original, translation) = folder();
    let mut client = Client::in_folder(&folder);
    client.open(&original, "markdown", ORIGINAL);
    client.open(&translation, "markdown", &damaged());
    assert_eq!(codes(&found(&mut client, &translation)), ["changed-target"]);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": original } }));
    client.open(&original, "markdown", &ORIGINAL.replace("/guide", "/anleitung"));
    assert_eq!(found(&mut client, &translation), Vec::<Value>::new());
}

#[test]
fn translations_on_disk_follow_their_originals() {
    let (folder, original, translation) = folder();
    let mut client = Client::in_folder(&folder);
    let report = |client: &mut Client, previous: &[Value]| {
        let items = client.result("workspace/diagnostic", json!({ "previousResultIds": previous }))["items"].clone();
        let items = items.as_array().expect("items").clone();
        items.into_iter().find(|item| item["uri"] == json!(translation)).expect("a report")
    };
    let first = report(&mut client, &[]);
    assert_eq!(codes(first["items"].as_array().expect("a full report")), ["changed-target"]);
    let known = [json!({ "uri": translation, "value": first["resultId"] })];
    assert_eq!(report(&mut client, &known)["kind"], "unchanged");
    client.open(&original, "markdown", &ORIGINAL.replace("/guide", "/anleitung"));
    assert_eq!(report(&mut client, &known)["items"], json!([]), "the original changed in the editor");
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": original } }));
    folder.write("content/en/a.md", &ORIGINAL.replace("/guide", "/an-other-one"));
    assert_ne!(report(&mut client, &known)["resultId"], first["resultId"], "the original changed on disk");
}
