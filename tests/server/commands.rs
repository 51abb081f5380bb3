//! Commands, with progress and cancelling.

use serde_json::{Value, json};

use crate::client::{Client, Folder, QUIET, applied};

const TEXT: &str = "<p>Some < strong >bold</ strong > words.</p>\n";
const FIXED: &str = "<p>Some <strong>bold</strong> words.</p>\n";

fn run(client: &mut Client, command: &str, arguments: Value) -> Value {
    client.ask("workspace/executeCommand", json!({ "command": command, "arguments": arguments }))
}

fn edit(client: &mut Client) -> Value {
    let request = client.wait_for("an edit", |message| message["method"] == "workspace/applyEdit");
    request["params"]["edit"]["documentChanges"].clone()
}

#[test]
fn explain_gives_the_page_of_a_rule() {
    let mut client = Client::pull();
    let page = run(&mut client, "copydesk.explain", json!(["spaced-tag"]));
    assert!(page["result"].as_str().is_some_and(|page| page.starts_with("# spaced-tag\n")), "{page}");
    assert_eq!(run(&mut client, "copydesk.explain", json!(["none"]))["error"]["code"], -32602);
    assert_eq!(run(&mut client, "copydesk.none", json!([]))["error"]["code"], -32602);
}

#[test]
fn fix_all_edits_an_open_document() {
    let folder = Folder::new();
    let uri = folder.write("a.html", "");
    let mut client = Client::in_folder(&folder);
    client.open(&uri, "html", TEXT);
    assert_eq!(run(&mut client, "copydesk.fixAll", json!([uri]))["result"], Value::Null);
    let changes = edit(&mut client);
    assert_eq!(changes[0]["textDocument"], json!({ "uri": uri, "version": 1 }));
    assert_eq!(applied(TEXT, &changes[0]["edits"]), FIXED);
}

#[test]
fn repaired_gives_the_text_after_safe_or_all_fixes() {
    let folder = Folder::new();
    let uri = folder.write("a.html", "");
    let mut client = Client::in_folder(&folder);
    client.open(&uri, "html", "<p>A < b >bold</ b > word.</p>\n<p>An <em>open one.</p>\n");
    let safe = "<p>A <b>bold</b> word.</p>\n<p>An <em>open one.</p>\n";
    let all = "<p>A <b>bold</b> word.</p>\n<p>An <em>open one.</em></p>\n";
    assert_eq!(run(&mut client, "copydesk.repaired", json!([uri, "safe"]))["result"], safe);
    assert_eq!(run(&mut client, "copydesk.repaired", json!([uri, "all"]))["result"], all);
    assert_eq!(run(&mut client, "copydesk.repaired", json!([uri]))["result"], safe);
    client.replace(&uri, 2, "<p>漢😀 < b >x</b></p>");
    assert_eq!(run(&mut client, "copydesk.repaired", json!([uri, "safe"]))["result"], "<p>漢😀 <b>x</b></p>");
    assert_eq!(run(&mut client, "copydesk.repaired", json!([uri, "some"]))["error"]["code"], -32602);
    assert_eq!(run(&mut client, "copydesk.repaired", json!([]))["error"]["code"], -32602);
}

#[test]
fn what_is_no_article_is_neither_repaired_nor_fixed() {
    let folder = Folder::new();
    let settings = "exclude = [\"vendor/\"]\n[flavors]\ntoml = \"html\"\n# < b >not bold</ b >\n";
    let mut client = Client::in_folder(&folder);
    let files = [
        (folder.write("copydesk.toml", settings), settings),
        (folder.write("deep/.copydesk.toml", settings), settings),
        (folder.write("vendor/x.html", TEXT), TEXT),
        (folder.write("binary.html", ""), "<p>a\u{0}< b >x</b></p>"),
    ];
    for (uri, text) in &files {
        client.open(uri, "html", text);
        assert_eq!(run(&mut client, "copydesk.repaired", json!([uri, "all"]))["result"], Value::Null, "{uri}");
        assert_eq!(run(&mut client, "copydesk.fixAll", json!([uri]))["result"], Value::Null, "{uri}");
        let asked = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
        let params = json!({ "textDocument": { "uri": uri }, "range": asked, "context": { "diagnostics": [] } });
        let actions = client.result("textDocument/codeAction", params);
        assert!(actions.as_array().is_none_or(Vec::is_empty), "{uri}: {actions}");
    }
    assert_eq!(run(&mut client, "copydesk.repaired", json!([folder.uri() + "/none.html"]))["result"], Value::Null);
    run(&mut client, "copydesk.fixWorkspace", json!([]));
    let edit = client.find(QUIET, |message| message["method"] == "workspace/applyEdit");
    assert_eq!(edit, None);
}

#[test]
fn fix_workspace_edits_open_and_closed_articles() {
    let folder = Folder::new();
    folder.write("copydesk.toml", "exclude = [\"vendor/\"]\n");
    let closed = folder.write("closed.html", TEXT);
    let open = folder.write("open.html", "");
    folder.write("fine.html", FIXED);
    folder.write("vendor/x.html", TEXT);
    folder.write("other.rs", TEXT);
    let mut client = Client::in_folder(&folder);
    client.open(&open, "html", TEXT);
    run(&mut client, "copydesk.fixWorkspace", json!([]));
    let changes = edit(&mut client);
    let documents: Vec<_> =
        changes.as_array().expect("a list").iter().map(|change| change["textDocument"].clone()).collect();
    assert_eq!(documents, [json!({ "uri": closed, "version": null }), json!({ "uri": open, "version": 1 })]);
    assert_eq!(applied(TEXT, &changes[0]["edits"]), FIXED);
    let end = client.wait_for("the end", |message| message["params"]["value"]["kind"] == "end");
    assert_eq!(end["params"]["value"]["message"], "Fixed 2 of 3 articles");
}

#[test]
fn fix_workspace_can_be_cancelled() {
    let folder = Folder::new();
    for index in 0..300 {
        folder.write(&format!("{index}.html"), &TEXT.repeat(200));
    }
    let mut client = Client::in_folder(&folder);
    run(&mut client, "copydesk.fixWorkspace", json!([]));
    let begin = client.wait_for("the beginning", |message| message["params"]["value"]["kind"] == "begin");
    let token = begin["params"]["token"].clone();
    client.notify("window/workDoneProgress/cancel", json!({ "token": token }));
    let end = client.wait_for("the end", |message| message["params"]["value"]["kind"] == "end");
    assert_eq!(end["params"]["value"]["message"], "Cancelled; nothing was changed");
    assert!(client.find(QUIET, |message| message["method"] == "workspace/applyEdit").is_none());
}
