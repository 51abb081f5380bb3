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

/// The needles without doubles, and which rows have each.
struct Index {
    needles: Needles,
    rows: Vec<Vec<usize>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    static LIST: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let mut list: Vec<&'static str> = ROWS.iter().map(|row| row.needle).collect();
        list.sort_unstable();
        list.dedup();
        list
    });
    let rows = LIST.iter().map(|needle| (0..ROWS.len()).filter(|&row| ROWS[row].needle == *needle).collect());
    Index { needles: Needles::new(&LIST), rows: rows.collect() }
});

/// Whether a text may have leftovers.
pub fn may_occur(text: &str) -> bool {
    places(text).next().is_some() || errors::places(text).next().is_some()
}

/// The leftovers of a text, in rising order: their rows, and where what is written begins and ends.
pub fn places(text: &str) -> impl Iterator<Item = (&'static Leftover, usize, usize)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some((needle, at)) = INDEX.needles.next(text, from) {
            from = at + 1;
            let row = INDEX.rows[needle].iter().find_map(|&row| {
                let row = &ROWS[row];
                let offset = row.written.find(row.needle)?;
                let start = at.checked_sub(offset)?;
                steps(row.written.len());
                let is_written = text.as_bytes()[start..].starts_with(row.written.as_bytes());
                is_written.then_some((row, start, start + row.written.len()))
            });
            if row.is_some() {
                return row;
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_finds_its_example_first() {
        for row in ROWS.iter() {
            assert!(row.written.contains(row.needle), "{}", row.written);
            let found = places(row.example).find(|(found, ..)| std::ptr::eq(*found, row));
            assert!(found.is_some(), "{}", row.example);
        }
    }

    #[test]
    fn there_are_no_more_needles_than_are_looked_for_at_once() {
        // Vectors hold so many strings; beyond that each would be looked for alone.
        assert!(INDEX.rows.len() <= 64, "{}", INDEX.rows.len());
    }
}
