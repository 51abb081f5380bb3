//! What comes from the editor, read by a thread of its own: so the server knows whether more has come already, and does
//! not answer what is out of date.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{self, Read};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use tower_lsp::jsonrpc::{Error, Id, Response};

use super::frames::{Frame, Frames, Message};
use super::output::{Output, framed};

/// Bytes of unused messages from which on nothing more is read.
const MOST_UNREAD: usize = 16 << 20;

/// Bytes that a message takes beside its length.
const EACH: usize = 512;

/// Messages that came and were not yet used.
#[derive(Debug, Default)]
struct Unread {
    /// Each with the bytes that it took.
    messages: VecDeque<(Message, usize)>,
    /// Bytes of memory that they take, about.
    bytes: usize,
    is_ended: bool,
    waker: Option<Waker>,
}

/// The way from the editor. Clones lead from the same place; only one of them should be read.
#[derive(Clone, Debug, Default)]
pub struct Input {
    shared: Arc<(Mutex<Unread>, Condvar)>,
    output: Output,
}

impl Input {
    /// Begins to read `source`. An editor that sends and does not read is not read either, once much waits in `output`:
    /// the answers to what it sends would fill the memory.
    ///
    /// # Errors
    /// If no thread can be started.
    pub fn from(source: impl Read + Send + 'static, output: Output) -> io::Result<Self> {
        let input = Self { shared: Arc::default(), output };
        let reader = input.clone();
        let work = move || reader.read_from(source);
        std::thread::Builder::new().name("input".to_owned()).spawn(work)?;
        Ok(input)
    }

    fn unread(&self) -> MutexGuard<'_, Unread> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a message has come that was not yet used.
    pub fn has_more(&self) -> bool {
        !self.unread().messages.is_empty()
    }

    /// The next message; `None` at the end of the input.
    pub async fn next(&self) -> Option<Message> {
        poll_fn(|context| {
            let mut unread = self.unread();
            let Some((message, length)) = unread.messages.pop_front() else {
                unread.waker = Some(context.waker().clone());
                return if unread.is_ended { Poll::Ready(None) } else { Poll::Pending };
            };
            unread.bytes -= length + EACH;
            self.shared.1.notify_all();
            Poll::Ready(Some(message))
        })
        .await
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
            let mut unread = self.with_room();
            unread.bytes += messages.iter().map(|(_, length)| length + EACH).sum::<usize>();
            unread.messages.extend(messages);
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

    /// Waits until little of what came is unused.
    fn with_room(&self) -> MutexGuard<'_, Unread> {
        let is_full = |unread: &mut Unread| unread.bytes > MOST_UNREAD;
        self.shared.1.wait_while(self.unread(), is_full).unwrap_or_else(PoisonError::into_inner)
    }

    /// The messages that came whole. What is not a message is answered.
    fn messages(&self, frames: &mut Frames) -> Vec<(Message, usize)> {
        let refused = |error| self.output.send(refusal(error));
        let read = |(frame, length): (Frame, usize)| Some((frame.map_err(refused).ok()?, length));
        std::iter::from_fn(|| frames.next()).filter_map(read).collect()
    }
}

/// The answer to what is not a message (JSON-RPC 2.0, 5.1).
fn refusal(error: Error) -> Vec<u8> {
    tracing::warn!("a message from the editor could not be read: {error}");
    let answer = serde_json::to_vec(&Response::from_error(Id::Null, error));
    framed(&[&answer.unwrap_or_default()])
}
