//! The rules: one file each, in a folder per group, and the list of them all.

mod rule;

pub use rule::{Example, Fixed, Group, Rule, Scope};

/// Every rule, by group and then by name.
pub static ALL: &[&Rule] = &[];

/// The rule of this name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}
