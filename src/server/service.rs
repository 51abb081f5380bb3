//! The service that messages reach first, in the order in which they were sent. It does what tower-lsp, whose handlers
//! interleave, cannot do: apply changes in order, end the process, and survive a panic.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::{Context, Poll};

use lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentDiagnosticParams, Url,
    WorkspaceDiagnosticParams,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::sync::watch;
use tower_lsp::jsonrpc::{Error, Id, Request, RequestBuilder, Response};
use tower_service::Service;

use super::requests::arrived_at;
use super::state::Session;
use super::wire::{Answer, End};
use super::{diagnostics, protocol, work};

/// A service around tower-lsp's own.
#[derive(Debug)]
pub struct Ordered<S> {
    /// tower-lsp's service.
    pub inner: S,
    /// What the server knows.
    pub session: Arc<Session>,
    /// Where the end of the process is announced.
    pub end: watch::Sender<End>,
}

impl<S> Service<Request> for Ordered<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Answer<S::Error>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let Some(request) = self.intercept(request) else { return Box::pin(std::future::ready(Ok(None))) };
        let (id, method) = (request.id().cloned(), request.method().to_owned());
        let session = Arc::clone(&self.session);
        let edition = self.edition(&request);
        let answer = arrived_at(edition, self.inner.call(request));
        Box::pin(async move {
            let answer = guarded(answer).await;
            answer.unwrap_or_else(|()| {
                session.editor.tell_of_unanswered(&method);
                Ok(id.map(|id| Response::from_error(id, Error::internal_error())))
            })
        })
    }
}

impl<S> Ordered<S> {
    /// Handles what must not wait. Gives back what is left to tower-lsp.
    fn intercept(&self, request: Request) -> Option<Request> {
        let session = &self.session;
        match request.method() {
            "initialize" => {
                session.editor.begin(request.params().unwrap_or(&Value::Null));
                return Some(without_capabilities(request));
            }
            "shutdown" => {
                self.end.send_modify(End::note_shutdown);
                return Some(without_params(request));
            }
            "exit" => {
                self.end.send_modify(End::note_exit);
                return None;
            }
            "textDocument/didOpen" => {
                let params = read::<DidOpenTextDocumentParams>(request)?;
                work::open(session, protocol::opened(params.text_document));
                return None;
            }
            "textDocument/didChange" => {
                let params = read::<DidChangeTextDocumentParams>(request)?;
                let changes = params.content_changes.into_iter().map(protocol::change).collect();
                work::change(session, &params.text_document.uri, params.text_document.version, changes);
                return None;
            }
            "textDocument/didClose" => {
                let params = read::<DidCloseTextDocumentParams>(request)?;
                work::close(session, &params.text_document.uri);
                return None;
            }
            "textDocument/diagnostic" if self.end.borrow().is_serving(session.editor.has_begun()) => {
                if let Some(id) = request.id().cloned() {
                    diagnostics::begin_document(session, id, read::<DocumentDiagnosticParams>(request));
                }
                return None;
            }
            "workspace/diagnostic" if self.end.borrow().is_serving(session.editor.has_begun()) => {
                if let Some(id) = request.id().cloned() {
                    diagnostics::begin_workspace(session, id, read::<WorkspaceDiagnosticParams>(request));
                }
                return None;
            }
            "$/cancelRequest" if request.params().is_some_and(|params| diagnostics::cancel(session, params)) => {
                return None;
            }
            _ => {}
        }
        Some(request)
    }

    fn edition(&self, request: &Request) -> Option<u64> {
        request.id()?;
        let uri = request.params()?.pointer("/textDocument/uri")?.as_str()?;
        Some(self.session.documents.at(&Url::parse(uri).ok()?)?.edition())
    }
}

fn read<P: DeserializeOwned>(request: Request) -> Option<P> {
    let (method, _, params) = request.into_parts();
    let read = serde_json::from_value(params.unwrap_or(Value::Null));
    read.map_err(|error| tracing::error!("the parameters of {method} are invalid: {error}")).ok()
}

/// The capabilities were read untyped. `lsp_types` would refuse all of `initialize` for one that it does not expect.
fn without_capabilities(request: Request) -> Request {
    let (method, id, params) = request.into_parts();
    let mut params = params.unwrap_or(Value::Null);
    if let Some(capabilities) = params.get_mut("capabilities") {
        *capabilities = Value::Object(serde_json::Map::new());
    }
    built(Request::build(method).params(params), id)
}

/// Many clients send `"params": null` here, which tower-lsp refuses.
fn without_params(request: Request) -> Request {
    let (method, id, _) = request.into_parts();
    built(Request::build(method), id)
}

fn built(request: RequestBuilder, id: Option<Id>) -> Request {
    match id {
        Some(id) => request.id(id).finish(),
        None => request.finish(),
    }
}

/// Waits for `future`; `Err` if it panics.
async fn guarded<F: Future>(future: F) -> Result<F::Output, ()> {
    let mut future = Box::pin(future);
    poll_fn(move |context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
        Err(_) => Poll::Ready(Err(())),
    })
    .await
}
