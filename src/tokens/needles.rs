//! Several rare strings, looked for in one pass.

use crate::tokens::work::steps;
use aho_corasick::Span as Range;
use aho_corasick::packed::Searcher;

/// Strings that are looked for together. Each has three bytes or more; one that another begins with comes after it.
#[derive(Debug)]
pub struct Needles {
    list: &'static [&'static str],
    search: Search,
}

#[derive(Debug)]
enum Search {
    /// With vector instructions.
    Packed(Box<Searcher>),
    /// Where the processor has none for it, as WebAssembly.
    Plain(Box<Beginnings>),
}

impl Needles {
    /// Makes `list` ready to be looked for. That takes longer than searching a short text, so keep it.
    pub fn new(list: &'static [&'static str]) -> Self {
        debug_assert!(list.iter().all(|needle| needle.len() > 2));
        let packed = Searcher::new(list).map(|searcher| Search::Packed(Box::new(searcher)));
        Self { list, search: packed.unwrap_or_else(|| Search::plain(list)) }
    }

    /// The first needle in `text` from byte `from` on: its index in the list, and where it begins.
    pub fn next(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let found = match &self.search {
            Search::Packed(packed) => packed
                .find_in(text, Range { start: from, end: text.len() })
                .map(|found| (found.pattern().as_usize(), found.start())),
            Search::Plain(beginnings) => beginnings.next(self.list, text.as_bytes(), from),
        };
        steps(found.map_or(text.len(), |(_, at)| at) - from);
        found
    }
}

impl Search {
    fn plain(list: &[&str]) -> Self {
        Self::Plain(Box::new(Beginnings::of(list)))
    }
}

/// Groups of needles that lie beside each other in their list.
const GROUPS: usize = 8;

/// The first three bytes of needles, looked for byte by byte: for each value of a byte the set of the groups that have it first,
/// above it that of those that have it second, and above that the third.
#[derive(Debug)]
struct Beginnings([u32; 256]);

impl Beginnings {
    fn of(list: &[&str]) -> Self {
        let mut sets = [0; 256];
        for (group, needles) in list.chunks(group_length(list)).enumerate() {
            for (place, byte) in needles.iter().flat_map(|needle| needle.bytes().take(3).enumerate()) {
                sets[usize::from(byte)] |= 1 << (GROUPS * place + group);
            }
        }
        Self(sets)
    }

    fn next(&self, list: &[&str], text: &[u8], from: usize) -> Option<(usize, usize)> {
        // The groups of which one, two and three bytes were just read.
        let mut read = 0_u32;
        for (at, byte) in text.iter().enumerate().skip(from) {
            read = (read << GROUPS | 0xff) & self.0[usize::from(*byte)];
            let begun = read >> (2 * GROUPS);
            if begun == 0 {
                continue;
            }
            let rest = &text[at - 2..];
            let is_there = |(index, needle): (usize, &&str)| {
                begun >> (index / group_length(list)) & 1 == 1 && rest.starts_with(needle.as_bytes())
            };
            if let Some(index) = list.iter().enumerate().position(is_there) {
                return Some((index, at - 2));
            }
        }
        None
    }
}

fn group_length(list: &[&str]) -> usize {
    list.len().div_ceil(GROUPS).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_searching_find_the_same() {
        let list: &[&str] = &["...", "tok", "</x", "†"];
        let text = "a tok … and . . then ... †, </x> and tok".repeat(20) + "....";
        let packed = Needles::new(list);
        let plain = Needles { list, search: Search::plain(list) };
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
