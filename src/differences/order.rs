//! The best way to align two sequences without changing their order, in time that grows linearly with their lengths.

use crate::tokens::work::steps;

/// Cells that are always looked at, and more for each item.
const CELLS: usize = 65_536;
const MORE: usize = 128;

/// For each of `first` items its partner among `second`. `score` says how well two fit; they are not aligned where it is
/// not positive. Where the sequences are long, partners far from the diagonal are not looked at.
pub(super) fn align(first: usize, second: usize, score: impl Fn(usize, usize) -> i32) -> Vec<Option<usize>> {
    let mut partners = vec![None; first];
    if first == 0 || second == 0 {
        return partners;
    }
    let budget = CELLS + MORE * (first + second);
    let half = (budget / first / 2).max(8);
    let band = |one: usize| {
        let middle = one * second / first;
        (middle.saturating_sub(half), (middle + half + 1).min(second))
    };
    let mut offsets = Vec::with_capacity(first + 1);
    let mut cells = 0;
    for one in 0..first {
        offsets.push(cells);
        let (from, to) = band(one);
        cells += to - from;
    }
    steps(cells);
    // For each cell the choice that led to its best score.
    let mut choices = vec![Choice::First; cells];
    let mut before: Vec<i32> = vec![0; second + 1];
    let mut now = before.clone();
    // Up to which place of the second the best scores are known; behind it they are all as good as there.
    let mut known = second;
    for one in 0..first {
        let (from, to) = band(one);
        let last = before[known];
        before[known.min(to)..=to].fill(last);
        now[from] = before[from];
        for other in from..to {
            let fit = score(one, other);
            let (matched, skipped, passed) = (before[other] + fit, before[other + 1], now[other]);
            let choice = if fit > 0 && matched >= skipped && matched >= passed {
                now[other + 1] = matched;
                Choice::Both
            } else if passed > skipped {
                now[other + 1] = passed;
                Choice::Second
            } else {
                now[other + 1] = skipped;
                Choice::First
            };
            choices[offsets[one] + other - from] = choice;
        }
        known = to;
        std::mem::swap(&mut before, &mut now);
    }
    let (mut one, mut other) = (first, second);
    while one > 0 && other > 0 {
        let (from, to) = band(one - 1);
        if other > to {
            other -= 1;
            continue;
        }
        if other <= from {
            one -= 1;
            continue;
        }
        match choices[offsets[one - 1] + other - 1 - from] {
            Choice::Both => {
                partners[one - 1] = Some(other - 1);
                (one, other) = (one - 1, other - 1);
            }
            Choice::First => one -= 1,
            Choice::Second => other -= 1,
        }
    }
    partners
}

#[derive(Clone, Copy, Debug)]
enum Choice {
    /// Both are partners.
    Both,
    /// The first has none.
    First,
    /// The second has none.
    Second,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order() {
        let equal = |first: &'static str, second: &'static str| {
            let (first, second) = (first.as_bytes(), second.as_bytes());
            align(first.len(), second.len(), |one, other| if first[one] == second[other] { 1 } else { -1 })
        };
        assert_eq!(equal("abc", "abc"), [Some(0), Some(1), Some(2)]);
        assert_eq!(equal("abc", "ac"), [Some(0), None, Some(1)]);
        assert_eq!(equal("ac", "abc"), [Some(0), Some(2)]);
        assert_eq!(equal("", "a"), []);
    }

    #[test]
    fn sequences_of_different_lengths_are_aligned_along_the_diagonal() {
        let partners = align(2_000, 60_000, |one, other| if one * 30 == other { 2 } else { -1 });
        assert!(partners.iter().enumerate().all(|(one, other)| *other == Some(one * 30)));
        let partners = align(60_000, 2_000, |one, other| if one == other * 30 { 2 } else { -1 });
        assert_eq!(partners.iter().flatten().count(), 2_000);
    }

    #[test]
    fn long_sequences_are_aligned_along_the_diagonal() {
        let partners = align(20_000, 20_000, |one, other| if one == other { 2 } else { -1 });
        assert!(partners.iter().enumerate().all(|(one, other)| *other == Some(one)));
    }
}
