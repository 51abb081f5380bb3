//! Independent jobs, which a caller that has threads may do at the same time; this crate's core has none.

use std::fmt;
use std::sync::{Mutex, PoisonError};

/// Does independent jobs.
pub trait Spread: fmt::Debug + Sync {
    /// How many jobs are worth having at once just now: 1 where nothing is gained by more. Each may hold the text of a piece
    /// and many times as much as was read in it.
    fn width(&self) -> usize;

    /// Calls `job` once with each number below `count`, in any order, and comes back when all is done.
    fn run(&self, count: usize, job: &(dyn Fn(usize) + Sync));
}

/// One job after the other.
#[derive(Clone, Copy, Debug)]
pub struct InTurn;

impl Spread for InTurn {
    fn width(&self) -> usize {
        1
    }

    fn run(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(job);
    }
}

/// What `work` makes of each item, in their order.
pub(super) fn map<T: Send, R: Send>(spread: &dyn Spread, items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    if items.len() < 2 || spread.width() < 2 {
        return items.into_iter().map(work).collect();
    }
    let slots: Vec<_> = items.into_iter().map(|item| Mutex::new((Some(item), None))).collect();
    spread.run(slots.len(), &|number| {
        // No other job knows the slot, so the lock is always free.
        let mut slot = slots[number].lock().unwrap_or_else(PoisonError::into_inner);
        slot.1 = slot.0.take().map(&work);
    });
    slots.into_iter().filter_map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner).1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last job first.
    #[derive(Debug)]
    struct Backwards;

    impl Spread for Backwards {
        fn width(&self) -> usize {
            3
        }

        fn run(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
            (0..count).rev().for_each(job);
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for spread in [&InTurn as &dyn Spread, &Backwards] {
            let squares = map(spread, (0..10).collect(), |number: usize| number * number);
            assert_eq!(squares, (0..10).map(|number| number * number).collect::<Vec<_>>(), "{spread:?}");
        }
    }
}
