//! Answers to requests that do not go through tower-lsp.

use serde_json::json;
use tower_lsp::jsonrpc::{Error, Id};

use crate::server::wire::framed;

/// The message that a request cannot be answered.
pub fn failure(id: &Id, error: &Error) -> Vec<u8> {
    framed(&[json!({ "jsonrpc": "2.0", "id": id, "error": error }).to_string().as_bytes()])
}

/// The answer to a request; `result` is JSON in parts.
pub fn success(id: &Id, result: &[&[u8]]) -> Vec<u8> {
    let head = format!("{{\"jsonrpc\":\"2.0\",\"id\":{},\"result\":", json!(id));
    framed(&[&[head.as_bytes()], result, &[b"}"]].concat())
}

/// The id of a result: equal ids mean equal diagnostics, whatever the version.
pub fn result_id(fingerprint: u64) -> String {
    format!("{fingerprint:016x}")
}
