//! Repairing an article: which fixes are applied, how, and until when.

mod apply;
mod carry;
mod chosen;
mod composed;
mod judge;
mod repair;
mod select;
mod tries;
mod words;
#[cfg(test)]
mod work;

pub use apply::apply;
pub use composed::composed;

pub use repair::{Repaired, repair, repair_spread};
pub use select::applicable;
pub use words::keeps_words;
