//! Repairing an article: which fixes are applied, how, and until when.

mod apply;
mod carry;
mod repair;
mod select;
mod words;
#[cfg(test)]
mod work;

pub use apply::apply;
pub use repair::{Repaired, repair};
pub use select::select;
pub use words::keeps_words;
