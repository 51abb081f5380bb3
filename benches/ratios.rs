//! Prints how fast copydesk is as MB/s, and as ratios to memchr, html5ever's tokenizer and pulldown-cmark on the same
//! text in the same run.
//!
//! `cargo bench --bench ratios` measures the sample articles; `cargo bench --bench ratios -- FILE…` other articles. What is
//! compared is measured in turns, and the best of each counts, so that a busy machine disturbs all alike.

mod common;

use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use common::{KINDS, SETTINGS};
use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::{Reading, lint};
use copydesk::internals::text::{Flavor, Source};
use copydesk::internals::tokens::{Lines, Regions, TagLikes, lex};
use copydesk::internals::tree::{OpenState, Priors, Surroundings, TagSource, Tree};

/// Sizes of articles, in bytes.
const SIZES: [usize; 4] = [4_000, 100_000, 1_000_000, 10_000_000];

/// How long one article is measured.
const PATIENCE: Duration = Duration::from_millis(1_500);

const NAMES: [&str; 9] = ["lexing", "reading", "tree", "rules", "lint", "fix", "memchr3", "html5ever", "pulldown"];

fn main() {
    // Cargo adds `--bench`.
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let mut out = std::io::stdout().lock();
    let heads = NAMES.map(|name| format!("{name:>9}")).join(" ");
    let line = format!("{:<24} {heads}   lex/memchr3 lint/html5ever lint/pulldown", "MB/s");
    writeln!(out, "{line}").expect("standard output is open");
    for kind in KINDS.iter().filter(|_| files.is_empty()) {
        for size in SIZES {
            let row = measured(&kind.text(size), kind.flavor);
            print(&mut out, &format!("{} {} KB", kind.name, size / 1_000), row);
        }
    }
    for file in files {
        let text = std::fs::read_to_string(&file).expect("the article is readable");
        let flavor = Flavor::of_path(Path::new(&file)).unwrap_or(Flavor::Text);
        print(&mut out, &file, measured(&text, flavor));
    }
}

/// Megabytes a second of each of [`NAMES`].
#[expect(clippy::cast_precision_loss, reason = "no text is that long")]
fn measured(text: &str, flavor: Flavor) -> [f64; 9] {
    let source = || Source::new("article", flavor, text).expect("short, and without NUL bytes");
    let read = source();
    let tokens = lex(text);
    let regions = Regions::read(&read, &tokens, true);
    let lines = Lines::read(&read, &tokens, &regions);
    let places = TagLikes::read(&read, &tokens, &regions);
    let document = Reading::new(source());
    let (before, none) = (OpenState::default(), Priors::default());
    let tags =
        TagSource { source: &read, regions: &regions, lines: &lines, places: &places, before: &before, goes_on: false };
    let mut best = [f64::INFINITY; 9];
    let begin = Instant::now();
    let mut rounds = 0;
    while rounds < 3 || begin.elapsed() < PATIENCE {
        rounds += 1;
        let linted = source();
        let mut time = |index: usize, work: &mut dyn FnMut()| {
            let start = Instant::now();
            work();
            best[index] = best[index].min(start.elapsed().as_secs_f64());
        };
        time(0, &mut || drop(black_box(lex(text))));
        time(1, &mut || {
            let regions = Regions::read(&read, &tokens, true);
            let lines = Lines::read(&read, &tokens, &regions);
            drop(black_box((TagLikes::read(&read, &tokens, &regions), lines)));
        });
        time(2, &mut || drop(black_box(Tree::read(tags, tags.first(&none), &Surroundings::default()))));
        time(3, &mut || drop(black_box(document.report(&SETTINGS))));
        let mut linted = Some(linted);
        time(4, &mut || drop(black_box(linted.take().map(|source| lint(source, &SETTINGS)))));
        // Repairing reads the article again and again.
        if text.len() <= 1_000_000 {
            let mut repaired = Some(source());
            time(5, &mut || drop(black_box(repaired.take().map(|source| repair(source, &SETTINGS, Safety::Unsafe)))));
        }
        time(6, &mut || {
            black_box(common::positions(text));
        });
        time(7, &mut || common::html5ever(text));
        time(8, &mut || common::pulldown_cmark(text));
    }
    best.map(|seconds| text.len() as f64 / 1e6 / seconds)
}

fn print(out: &mut impl Write, name: &str, row: [f64; 9]) {
    let figures =
        row.map(|figure| if figure <= 0.0 { format!("{:>9}", "-") } else { format!("{figure:>9.0}") }).join(" ");
    let (lexing, linting) = (row[0] / row[6], (row[4] / row[7], row[4] / row[8]));
    writeln!(out, "{name:<24} {figures}   {lexing:>11.2} {:>14.2} {:>13.2}", linting.0, linting.1)
        .expect("standard output is open");
}
