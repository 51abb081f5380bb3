//! Work done by several threads, taken in order.

use rayon::prelude::*;

use super::cores::Cores;
use crate::cli::exit::Failure;

/// Number of items that are worked on before their results are taken: what bounds memory.
const CHUNK: usize = 256;

/// Calls `work` for every item on `cores`, and `take` for every result in the order of the items, on this thread. `work`
/// gets a buffer that it may use again.
///
/// # Errors
/// The first error of `take`, after which nothing new is begun.
pub fn in_order<T: Sync, R: Send>(
    items: &[T],
    cores: &Cores,
    work: impl Fn(&T, &mut Vec<u8>) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if let [item] = items {
        return take(work(item, &mut Vec::new()));
    }
    let pool = cores.pool().map_err(|error| Failure::Message(format!("threads cannot be started: {error}")))?;
    let work_on = |chunk: &[T]| -> Vec<R> {
        cores.expect(chunk.len());
        let begin = |buffer: &mut Vec<u8>, item: &T| {
            cores.note_begun();
            work(item, buffer)
        };
        chunk.par_iter().map_init(Vec::new, begin).collect()
    };
    let mut chunks = items.chunks(CHUNK);
    let mut ready = chunks.next().map(|chunk| pool.install(|| work_on(chunk)));
    while let Some(results) = ready {
        let (next, mut computed) = (chunks.next(), None);
        pool.in_place_scope(|scope| {
            scope.spawn(|_| computed = next.map(&work_on));
            results.into_iter().try_for_each(&mut take)
        })?;
        ready = computed;
    }
    Ok(())
}
