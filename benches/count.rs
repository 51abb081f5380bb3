//! Lints fixed articles, so that `benches/instructions.sh` can count instructions. It measures nothing by itself.

mod common;

use std::hint::black_box;

use common::{KINDS, Kind, SETTINGS};
use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::lint;

/// The size of the articles, in bytes: enough for what is done once to vanish in it, few enough for valgrind.
const SIZE: usize = 60_000;

fn main() {
    // `cargo bench` and `cargo test` start every benchmark, without a case for this one.
    let Some(case) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else { return };
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
