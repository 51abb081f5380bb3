//! What holds for every text: the invariants of `ARCHITECTURE.md`.

mod asleep;
mod comrak_agrees;
mod damage;
mod editing;
mod fixing;
mod hostile;
mod html5ever_agrees;
mod long;
mod panics;
mod pieces;
mod properties;
mod pulldown_agrees;
mod reading;
mod regressions;
mod settings;
pub mod shown;
mod silence;
mod spread;
mod suppressions;
mod texts;

use proptest::test_runner::{Config, RngSeed};

/// Runs a property on this many texts, always the same ones; with `PROPTEST_CASES=20000` on as many others.
///
/// A text that fails belongs in `regressions.rs`: a seed would not outlive a change of the grammar.
fn cases(count: u32) -> Config {
    let config = Config { max_shrink_iters: 20_000, failure_persistence: None, ..Config::default() };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => config,
        None => Config { cases: count, rng_seed: RngSeed::Fixed(1), ..config },
    }
}
