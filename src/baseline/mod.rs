//! Baselines: old damage that is known and not reported again.

mod fingerprint;

#[cfg(feature = "files")]
mod known;

#[cfg(feature = "reports")]
pub use fingerprint::unique_fingerprints;
#[cfg(feature = "files")]
pub use known::{Known, Seen, Sifted, write};
