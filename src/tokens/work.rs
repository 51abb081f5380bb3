//! Counts the steps of loops that look ahead or back, so that a test can tell linear work from quadratic.

/// Notes that a loop looked at `count` bytes or places. Only unit tests and fuzzers count; elsewhere
/// nothing is left of it.
#[inline]
pub(crate) fn steps(count: usize) {
    #[cfg(any(test, fuzzing))]
    counter::add(count);
    let _ = count;
}

#[cfg(any(test, fuzzing))]
pub use counter::count;

#[cfg(any(test, fuzzing))]
mod counter {
    use std::cell::Cell;

    thread_local! {
        static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn add(count: usize) {
        STEPS.set(STEPS.get() + count);
    }

    /// The steps that `work` takes.
    pub fn count(work: impl FnOnce()) -> usize {
        STEPS.set(0);
        work();
        STEPS.get()
    }
}
