//! The language server, over real standard input and output.

mod actions;
mod client;
mod commands;
mod diagnostics;
mod editors;
mod help;
mod life;
mod order;
mod parity;
mod settings;
mod workspace;
