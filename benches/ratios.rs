//! Prints how fast copydesk is as MB/s, and as ratios to memchr, html5ever's tokenizer and pulldown-cmark on the same
//! text in the same run.
//!
//! `cargo bench --bench ratios` measures the sample articles, and real ones where there are some (`common/corpora.rs`);
//! `cargo bench --bench ratios -- FILE…` other articles. What is compared is measured in turns by processor time, and the
//! best of each counts, so that a busy machine disturbs all alike.

mod common;

use std::hint::black_box;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use common::{DAMAGED, HTML, Kind, MARKDOWN, SETTINGS, clock, corpora};
use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::{Reading, lint};
use copydesk::internals::text::{Flavor, Source};
use copydesk::internals::tokens::{Lines, Regions, TagLikes, lex};
use copydesk::internals::tree::{OpenState, Priors, Surroundings, TagSource, Tree};

/// Sizes of articles, in bytes.
const SIZES: [usize; 4] = [4_000, 100_000, 1_000_000, 10_000_000];

/// How long one row is measured.
const PATIENCE: Duration = Duration::from_millis(1_500);

const STAGES: [&str; 6] = ["lexing", "reading", "tree", "rules", "fix", "memchr3"];

/// What whole runs are compared with, and the text for which each is of the same kind.
const PEERS: [&str; 2] = ["html5ever", "pulldown"];

fn main() {
    // Cargo adds `--bench`.
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let mut out = io::stdout().lock();
    let texts = if files.is_empty() { samples() } else { named(&files) };
    whole_runs(&mut out, &texts).and_then(|()| stages(&mut out, &texts)).expect("standard output is open");
}

/// Texts that make one row.
struct Row {
    name: String,
    flavor: Flavor,
    texts: Vec<String>,
}

fn samples() -> Vec<Row> {
    let of_size = |kind: Kind, size: usize| Row {
        name: format!("{} {} KB", kind.name, size / 1_000),
        flavor: kind.flavor,
        texts: vec![kind.text(size)],
    };
    let kinds = [HTML, MARKDOWN, DAMAGED];
    let mut rows: Vec<Row> = kinds.iter().flat_map(|kind| SIZES.map(|size| of_size(*kind, size))).collect();
    rows.extend(corpora::corpora().into_iter().map(|it| Row { name: it.name, flavor: it.flavor, texts: it.texts }));
    rows
}

fn named(files: &[String]) -> Vec<Row> {
    let read = |file: &String| {
        let text = std::fs::read_to_string(file).expect("the article is readable");
        let flavor = Flavor::of_path(Path::new(file)).unwrap_or(Flavor::Text);
        Row { name: file.clone(), flavor, texts: vec![text] }
    };
    files.iter().map(read).collect()
}

impl Row {
    fn bytes(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }

    fn sources(&self) -> impl Iterator<Item = Source> {
        self.texts.iter().map(|text| source(self.flavor, text))
    }
}

fn source(flavor: Flavor, text: &str) -> Source {
    Source::new("article", flavor, text).expect("short, and without NUL bytes")
}

/// A table of linting beside the tokenizer and the parser.
fn whole_runs(out: &mut impl Write, rows: &[Row]) -> io::Result<()> {
    let peers = PEERS.map(|name| format!("{name:>9} {:>10}", "lint ÷ it")).join(" ");
    writeln!(out, "{:<28} {:>8} {:>9} {peers}", "MB/s of processor time", "texts", "lint")?;
    for row in rows {
        let [lint, html5ever, pulldown] = rates(row.bytes(), &whole(row));
        write!(out, "{:<28} {:>8} {lint:>9.0}", row.name, row.texts.len())?;
        writeln!(out, " {html5ever:>9.0} {:>10.2} {pulldown:>9.0} {:>10.2}", lint / html5ever, lint / pulldown)?;
    }
    writeln!(out)
}

/// The least seconds of linting, of html5ever and of pulldown-cmark.
fn whole(row: &Row) -> [f64; 3] {
    let mut best = [f64::INFINITY; 3];
    rounds(|| {
        let sources: Vec<Source> = row.sources().collect();
        let seconds = [
            clock::seconds(|| sources.into_iter().for_each(|source| drop(black_box(lint(source, &SETTINGS))))),
            clock::seconds(|| row.texts.iter().for_each(|text| common::html5ever(text))),
            clock::seconds(|| row.texts.iter().for_each(|text| common::pulldown_cmark(text))),
        ];
        best = std::array::from_fn(|index| best[index].min(seconds[index]));
    });
    best
}

/// A table of what linting consists of.
fn stages(out: &mut impl Write, rows: &[Row]) -> io::Result<()> {
    let heads = STAGES.map(|name| format!("{name:>9}")).join(" ");
    writeln!(out, "{:<28} {heads} {:>9}", "MB/s of processor time", "lex ÷ m3")?;
    for row in rows.iter().filter(|row| row.texts.len() == 1) {
        let rates = rates(row.bytes(), &stages_of(row.flavor, &row.texts[0]));
        let figure = |rate: f64| if rate > 0.0 { format!("{rate:>9.0}") } else { format!("{:>9}", "-") };
        writeln!(out, "{:<28} {} {:>9.2}", row.name, rates.map(figure).join(" "), rates[0] / rates[5])?;
    }
    Ok(())
}

/// The least seconds of each of [`STAGES`].
fn stages_of(flavor: Flavor, text: &str) -> [f64; 6] {
    let read = source(flavor, text);
    let tokens = lex(text);
    let regions = Regions::read(&read, &tokens, true);
    let lines = Lines::read(&read, &tokens, &regions);
    let places = TagLikes::read(&read, &tokens, &regions);
    let document = Reading::new(source(flavor, text));
    let (before, none) = (OpenState::default(), Priors::default());
    let tags =
        TagSource { source: &read, regions: &regions, lines: &lines, places: &places, before: &before, goes_on: false };
    let mut best = [f64::INFINITY; 6];
    rounds(|| {
        let mut time = |index: usize, work: &mut dyn FnMut()| best[index] = best[index].min(clock::seconds(work));
        time(0, &mut || drop(black_box(lex(text))));
        time(1, &mut || {
            let regions = Regions::read(&read, &tokens, true);
            let lines = Lines::read(&read, &tokens, &regions);
            drop(black_box((TagLikes::read(&read, &tokens, &regions), lines)));
        });
        time(2, &mut || drop(black_box(Tree::read(tags, tags.first(&none), &Surroundings::default()))));
        time(3, &mut || drop(black_box(document.report(&SETTINGS))));
        // Repairing reads the article again and again.
        if text.len() <= 1_000_000 {
            let mut repaired = Some(source(flavor, text));
            time(4, &mut || drop(black_box(repaired.take().map(|source| repair(source, &SETTINGS, Safety::Unsafe)))));
        }
        time(5, &mut || {
            black_box(common::positions(text));
        });
    });
    best
}

/// Calls `round` three times at least, and until the patience is at its end.
fn rounds(mut round: impl FnMut()) {
    let begin = Instant::now();
    let mut count = 0;
    while count < 3 || begin.elapsed() < PATIENCE {
        count += 1;
        round();
    }
}

/// Megabytes a second of each.
#[expect(clippy::cast_precision_loss, reason = "no text is that long")]
fn rates<const N: usize>(bytes: usize, seconds: &[f64; N]) -> [f64; N] {
    seconds.map(|seconds| bytes as f64 / 1e6 / seconds)
}
