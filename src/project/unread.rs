//! Articles that are not read.

use crate::disk::{Unread, megabytes};
use crate::settings::SIZE_KEY;

/// Why an article was not read, and what to do; it goes on after the article's name.
pub fn unread_article(unread: &Unread) -> String {
    match unread {
        Unread::TooLong { length, most } => {
            let is = length.map_or("is too large".to_owned(), |length| format!("is {}", megabytes(length)));
            format!(
                "{is}, but the limit is {}; split it, leave it out with `exclude`, or raise `{SIZE_KEY}`",
                megabytes(*most)
            )
        }
        other => other.to_string(),
    }
}
