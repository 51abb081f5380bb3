//! What linting an article comes to.

use crate::findings::Finding;

/// What the rules found in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings, by place and then by rule.
    pub findings: Vec<Finding>,
}
