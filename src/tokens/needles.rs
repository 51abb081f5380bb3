//! Several rare strings, looked for in one pass.

use crate::tokens::search;
use crate::tokens::work::steps;
use aho_corasick::Span as Range;
use aho_corasick::packed::Searcher;

/// Strings that are looked for together. Each has three bytes or more; one that another begins with comes after it.
#[derive(Debug)]
pub struct Needles {
    list: &'static [&'static str],
    /// Missing where the processor has no vector instructions for it.
    packed: Option<Searcher>,
}

impl Needles {
    /// Makes `list` ready to be looked for. That takes longer than searching a short text, so keep it.
    pub fn new(list: &'static [&'static str]) -> Self {
        debug_assert!(list.iter().all(|needle| needle.len() > 2));
        Self { list, packed: Searcher::new(list) }
    }

    /// The first needle in `text` from byte `from` on: its index in the list, and where it begins.
    pub fn next(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        if let Some(packed) = &self.packed {
            let found = packed.find_in(text, Range { start: from, end: text.len() });
            let found = found.map(|found| (found.pattern().as_usize(), found.start()));
            steps(found.map_or(text.len(), |(_, at)| at) - from);
            return found;
        }
        let rest = &text.as_bytes()[from..];
        let found =
            self.list.iter().enumerate().filter_map(|(index, needle)| {
                search::bytes(rest, needle.as_bytes()).map(|offset| (index, from + offset))
            });
        found.min_by_key(|(_, at)| *at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_searching_find_the_same() {
        let list: &[&str] = &["...", "tok", "</x", "†"];
        let text = "a tok … and . . then ... †, </x> and tok".repeat(20) + "....";
        let packed = Needles::new(list);
        let plain = Needles { list, packed: None };
        let all = |needles: &Needles| {
            let mut from = 0;
            std::iter::from_fn(|| {
                let found = needles.next(&text, from)?;
                from = found.1 + 1;
                Some(found)
            })
            .collect::<Vec<_>>()
        };
        assert_eq!(all(&packed), all(&plain));
        assert_eq!(all(&plain).len(), 20 * 5 + 2);
    }
}
