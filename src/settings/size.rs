//! How long an article may be.

use super::problem::Problem;

/// Megabytes that an article may have where nothing else is set. Linting takes many times the memory of the text, and
/// articles that people write have not a hundredth of this.
const DEFAULT_MEGABYTES: u32 = 32;

/// The same in bytes.
pub const DEFAULT_MOST_BYTES: u64 = in_bytes(DEFAULT_MEGABYTES);

/// The highest limit that may be set, in megabytes: places in an article are counted with 32 bits.
pub const MOST_MEGABYTES: u32 = 4294;

/// The key, and the option of the command line.
pub const SIZE_KEY: &str = "max-article-megabytes";

const fn in_bytes(megabytes: u32) -> u64 {
    megabytes as u64 * 1_000_000
}

/// The length in bytes that an article may have, from what is set.
///
/// # Errors
/// If the number is out of range.
pub fn most_bytes(set: Option<u32>) -> Result<u64, Problem> {
    match set.unwrap_or(DEFAULT_MEGABYTES) {
        megabytes @ 1..=MOST_MEGABYTES => Ok(in_bytes(megabytes)),
        _ => Err(Problem::new([SIZE_KEY], format!("it must be a whole number from 1 to {MOST_MEGABYTES}"))),
    }
}
