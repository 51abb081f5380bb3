//! Findings, fixes, and the context that rules ask.

pub mod active;
mod context;
mod facts;
mod finding;
mod fix;
mod list;
mod options;
mod outlook;
pub mod page;
mod place;
mod places;
mod references;
mod repairs;
mod shared;
pub mod suppression;
mod taken;

pub use context::Context;
pub use facts::Facts;
pub use finding::{Elsewhere, Finding, Related, Severity};
pub use fix::{Edit, Fix, Safety};
pub use list::Findings;
pub use options::{OptionDefault, OptionValue, OptionValues, RuleOption};
pub use outlook::Outlook;
pub use place::Place;
pub use taken::Taken;
