//! Addresses on the web. There is one source of them: `homepage` in `Cargo.toml`, which may be empty.

use super::rule::Rule;

const HOME: &str = env!("CARGO_PKG_HOMEPAGE");

/// The address of a rule's page, where the project has a home page.
pub fn rule_address(rule: &Rule) -> Option<String> {
    (!HOME.is_empty()).then(|| format!("{}/rules/{}", HOME.trim_end_matches('/'), rule.name))
}
