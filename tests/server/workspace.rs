//! Diagnostics of articles that are not open.

use serde_json::{Value, json};

use crate::client::{Client, Folder, modern};

const TEXT: &str = "<p>Some < strong >bold</strong> words.</p>\n";

fn start(folder: &Folder) -> Client {
    let folders = json!([{ "uri": folder.uri(), "name": "articles" }]);
    Client::initialized(json!({ "capabilities": modern(), "workspaceFolders": folders })).0
}

fn pull(client: &mut Client, previous: &[Value]) -> Vec<Value> {
    let result = client.result("workspace/diagnostic", json!({ "previousResultIds": previous }));
    result["items"].as_array().expect("items").clone()
}

#[test]
fn are_those_of_open_texts_and_of_files() {
    let folder = Folder::new();
    let (closed, open) = (folder.write("a.html", TEXT), folder.write("b.html", TEXT));
    folder.write("c.rs", TEXT);
    let mut client = start(&folder);
    client.open(&open, "html", "<p>fine</p>\n");
    let items = pull(&mut client, &[]);
    assert_eq!(items.len(), 2, "{items:?}");
    assert_eq!((&items[0]["uri"], &items[0]["version"]), (&json!(closed), &Value::Null));
    assert_eq!(items[0]["items"][0]["code"], "spaced-tag");
    assert_eq!((&items[1]["uri"], &items[1]["version"], &items[1]["items"]), (&json!(open), &json!(1), &json!([])));
}

#[test]
fn are_unchanged_until_something_changes() {
    let folder = Folder::new();
    let (a, b) = (folder.write("a.html", TEXT), folder.write("b.html", TEXT));
    let mut client = start(&folder);
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
    let mut client = start(&folder);
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
    let mut client = start(&folder);
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
