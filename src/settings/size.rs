//! How long an article may be.

use super::problem::Problem;
use crate::disk::{Unread, megabytes};

/// Megabytes that an article may have where nothing else is set. Linting takes many times the memory of the text, and
/// articles that people write have not a hundredth of this.
const DEFAULT_MEGABYTES: u32 = 32;

/// The same in bytes.
pub const DEFAULT_MOST_BYTES: u64 = in_bytes(DEFAULT_MEGABYTES);

/// The highest limit that may be set, in megabytes: places in an article are counted with 32 bits.
pub const MOST_MEGABYTES: u32 = 4294;

/// The key, and the option of the command line.
const KEY: &str = "max-article-megabytes";

const fn in_bytes(megabytes: u32) -> u64 {
    megabytes as u64 * 1_000_000
}

/// The length in bytes that an article may have.
pub(super) fn most_bytes(set: Option<u32>) -> Result<u64, Problem> {
    match set.unwrap_or(DEFAULT_MEGABYTES) {
        megabytes @ 1..=MOST_MEGABYTES => Ok(in_bytes(megabytes)),
        _ => Err(Problem::new([KEY], format!("it must be a whole number from 1 to {MOST_MEGABYTES}"))),
    }
}

/// Why an article was not read, and what to do; it goes on after the article's name.
pub fn unread_article(unread: &Unread) -> String {
    match unread {
        Unread::TooLong { length, most } => {
            let is = length.map_or("is too large".to_owned(), |length| format!("is {}", megabytes(length)));
            format!(
                "{is}, but the limit is {}; split it, leave it out with `exclude`, or raise `{KEY}`",
                megabytes(*most)
            )
        }
        other => other.to_string(),
    }
}
