//! The pipeline: an article is cut into pieces, each piece is read and checked, and what they found is put together. The
//! command line and the server call the same functions.

use crate::findings::Finding;
use crate::settings::Settings;
use crate::text::Source;

mod cuts;
mod document;
mod forming;
mod piece;
mod reading;
mod settle;
mod window;
#[cfg(test)]
mod work;

pub use document::Document;
pub use piece::Piece;
pub use reading::Reading;

/// What the rules found in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings, by place and then by rule.
    pub findings: Vec<Finding>,
}

/// Lints one article: what `copydesk lint` does for each file.
#[expect(clippy::needless_pass_by_value, reason = "an article is linted once")]
pub fn lint(source: Source, settings: &Settings) -> Report {
    Document::new(&source, settings).take_report(settings)
}
