//! Intended tags, elements, lists and tables.

mod elements;

pub use elements::{Element, Is};
