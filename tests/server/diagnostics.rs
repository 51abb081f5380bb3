//! Diagnostics: sent or asked for, of the newest version, never both ways.

use serde_json::{Value, json};

use crate::client::{Client, QUIET, codes, modern, range};

const URI: &str = "file:///articles/a.html";
const LONG_ARTICLE: &str = "file:///articles/a.md";
const DAMAGED: &str = "<p>Some < strong >bold</ strong > words.</p>\n";
const FINE: &str = "<p>Some <strong>bold</strong> words.</p>\n";

#[test]
fn are_sent_with_the_version_that_they_belong_to() {
    let mut client = Client::push();
    client.open(URI, "html", DAMAGED);
    let first = client.published(URI, 1);
    assert_eq!(codes(&first), ["spaced-tag", "spaced-tag"]);
    assert_eq!(first[0]["range"], range((0, 8), (0, 18)));
    assert_eq!(first[0]["data"], json!({ "rule": "spaced-tag", "outlook": "safe", "version": 1, "index": 0 }));
    assert_eq!((&first[0]["source"], first[0].get("codeDescription")), (&json!("copydesk"), None));
    client.replace(URI, 2, FINE);
    assert_eq!(client.published(URI, 2), Vec::<Value>::new());
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    let cleared = client.notification("textDocument/publishDiagnostics");
    assert_eq!((&cleared["diagnostics"], cleared.get("version")), (&json!([]), None));
}

#[test]
fn are_not_offered_both_ways() {
    let (mut client, capabilities) = Client::initialized(json!({ "capabilities": modern() }));
    assert!(capabilities["diagnosticProvider"].is_object());
    client.open(URI, "html", DAMAGED);
    assert_eq!(client.pulled(URI, None)["items"].as_array().map(Vec::len), Some(2));
    let is_push = |message: &Value| message["method"] == "textDocument/publishDiagnostics";
    assert_eq!(client.find(QUIET, is_push), None, "an editor that asks gets nothing sent");
    let (_, capabilities) = Client::initialized(json!({ "capabilities": {} }));
    assert!(capabilities.get("diagnosticProvider").is_none());
}

#[test]
fn are_unchanged_where_nothing_looks_different() {
    let mut client = Client::pull();
    client.open(URI, "html", DAMAGED);
    let first = client.pulled(URI, None);
    let id = first["resultId"].as_str().expect("an id").to_owned();
    let end = range((0, 39), (0, 39));
    client.change(URI, 2, json!([{ "range": end, "text": " more" }]));
    assert_eq!(client.pulled(URI, Some(&id)), json!({ "kind": "unchanged", "resultId": id }));
    client.change(URI, 3, json!([{ "range": range((0, 0), (0, 0)), "text": " " }]));
    let moved = client.pulled(URI, Some(&id));
    assert_eq!((&moved["kind"], &moved["items"][0]["range"]), (&json!("full"), &range((0, 9), (0, 19))));
    assert_eq!(client.pulled("file:///not/open.html", None)["items"], json!([]));
}

#[test]
fn of_one_version_are_sent_once() {
    let mut client = Client::push();
    client.open(URI, "html", DAMAGED);
    client.published(URI, 1);
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": URI } }));
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    let is_push = |message: &Value| message["method"] == "textDocument/publishDiagnostics";
    assert_eq!(client.find(QUIET, is_push), None);
}

#[test]
fn are_cut_by_severity_and_the_rest_is_counted() {
    let mut client = Client::push();
    let text = format!("{}<p>end</div></p>\n", "<p>a < b >c</ b > d</p>\n".repeat(1200));
    client.open(URI, "html", &text);
    let list = client.published(URI, 1);
    assert_eq!(list.len(), 1000);
    let severities: Vec<_> = list.iter().map(|diagnostic| diagnostic["severity"].as_u64()).collect();
    assert!(severities.is_sorted(), "the gravest come first");
    let message = list[999]["message"].as_str().expect("a message");
    assert!(message.ends_with("more findings are not shown; run `copydesk lint` to list all"), "{message}");
}

#[test]
fn name_the_places_that_explain_them() {
    let mut client = Client::pull();
    client.open(URI, "html", "<h2>Title</h3>\n<p>Text</p>\n");
    let report = client.pulled(URI, None);
    let related = &report["items"][0]["relatedInformation"][0];
    assert_eq!(related["location"], json!({ "uri": URI, "range": range((0, 0), (0, 4)) }), "{report}");
}

#[test]
fn count_positions_as_was_agreed() {
    let text = "<p>漢😀 < b >x</b></p>";
    for (encodings, named, column) in [
        (json!(["utf-32"]), "utf-32", 6),
        (json!(["utf-8"]), "utf-8", 11),
        (json!(null), "utf-16", 7),
        (json!(["x"]), "utf-16", 7),
    ] {
        let params = json!({ "capabilities": { "general": { "positionEncodings": encodings } } });
        let (mut client, capabilities) = Client::initialized(params);
        assert_eq!(capabilities["positionEncoding"], named);
        client.open(URI, "html", text);
        assert_eq!(client.published(URI, 1)[0]["range"]["start"], json!({ "line": 0, "character": column }), "{named}");
    }
}

#[test]
fn survive_texts_that_are_no_articles() {
    let mut client = Client::push();
    client.open(URI, "html", DAMAGED);
    client.published(URI, 1);
    client.replace(URI, 2, "nul \0 < b >x</b>");
    assert_eq!(client.published(URI, 2), Vec::<Value>::new());
    client.replace(URI, 3, DAMAGED);
    assert_eq!(client.published(URI, 3).len(), 2);
}

#[test]
fn of_documents_without_a_name_follow_their_language() {
    let mut client = Client::push();
    client.open("untitled:Untitled-1", "markdown", "Some < strong >bold</ strong > words and **bold **.\n");
    let list = client.published("untitled:Untitled-1", 1);
    assert!(codes(&list).contains(&"spaced-tag"), "{list:?}");
    assert!(codes(&list).contains(&"spaced-emphasis"), "{list:?}");
}

#[test]
fn of_what_is_near_an_edit_do_not_wait_for_all_that_it_changes() {
    let block = "## Boat\n\nThe < b >mole< / b > is closed.\n\n```sh\nmoor\n```\n\nShips come in at noon.\n\n";
    let text = block.repeat(4_000);
    let mut client = Client::pull();
    client.open(LONG_ARTICLE, "markdown", &text);
    let before = client.pulled(LONG_ARTICLE, None);
    let opens = "~~~~\n\n";
    client.change(LONG_ARTICLE, 2, json!([{ "range": range((2, 0), (2, 0)), "text": opens }]));
    let near = client.pulled(LONG_ARTICLE, before["resultId"].as_str());
    assert_eq!(near["kind"], "full", "what is near has changed");
    client.wait_for("the refresh", |message| message["method"] == "workspace/diagnostic/refresh");
    let whole = client.pulled(LONG_ARTICLE, near["resultId"].as_str());
    assert_eq!(whole["kind"], "full", "and so has the rest");

    let mut fresh = Client::pull();
    fresh.open(LONG_ARTICLE, "markdown", &text.replacen("## Boat\n\n", &format!("## Boat\n\n{opens}"), 1));
    assert_eq!(whole["resultId"], fresh.pulled(LONG_ARTICLE, None)["resultId"]);
}

#[test]
fn of_an_editor_that_cannot_be_told_to_ask_again_are_whole() {
    let block = "## Boat\n\nThe < b >mole< / b > is closed.\n\nShips come in at noon.\n\n";
    let text = block.repeat(4_000);
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let (mut client, _) =
        Client::initialized(json!({ "processId": null, "rootUri": null, "capabilities": capabilities }));
    client.open(LONG_ARTICLE, "markdown", &text);
    client.pulled(LONG_ARTICLE, None);
    client.change(LONG_ARTICLE, 2, json!([{ "range": range((2, 0), (2, 0)), "text": "~~~~\n\n" }]));
    let whole = client.pulled(LONG_ARTICLE, None);
    let (mut fresh, _) =
        Client::initialized(json!({ "processId": null, "rootUri": null, "capabilities": capabilities }));
    fresh.open(LONG_ARTICLE, "markdown", &text.replacen("## Boat\n\n", "## Boat\n\n~~~~\n\n", 1));
    assert_eq!(whole["resultId"], fresh.pulled(LONG_ARTICLE, None)["resultId"]);
}
