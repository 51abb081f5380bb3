//! Changes are applied in the order in which they were sent, whatever else is going on.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, modern, range};
use crate::parity::fresh;

const URI: &str = "file:///articles/a.md";

#[test]
fn ten_thousand_changes_without_waiting_end_in_the_right_text() {
    let (mut client, _) = Client::initialized_with(
        json!({ "capabilities": modern() }),
        &[("COPYDESK_TEST_SLOW", "tortoise")],
        Value::Null,
    );
    client.open("file:///slow.html", "html", "<p>tortoise</p>");
    let slow: Vec<_> = (0..20)
        .map(|_| client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": "file:///slow.html" } })))
        .collect();
    let mut text = "Some < b >text</b>\n".to_owned();
    client.open(URI, "markdown", &text);
    let mut version = 1;
    for index in 0..10_000_u32 {
        // Each change is right only after the one before it.
        let column = index % 7;
        let letter = char::from(b'a' + (index % 26) as u8);
        text.insert(column as usize, letter);
        version += 1;
        let at = range((0, column), (0, column));
        client.change(URI, version, json!([{ "range": at, "text": letter.to_string() }]));
    }
    let report = client.pulled(URI, None);
    assert_eq!(report["items"].as_array().expect("items").len(), fresh("a.md", &text).len());
    let everything = range((0, 0), (9, 0));
    let actions = client.actions(URI, &everything, Some(&["source.fixAll"]));
    let edit = client.resolved(&actions[0]);
    let fixed = crate::client::applied(&text, &edit["edit"]["documentChanges"][0]["edits"]);
    assert_eq!(fixed, text.replace("< b >", "<b>"));
    assert!(client.answer(slow[0])["result"].is_object());
}

#[test]
fn two_hundred_changes_are_answered_with_few_publishes() {
    let mut client = Client::push();
    client.open(URI, "markdown", &"Some < b >text</b> here\n".repeat(2000));
    client.published(URI, 1);
    for version in 2..=201 {
        client.change(URI, version, json!([{ "range": range((0, 0), (0, 0)), "text": "x" }]));
    }
    client.published(URI, 201);
    let is_push = |message: &Value| message["method"] == "textDocument/publishDiagnostics";
    let mut others = 0;
    while let Some(message) = client.find(Duration::from_millis(300), is_push) {
        assert!(message["params"]["version"].as_i64() < Some(201), "the newest comes last");
        others += 1;
    }
    assert!(others <= 20, "{others} publishes of versions that were stale soon");
}
