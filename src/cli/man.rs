//! `copydesk man`.

use std::fs;
use std::path::Path;

use clap::CommandFactory;

use super::args::Args;
use super::console;
use super::exit::{Exit, Failure};
use crate::text::{path_text, printable};

/// Writes a manual page for the program and for each of its commands into `folder`.
///
/// # Errors
/// If one cannot be written.
pub fn run(folder: &Path) -> Result<Exit, Failure> {
    let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Args::command(), folder));
    let shown = path_text(folder);
    written.map_err(|error| Failure::Message(format!("{shown} cannot be written: {error}")))?;
    console::say(&format!("Wrote the manual pages to {}", printable(&shown)));
    Ok(Exit::Clean)
}
