//! The runs of backticks that may end a code span (CommonMark 6.1).

use std::collections::HashMap;

use super::starts::run;
use crate::tokens::search;

/// The runs of backticks of a leaf.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    /// For each length the last run, once all were seen.
    last: Option<HashMap<usize, usize>>,
}

impl Runs {
    /// The end of the first run of `length` backticks from `from` on. It looks at each backtick twice at most: what it finds
    /// is the end of a code span, and what is not there is known after the first time.
    pub fn closing(&mut self, bytes: &[u8], from: usize, length: usize) -> Option<usize> {
        if self.last.as_ref().is_some_and(|last| last.get(&length).is_none_or(|last| *last < from)) {
            return None;
        }
        let mut met = HashMap::new();
        let mut at = from;
        while let Some(found) = search::byte(b'`', &bytes[at..]) {
            let start = at + found;
            let other = run(bytes, start, b'`');
            at = start + other;
            if other == length {
                return Some(at);
            }
            met.insert(other, start);
        }
        self.last = Some(met);
        None
    }
}
