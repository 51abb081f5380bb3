//! Articles in their folders: the settings file that counts for each, what it says about files, and its schema.

mod globs;
mod names;
mod schema;
mod shown_dialect;
mod unread;

mod template;

mod translated;

mod resolved;

mod find;

mod check;

pub use check::{Mistake, check};
pub use find::{Finder, Place, SettingsSource};
pub use globs::Globs;
pub use names::{FILE_NAMES, is_settings_file};
pub use resolved::Project;
pub use schema::{names_at, schema, schema_at};
pub use shown_dialect::ShownDialect;
pub use template::template;
pub use translated::Paired;
pub use unread::unread_article;

#[cfg(test)]
mod tests;
