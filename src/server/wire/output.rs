//! What goes to the editor: whole messages, in order, written by a thread of its own, so that an editor that does not
//! read holds nothing up.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use lsp_types::Url;
use tokio::sync::watch;

use super::life::End;

/// Messages that wait for being written.
#[derive(Debug, Default)]
struct Queue {
    /// Each with the document whose diagnostics it carries.
    waiting: VecDeque<(Option<Url>, Vec<u8>)>,
    /// Bytes of memory that they take.
    bytes: usize,
    is_writing: bool,
    is_closed: bool,
    /// Who waits for room.
    wakers: Vec<Waker>,
}

/// Bytes of waiting messages from which on an editor that does not read them is not read either.
const MOST_WAITING: usize = 64 << 20;

/// Bytes that a message takes while it waits: short ones take more for being kept than for what they say.
fn cost(message: &[u8]) -> usize {
    message.len() + 256
}

impl Queue {
    fn push(&mut self, key: Option<Url>, message: Vec<u8>) {
        if key.is_some() {
            self.waiting.retain(|(other, old)| {
                let is_outdated = *other == key;
                self.bytes -= if is_outdated { cost(old) } else { 0 };
                !is_outdated
            });
        }
        self.bytes += cost(&message);
        self.waiting.push_back((key, message));
    }

    fn pop(&mut self) -> Option<Vec<u8>> {
        let (_, message) = self.waiting.pop_front()?;
        self.bytes -= cost(&message);
        self.wake();
        Some(message)
    }

    fn is_full(&self) -> bool {
        self.bytes > MOST_WAITING
    }

    fn wake(&mut self) {
        if !self.is_full() {
            self.wakers.drain(..).for_each(Waker::wake);
        }
    }

    fn close(&mut self) {
        let wakers = std::mem::take(&mut self.wakers);
        *self = Self { is_closed: true, wakers, ..Self::default() };
        self.wake();
    }
}

/// The way to the editor. Clones lead to the same place.
#[derive(Clone, Debug, Default)]
pub struct Output {
    shared: Arc<(Mutex<Queue>, Condvar)>,
}

impl Output {
    /// Begins to write to `target`; `end` is told when nobody reads it any more.
    ///
    /// # Errors
    /// If no thread can be started.
    pub fn to(mut target: impl Write + Send + 'static, end: watch::Sender<End>) -> io::Result<Self> {
        let output = Self::default();
        let writer = output.clone();
        std::thread::Builder::new().name("output".to_owned()).spawn(move || {
            if writer.write_to(&mut target).is_err() {
                writer.queue().close();
                end.send_modify(End::note_closed_output);
            }
            writer.shared.1.notify_all();
        })?;
        Ok(output)
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_to(&self, target: &mut impl Write) -> io::Result<()> {
        loop {
            let mut queue = self.queue();
            queue.is_writing = false;
            queue.wake();
            self.shared.1.notify_all();
            let next = loop {
                if let Some(message) = queue.pop() {
                    break message;
                }
                if queue.is_closed {
                    return Ok(());
                }
                queue = self.shared.1.wait(queue).unwrap_or_else(PoisonError::into_inner);
            };
            queue.is_writing = true;
            drop(queue);
            target.write_all(&next)?;
            target.flush()?;
        }
    }

    /// Sends a message, its header included.
    pub fn send(&self, message: Vec<u8>) {
        self.push(None, message);
    }

    /// Sends the diagnostics of a document, in place of older ones that still wait.
    pub fn send_diagnostics(&self, uri: &Url, message: Vec<u8>) {
        self.push(Some(uri.clone()), message);
    }

    fn push(&self, key: Option<Url>, message: Vec<u8>) {
        let mut queue = self.queue();
        if queue.is_closed {
            return;
        }
        queue.push(key, message);
        self.shared.1.notify_all();
    }

    /// Waits until not much waits to be written.
    pub fn wait_for_room(&self) {
        drop(self.shared.1.wait_while(self.queue(), |queue| queue.is_full()));
    }

    /// The same for what no thread is to wait for.
    pub async fn room(&self) {
        poll_fn(|context| self.poll_room(context)).await;
    }

    /// Waits until everything is written, so that what comes next keeps nothing else waiting for long.
    pub async fn idle(&self) {
        poll_fn(|context| {
            let mut queue = self.queue();
            if queue.waiting.is_empty() && !queue.is_writing {
                return Poll::Ready(());
            }
            queue.wakers.push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// Like [`Output::room`]; where there is no room, `context` is woken once there is.
    pub fn poll_room(&self, context: &Context<'_>) -> Poll<()> {
        let mut queue = self.queue();
        if queue.is_full() {
            queue.wakers.push(context.waker().clone());
            return Poll::Pending;
        }
        Poll::Ready(())
    }

    /// Waits until everything is written, for `limit` at most, and ends the thread that writes.
    pub fn finish(&self, limit: Duration) {
        let is_busy = |queue: &mut Queue| !queue.is_closed && (queue.is_writing || !queue.waiting.is_empty());
        drop(self.shared.1.wait_timeout_while(self.queue(), limit, is_busy));
        self.queue().close();
        self.shared.1.notify_all();
    }
}

/// A message, whose body is given in parts, with its header (LSP 3.17, "Base Protocol").
pub fn framed(parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut message = format!("Content-Length: {length}\r\n\r\n").into_bytes();
    message.reserve_exact(length);
    for part in parts {
        message.extend_from_slice(part);
    }
    message
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn waiting(output: &Output) -> Vec<String> {
        output.queue().waiting.iter().map(|(_, message)| String::from_utf8_lossy(message).into_owned()).collect()
    }

    /// A stream whose end can be waited for.
    struct Kept(#[expect(dead_code, reason = "its drop is what counts")] mpsc::Sender<()>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_is_finished_keeps_no_thread() {
        let (kept, end) = mpsc::channel();
        let output = Output::to(Kept(kept), watch::Sender::default()).expect("threads can be had");
        output.send(b"message".to_vec());
        output.finish(Duration::from_secs(10));
        assert_eq!(end.recv_timeout(Duration::from_secs(10)), Err(mpsc::RecvTimeoutError::Disconnected));
    }

    #[test]
    fn an_editor_that_does_not_read_is_not_read_either() {
        let output = Output::default();
        output.send(vec![b' '; MOST_WAITING - cost(b"")]);
        output.wait_for_room();
        output.send(vec![b' '; 1]);
        let (waits, (sender, done)) = (output.clone(), std::sync::mpsc::channel());
        let reader = std::thread::spawn(move || {
            waits.wait_for_room();
            sender.send(()).expect("the test waits");
        });
        assert!(done.try_recv().is_err(), "it waits");
        assert_eq!(output.queue().pop().map(|message| message.len()), Some(MOST_WAITING - cost(b"")));
        output.shared.1.notify_all();
        done.recv().expect("there is room");
        reader.join().expect("it ended");
    }

    #[test]
    fn newer_diagnostics_replace_older_ones_that_wait() {
        let output = Output::default();
        let [a, b] = ["file:///a", "file:///b"].map(|uri| Url::parse(uri).expect("an address"));
        output.send_diagnostics(&a, b"a1".to_vec());
        output.send(b"x".to_vec());
        output.send_diagnostics(&b, b"b1".to_vec());
        output.send_diagnostics(&a, b"a2".to_vec());
        assert_eq!(waiting(&output), ["x", "b1", "a2"]);
        assert_eq!(output.queue().bytes, 3 * cost(b"") + 5, "what was replaced counts no more");
        output.queue().close();
        output.send(b"y".to_vec());
        assert_eq!((waiting(&output).len(), output.queue().bytes), (0, 0), "nothing waits for nobody");
    }
}
