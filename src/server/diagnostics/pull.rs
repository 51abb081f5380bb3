//! Diagnostics for editors that ask for them.

use std::sync::Arc;

use lsp_types::DocumentDiagnosticParams;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Id};

use super::answer::{failure, result_id, success};
use crate::server::settings_file::{SettingsText, fingerprint};
use crate::server::state::{Cancelled, Failure, Session};
use crate::server::work::nearest;

/// Begins to answer `textDocument/diagnostic` past tower-lsp, which would build a value of each diagnostic first: the
/// greater part of the time from a keystroke to its answer.
pub fn begin(session: &Arc<Session>, id: Id, params: Option<DocumentDiagnosticParams>) {
    let (answering, key) = (Arc::clone(session), id.clone());
    let task = tokio::spawn(async move {
        answer(&answering, &key, params).await;
        answering.running.end_pull(&key);
    });
    session.running.begin_pull(id, task.abort_handle());
}

/// Cancels the answer that `params` names; says whether there was one to cancel (LSP 3.17, "Cancellation Support").
pub fn cancel(session: &Session, params: &Value) -> bool {
    let Ok(id) = serde_json::from_value::<Id>(params["id"].clone()) else { return false };
    let Some(cancelled) = session.running.cancel_request(&id) else { return false };
    if cancelled == Cancelled::Stopped {
        session.wires.output.send(failure(&id, &Error::request_cancelled()));
    }
    true
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
    let Some(document) = session.documents.at(&params.text_document.uri) else { return none() };
    if let Some(file) = SettingsText::of(&session.settings, &document) {
        let diagnostics = file.diagnostics_json();
        return Ok(report(params, fingerprint(&diagnostics), |json| json.extend_from_slice(&diagnostics)));
    }
    let analysis = match nearest(session, &document).await {
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
