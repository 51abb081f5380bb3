//! copydesk finds and repairs malformed article markup.
//!
//! The modules are in the order of the data flow; each uses only those above it.

pub mod disk;

pub mod text;
pub mod tokens;
pub mod tree;

pub mod findings;
pub mod rules;
pub mod settings;

pub mod lint;

pub mod fixes;
pub mod reports;

pub mod server;

pub mod cli;

#[cfg(test)]
#[path = "../tests/invariants/pieces.rs"]
mod pieces;
