//! What holds for every text: the invariants of `ARCHITECTURE.md`.

mod checks;
mod comrak_agrees;
mod editing;
mod fixing;
mod hostile;
mod html5ever_agrees;
mod reading;
mod regressions;
mod silence;
mod texts;

use copydesk::text::{Flavor, Source};
use proptest::test_runner::{Config, RngSeed};

/// Runs a property on this many texts: the same ones each time, so that a change is judged by what it changes, and
/// others where `PROPTEST_RNG_SEED` or `PROPTEST_CASES` are set. A text that fails belongs in `regressions.rs`: a seed would not outlive a change
/// of the grammar.
fn cases(count: u32) -> Config {
    let asked = Config::default();
    let is_asked = |name: &str| std::env::var_os(name).is_some();
    Config {
        cases: if is_asked("PROPTEST_CASES") { asked.cases } else { count },
        rng_seed: if is_asked("PROPTEST_RNG_SEED") { asked.rng_seed } else { RngSeed::Fixed(1) },
        max_shrink_iters: 20_000,
        failure_persistence: None,
        ..asked
    }
}

fn source(flavor: Flavor, text: &str) -> Source {
    Source::new("article", flavor, text).expect("the text is short and holds no NUL byte")
}
