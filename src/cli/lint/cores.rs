//! The threads of a run: for many articles at the same time, and where fewer are left than there are threads, for the
//! pieces of the long ones.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use crate::lint::Spread;

/// Pieces of an article for each thread that are read at the same time: as few as keep threads from waiting for each
/// other, since all are held in memory.
const PIECES: usize = 4;

/// Threads, which are started when they are first needed.
#[derive(Debug)]
pub struct Cores {
    /// As many as were asked for; 0: one per core.
    asked: usize,
    pool: OnceLock<ThreadPool>,
    /// Articles that no thread has begun yet.
    expected: AtomicUsize,
}

impl Cores {
    /// So many threads; 0: one per core.
    pub fn new(threads: usize) -> Self {
        Self { asked: threads, pool: OnceLock::new(), expected: AtomicUsize::new(0) }
    }

    /// The threads.
    ///
    /// # Errors
    /// If they cannot be started.
    pub fn pool(&self) -> Result<&ThreadPool, ThreadPoolBuildError> {
        if let Some(pool) = self.pool.get() {
            return Ok(pool);
        }
        let pool = ThreadPoolBuilder::new().num_threads(self.asked).build()?;
        Ok(self.pool.get_or_init(|| pool))
    }

    /// So many articles come next.
    pub fn expect(&self, articles: usize) {
        self.expected.store(articles, Ordering::Relaxed);
    }

    /// A thread has begun one of them.
    pub fn note_begun(&self) {
        self.expected.fetch_sub(1, Ordering::Relaxed);
    }

    fn threads(&self) -> usize {
        let per_core = || available_parallelism().map_or(1, usize::from);
        if self.asked == 0 { per_core() } else { self.asked }
    }
}

impl Spread for Cores {
    /// A thread that waits for pieces does other work meanwhile. Were that another article, the one whose pieces it waits
    /// for would stay in memory for as long as that takes; so pieces are given away only where no article is left.
    fn width(&self) -> usize {
        if self.expected.load(Ordering::Relaxed) > 0 {
            return 1;
        }
        match self.threads() {
            1 => 1,
            threads => threads * PIECES,
        }
    }

    fn run(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        match self.pool() {
            Ok(pool) => pool.install(|| (0..count).into_par_iter().with_max_len(1).for_each(job)),
            // The work is to be done all the same.
            Err(_) => (0..count).for_each(job),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_given_away_where_no_article_is_left() {
        let cores = Cores::new(2);
        assert_eq!(cores.width(), 2 * PIECES);
        cores.expect(2);
        cores.note_begun();
        assert_eq!(cores.width(), 1);
        cores.note_begun();
        assert_eq!(cores.width(), 2 * PIECES);
        assert_eq!(Cores::new(1).width(), 1);
    }

    #[test]
    fn every_job_is_done_once() {
        let done: Vec<_> = (0..100).map(|_| AtomicUsize::new(0)).collect();
        Cores::new(3).run(done.len(), &|number| {
            done[number].fetch_add(1, Ordering::Relaxed);
        });
        assert!(done.iter().all(|count| count.load(Ordering::Relaxed) == 1));
    }
}
