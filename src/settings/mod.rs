//! What the user set.

mod resolved;

pub use resolved::Settings;
