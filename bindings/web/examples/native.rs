//! What the core does natively for files, whose extensions are flavors: what `benchmark.mjs` compares with. For each file it prints
//! the milliseconds of linting and of repairing it, the shortest of some runs.
#![expect(clippy::print_stdout, reason = "it prints what it measured")]

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use copydesk::{Flavor, Safety, Settings, Source, lint, repair};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let settings = Settings::default();
    for file in std::env::args().skip(1) {
        let name = Path::new(&file).extension().and_then(|name| name.to_str()).ok_or("a file without a flavor")?;
        let flavor = Flavor::ALL.iter().find(|flavor| flavor.name() == name).ok_or("an unknown flavor")?;
        let text = std::fs::read_to_string(&file)?;
        let article = Source::new("", *flavor, text)?;
        let runs = if article.text().len() > 5_000_000 { 3 } else { 10 };
        let linted = shortest(runs, || drop(black_box(lint(article.clone(), &settings))));
        let repaired = shortest(runs / 3, || drop(black_box(repair(article.clone(), &settings, Safety::Unsafe))));
        println!("{} {}", linted.as_secs_f64() * 1000.0, repaired.as_secs_f64() * 1000.0);
    }
    Ok(())
}

fn shortest(runs: usize, work: impl Fn()) -> Duration {
    let run = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..runs).map(run).min().unwrap_or_default()
}
