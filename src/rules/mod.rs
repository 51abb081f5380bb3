//! The rules: one file each, in a folder per group, and the list of them all.

mod rule;

mod address;
mod page;

use std::sync::LazyLock;

pub use address::rule_address;
pub use page::{fix_text, page};
pub use rule::{Example, Fixed, Group, Rule, Scope};

/// Declares the rules of a group: one line a rule, in ascending order.
macro_rules! group {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// The rules of the group, by name.
        pub(super) static RULES: &[&crate::rules::Rule] = &[$(&$name::RULE),*];
    };
}

mod filler;
mod markdown;
mod references;
mod residue;
mod structure;
mod suppressions;
mod tables;
mod tags;
mod text;
mod translation;

mod beside;
mod html_table;
mod leftover;
mod restore;
mod void_end;
mod worn;

/// Every rule, by group and then by name.
pub static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    [
        tags::RULES,
        structure::RULES,
        tables::RULES,
        filler::RULES,
        references::RULES,
        markdown::RULES,
        residue::RULES,
        text::RULES,
        translation::RULES,
        suppressions::RULES,
    ]
    .concat()
});

/// The rule of this name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}
