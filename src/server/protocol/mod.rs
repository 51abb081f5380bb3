//! The border between copydesk's terms and those of the protocol: the only room with both vocabularies.

mod text;

mod features;

mod capabilities;
mod convert;
mod diagnostics;
mod shown_piece;

pub use capabilities::{
    EXPLAIN, FIX_ALL, FIX_ALL_ACTION, FIX_WORKSPACE, NEXT, ORIGINAL, REPAIRED, TAKE, initialize_result,
};
pub use convert::{
    Change, Opened, change, code_description, document_edits, offset, opened, range, severity, span, tags, text_edits,
};
pub use diagnostics::{Diagnostics, ShownArticle, more_findings};
pub use features::Features;
pub use shown_piece::{Manner, location};
#[cfg(test)]
pub use text::Place;
pub use text::{Encoding, Text};
