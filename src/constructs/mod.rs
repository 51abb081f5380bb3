//! Constructs of Markdown and HTML that are read with the damage of their signs.
//!
//! A row of the table (`rows.rs`) says which signs a construct has and what stands between them. A line is read as units
//! (`units.rs`); a sign fits the units in each way in which signs get worn (`fit.rs`, `text/wear.rs`); a construct is matched where
//! all its signs fit (`matcher.rs`). Where nothing is worn the construct is whole. Else the difference between the signs and
//! what is written is the damage, and writing the signs is the repair. So a new construct is a row, and a new damage is read
//! in all constructs.

mod article;
mod table;

mod rows;
mod units;
mod wrapped;

mod present;

mod balance;
mod content;

mod boxes;

mod fit;

mod matcher;

mod beside;
mod comments;
mod ending;

mod escapes;
mod labels;
mod siblings;
mod torn;

mod place;
mod proof;

mod starts;

mod beyond_ascii;
mod suspect;

mod read;
mod undefined;

#[cfg(test)]
mod matrix;

#[cfg(test)]
mod cells;

pub use crate::text::wear::Wear;
pub use article::Article;
pub use boxes::unclosed_directives;
pub use content::names_file;
pub use ending::damaged_end;
pub use escapes::teaches;
pub use matcher::Found;
pub use read::read;
pub use rows::{
    ADMONITION, ALERT, ANCHOR, AUTOLINK, BULLET, CDATA, CLOSINGS, CODE_SPAN, COMMENT, DEFINITION, DIRECTIVE, DOCTYPE,
    FOOTNOTE, FOOTNOTE_DEFINITION, HEADINGS, LINE_BREAK, NUMBER, QUOTE, QUOTED_ALERT, REFERENCE_DEFINITION,
    REFERENCE_LINK, STRIKETHROUGH, TASK, THEMATIC_BREAK, XML_DECLARATION,
};
pub use table::Construct;
pub use undefined::{Undefined, undefined_references};
