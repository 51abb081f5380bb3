//! How the server lives and ends.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Client, initialize, modern, start_server};

const URI: &str = "file:///articles/a.html";

#[test]
fn exit_after_shutdown_is_a_success() {
    let mut client = Client::push();
    assert_eq!(client.result("shutdown", Value::Null), Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn exit_without_shutdown_is_a_failure_even_before_anything_else() {
    let mut client = Client::push();
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));
    let mut client = Client::start(&[]);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn the_end_of_input_ends_the_process() {
    let mut client = Client::push();
    client.hang_up();
    assert_eq!(client.ended().code(), Some(1));
    let (mut client, _) = Client::initialized_with(
        json!({ "capabilities": modern() }),
        &[("COPYDESK_TEST_SLOW", "tortoise")],
        Value::Null,
    );
    client.open(URI, "html", "<p>tortoise</p>");
    client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } }));
    client.hang_up();
    client.ended();
}

#[test]
fn requests_before_initialize_are_refused() {
    let mut client = Client::start(&[]);
    let answer = client.ask(
        "textDocument/hover",
        json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 } }),
    );
    assert_eq!(answer["error"]["code"], -32002);
}

#[test]
fn unknown_requests_are_answered() {
    let mut client = Client::push();
    assert_eq!(client.ask("copydesk/unknown", json!({}))["error"]["code"], -32601);
    client.notify("copydesk/unknown", json!({}));
    client.notify("$/setTrace", json!({ "value": "off" }));
    client.notify("textDocument/didChange", json!({ "nonsense": true }));
    client.open(URI, "html", "<p>fine</p>");
    assert_eq!(client.published(URI, 1), Vec::<Value>::new());
}

#[test]
fn a_panic_is_answered_and_the_next_request_works() {
    let (mut client, _) = Client::initialized_with(
        json!({ "capabilities": modern() }),
        &[("COPYDESK_TEST_PANIC", "gunpowder")],
        Value::Null,
    );
    client.open(URI, "html", "<p>gunpowder</p>");
    let ask = json!({ "textDocument": { "uri": URI } });
    assert_eq!(client.ask("textDocument/diagnostic", ask)["error"]["code"], -32603);
    let told = client.notification("window/showMessage");
    assert!(told["message"].as_str().is_some_and(|message| message.contains("bug in copydesk")), "{told}");
    client.replace(URI, 2, "<p>a < b >c</b></p>");
    assert_eq!(client.pulled(URI, None)["items"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_panic_leaves_the_diagnostics_that_were_sent() {
    let (mut client, _) =
        Client::initialized_with(json!({ "capabilities": {} }), &[("COPYDESK_TEST_PANIC", "gunpowder")], Value::Null);
    client.open(URI, "html", "<p>a < b >c</b></p>");
    client.published(URI, 1);
    client.replace(URI, 2, "<p>gunpowder</p>");
    client.notification("window/showMessage");
    client.replace(URI, 3, "<p>a < b >c</ b ></p>");
    assert_eq!(client.published(URI, 3).len(), 2);
}

/// What is told of a bug now; `None` where nothing is.
fn told(client: &mut Client, method: &str) -> Option<Value> {
    client.find(Duration::from_millis(200), |message| message["method"] == method)
}

#[test]
fn a_panic_is_told_once_as_long_as_its_text_stands() {
    let (mut client, _) = Client::initialized_with(
        json!({ "capabilities": modern() }),
        &[("COPYDESK_TEST_PANIC", "gunpowder")],
        Value::Null,
    );
    let ask = |uri: &str| json!({ "textDocument": { "uri": uri } });
    client.open(URI, "html", "<p>gunpowder</p>");
    for version in 2..6 {
        client.ask("textDocument/diagnostic", ask(URI));
        client.replace(URI, version, &format!("<p>gunpowder {version}</p>"));
    }
    assert!(told(&mut client, "window/showMessage").is_some());
    assert_eq!(told(&mut client, "window/showMessage"), None, "it is told again");
    // Another document is told of where it does not come between somebody and the text.
    let other = "file:///articles/b.html";
    client.open(other, "html", "<p>gunpowder</p>");
    client.ask("textDocument/diagnostic", ask(other));
    assert!(told(&mut client, "window/logMessage").is_some_and(|log| log.to_string().contains("b.html")));
    assert_eq!(told(&mut client, "window/showMessage"), None);
    // Mended and broken again, it is news.
    client.notify("textDocument/didClose", ask(other));
    client.replace(URI, 6, "<p>a < b >c</b></p>");
    assert_eq!(client.pulled(URI, None)["items"].as_array().map(Vec::len), Some(1));
    client.replace(URI, 7, "<p>gunpowder</p>");
    client.ask("textDocument/diagnostic", ask(URI));
    assert!(told(&mut client, "window/showMessage").is_some());
}

#[test]
fn cancelling_is_answered_at_once_under_load() {
    let (mut client, _) = Client::initialized_with(
        json!({ "capabilities": modern() }),
        &[("COPYDESK_TEST_SLOW", "tortoise")],
        Value::Null,
    );
    client.open(URI, "html", "<p>tortoise</p>");
    let ask = || json!({ "textDocument": { "uri": URI } });
    let slow: Vec<_> = (0..50).map(|_| client.request("textDocument/diagnostic", ask())).collect();
    let begin = Instant::now();
    client.notify("$/cancelRequest", json!({ "id": slow[20] }));
    assert_eq!(client.answer(slow[20])["error"]["code"], -32800);
    assert!(begin.elapsed() < Duration::from_secs(2), "the slow requests take three seconds");
    assert!(client.answer(slow[0])["result"].is_object());
}

#[test]
fn a_closed_output_ends_the_process() {
    let mut server = start_server(&[]);
    drop(server.stdout.take());
    let mut input = server.stdin.take().expect("piped");
    std::io::Write::write_all(&mut input, initialize().as_bytes()).expect("read");
    let begin = Instant::now();
    while server.try_wait().expect("a child").is_none() {
        assert!(begin.elapsed() < Duration::from_secs(10), "the server does not end");
        std::thread::sleep(Duration::from_millis(5));
    }
}
