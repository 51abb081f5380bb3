//! The language server, over real standard input and output.

mod actions;
mod client;
mod diagnostics;
mod life;
