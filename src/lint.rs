//! The pipeline: an article is cut into pieces, each piece is read and checked, and what they found is put together. The
//! command line and the server call the same functions.

use crate::settings::Settings;
use crate::text::Source;

mod ahead;
mod beginnings;
mod beside;
mod cuts;
mod document;
mod ends;
mod fates;
mod fences;
mod forming;
mod headers;
mod heeds;
mod lead;
mod makeshift;
mod old;
mod piece;
mod reading;
mod report;
mod settle;
mod spread;
mod window;
#[cfg(test)]
mod work;
#[cfg(test)]
mod work_of_tables;

pub use beside::beside_context;
pub use document::Document;
pub use piece::Piece;
pub use reading::Reading;
pub use report::Report;
pub use spread::{InTurn, Spread};

/// Lints one article: what `copydesk lint` does for each file.
#[expect(clippy::needless_pass_by_value, reason = "an article is linted once")]
pub fn lint(source: Source, settings: &Settings) -> Report {
    Document::new(&source, settings).take_report(settings)
}
