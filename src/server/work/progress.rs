//! Work that takes long enough to be shown, and to be cancelled (LSP 3.17, "Work Done Progress").

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport, request,
};
use serde_json::json;

use crate::server::state::Session;
use crate::server::wire::framed;

/// Numbers the tokens of one process.
static NEXT: AtomicU32 = AtomicU32::new(1);

/// Work that is shown.
#[derive(Debug)]
pub struct Progress {
    session: Arc<Session>,
    token: Option<ProgressToken>,
    cancelled: Arc<AtomicBool>,
}

impl Progress {
    /// Begins to show work: with the token of the editor's request, or with one of our own.
    pub async fn begin(session: &Arc<Session>, given: Option<ProgressToken>, title: &str) -> Self {
        let token = match given {
            Some(token) => Some(token),
            None => create(session).await,
        };
        let cancelled = token.clone().map(|token| session.running.begin_work(token)).unwrap_or_default();
        let progress = Self { session: Arc::clone(session), token, cancelled };
        let begin = WorkDoneProgressBegin {
            title: title.to_owned(),
            cancellable: Some(true),
            percentage: Some(0),
            ..WorkDoneProgressBegin::default()
        };
        progress.send(WorkDoneProgress::Begin(begin));
        progress
    }

    /// Whether the user cancelled the work.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Shows how much is done.
    pub fn report(&self, done: usize, of: usize) {
        let percentage = Some((done * 100 / of.max(1)) as u32);
        let message = Some(format!("{done}/{of}"));
        self.send(WorkDoneProgress::Report(WorkDoneProgressReport { percentage, message, cancellable: Some(true) }));
    }

    /// Shows that the work is done.
    pub fn end(self, message: String) {
        self.send(WorkDoneProgress::End(WorkDoneProgressEnd { message: Some(message) }));
        if let Some(token) = &self.token {
            self.session.running.end_work(token);
        }
    }

    /// Sends it past tower-lsp, whose notifications would come after an answer that takes the same way.
    fn send(&self, value: WorkDoneProgress) {
        if let Some(token) = self.token.clone() {
            let params = ProgressParams { token, value: ProgressParamsValue::WorkDone(value) };
            let message = json!({ "jsonrpc": "2.0", "method": "$/progress", "params": params });
            self.session.wires.output.send(framed(&[message.to_string().as_bytes()]));
        }
    }
}

/// A token of our own, where the editor shows progress that it did not ask for.
async fn create(session: &Session) -> Option<ProgressToken> {
    if !session.editor.features().shows_progress {
        return None;
    }
    let token = NumberOrString::String(format!("copydesk/{}", NEXT.fetch_add(1, Ordering::Relaxed)));
    let params = WorkDoneProgressCreateParams { token: token.clone() };
    session.editor.client.send_request::<request::WorkDoneProgressCreate>(params).await.ok()?;
    Some(token)
}
