//! `copydesk lsp`.

use std::process::ExitCode;

use tracing::level_filters::LevelFilter;

use super::args::LogLevel;
use super::exit::Failure;
use crate::server;

/// Serves an editor until it goes away.
///
/// # Errors
/// If no threads can be started.
pub fn run(level: LogLevel) -> Result<ExitCode, Failure> {
    let level = match level {
        LogLevel::Off => LevelFilter::OFF,
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    server::run(level).map_err(|error| Failure::Message(format!("the server cannot start: {error}")))
}
