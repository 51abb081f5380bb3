//! Looking ahead for a needle without looking twice.

use super::work::steps;
use crate::tokens::search;

/// Finds the next place of one needle from rising offsets; in all it reads the text once.
///
/// A damaged article may open a thousand comments and close none: searching anew for each would be quadratic.
#[derive(Clone, Debug)]
pub struct Ahead<'a> {
    text: &'a [u8],
    needle: &'static [u8],
    next: usize,
    asked: usize,
}

impl<'a> Ahead<'a> {
    /// Looks for `needle` in `text`.
    pub fn new(text: &'a str, needle: &'static str) -> Self {
        // Nothing was asked yet, so the first question is answered by a search.
        Self { text: text.as_bytes(), needle: needle.as_bytes(), next: 0, asked: usize::MAX }
    }

    /// The first place of the needle at `from` or after it.
    pub fn next(&mut self, from: usize) -> Option<usize> {
        if from > self.next || from < self.asked {
            self.next = self.search(from);
        }
        self.asked = from;
        (self.next < self.text.len()).then_some(self.next)
    }

    fn search(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or(&[]);
        let found = search::bytes(rest, self.needle);
        steps(found.unwrap_or(rest.len()));
        found.map_or(self.text.len(), |offset| from + offset)
    }
}

#[cfg(test)]
mod tests {
    use super::Ahead;

    #[test]
    fn answers_rising_and_falling_offsets() {
        let mut ahead = Ahead::new("a--b--c", "--");
        let found: Vec<_> = [0, 1, 2, 4, 5, 0].into_iter().map(|from| ahead.next(from)).collect();
        assert_eq!(found, [Some(1), Some(1), Some(4), Some(4), None, Some(1)]);
    }
}
