//! Who can mend a finding.

use super::finding::Finding;
use super::fix::Safety;

/// What can become of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// It has a repair that changes no words.
    Safe,
    /// It has a likely repair, to be checked.
    Likely,
    /// A person must choose among repairs, or find one.
    Person,
}

impl Outlook {
    /// What can become of `finding`.
    pub fn of(finding: &Finding) -> Self {
        let fixes = finding.fixes.iter().filter(|fix| !fix.edits.is_empty());
        match fixes.map(|fix| fix.safety).max() {
            Some(Safety::Safe) => Self::Safe,
            Some(Safety::Unsafe) => Self::Likely,
            Some(Safety::Shown) | None => Self::Person,
        }
    }

    /// Its name in what editors are told.
    pub fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Likely => "likely",
            Self::Person => "person",
        }
    }

    /// The least safety of the fixes that mend all of this kind; `None` where a person must.
    pub fn least_safety(self) -> Option<Safety> {
        match self {
            Self::Safe => Some(Safety::Safe),
            Self::Likely => Some(Safety::Unsafe),
            Self::Person => None,
        }
    }
}
