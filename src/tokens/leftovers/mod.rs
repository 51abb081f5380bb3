//! What tools leave in articles: a table of patterns that have a name, all looked for in one pass.

pub mod chat;
mod copied;
mod errors;
mod row;
mod sheet;
mod word;
mod written;

use std::sync::LazyLock;

use super::needles::Needles;
use crate::tokens::work::steps;

pub use errors::places as word_errors;
pub use row::{Kind, Leftover, Shape};

/// Every row of the table.
pub static ROWS: LazyLock<Vec<Leftover>> = LazyLock::new(|| [&written::WRITTEN[..], &copied::COPIED[..]].concat());

/// Strings that are looked for together, and which rows have each.
struct Index {
    needles: Needles,
    rows: Vec<Vec<usize>>,
}

/// How many strings are looked for at once: with more of them vectors take in half as many bytes, and are wrong more often.
const MOST: usize = 32;

static INDICES: LazyLock<Vec<Index>> = LazyLock::new(|| {
    static LIST: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let mut list: Vec<&'static str> = ROWS.iter().map(|row| row.needle).collect();
        list.sort_unstable();
        list.dedup();
        list
    });
    let index = |list: &'static [&'static str]| {
        let rows = list.iter().map(|needle| (0..ROWS.len()).filter(|&row| ROWS[row].needle == *needle).collect());
        Index { needles: Needles::new(list), rows: rows.collect() }
    };
    LIST.chunks(MOST).map(index).collect()
});

/// A row that is in a text, and where what is written begins and ends.
pub type Place = (&'static Leftover, usize, usize);

/// The leftovers of a text, in rising order.
pub fn places(text: &str) -> Vec<Place> {
    let mut places: Vec<Place> = INDICES.iter().flat_map(|index| index.places(text)).collect();
    places.sort_by_key(|&(_, start, end)| (start, end));
    places
}

impl Index {
    fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Place> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            while let Some((needle, at)) = self.needles.next(text, from) {
                from = at + 1;
                let row = self.rows[needle].iter().find_map(|&row| written(text, &ROWS[row], at));
                if row.is_some() {
                    return row;
                }
            }
            None
        })
    }
}

/// Where the row is written whose needle is at `at`.
fn written(text: &str, row: &'static Leftover, at: usize) -> Option<Place> {
    let start = at.checked_sub(row.written.find(row.needle)?)?;
    steps(row.written.len());
    let is_written = text.as_bytes()[start..].starts_with(row.written.as_bytes());
    is_written.then_some((row, start, start + row.written.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_finds_its_example_first() {
        for row in ROWS.iter() {
            assert!(row.written.contains(row.needle), "{}", row.written);
            let is_found = places(row.example).iter().any(|(found, ..)| std::ptr::eq(*found, row));
            assert!(is_found, "{}", row.example);
        }
    }
}
