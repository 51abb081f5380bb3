//! The exchange of messages: what the editor sends is served in the order in which it came, and what is to be said goes
//! out. tower-lsp's own loop ends at the first message that it cannot read.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker, ready};

use futures_util::stream::BoxStream;
use futures_util::{SinkExt, StreamExt};
use serde::Serialize;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower_lsp::ClientSocket;
use tower_lsp::jsonrpc::{Request, Response};
use tower_service::Service;

use super::frames::Message;
use super::life::End;
use super::output::{Output, framed};
use super::wires::Wires;

/// What is answered, once it is known.
pub type Answer<E> = Pin<Box<dyn Future<Output = Result<Option<Response>, E>> + Send>>;

/// Requests that are worked on at a time. Where there are more nothing is read, cancellations included.
const MOST_REQUESTS: usize = 10_000;

/// Serves the messages of an editor until they end and all are answered; `end` is told when they have ended.
pub async fn exchange<S, E>(mut service: S, socket: ClientSocket, wires: &Wires, end: &watch::Sender<End>)
where
    S: Service<Request, Response = Option<Response>, Error = E, Future = Answer<E>>,
    E: Send + 'static,
{
    let (requests, mut answers) = socket.split();
    let outgoing = Outgoing::new(requests.boxed(), wires.output.clone());
    let asking = tokio::spawn(outgoing.clone().ask());
    let mut answering = JoinSet::new();
    while let Some(message) = wires.input.next().await {
        match message {
            Message::Request(request) => {
                // It fails after `exit` alone, which ends the process.
                if poll_fn(|context| service.poll_ready(context)).await.is_err() {
                    break;
                }
                answering.spawn(outgoing.clone().answer(service.call(request)));
            }
            // The server that asked may have given up.
            Message::Response(response) => drop(answers.send(response).await),
        }
        while answering.try_join_next().is_some() {}
        while answering.len() >= MOST_REQUESTS {
            answering.join_next().await;
        }
    }
    end.send_modify(End::note_ended_input);
    while answering.join_next().await.is_some() {}
    asking.abort();
}

/// What tower-lsp gives us to send: requests and notifications of the server, and answers.
#[derive(Clone)]
struct Outgoing {
    requests: Arc<Mutex<(BoxStream<'static, Request>, Waker)>>,
    output: Output,
}

impl Outgoing {
    fn new(requests: BoxStream<'static, Request>, output: Output) -> Self {
        Self { requests: Arc::new(Mutex::new((requests, Waker::noop().clone()))), output }
    }

    /// Sends requests and notifications as they come.
    async fn ask(self) {
        poll_fn(|context| self.send_requests(|waker| waker.clone_from(context.waker()))).await;
    }

    /// Sends the answer that is made, after what was said before: parts of a result are lost on an editor that has the
    /// answer.
    async fn answer<E>(self, mut answer: Answer<E>) {
        let made = poll_fn(|context| {
            // Answers that nobody reads are not even made.
            ready!(self.output.poll_room(context));
            answer.as_mut().poll(context)
        });
        if let Ok(Some(response)) = made.await {
            let _ = self.send_requests(|_| ());
            self.send(&response);
        }
    }

    /// Sends all requests and notifications that wait; ready at the end of them. `set` may set who is woken by the next.
    fn send_requests(&self, set: impl FnOnce(&mut Waker)) -> Poll<()> {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let (requests, waker) = &mut *requests;
        set(waker);
        while let Some(request) = ready!(requests.poll_next_unpin(&mut Context::from_waker(waker))) {
            self.send(&request);
        }
        Poll::Ready(())
    }

    fn send(&self, message: &impl Serialize) {
        match serde_json::to_vec(message) {
            Ok(body) => self.output.send(framed(&[&body])),
            Err(error) => tracing::error!("a message could not be written: {error}"),
        }
    }
}
