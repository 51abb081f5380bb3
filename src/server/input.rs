//! What comes from the editor, read by a thread of its own: so the server knows whether more has come already, and does
//! not answer what is out of date.

use std::io::{self, Read};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use tokio::io::{AsyncRead, ReadBuf};
use tower_lsp::jsonrpc::{Id, Response};

use super::frames::Frames;
use super::output::{Output, framed};

/// Whole messages that came and were not yet used, each with its header.
#[derive(Debug, Default)]
struct Unread {
    bytes: Vec<u8>,
    /// How many of them were used.
    used: usize,
    is_ended: bool,
    waker: Option<Waker>,
}

/// The way from the editor. Clones lead from the same place; only one of them should be read.
#[derive(Clone, Debug, Default)]
pub struct Input {
    shared: Arc<Mutex<Unread>>,
    output: Output,
}

impl Input {
    /// Begins to read `source`. An editor that sends and does not read is not read either, once much waits in `output`:
    /// the answers to what it sends would fill the memory.
    ///
    /// # Errors
    /// Where no thread can be had.
    pub fn from(source: impl Read + Send + 'static, output: Output) -> io::Result<Self> {
        let input = Self { shared: Arc::default(), output };
        let reader = input.clone();
        let work = move || reader.read_from(source);
        std::thread::Builder::new().name("input".to_owned()).spawn(work)?;
        Ok(input)
    }

    fn unread(&self) -> MutexGuard<'_, Unread> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether something was read and not yet used.
    pub fn has_more(&self) -> bool {
        let unread = self.unread();
        unread.used < unread.bytes.len()
    }

    fn read_from(&self, mut source: impl Read) {
        let mut buffer = vec![0; 1 << 16];
        let mut frames = Frames::default();
        loop {
            self.output.wait_for_room();
            let length = match source.read(&mut buffer) {
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => 0,
            };
            frames.push(&buffer[..length]);
            let messages = self.messages(&mut frames);
            let mut unread = self.unread();
            unread.bytes.extend_from_slice(&messages);
            unread.is_ended = length == 0;
            let (waker, is_ended) = (unread.waker.take(), unread.is_ended);
            drop(unread);
            if let Some(waker) = waker {
                waker.wake();
            }
            if is_ended {
                return;
            }
        }
    }

    /// The messages that came whole. What is no message is answered.
    fn messages(&self, frames: &mut Frames) -> Vec<u8> {
        let mut messages = Vec::new();
        while let Some(frame) = frames.next() {
            match frame {
                Ok(body) => messages.extend_from_slice(&framed(&[&body])),
                Err(error) => self.output.send(refusal(error)),
            }
        }
        messages
    }
}

/// The answer to what is no message (JSON-RPC 2.0, 5.1).
fn refusal(error: tower_lsp::jsonrpc::Error) -> Vec<u8> {
    tracing::warn!("a message of the editor cannot be read: {error}");
    let answer = serde_json::to_vec(&Response::from_error(Id::Null, error));
    framed(&[&answer.unwrap_or_default()])
}

impl AsyncRead for Input {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let mut unread = self.unread();
        let rest = &unread.bytes[unread.used..];
        let length = rest.len().min(buffer.remaining());
        if length == 0 && !unread.is_ended {
            unread.waker = Some(context.waker().clone());
            return Poll::Pending;
        }
        buffer.put_slice(&rest[..length]);
        unread.used += length;
        if unread.used == unread.bytes.len() {
            unread.used = 0;
            unread.bytes.clear();
            // What opening a large document took is given back.
            unread.bytes.shrink_to(1 << 16);
        }
        Poll::Ready(Ok(()))
    }
}
