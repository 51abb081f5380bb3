//! Ranges of bytes that may overlap, asked for each byte of a text.

use std::ops::Range;

/// Ranges by their start.
#[derive(Debug, Default)]
pub(super) struct Zones {
    ranges: Vec<Range<usize>>,
    /// For each range the furthest end of it and of those before it.
    reach: Vec<usize>,
}

impl Zones {
    pub fn new(mut ranges: Vec<Range<usize>>) -> Self {
        ranges.sort_by_key(|range| range.start);
        let furthest = |reach: &mut usize, range: &Range<usize>| {
            *reach = range.end.max(*reach);
            Some(*reach)
        };
        let reach = ranges.iter().scan(0, furthest).collect();
        Self { ranges, reach }
    }

    /// Whether a range holds the byte at `at`.
    pub fn hold(&self, at: usize) -> bool {
        self.reach_of(at) > at
    }

    /// Whether a range begins at `end` or before it and ends at `start` or after it.
    pub fn touch(&self, start: usize, end: usize) -> bool {
        let count = self.ranges.partition_point(|range| range.start <= end);
        count > 0 && self.reach[count - 1] >= start
    }

    /// Where the ranges end, in no order.
    pub fn ends(&self) -> impl Iterator<Item = usize> {
        self.ranges.iter().map(|range| range.end)
    }

    /// The furthest end of the ranges that begin at `at` or before it; 0 where there is none.
    fn reach_of(&self, at: usize) -> usize {
        let count = self.ranges.partition_point(|range| range.start <= at);
        count.checked_sub(1).map_or(0, |last| self.reach[last])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_range_reaches_over_the_short_ones_in_it() {
        let zones = Zones::new(vec![6..7, 2..10, 3..4, 20..20]);
        assert_eq!([1, 2, 5, 9, 10, 20].map(|at| zones.hold(at)), [false, true, true, true, false, false]);
        assert_eq!(
            [(0, 1), (0, 2), (10, 15), (11, 19), (11, 20)].map(|(start, end)| zones.touch(start, end)),
            [false, true, true, false, true]
        );
        assert!(!Zones::default().hold(0) && !Zones::default().touch(0, 9));
    }
}
