//! Diagnostics of articles that are not open.

use serde_json::{Value, json};

use crate::client::{Client, Folder, modern};

const TEXT: &str = "<p>Some < strong >bold</strong> words.</p>\n";

fn pull(client: &mut Client, previous: &[Value]) -> Vec<Value> {
    let result = client.result("workspace/diagnostic", json!({ "previousResultIds": previous }));
    result["items"].as_array().expect("items").clone()
}

#[test]
fn are_those_of_open_texts_and_of_files() {
    let folder = Folder::new();
    let (closed, open) = (folder.write("a.html", TEXT), folder.write("b.html", TEXT));
    folder.write("c.rs", TEXT);
    let mut client = Client::in_folder(&folder);
    client.open(&open, "html", "<p>fine</p>\n");
    let items = pull(&mut client, &[]);
    assert_eq!(items.len(), 2, "{items:?}");
    assert_eq!((&items[0]["uri"], &items[0]["version"]), (&json!(closed), &Value::Null));
    assert_eq!(items[0]["items"][0]["code"], "spaced-tag");
    assert_eq!((&items[1]["uri"], &items[1]["version"], &items[1]["items"]), (&json!(open), &json!(1), &json!([])));
}

#[test]
fn are_those_of_open_articles_alone_unless_more_is_asked_for() {
    let folder = Folder::new();
    let closed = folder.write("a.html", TEXT);
    let folders = json!([{ "uri": folder.uri(), "name": "articles" }]);
    let (mut client, _) = Client::initialized(json!({ "capabilities": modern(), "workspaceFolders": folders }));
    assert_eq!(pull(&mut client, &[]), Vec::<Value>::new());
    client.configuration = json!({ "lintWorkspace": true });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.wait_for("the refresh", |message| message["method"] == "workspace/diagnostic/refresh");
    let items = pull(&mut client, &[]);
    assert_eq!(items[0]["uri"], json!(closed));
    client.configuration = json!({ "lintWorkspace": false });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.wait_for("the refresh", |message| message["method"] == "workspace/diagnostic/refresh");
    let known = [json!({ "uri": closed, "value": items[0]["resultId"] })];
    assert_eq!(pull(&mut client, &known)[0]["items"], json!([]), "what was shown is taken back");
}

#[test]
fn are_taken_back_when_an_article_is_closed() {
    let folder = Folder::new();
    let uri = folder.write("a.html", TEXT);
    let folders = json!([{ "uri": folder.uri(), "name": "articles" }]);
    let (mut client, _) = Client::initialized(json!({ "capabilities": modern(), "workspaceFolders": folders }));
    client.open(&uri, "html", TEXT);
    assert_eq!(pull(&mut client, &[]), Vec::<Value>::new());
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    let gone = pull(&mut client, &[]);
    assert_eq!((&gone[0]["uri"], &gone[0]["items"]), (&json!(uri), &json!([])));
    assert_eq!(pull(&mut client, &[]), Vec::<Value>::new(), "that is said once");
}

#[test]
fn are_unchanged_until_something_changes() {
    let folder = Folder::new();
    let (a, b) = (folder.write("a.html", TEXT), folder.write("b.html", TEXT));
    let mut client = Client::in_folder(&folder);
    let items = pull(&mut client, &[]);
    let previous: Vec<_> = items.iter().map(|item| json!({ "uri": item["uri"], "value": item["resultId"] })).collect();
    folder.write("b.html", "<p>fine now</p>\n");
    let items = pull(&mut client, &previous);
    assert_eq!((&items[0]["uri"], &items[0]["kind"]), (&json!(a), &json!("unchanged")));
    assert_eq!((&items[1]["uri"], &items[1]["kind"], &items[1]["items"]), (&json!(b), &json!("full"), &json!([])));
    std::fs::remove_file(folder.path().join("a.html")).expect("it is there");
    let items = pull(&mut client, &previous);
    let gone = items.iter().find(|item| item["uri"] == json!(a)).expect("an empty report");
    assert_eq!((&gone["kind"], &gone["items"]), (&json!("full"), &json!([])));
}

#[test]
fn come_in_parts_with_progress() {
    let folder = Folder::new();
    for index in 0..120 {
        folder.write(&format!("{index}.html"), TEXT);
    }
    let mut client = Client::in_folder(&folder);
    let params = json!({ "previousResultIds": [], "workDoneToken": "work", "partialResultToken": "parts" });
    let result = client.result("workspace/diagnostic", params);
    assert_eq!(result["items"], json!([]));
    let mut count = 0;
    while count < 120 {
        let part = client.wait_for("a part", |message| message["params"]["token"] == "parts");
        count += part["params"]["value"]["items"].as_array().expect("items").len();
    }
    for kind in ["begin", "report", "end"] {
        client.wait_for(kind, |message| {
            message["params"]["token"] == "work" && message["params"]["value"]["kind"] == kind
        });
    }
}

/// LSP 3.17, "Partial Result Progress": an editor that has the answer listens no more.
#[test]
fn parts_come_before_the_answer() {
    let folder = Folder::new();
    folder.write("a.html", TEXT);
    let mut client = Client::in_folder(&folder);
    for _ in 0..200 {
        let params = json!({ "previousResultIds": [], "partialResultToken": "parts" });
        let id = client.request("workspace/diagnostic", params);
        let first = client.wait_for("a part or the answer", |message| {
            message["params"]["token"] == "parts" || message.get("method").is_none() && message["id"] == id
        });
        assert_eq!(first["params"]["value"]["items"].as_array().map(Vec::len), Some(1), "{first}");
        client.answer(id);
    }
}

#[test]
fn leave_out_what_is_too_long_or_no_file() {
    let folder = Folder::new();
    folder.write("copydesk.toml", "max-article-megabytes = 1\n");
    folder.write("long.html", &TEXT.repeat(30_000));
    let short = folder.write("short.html", TEXT);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/dev/zero", folder.path().join("zero.html")).expect("links can be made");
        for name in ["fifo.html", "sub/.gitignore"] {
            std::fs::create_dir_all(folder.path().join("sub")).expect("a folder");
            let made = std::process::Command::new("mkfifo").arg(folder.path().join(name)).status();
            assert!(made.expect("mkfifo is there").success());
        }
        folder.write("sub/unknown.html", TEXT);
    }
    let mut client = Client::in_folder(&folder);
    let items = pull(&mut client, &[]);
    let names: Vec<_> = items.iter().map(|item| &item["uri"]).collect();
    assert_eq!(names, [&json!(short)]);
}

#[test]
fn a_document_that_is_too_long_is_told_of_once() {
    let folder = Folder::new();
    folder.write("copydesk.toml", "max-article-megabytes = 1\n");
    let uri = folder.write("long.html", "");
    let mut client = Client::in_folder(&folder);
    client.open(&uri, "html", &TEXT.repeat(30_000));
    assert_eq!(client.pulled(&uri, None)["items"], json!([]));
    let told = client.notification("window/showMessage");
    let message = told["message"].as_str().expect("text");
    assert!(message.contains("long.html is 1.3 MB, but the limit is 1 MB"), "{message}");
    client.replace(&uri, 2, &TEXT.repeat(30_001));
    assert_eq!(client.pulled(&uri, None)["items"], json!([]));
    let again = client.find(crate::client::QUIET, |message| message["method"] == "window/showMessage");
    assert_eq!(again, None, "it is told again");
    client.replace(&uri, 3, TEXT);
    assert_eq!(client.pulled(&uri, None)["items"].as_array().map(Vec::len), Some(1));
}

/// An article with `count` findings.
fn damaged(count: usize) -> String {
    TEXT.repeat(count)
}

/// LSP 3.17 has one way to editors that take no parts: one answer. It must not grow with the workspace.
#[test]
fn one_answer_holds_ten_thousand_at_most() {
    let folder = Folder::new();
    for index in 0..15 {
        folder.write(&format!("{index:02}.html"), &damaged(900));
    }
    let mut client = Client::in_folder(&folder);
    let items = pull(&mut client, &[]);
    assert_eq!(items.len(), 15);
    let all: Vec<_> = items.iter().flat_map(|item| item["items"].as_array().expect("a list")).collect();
    let is_note =
        |entry: &&&Value| entry["message"] == "3500 more findings are not shown; run `copydesk lint` to list all";
    assert_eq!((all.len(), all.iter().filter(is_note).count()), (10_001, 1));
    // What was shown whole is known from then on and counts; the rest is asked for anew.
    let previous = items.iter().filter(|item| item.get("resultId").is_some());
    let previous: Vec<_> = previous.map(|item| json!({ "uri": item["uri"], "value": item["resultId"] })).collect();
    assert_eq!(previous.len(), 11);
    let again = pull(&mut client, &previous);
    assert_eq!(again.iter().filter(|item| item["kind"] == "unchanged").count(), 11);
    let full = again.iter().filter(|item| item["kind"] == "full");
    assert_eq!(full.flat_map(|item| item["items"].as_array().expect("a list")).count(), 101);
}

#[test]
fn parts_are_bounded_by_their_length() {
    let folder = Folder::new();
    for index in 0..12 {
        folder.write(&format!("{index}.html"), &damaged(900));
    }
    let mut client = Client::in_folder(&folder);
    client.result("workspace/diagnostic", json!({ "previousResultIds": [], "partialResultToken": "parts" }));
    let (mut files, mut parts) = (0, 0);
    while files < 12 {
        let part = client.wait_for("a part", |message| message["params"]["token"] == "parts");
        assert!(part.to_string().len() < 1 << 20);
        files += part["params"]["value"]["items"].as_array().expect("items").len();
        parts += 1;
    }
    assert!(parts > 4, "{parts} parts");
}

#[test]
fn stop_when_the_request_is_cancelled() {
    let folder = Folder::new();
    for index in 0..20 {
        folder.write(&format!("{index}.html"), "<p>slowly</p>\n");
    }
    let folders = json!([{ "uri": folder.uri(), "name": "articles" }]);
    let params = json!({
        "capabilities": modern(), "workspaceFolders": folders, "initializationOptions": { "lintWorkspace": true }
    });
    let (mut client, _) = Client::initialized_with(params, &[("COPYDESK_TEST_SLOW", "slowly")], Value::Null);
    let params = json!({ "previousResultIds": [], "workDoneToken": "work" });
    let id = client.request("workspace/diagnostic", params);
    client.wait_for("its beginning", |message| message["params"]["value"]["kind"] == "begin");
    client.notify("$/cancelRequest", json!({ "id": id }));
    // All of them would take a minute.
    let answer = client.answer(id);
    assert_eq!(answer["error"]["code"], -32800, "{answer}");
    let end = client.find(std::time::Duration::ZERO, |message| message["params"]["value"]["kind"] == "end");
    assert!(end.is_some(), "the end is shown, and before the answer");
}

/// The server runs for days: what a look at the whole workspace takes it gives back.
#[test]
fn leave_no_memory_behind() {
    const MOST: u64 = 48 << 20;
    let folder = Folder::new();
    for index in 0..1_000 {
        folder.write(&format!("{}/{index}.html", index / 100), &damaged(30));
    }
    let mut client = Client::in_folder(&folder);
    let Some(before) = client.memory() else { return };
    for params in [json!({}), json!({ "partialResultToken": "parts" }), json!({})] {
        let mut params = params;
        params["previousResultIds"] = json!([]);
        client.result("workspace/diagnostic", params);
        let held = client.memory().expect("it told before");
        assert!(held < before + MOST, "{} MB more than before", (held - before) >> 20);
    }
    let gone = json!([{ "uri": folder.uri(), "name": "articles" }]);
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": [], "removed": gone } }));
    assert_eq!(pull(&mut client, &[]), [] as [Value; 0]);
    let held = client.memory().expect("it told before");
    assert!(held < before + MOST, "{} MB more than before", (held - before) >> 20);
}
