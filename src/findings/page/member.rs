//! The fixes that are checked.

use crate::findings::{Finding, Fix};

/// One fix of one finding, by their indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// Number of the finding; small, since there may be as many as there are tags.
    pub finding: u32,
    /// Number of the fix in it.
    pub fix: u32,
}

impl Member {
    /// The finding.
    pub fn finding(self, findings: &[Finding]) -> &Finding {
        &findings[self.finding as usize]
    }

    /// The fix.
    pub fn fix(self, findings: &[Finding]) -> &Fix {
        &self.finding(findings).fixes[self.fix as usize]
    }
}
