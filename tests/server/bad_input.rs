//! Messages that no editor should send.

use std::io::Write;
use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, codes, framed, initialize, memory_of, range, start_server};

const URI: &str = "file:///articles/a.html";

/// What a server says and how it ends that gets these bytes and then the end of its input.
fn converse(bytes: &[u8]) -> (String, Option<i32>) {
    let mut server = start_server(&[]);
    // It may end before it has read everything.
    let _ = server.stdin.take().expect("piped").write_all(bytes);
    let output = server.wait_with_output().expect("it ends");
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code())
}

#[test]
fn frames_that_make_no_sense_are_refused_and_the_next_are_read() {
    let garbage = [
        ("garbage\r\n\r\n".to_owned(), "-32700"),
        ("Content-Length: x\r\n\r\n".to_owned(), "-32700"),
        ("Content-Length: -1\r\n\r\n{}".to_owned(), "-32700"),
        ("Content-Type: text/plain\r\n\r\n".to_owned(), "-32700"),
        (framed("{"), "-32700"),
        (framed("[]"), "-32600"),
        (framed("\"text\""), "-32600"),
        (framed(r#"{"jsonrpc":"1.0","id":7}"#), "-32600"),
        (framed(r#"{"jsonrpc":"2.0","id":{},"method":5}"#), "-32600"),
    ];
    let shutdown = framed(r#"{"jsonrpc":"2.0","id":9,"method":"shutdown"}"#);
    for (bytes, code) in garbage {
        let (said, status) = converse((initialize() + &bytes + &shutdown).as_bytes());
        assert!(said.contains(&format!("\"code\":{code}")), "{bytes:?}: {said}");
        assert!(said.contains("\"id\":9"), "{bytes:?}: {said}");
        assert_eq!(status, Some(0), "{bytes:?}");
    }
}

#[test]
fn half_a_character_is_one_column_wide() {
    let mut client = Client::push();
    client.open(URI, "html", "<p>a</p>");
    // What an editor in JavaScript sends where a document holds half of a surrogate pair.
    let text = r"\ud83d<p>a < b >c</b></p>";
    client.send_body(&format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{URI}","version":2}},
        "contentChanges":[{{"text":"{text}"}}]}}}}"#
    ));
    assert_eq!(client.published(URI, 2)[0]["range"], range((0, 6), (0, 11)));
}

#[test]
fn a_client_that_stops_reading_fills_no_memory() {
    // Short answers take more for being kept than for what they say; long ones are many times as long as the request.
    assert_unread("textDocument/foldingRange", json!({ "textDocument": { "uri": URI } }));
    let everything = range((0, 0), (9_999, 0));
    let context = json!({ "diagnostics": [] });
    let params = json!({ "textDocument": { "uri": URI }, "range": everything, "context": context });
    assert_unread("textDocument/codeAction", params);
}

/// Asks and asks again, and reads nothing.
fn assert_unread(method: &str, params: Value) {
    let mut server = start_server(&[]);
    let mut input = server.stdin.take().expect("piped");
    let damaged = "<p>a < b >c</b></p>\n".repeat(2_000);
    let open = json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {
        "textDocument": { "uri": URI, "languageId": "html", "version": 1, "text": damaged } } });
    let question = json!({ "jsonrpc": "2.0", "id": 2, "method": method, "params": params });
    input.write_all((initialize() + &framed(&open.to_string())).as_bytes()).expect("the server reads");
    let request = framed(&question.to_string()).repeat(100);
    // The server stops to read once much waits to be read, so that this cannot go on.
    let (sent, receiver) = channel();
    let writer = std::thread::spawn(move || {
        while input.write_all(request.as_bytes()).is_ok() {
            if sent.send(()).is_err() {
                return;
            }
        }
    });
    while receiver.recv_timeout(Duration::from_secs(3)).is_ok() {}
    if let Some(held) = memory_of(server.id()) {
        assert!(held < 400 << 20, "{held} bytes are kept of {method}");
    }
    server.kill().expect("it runs");
    server.wait().expect("it ended");
    writer.join().expect("it ended with its pipe");
}

#[test]
fn truncated_input_ends_the_process() {
    let whole = initialize();
    for end in (0..whole.len()).step_by(17) {
        assert_eq!(converse(&whole.as_bytes()[..end]).1, Some(1), "{end} bytes");
    }
    let huge = format!("Content-Length: {}\r\n\r\n{{", u64::MAX);
    assert_eq!(converse((whole + &huge).as_bytes()).1, Some(1));
}

#[test]
fn nothing_is_answered_after_shutdown() {
    let mut client = Client::pull();
    client.open(URI, "html", "<p>a < b >c</b></p>");
    client.result("shutdown", Value::Null);
    for method in ["textDocument/diagnostic", "textDocument/codeAction", "workspace/executeCommand"] {
        let answer = client.ask(method, json!({ "textDocument": { "uri": URI } }));
        assert_eq!(answer["error"]["code"], -32600, "{method}: {answer}");
    }
}

#[test]
fn documents_that_are_not_open() {
    let mut client = Client::push();
    client.replace(URI, 2, "<p>a < b >c</b></p>");
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    let position = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 } });
    assert_eq!(client.result("textDocument/hover", position), Value::Null);
    client.open("untitled:Untitled-1", "html", "<p>a < b >c</b></p>");
    assert_eq!(codes(&client.published("untitled:Untitled-1", 1)), ["spaced-tag"]);
}

#[test]
fn positions_outside_the_text() {
    let mut client = Client::push();
    client.open(URI, "html", "<p>a</p>\n");
    let far = u32::MAX;
    client.change(URI, 2, json!([{ "range": range((far, far), (far, far)), "text": "<p>a < b >c</b></p>" }]));
    assert_eq!(codes(&client.published(URI, 2)), ["spaced-tag"]);
    // An end before its start, and a number that no position may be: the change is left out, the server goes on.
    client.change(URI, 3, json!([{ "range": range((1, 5), (0, 2)), "text": "x" }]));
    client.change(URI, 4, json!([{ "range": { "start": { "line": -1, "character": 0 } }, "text": "x" }]));
    client.replace(URI, 5, "<p>fine</p>");
    assert_eq!(client.published(URI, 5), Vec::<Value>::new());
    for at in [json!({ "line": far, "character": far }), json!({ "line": 0, "character": far })] {
        let asked = json!({ "textDocument": { "uri": URI }, "position": at });
        assert_eq!(client.result("textDocument/hover", asked), Value::Null);
    }
    client.actions(URI, &range((far, far), (0, 0)), None);
}

#[test]
fn versions_that_go_backwards_are_taken_as_they_come() {
    let mut client = Client::push();
    client.open(URI, "html", "<p>fine</p>");
    client.published(URI, 1);
    client.replace(URI, 9, "<p>a < b >c</b></p>");
    assert_eq!(client.published(URI, 9).len(), 1);
    client.replace(URI, -3, "<p>fine</p>");
    assert_eq!(client.published(URI, -3), Vec::<Value>::new());
}

#[test]
fn two_hundred_open_documents() {
    let mut client = Client::push();
    let uri = |number: usize| format!("file:///articles/{number}.html");
    for number in 0..200 {
        client.open(&uri(number), "html", "<p>a < b >c</b></p>");
    }
    for number in 0..200 {
        assert_eq!(codes(&client.published(&uri(number), 1)), ["spaced-tag"], "{number}");
    }
}

/// Tries 10,000 edits, or as many as `COPYDESK_EDITS` says.
#[test]
fn many_edits_take_no_more_memory_than_few() {
    let mut client = Client::push();
    client.open(URI, "html", &"<p>a < b >c</b></p>\n".repeat(500));
    client.published(URI, 1);
    let mut version = 1;
    let mut edit = |client: &mut Client, count: i64| {
        for _ in 0..count {
            version += 1;
            let column = if version % 2 == 0 { (3, 3, "x") } else { (3, 4, "") };
            let place = range((7, column.0), (7, column.1));
            client.change(URI, version, json!([{ "range": place, "text": column.2 }]));
        }
        client.published(URI, version);
        client.memory()
    };
    let Some(first) = edit(&mut client, 2_000) else {
        let _ = writeln!(std::io::stderr(), "skipped: this system does not tell how much memory a process holds");
        return;
    };
    let count = std::env::var("COPYDESK_EDITS").map_or(10_000, |count| count.parse().expect("a number of edits"));
    let last = edit(&mut client, count).expect("it was there before");
    assert!(last < first + (24 << 20), "{first} bytes after 2,000 edits, {last} after {count} more");
}
