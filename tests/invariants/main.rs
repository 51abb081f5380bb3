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
use proptest::test_runner::Config;

/// Runs a property on this many texts. A text that fails belongs in `regressions.rs`: a seed would not outlive a change
/// of the grammar.
fn cases(count: u32) -> Config {
    Config { cases: count, max_shrink_iters: 20_000, failure_persistence: None, ..Config::default() }
}

fn source(flavor: Flavor, text: &str) -> Source {
    Source::new("article", flavor, text).expect("the text is short and holds no NUL byte")
}
