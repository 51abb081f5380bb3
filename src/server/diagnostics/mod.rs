//! Diagnostics for editors that ask for them.

mod answer;

mod reports;

mod pull;
mod workspace;

pub use pull::{begin as begin_document, cancel};
pub use workspace::begin as begin_workspace;
