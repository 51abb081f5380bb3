//! A fix that was chosen, and its place.

use crate::findings::{Finding, Fix};

/// Where a rule found something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Its name.
    pub rule: &'static str,
    /// Offset of the finding in bytes.
    pub at: u32,
}

impl Place {
    /// The place of a finding.
    pub fn of(finding: &Finding) -> Self {
        Self { rule: finding.rule, at: finding.span.start }
    }
}

/// A fix that is applied, and what it mends.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'r> {
    /// The finding.
    pub finding: &'r Finding,
    /// One of its fixes.
    pub fix: &'r Fix,
}

impl Chosen<'_> {
    /// Where it is applied.
    pub fn place(&self) -> Place {
        Place::of(self.finding)
    }
}
