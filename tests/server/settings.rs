//! Settings: files, the editor's own, several folders, and mistakes in them.

use serde_json::{Value, json};

use crate::client::{Client, Folder, QUIET, modern};

const TEXT: &str = "<p>Some < strong >bold</strong> words ........ ----</p>\n";

fn params(folders: &[&Folder], options: Value) -> Value {
    let folders: Vec<_> = folders.iter().map(|folder| json!({ "uri": folder.uri(), "name": "articles" })).collect();
    json!({ "capabilities": modern(), "workspaceFolders": folders, "initializationOptions": options })
}

fn rules(client: &mut Client, uri: &str) -> Vec<String> {
    let report = client.pulled(uri, None);
    let items = report["items"].as_array().expect("items");
    let mut rules: Vec<_> = items.iter().map(|item| item["code"].as_str().expect("a rule").to_owned()).collect();
    rules.sort();
    rules.dedup();
    rules
}

fn changed(client: &mut Client, uri: &str) {
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri, "type": 2 }] }));
}

/// What was shown to the user by now.
fn shown(client: &mut Client) -> Vec<String> {
    let mut messages = Vec::new();
    while let Some(message) = client.find(QUIET, |message| message["method"] == "window/showMessage") {
        messages.push(message["params"]["message"].as_str().expect("a text").to_owned());
    }
    messages
}

#[test]
fn the_nearest_file_counts_and_is_read_again_when_it_changes() {
    let folder = Folder::new();
    folder.write("copydesk.toml", "ignore = [\"filler\"]\n");
    let near = folder.write("near/copydesk.toml", "ignore = [\"tags\"]\n");
    let (far, uri) = (folder.write("a.html", TEXT), folder.write("near/b.html", TEXT));
    let (mut client, _) = Client::initialized(params(&[&folder], Value::Null));
    client.open(&far, "html", TEXT);
    client.open(&uri, "html", TEXT);
    assert_eq!(rules(&mut client, &far), ["spaced-tag"]);
    assert_eq!(rules(&mut client, &uri), ["filler-run"]);
    folder.write("near/copydesk.toml", "select = [\"ALL\"]\nignore = [\"filler\"]\nexclude = [\"c.html\"]\n");
    changed(&mut client, &near);
    assert_eq!(rules(&mut client, &uri), ["spaced-tag"]);
    assert!(client.find(QUIET, |message| message["method"] == "workspace/diagnostic/refresh").is_some());
    let excluded = folder.write("near/c.html", TEXT);
    client.open(&excluded, "html", TEXT);
    assert_eq!(rules(&mut client, &excluded), Vec::<String>::new());
}

#[test]
fn a_broken_file_is_one_message_and_the_last_good_settings_stay() {
    let folder = Folder::new();
    let file = folder.write("copydesk.toml", "ignore = [\"filler\"]\n");
    let (a, b) = (folder.write("a.html", TEXT), folder.write("b.html", TEXT));
    let (mut client, _) = Client::initialized(params(&[&folder], Value::Null));
    client.open(&a, "html", TEXT);
    client.open(&b, "html", TEXT);
    assert_eq!(rules(&mut client, &a), ["spaced-tag"]);
    folder.write("copydesk.toml", "ignoer = [\"filler\"]\n");
    for _ in 0..2 {
        changed(&mut client, &file);
        assert_eq!(rules(&mut client, &a), ["spaced-tag"]);
        assert_eq!(rules(&mut client, &b), ["spaced-tag"]);
    }
    let messages = shown(&mut client);
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].starts_with("unknown key `ignoer`; did you mean `ignore`? ("), "{messages:?}");
    assert!(messages[0].ends_with("copydesk.toml, line 1). The last good settings stay in force."), "{messages:?}");
    folder.write("copydesk.toml", "ignore = [\"tags\"]\n");
    changed(&mut client, &file);
    assert_eq!(rules(&mut client, &a), ["filler-run"]);
}

#[test]
fn the_last_good_settings_count_in_folders_that_are_seen_later() {
    let folder = Folder::new();
    let file = folder.write("copydesk.toml", "ignore = [\"filler\"]\n[per-file-ignores]\n\"deep/*\" = [\"tags\"]\n");
    let (a, deep) = (folder.write("a.html", TEXT), folder.write("deep/b.html", TEXT));
    let (mut client, _) = Client::initialized(params(&[&folder], Value::Null));
    client.open(&a, "html", TEXT);
    assert_eq!(rules(&mut client, &a), ["spaced-tag"]);
    folder.write("copydesk.toml", "ignore = [\n");
    changed(&mut client, &file);
    client.open(&deep, "html", TEXT);
    assert_eq!(rules(&mut client, &deep), Vec::<String>::new());
    assert_eq!(rules(&mut client, &a), ["spaced-tag"]);
    assert_eq!(shown(&mut client).len(), 1, "one message for one file");
}

#[test]
fn the_baseline_of_a_settings_file_counts() {
    let folder = Folder::new();
    folder.write("copydesk.toml", "baseline = \"known.json\"\n");
    let uri = folder.write("a.html", TEXT);
    let (mut client, _) = Client::initialized(params(&[&folder], Value::Null));
    client.open(&uri, "html", TEXT);
    assert_eq!(rules(&mut client, &uri), ["filler-run", "spaced-tag"], "no baseline yet");
    let messages = shown(&mut client);
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].contains("known.json") && messages[0].contains("--write-baseline"), "{messages:?}");
    let written = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["lint", "--write-baseline", "known.json", "a.html"])
        .current_dir(folder.path())
        .output()
        .expect("copydesk runs");
    assert!(written.status.success(), "{written:?}");
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    client.replace(&uri, 2, &format!("<p>New</p>\n{TEXT}<p>And < em >this</em>.</p>\n"));
    let report = client.pulled(&uri, None);
    let items = report["items"].as_array().expect("items");
    assert_eq!(items.len(), 1, "{items:?}");
    assert_eq!(items[0]["range"]["start"]["line"], 2);
}

#[test]
fn initialization_options_count() {
    let folder = Folder::new();
    let uri = folder.write("a.html", TEXT);
    for options in [json!({ "ignore": ["tags"] }), json!({ "settings": { "ignore": ["tags"] }, "path": "x" })] {
        let (mut client, _) = Client::initialized(params(&[&folder], options));
        client.open(&uri, "html", TEXT);
        assert_eq!(rules(&mut client, &uri), ["filler-run"]);
    }
}

#[test]
fn the_configuration_of_the_editor_counts() {
    let folder = Folder::new();
    let uri = folder.write("a.html", TEXT);
    let configuration = json!({ "select": ["filler"], "ignore": null, "config": "", "trace": { "server": "off" } });
    let (mut client, _) = Client::initialized_with(params(&[&folder], Value::Null), &[], configuration);
    client.open(&uri, "html", TEXT);
    client.wait_for("workspace/configuration", |message| message["method"] == "workspace/configuration");
    client.wait_for("the refresh", |message| message["method"] == "workspace/diagnostic/refresh");
    assert_eq!(rules(&mut client, &uri), ["filler-run"]);
    client.configuration = json!({ "severityThreshold": "error" });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.wait_for("the refresh", |message| message["method"] == "workspace/diagnostic/refresh");
    assert_eq!(rules(&mut client, &uri), ["spaced-tag"]);
    client.configuration = json!({ "select": ["fillre"] });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    let messages = shown(&mut client);
    assert!(messages.len() == 1 && messages[0].contains("did you mean `filler`?"), "{messages:?}");
    assert_eq!(rules(&mut client, &uri), ["spaced-tag"], "the last good settings stay");
    client.configuration = json!({ "select": 7 });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    let messages = shown(&mut client);
    assert!(messages.len() == 1 && messages[0].contains("are invalid"), "{messages:?}");
    assert_eq!(rules(&mut client, &uri), ["spaced-tag"], "the last good settings stay");
}

#[test]
fn editors_that_send_their_settings_are_heard() {
    let (mut client, _) = Client::initialized(json!({ "capabilities": {} }));
    client.open("file:///a.html", "html", TEXT);
    assert_eq!(client.published("file:///a.html", 1).len(), 2);
    let settings = json!({ "settings": { "copydesk": { "ignore": ["filler"] } } });
    client.notify("workspace/didChangeConfiguration", settings);
    assert_eq!(client.published("file:///a.html", 1).len(), 1);
}

#[test]
fn each_folder_has_settings_of_its_own() {
    let (one, two) = (Folder::new(), Folder::new());
    one.write("copydesk.toml", "ignore = [\"filler\"]\n");
    two.write("copydesk.toml", "ignore = [\"tags\"]\n");
    let (a, b) = (one.write("a.html", TEXT), two.write("b.html", TEXT));
    let (mut client, _) = Client::initialized(params(&[&one], Value::Null));
    client.open(&a, "html", TEXT);
    let added = json!([{ "uri": two.uri(), "name": "two" }]);
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": added, "removed": [] } }));
    client.open(&b, "html", TEXT);
    assert_eq!(rules(&mut client, &a), ["spaced-tag"]);
    assert_eq!(rules(&mut client, &b), ["filler-run"]);
}

#[test]
fn editors_that_watch_nothing_are_served_when_they_save() {
    let folder = Folder::new();
    folder.write("copydesk.toml", "ignore = [\"filler\"]\n");
    let uri = folder.write("a.html", TEXT);
    let (mut client, _) = Client::initialized(json!({ "capabilities": {}, "rootUri": folder.uri() }));
    client.open(&uri, "html", TEXT);
    assert_eq!(client.published(&uri, 1)[0]["code"], "spaced-tag");
    folder.write("copydesk.toml", "ignore = [\"tags\"]\n");
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(client.published(&uri, 1)[0]["code"], "filler-run");
}
