//! The language server: the only place that knows the protocol.
//!
//! A message goes through these rooms, each of which uses only those before it:
//!
//! 1. `wire` reads bytes, makes messages of them, hands them to `service.rs` and writes the answers.
//! 2. `protocol` turns the protocol's terms into copydesk's, and back.
//! 3. `state` is what is known: settings, open documents and what was found in them.
//! 4. `settings_file` answers for settings files, which are no articles.
//! 5. `work` is what happens by itself: what changed is analysed, diagnostics are sent, settings are followed.
//! 6. `diagnostics` answers editors that ask for them.
//! 7. `requests` answers all else; `requests/handlers.rs` is what tower-lsp calls.
//! 8. `service.rs` takes each message first: it applies changes in their order, and gives requests to their rooms.

mod wire;

mod protocol;

mod state;

mod settings_file;

mod work;

mod diagnostics;

mod requests;

mod service;

mod editor_schema;

pub use editor_schema::editor_schema;

use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tower_lsp::LspService;
use tracing::level_filters::LevelFilter;

use requests::Handlers;
use service::Ordered;
use wire::{End, Input, Output, Wires, exchange};

/// How long open requests may take when the input has ended.
const GRACE: Duration = Duration::from_secs(2);

/// Serves an editor on standard input and output until it says `exit` or goes away.
///
/// # Errors
/// If no threads can be started.
pub fn run(log_level: LevelFilter) -> io::Result<ExitCode> {
    let subscriber = tracing_subscriber::fmt().with_max_level(log_level).with_writer(io::stderr).with_ansi(false);
    // A second subscriber in one process is a test's; the first one keeps logging.
    let _ = subscriber.try_init();
    converse(io::stdin(), io::stdout())
}

/// Serves an editor on a pair of streams until it says `exit` or goes away. Each stream has a thread of its own, which a
/// stream that neither ends nor fails keeps alive.
///
/// # Errors
/// If no threads can be started.
pub fn converse(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> io::Result<ExitCode> {
    // One thread: what is quick is done where it arrives, and what is not goes to threads of its own.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let end = runtime.block_on(serve(input, output))?;
    // A thread that waits for input would keep the process from ending.
    runtime.shutdown_background();
    Ok(end.status())
}

async fn serve(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> io::Result<End> {
    let end = watch::Sender::new(End::default());
    let output = Output::to(output, end.clone())?;
    let input = Input::from(input, output.clone())?;
    let wires = Wires { input, output: output.clone() };
    let (inner, socket) = LspService::build(|client| Handlers::new(client, wires.clone()))
        .custom_method("window/workDoneProgress/cancel", Handlers::cancel_progress)
        .finish();
    let session = Arc::clone(inner.inner().session());
    let service = Ordered { inner, session, end: end.clone() };
    tokio::select! {
        () = exchange(service, socket, &wires, &end) => {}
        () = ended(&end) => {}
    }
    output.finish(GRACE);
    Ok(*end.borrow())
}

/// Waits until the process is to end, whatever is still open.
async fn ended(end: &watch::Sender<End>) {
    let mut state = end.subscribe();
    // The sender outlives this function, so that waiting cannot fail.
    let _ = state.wait_for(|end| end.is_soon()).await;
    if !state.borrow().is_now() {
        let _ = tokio::time::timeout(GRACE, state.wait_for(|end| end.is_now())).await;
    }
}
