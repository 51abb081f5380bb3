//! The exchange of messages: what the editor sends is served in the order in which it came, and what is to be said goes
//! out. tower-lsp's own loop ends at the first message that it cannot read.

use std::future::poll_fn;
use std::task::ready;

use futures_util::{SinkExt, StreamExt};
use serde::Serialize;
use tokio::task::JoinSet;
use tower_lsp::ClientSocket;
use tower_lsp::jsonrpc::{Request, Response};
use tower_service::Service;

use super::frames::Message;
use super::life::End;
use super::output::{Output, framed};
use super::service::{Answer, Ordered};
use super::session::Wires;

/// Requests that are worked on at a time. Where there are more nothing is read, cancellations included.
const MOST_REQUESTS: usize = 10_000;

/// Serves the messages of an editor until they end and all are answered.
pub async fn exchange<S>(mut service: Ordered<S>, socket: ClientSocket, wires: &Wires)
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    let (mut requests, mut answers) = socket.split();
    let output = wires.output.clone();
    let asking = tokio::spawn(async move {
        while let Some(request) = requests.next().await {
            send(&output, &request);
        }
    });
    let mut answering = JoinSet::new();
    while let Some(message) = wires.input.next().await {
        match message {
            Message::Request(request) => {
                // It fails after `exit` alone, which ends the process.
                if poll_fn(|context| service.poll_ready(context)).await.is_err() {
                    break;
                }
                answering.spawn(answer(service.call(request), wires.output.clone()));
            }
            // The server that asked may have given up.
            Message::Response(response) => drop(answers.send(response).await),
        }
        while answering.try_join_next().is_some() {}
        while answering.len() >= MOST_REQUESTS {
            answering.join_next().await;
        }
    }
    service.end.send_modify(End::note_ended_input);
    while answering.join_next().await.is_some() {}
    asking.abort();
}

async fn answer<E>(mut answer: Answer<E>, output: Output) {
    let made = poll_fn(|context| {
        // Answers that nobody reads are not even made.
        ready!(output.poll_room(context));
        answer.as_mut().poll(context)
    });
    if let Ok(Some(response)) = made.await {
        send(&output, &response);
    }
}

fn send(output: &Output, message: &impl Serialize) {
    match serde_json::to_vec(message) {
        Ok(body) => output.send(framed(&[&body])),
        Err(error) => tracing::error!("a message cannot be written: {error}"),
    }
}
