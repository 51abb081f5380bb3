//! Messages in any order, and frames that are none, end with the end of the input; all that is answered is well framed
//! JSON, and nothing panics.
#![no_main]

use std::io::{Cursor, Write};
use std::sync::{Arc, Mutex};

use copydesk::internals::server::converse;
use copydesk_fuzz::{Bytes, as_fragments, as_text, flavor};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

const METHODS: [&str; 10] = [
    "textDocument/hover",
    "textDocument/codeAction",
    "textDocument/diagnostic",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/linkedEditingRange",
    "textDocument/completion",
    "codeAction/resolve",
    "workspace/executeCommand",
    "shutdown",
];

#[derive(Clone, Default)]
struct Said(Arc<Mutex<Vec<u8>>>);

impl Write for Said {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no writer panics").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes(data);
    let pulls = bytes.next() & 1 == 1;
    let mut stream = framed(&initialize(pulls));
    for id in 2..60 {
        if bytes.is_empty() {
            break;
        }
        stream.extend(message(&mut bytes, id));
    }
    let said = Said::default();
    converse(Cursor::new(stream), said.clone()).expect("threads can be had");
    let said = said.0.lock().expect("no writer panics");
    assert_framed(&said);
});

fn initialize(pulls: bool) -> Value {
    let document = if pulls { json!({ "diagnostic": {} }) } else { json!({}) };
    json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": { "textDocument": document } } })
}

fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// A message that the next bytes describe.
fn message(bytes: &mut Bytes, id: i32) -> Vec<u8> {
    let (kind, which) = (bytes.next(), bytes.next());
    let uri = format!("file:///nowhere/{}.{}", which & 3, ["md", "html", "mdx", "toml"][usize::from(which >> 6)]);
    let (text, range) = (text(bytes), range(bytes));
    let document = json!({ "uri": uri, "version": i32::from(kind) - 100, "languageId": flavor(kind).name(), "text": text });
    let (method, params) = match kind % 8 {
        0 | 1 => ("textDocument/didOpen", json!({ "textDocument": document })),
        2 | 3 => {
            let change = json!({ "range": range, "text": text });
            ("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }))
        }
        4 => ("textDocument/didClose", json!({ "textDocument": document })),
        5 => return text.into_bytes(),
        _ => {
            let method = METHODS[usize::from(which) % METHODS.len()];
            let params = json!({
                "textDocument": document, "position": range["start"], "range": range, "context": { "diagnostics": [] },
                "title": text, "command": text, "data": document,
            });
            return framed(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        }
    };
    framed(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
}

fn text(bytes: &mut Bytes) -> String {
    let length = bytes.next();
    let taken = bytes.take(usize::from(length % 64));
    if length & 0x80 == 0 { as_fragments(taken) } else { as_text(taken) }
}

fn range(bytes: &mut Bytes) -> Value {
    let mut number = || match bytes.next() {
        byte @ 0..=249 => i64::from(byte % 32),
        250 => i64::from(u32::MAX),
        251 => i64::from(i32::MAX),
        252 => i64::MAX,
        byte => -i64::from(byte),
    };
    let mut place = || json!({ "line": number(), "character": number() });
    json!({ "start": place(), "end": place() })
}

fn assert_framed(mut said: &[u8]) {
    while !said.is_empty() {
        let text = String::from_utf8_lossy(&said[..said.len().min(64)]).into_owned();
        let (header, _) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no header: {text:?}"));
        let length = header.strip_prefix("Content-Length: ").and_then(|length| length.parse::<usize>().ok());
        let (start, length) = (header.len() + 4, length.unwrap_or_else(|| panic!("no length: {text:?}")));
        serde_json::from_slice::<Value>(&said[start..start + length]).expect("every message is JSON");
        said = &said[start + length..];
    }
}
