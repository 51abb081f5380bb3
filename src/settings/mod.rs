//! What the user set, in three stages: as typed in a file ([`SettingsFile`]), merged with the command line or the
//! editor ([`Merged`]), and resolved into what linting reads ([`Settings`]).

mod words;

mod embedded;
mod read;

mod problem;
mod selector;
mod size;

#[cfg(feature = "files")]
mod values;

mod file;

mod inline;

mod merged;
mod options;

mod resolved;
mod translations;

mod resolve;

pub use embedded::Embedded;
pub use file::{KEYS, OptionSetting, SettingsFile};
pub use merged::{Merged, Overrides};
pub use options::option_values;
pub use problem::{Problem, SettingsError, span_of};
pub use resolve::resolve;
pub use resolved::Settings;
pub use selector::Selector;
pub use size::{DEFAULT_MOST_BYTES, MOST_MEGABYTES, SIZE_KEY, most_bytes};
pub use translations::{Convention, Translations};
pub use words::in_words;
