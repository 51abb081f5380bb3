//! Lints fixed articles, so that `benches/instructions.sh` can count instructions, and hostile ones for
//! `benches/linear.sh`. It measures nothing by itself.

mod common;
#[path = "../tests/invariants/pieces.rs"]
mod pieces;

use std::hint::black_box;
use std::io::Write;

use common::{KINDS, Kind, SETTINGS};
use copydesk::findings::Safety;
use copydesk::fixes::repair;
use copydesk::lint::lint;
use copydesk::settings::Settings;
use copydesk::text::{Flavor, Source};
use pieces::PIECES;

/// The size of the articles, in bytes: enough for what is done once to vanish in it, few enough for valgrind.
const SIZE: usize = 60_000;

fn main() {
    // `cargo bench` and `cargo test` start every benchmark, without a case for this one.
    let Some(case) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else { return };
    if let Some(flavor) = case.strip_prefix("pieces/") {
        count_pieces(Flavor::ALL.iter().copied().find(|known| known.name() == flavor).expect("a flavor"));
        return;
    }
    let (kind, work) = case.split_once('/').expect("a case such as html/lint");
    let kind = KINDS.iter().find(|known| known.name == kind).expect("html, markdown or damaged");
    let run = match work {
        "lint" => counted_lint,
        "fix" => counted_fix,
        _ => panic!("{work} is neither lint nor fix"),
    };
    let text = kind.text(SIZE);
    // What is made at the first use is made before the counting.
    black_box(lint(kind.source(&text), &SETTINGS));
    run(*kind, &text);
}

/// Counting is switched on by this name.
#[inline(never)]
fn counted_lint(kind: Kind, text: &str) {
    black_box(lint(kind.source(text), &SETTINGS));
}

/// Counting is switched on by this name.
#[inline(never)]
fn counted_fix(kind: Kind, text: &str) {
    black_box(repair(kind.source(text), &SETTINGS, Safety::Unsafe));
}

/// The size of hostile articles, in bytes; each is linted and fixed in this size and in twice the size.
const HOSTILE: usize = 5_000;

/// Names each hostile text on standard output, in the order in which it is counted.
fn count_pieces(flavor: Flavor) {
    let between = ["", " word ", "\n", "\n\n"];
    let settings = Settings::all_rules();
    for piece in PIECES {
        for between in between {
            writeln!(std::io::stdout(), "{:?}", format!("{piece}{between}")).expect("somebody reads");
            for size in [HOSTILE, 2 * HOSTILE] {
                let text = format!("{piece}{between}").repeat(size / (piece.len() + between.len()));
                counted_hostile(Source::new("article", flavor, text).expect("it is short"), &settings);
            }
        }
    }
}

/// Counting is switched on by this name.
#[inline(never)]
fn counted_hostile(source: Source, settings: &Settings) {
    black_box(lint(source.clone(), settings));
    black_box(repair(source, settings, Safety::Unsafe));
}
