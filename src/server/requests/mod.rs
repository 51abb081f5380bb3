//! The answers to the requests of the protocol.

mod arrival;

mod minimal;
mod outline;
mod pairs;

mod ignore;
mod squeezed;
mod tables;

mod shown_fix;

mod actions;
mod hover;
mod symbols;

mod code_actions;
mod commands;
mod walk;

mod handlers;

pub use arrival::arrived_at;
pub use handlers::Handlers;
