//! Counts the steps of loops that look ahead or back, so that a test can tell linear work from quadratic.

/// Notes that a loop looked at `count` bytes or places. Only unit tests and fuzzers count; elsewhere nothing is left of
/// it.
#[inline]
#[cfg_attr(any(test, fuzzing), track_caller)]
pub(crate) fn steps(count: usize) {
    #[cfg(any(test, fuzzing))]
    counter::add(count);
    let _ = count;
}

#[cfg(any(test, fuzzing))]
pub use counter::{Work, count};

#[cfg(any(test, fuzzing))]
mod counter {
    use std::cell::RefCell;
    use std::collections::HashMap;
    use std::panic::Location;

    thread_local! {
        static STEPS: RefCell<Work> = RefCell::default();
    }

    /// The steps of some work, by the places in the program that took them.
    #[derive(Clone, Debug, Default)]
    pub struct Work(HashMap<&'static Location<'static>, usize>);

    impl Work {
        /// All of them.
        pub fn total(&self) -> usize {
            self.0.values().sum()
        }

        /// Those that were taken in `file`.
        pub fn of(&self, file: &str) -> usize {
            self.0.iter().filter(|(place, _)| place.file().ends_with(file)).map(|(_, steps)| steps).sum()
        }

        /// Where more than `tenths` tenths of the steps were taken that were taken there before, the worst first.
        pub fn grown(&self, before: &Self, tenths: usize) -> String {
            let mut grown: Vec<_> = self
                .0
                .iter()
                .map(|(place, &steps)| (steps, before.0.get(place).copied().unwrap_or(0), place))
                .filter(|(steps, before, _)| steps * 10 > before * tenths)
                .collect();
            grown.sort_by_key(|(steps, ..)| std::cmp::Reverse(*steps));
            let grown = grown.iter().take(3).map(|(steps, before, place)| format!("{place}: {before} to {steps}"));
            grown.collect::<Vec<_>>().join(", ")
        }
    }

    #[track_caller]
    pub(super) fn add(count: usize) {
        let place = Location::caller();
        STEPS.with_borrow_mut(|work| *work.0.entry(place).or_insert(0) += count);
    }

    /// The steps that `work` takes.
    pub fn count(work: impl FnOnce()) -> Work {
        STEPS.take();
        work();
        STEPS.take()
    }
}
