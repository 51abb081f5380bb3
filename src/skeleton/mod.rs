//! The skeleton of an article: its blocks, and the marks in them that a translation keeps. It is made from what was read
//! already, and says where a mark is, what it is, and what it must be equal to.

mod blocks;
mod brackets;
mod code;
mod components;
mod keyed;
mod mark;
mod metadata;
mod outline;
mod placeholders;
mod read;
mod regions;
mod signs;
mod tags;
mod target;
mod templates;
mod view;
mod whole;

pub use blocks::{Block, BlockKind, folded, words_of_heading};
pub use code::hunks;
pub use mark::{Kind, Mark};
pub use outline::{Item, Row, Table};
pub use target::{Target, is_localised, same_address, same_end, same_fragment, same_site};
pub use view::View;
pub use whole::Skeleton;
