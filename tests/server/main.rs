//! The language server, over real standard input and output.
#![expect(clippy::needless_pass_by_value, reason = "values of `json!` are written where they are used, and used once")]

mod actions;
mod bad_input;
mod client;
mod commands;
mod diagnostics;
mod editors;
mod help;
mod life;
mod order;
mod parity;
mod revisions;
mod settings;
mod settings_file;
mod translations;
mod walk;
mod workspace;
