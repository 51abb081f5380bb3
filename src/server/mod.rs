//! The language server: the only place that knows the protocol.
//!
//! `input.rs` reads bytes, `frames.rs` makes messages of them, `exchange.rs` hands them on and sends the answers, and
//! `output.rs` writes. A message reaches `service.rs` first, which applies changes in their order; requests go on to
//! tower-lsp and its `handlers.rs`.
//! Documents are analysed in `session.rs`, one at a time each and the newest version only. `convert.rs` is the border
//! between copydesk's own terms and those of the protocol.

mod actions;
mod analysis;
mod capabilities;
mod code_actions;
mod commands;
mod configuration;
mod convert;
mod documents;
mod editor_schema;
mod exchange;
pub(crate) mod faults;
mod features;
mod frames;
mod handlers;
mod ignore;
mod input;
mod life;
mod minimal;
mod outline;
mod output;
mod pairs;
mod progress;
mod pull;
mod push;
mod seen;
mod service;
mod session;
mod settings;
mod settings_file;
mod shown;
mod symbols;
mod text;
mod workspace;
mod workspace_pull;
mod workspace_report;

pub use editor_schema::editor_schema;

use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tower_lsp::LspService;
use tracing::level_filters::LevelFilter;

use exchange::exchange;
use handlers::Handlers;
use input::Input;
use life::End;
use output::Output;
use service::Ordered;
use session::Wires;

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
        () = exchange(service, socket, &wires) => {}
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
