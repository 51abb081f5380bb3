//! Processor time of this thread: what other programs do meanwhile does not count, unlike with a clock on the wall.

use std::time::Duration;

/// Processor time that this thread has taken so far.
#[cfg(unix)]
pub fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// Time since the first call, for want of something better.
#[cfg(not(unix))]
pub fn now() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGIN.elapsed()
}

/// The processor time that `work` takes, in seconds.
pub fn seconds(work: impl FnOnce()) -> f64 {
    let begin = now();
    work();
    now().saturating_sub(begin).as_secs_f64()
}
