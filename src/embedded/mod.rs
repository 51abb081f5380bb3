//! Articles in files that are none themselves: fields of JSON, items of feeds, cells of notebooks, translated strings. Each
//! is linted as an article of its own; its findings are told at their places in the file, and a repair is written the way
//! the file writes text.

mod escape;
mod map;

mod contents;
mod fields;

mod csv;
mod gettext;
mod json;
mod xml;

mod notebook;

mod read;

mod place;

mod work;

pub use fields::Held;
pub use work::{Done, held_by, lint, repair};
