//! What was known when a request arrived: tower-lsp's handlers interleave with changes that came after it.

use std::future::Future;

use tokio::task::futures::TaskLocalFuture;

tokio::task_local! {
    /// The edition of the document that a request speaks of, when the request arrived.
    static ARRIVED: Option<u64>;
}

/// Runs the answer to a request that arrived when its document had this edition; `None` where it speaks of none.
pub fn arrived_at<F: Future>(edition: Option<u64>, answer: F) -> TaskLocalFuture<Option<u64>, F> {
    ARRIVED.scope(edition, answer)
}

/// The edition of its document when the present request arrived; `None` where it speaks of none.
pub fn edition_on_arrival() -> Option<u64> {
    ARRIVED.try_with(|edition| *edition).ok().flatten()
}
