//! What the user set, in three stages: as typed in a file ([`SettingsFile`]), merged with the command line or the
//! editor ([`Merged`]), and resolved into what linting reads ([`Project`] and [`Settings`]).

mod check;
mod dialect;
mod file;
mod find;
mod globs;
mod merged;
mod names;
mod options;
mod problem;
mod project;
mod resolved;
mod schema;
mod selector;
mod size;
mod template;
mod value_schemas;

pub use check::{Mistake, check};
pub use dialect::ShownDialect;
pub use file::{OptionSetting, SettingsFile};
pub use find::{Finder, Place, SettingsSource};
pub use merged::{Merged, Overrides};
pub use names::{FILE_NAMES, is_settings_file};
pub use problem::{Problem, SettingsError};
pub use project::Project;
pub use resolved::Settings;
pub use schema::{names_at, schema, schema_at};
pub use selector::Selector;
pub use size::{DEFAULT_MOST_BYTES, MOST_MEGABYTES, unread_article};
pub use template::template;

#[cfg(test)]
mod tests;
