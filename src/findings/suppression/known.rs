//! What suppressions must know of the rules.

use crate::findings::finding::Severity;

/// The name of the rule that reports needless suppressions.
pub const UNUSED: &str = "unused-suppression";

/// A rule, as far as suppressions must know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownRule {
    /// Its name.
    pub name: &'static str,
    /// The name of its group.
    pub group: &'static str,
    /// Its severity, where it runs.
    pub severity: Option<Severity>,
    /// Whether it runs by default.
    pub on: bool,
}
