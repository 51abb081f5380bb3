//! Settings files that are open in the editor: checked, completed, explained and corrected, and never linted.

mod place;

mod text;

mod explain;

mod complete;
mod correct;

pub use text::{SettingsText, fingerprint};
