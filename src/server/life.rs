//! How the process ends: with `exit`, with the end of its input, or when nobody reads its output.

use std::io;
use std::pin::Pin;
use std::process::ExitCode;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::watch;

/// What is known of the end.
#[derive(Clone, Copy, Debug, Default)]
pub struct End {
    shutdown: bool,
    /// `exit` came, or the output is closed: end at once.
    now: bool,
    /// The input has ended: answer what is open, then end.
    soon: bool,
}

impl End {
    /// `shutdown` was asked for.
    pub fn note_shutdown(&mut self) {
        self.shutdown = true;
    }

    /// `exit` was sent.
    pub fn note_exit(&mut self) {
        self.now = true;
    }

    /// Nobody reads the output.
    pub fn note_closed_output(&mut self) {
        self.now = true;
    }

    /// Whether requests are answered: the editor has begun, and has not asked to end.
    pub fn is_serving(self, has_begun: bool) -> bool {
        has_begun && !self.shutdown
    }

    /// Whether to end at once.
    pub fn is_now(self) -> bool {
        self.now
    }

    /// Whether to end when all is answered.
    pub fn is_soon(self) -> bool {
        self.now || self.soon
    }

    /// The exit status: 0 only after `shutdown` (LSP 3.17, "Exit Notification").
    pub fn status(self) -> ExitCode {
        if self.shutdown { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// An input that announces its end.
#[derive(Debug)]
pub struct Watched<T> {
    /// The input.
    pub stream: T,
    /// Where its end is announced.
    pub end: watch::Sender<End>,
}

impl<T: AsyncRead + Unpin> AsyncRead for Watched<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let filled = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        let is_end = match &read {
            Poll::Ready(Ok(())) => buffer.filled().len() == filled,
            Poll::Ready(Err(_)) => true,
            Poll::Pending => false,
        };
        if is_end {
            self.end.send_modify(|end| end.soon = true);
        }
        read
    }
}
