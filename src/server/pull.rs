//! Diagnostics for editors that ask for them.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Id};
use tower_lsp::lsp_types::DocumentDiagnosticParams;

use super::analysis::Failure;
use super::output::framed;
use super::session::Session;
use super::settings_file::{SettingsText, fingerprint};
use super::workspace_pull;

/// Begins to answer `textDocument/diagnostic` past tower-lsp, which would build a value of each diagnostic first: the
/// greater part of the time from a keystroke to its answer.
pub fn begin(session: &Arc<Session>, id: Id, params: Option<DocumentDiagnosticParams>) {
    let (answering, key) = (Arc::clone(session), id.clone());
    let task = tokio::spawn(async move {
        answer(&answering, &key, params).await;
        answering.pulls().remove(&key);
    });
    session.pulls().insert(id, task.abort_handle());
}

/// Cancels the answer that `params` names; says whether there was one to cancel (LSP 3.17, "Cancellation Support").
pub fn cancel(session: &Session, params: &Value) -> bool {
    let Ok(id) = serde_json::from_value::<Id>(params["id"].clone()) else { return false };
    let Some(task) = session.pulls().remove(&id) else { return workspace_pull::cancel(session, &id) };
    task.abort();
    session.wires.output.send(failure(&id, &Error::request_cancelled()));
    true
}

/// The message that a request cannot be answered.
pub fn failure(id: &Id, error: &Error) -> Vec<u8> {
    framed(&[json!({ "jsonrpc": "2.0", "id": id, "error": error }).to_string().as_bytes()])
}

/// The answer to a request; `result` is JSON in parts.
pub fn success(id: &Id, result: &[&[u8]]) -> Vec<u8> {
    let head = format!("{{\"jsonrpc\":\"2.0\",\"id\":{},\"result\":", json!(id));
    framed(&[&[head.as_bytes()], result, &[b"}"]].concat())
}

async fn answer(session: &Arc<Session>, id: &Id, params: Option<DocumentDiagnosticParams>) {
    let result = match &params {
        Some(params) => result(session, params).await,
        None => Err(Error::invalid_params("the parameters are invalid")),
    };
    let message = match result {
        Ok(result) => success(id, &[&result]),
        Err(error) => failure(id, &error),
    };
    session.wires.output.send(message);
}

/// The answer as JSON (LSP 3.17, `DocumentDiagnosticReport`).
async fn result(session: &Arc<Session>, params: &DocumentDiagnosticParams) -> Result<Vec<u8>, Error> {
    let none = || Ok(b"{\"kind\":\"full\",\"items\":[]}".to_vec());
    let Some(document) = session.document(&params.text_document.uri) else { return none() };
    if let Some(file) = SettingsText::of(session, &document) {
        let diagnostics = file.diagnostics_json();
        return Ok(report(params, fingerprint(&diagnostics), |json| json.extend_from_slice(&diagnostics)));
    }
    let analysis = match session.newest(&document).await {
        Ok(analysis) => analysis,
        Err(Failure::Panicked) => return Err(Error::internal_error()),
        Err(Failure::NoArticle | Failure::TooLong { .. } | Failure::Closed) => return none(),
    };
    session.wires.output.room().await;
    Ok(report(params, analysis.fingerprint, |json| analysis.shown.write(analysis.version, json)))
}

/// The report of diagnostics that `write` writes, or that they have not changed.
fn report(params: &DocumentDiagnosticParams, fingerprint: u64, write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let id = Value::from(result_id(fingerprint));
    if params.previous_result_id.as_deref() == id.as_str() {
        return format!("{{\"kind\":\"unchanged\",\"resultId\":{id}}}").into_bytes();
    }
    let mut json = format!("{{\"kind\":\"full\",\"resultId\":{id},\"items\":").into_bytes();
    write(&mut json);
    json.push(b'}');
    json
}

/// The id of a result: equal ids mean equal diagnostics, whatever the version.
pub fn result_id(fingerprint: u64) -> String {
    format!("{fingerprint:016x}")
}
