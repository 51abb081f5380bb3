//! Times linting and fixing hostile texts of 20 KB and of 40 KB, with every rule on, and names the slowest ones and those
//! that take far more than twice the time for twice the text: `cargo bench --bench hostile [-- FLAVOR...]`. What is
//! named is looked at; nothing fails, since times are noisy. The unit tests in `work.rs` count steps instead.

#[path = "../tests/invariants/pieces.rs"]
mod pieces;

use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::lint;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Source};
use pieces::PIECES;

/// The size of the smaller texts, in bytes.
const SIZE: usize = 20_000;

/// What stands between the pieces of a text.
const BETWEEN: [&str; 4] = ["", " word ", "\n", "\n\n"];

/// A text that takes more than this many times as long where it is twice as long is named.
const NAMED: f64 = 2.6;

/// How many of the slowest texts are named.
const SLOWEST: usize = 5;

struct Timed {
    name: String,
    once: Duration,
    twice: Duration,
}

impl Timed {
    fn growth(&self) -> f64 {
        self.twice.as_secs_f64() / self.once.as_secs_f64()
    }
}

fn main() {
    let wanted: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    // `cargo test` starts every benchmark.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    for flavor in
        Flavor::ALL.iter().filter(|flavor| wanted.is_empty() || wanted.iter().any(|name| name == flavor.name()))
    {
        let mut timed: Vec<_> = texts().flat_map(|text| works(*flavor, &text)).collect();
        timed.sort_by_key(|timed| std::cmp::Reverse(timed.twice));
        report(*flavor, &timed).expect("somebody reads");
    }
}

fn texts() -> impl Iterator<Item = String> {
    PIECES.iter().flat_map(|piece| BETWEEN.iter().map(move |between| format!("{piece}{between}")))
}

fn works(flavor: Flavor, piece: &str) -> [Timed; 2] {
    let settings = Settings::all_rules();
    let linted = |source: Source| drop(black_box(lint(source, &settings)));
    let fixed = |source: Source| drop(black_box(repair(source, &settings, Safety::Unsafe)));
    [timed(flavor, piece, "lint", &linted), timed(flavor, piece, "fix", &fixed)]
}

fn timed(flavor: Flavor, piece: &str, what: &str, work: &dyn Fn(Source)) -> Timed {
    let time = |size: usize| {
        let source = Source::new("article", flavor, piece.repeat(size / piece.len())).expect("it is short");
        let once = || {
            let source = source.clone();
            let begun = Instant::now();
            work(source);
            begun.elapsed()
        };
        (0..3).map(|_| once()).min().expect("some runs")
    };
    Timed { name: format!("{what} {piece:?}"), once: time(SIZE), twice: time(2 * SIZE) }
}

fn report(flavor: Flavor, timed: &[Timed]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{}: {} works on texts of {} KB and of twice that; the slowest:",
        flavor.name(),
        timed.len(),
        SIZE / 1_000
    )?;
    let grows = timed.iter().filter(|timed| timed.growth() > NAMED);
    for (index, timed) in timed.iter().take(SLOWEST).chain(grows).enumerate() {
        if index == SLOWEST {
            writeln!(out, "those that grow more than {NAMED} times:")?;
        }
        writeln!(out, "  {:?}, then {:?} ({:.2} times): {}", timed.once, timed.twice, timed.growth(), timed.name)?;
    }
    Ok(())
}
