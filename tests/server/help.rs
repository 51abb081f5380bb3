//! Help while writing: hover, outline, folding, linked names and end tags.

use serde_json::{Value, json};

use crate::client::{Client, modern, range};

const URI: &str = "file:///articles/a.html";

fn open(text: &str) -> Client {
    let mut client = Client::pull();
    client.open(URI, "html", text);
    client
}

fn at(line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } })
}

fn document() -> Value {
    json!({ "textDocument": { "uri": URI } })
}

fn hover(client: &mut Client, position: Value) -> String {
    let hover = client.result("textDocument/hover", position);
    hover["contents"]["value"].as_str().expect("text").to_owned()
}

#[test]
fn hover_begins_with_what_is_wrong_and_the_repaired_text() {
    let mut client = open("<p>Some < strong >bold</strong> words.</p>\n");
    let answer = client.result("textDocument/hover", at(0, 10));
    assert_eq!((&answer["contents"]["kind"], &answer["range"]), (&json!("markdown"), &range((0, 8), (0, 18))));
    let begin = "Misplaced whitespace in the tag `<strong>`.\n\n```diff\n- <p>Some < strong >bold</strong> words.</p>\n\
                 + <p>Some <strong>bold</strong> words.</p>\n```\n\nA browser expects a name";
    let text = hover(&mut client, at(0, 10));
    assert!(text.starts_with(begin), "{text}");
    assert!(text.ends_with(" (`spaced-tag`)\n") && !text.contains('#'), "{text}");
    assert_eq!(client.result("textDocument/hover", at(0, 5)), Value::Null);
}

#[test]
fn hover_links_to_the_page_where_the_editor_can_open_it() {
    let mut capabilities = modern();
    capabilities["experimental"] = json!({ "copydesk": { "explainRule": true, "hoverShowsMessage": true } });
    let (mut client, _) = Client::initialized(json!({ "capabilities": capabilities }));
    client.open(URI, "html", "<p>Some < strong >bold</strong> words.</p>\n");
    let text = hover(&mut client, at(0, 10));
    assert!(text.starts_with("\n```diff\n"), "the editor says what is wrong: {text}");
    assert!(text.contains("[`spaced-tag`](command:copydesk.explainRule?%5B%22spaced-tag%22%5D)"), "{text}");
}

#[test]
fn hover_says_what_is_to_be_checked_and_what_needs_a_person() {
    let mut client = open("<p>More of it</div>.</p>\n<table>\n<tr><td>a</td></tr>\n");
    let text = hover(&mut client, at(0, 14));
    assert!(text.contains("\nCheck this repair: "), "{text}");
    client.replace(URI, 2, "<p>One</p>\n<!-- two\n<p>three</p>\n");
    let text = hover(&mut client, at(1, 2));
    assert!(text.contains("copydesk cannot repair this: it needs you."), "{text}");
}

#[test]
fn hover_shows_the_table_that_a_repair_makes() {
    let text = "Intro\n\n| Name | Size |\n| -- - | — |\n| One | 2<br>3 |\n| `Two` | 4 |\n";
    let mut client = Client::pull();
    let uri = "file:///articles/t.md";
    client.open(uri, "markdown", text);
    let position = json!({ "textDocument": { "uri": uri }, "position": { "line": 3, "character": 3 } });
    let shown = hover(&mut client, position);
    let table = "| Name | Size |\n|---|---|\n| One | 2 / 3 |\n| `Two` | 4 |\n";
    assert!(shown.contains(table), "{shown}");
}

/// The names of symbols with those below them.
fn names(symbols: &Value) -> Vec<Value> {
    let symbols = symbols.as_array().expect("symbols");
    symbols.iter().map(|symbol| json!([symbol["name"], names(&symbol["children"])])).collect()
}

#[test]
fn the_outline_nests_headings_and_tables() {
    let text =
        "<h1>One</h1>\n<h2>Two < b >x</b></h2>\n<table>\n<tr><td>1</td></tr>\n</table>\n<h3></h3>\n<h2>Three</h2>\n";
    let mut client = open(text);
    let symbols = client.result("textDocument/documentSymbol", document());
    let expected = json!([["One", [["Two x", [["table", []], ["(heading 3)", []]]], ["Three", []]]]]);
    assert_eq!(json!(names(&symbols)), expected);
    let uri = "file:///articles/b.md";
    client.open(uri, "markdown", "# A\n\nB\n---\n\n### C ###\n\n# D\n");
    let symbols = client.result("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(json!(names(&symbols)), json!([["A", [["B", [["C", []]]]]], ["D", []]]));
}

#[test]
fn the_outline_is_flat_for_editors_that_show_no_tree() {
    let mut client = Client::push();
    client.open(URI, "html", "<h1>One</h1>\n<h2>Two</h2>\n");
    let symbols = client.result("textDocument/documentSymbol", document());
    assert_eq!((&symbols[1]["name"], &symbols[1]["containerName"]), (&json!("Two"), &json!("One")));
}

#[test]
fn elements_sections_and_comments_fold() {
    let mut client = open("<h1>A</h1>\n<ul>\n< li >x\ny</li>\n</ul>\n<!-- a\nb -->\n<h1>B</h1>\n<p>z</p>\n");
    let folds = client.result("textDocument/foldingRange", document());
    let lines: Vec<_> =
        folds.as_array().expect("folds").iter().map(|fold| json!([fold["startLine"], fold["endLine"]])).collect();
    assert_eq!(json!(lines), json!([[0, 6], [1, 3], [5, 6], [7, 8]]), "{folds}");
    assert_eq!(folds[2]["kind"], "comment");
}

#[test]
fn the_names_of_a_pair_are_linked_in_damaged_tags_too() {
    let mut client = open("<p>Some < strong >bold</ strong > words</p> <br>\n");
    let linked = client.result("textDocument/linkedEditingRange", at(0, 12));
    assert_eq!(linked["ranges"], json!([range((0, 10), (0, 16)), range((0, 25), (0, 31))]));
    let from_end = client.result("textDocument/linkedEditingRange", at(0, 31));
    assert_eq!(from_end["ranges"], linked["ranges"]);
    assert_eq!(client.result("textDocument/linkedEditingRange", at(0, 46)), Value::Null);
    assert_eq!(client.result("textDocument/linkedEditingRange", at(0, 5)), Value::Null);
}

#[test]
fn end_tags_are_completed_innermost_first() {
    let mut client = open("<div><p>One <b>two</\n<i>");
    let items = client.result("textDocument/completion", at(0, 20));
    let labels: Vec<_> = items.as_array().expect("items").iter().map(|item| item["label"].clone()).collect();
    assert_eq!(json!(labels), json!(["</b>", "</p>", "</div>"]));
    assert_eq!(items[0]["textEdit"], json!({ "range": range((0, 20), (0, 20)), "newText": "b>" }));
    client.replace(URI, 2, "<div>x</di>");
    let items = client.result("textDocument/completion", at(0, 10));
    assert_eq!(items[0]["textEdit"], json!({ "range": range((0, 8), (0, 11)), "newText": "div>" }));
    assert_eq!(client.result("textDocument/completion", at(0, 3)), Value::Null);
}

#[test]
fn answers_about_an_older_text_are_refused() {
    let (mut client, _) = Client::initialized_with(
        json!({ "capabilities": modern() }),
        &[("COPYDESK_TEST_SLOW", "tortoise")],
        Value::Null,
    );
    client.open(URI, "html", "<p>tortoise < b >x</b></p>");
    let id = client.request("textDocument/hover", at(0, 14));
    client.replace(URI, 2, "<p>hare</p>");
    let answer = client.answer(id);
    let is_old = answer["result"]["range"] == range((0, 12), (0, 17));
    assert!(is_old || answer["error"]["code"] == -32801, "{answer}");
}
