//! What a document contains, as bits: a rule whose triggers do not occur is not called.

use bitflags::bitflags;

bitflags! {
    /// Facts about a document.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Facts: u64 {
        /// Holds for every document.
        const ALWAYS = 1;
    }
}
