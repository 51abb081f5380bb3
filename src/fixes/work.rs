//! Twice the damage is at most about twice the work of repairing it.

use super::repair;
use crate::findings::Safety;
use crate::pieces::fragments;
use crate::settings::Settings;
use crate::text::{Flavor, Source};
use crate::tokens::work::count;

const LENGTH: usize = 10_000;

#[test]
fn repairs_are_linear() {
    let damages = [
        "<p>A < b >word< / b > here</p>\n",
        "a < td >b",
        "&amp;amp; &nbsp word\u{7} ",
        "<b><i>x</b></i> ",
        "<p><b>x<b></p>",
        "</em> x ",
        "**a ** b\n\n",
        "**a*\n\n",
        "[a] (b) ",
        "<ul><li>a<li></ul>\n",
    ];
    for damage in damages {
        for flavor in [Flavor::Html, Flavor::Markdown] {
            for least in [Safety::Safe, Safety::Unsafe] {
                let steps = |length: usize| {
                    let source = Source::new("article", flavor, damage.repeat(length / damage.len()));
                    count(|| drop(repair(source.expect("it is short"), &Settings::default(), least))).total()
                };
                let (once, twice) = (steps(LENGTH), steps(2 * LENGTH));
                let name = flavor.name();
                assert!(twice * 10 <= once * 25 + 10 * LENGTH, "{damage:?} as {name}: {once} steps, then {twice}");
            }
        }
    }
}

/// Lengths of articles that are read in pieces, also where they have no place between blocks.
const LENGTHS: [usize; 2] = [192_000, 384_000];

#[test]
fn repairs_of_fragments_that_nobody_thought_of_are_linear() {
    for (seed, flavor) in (5..).zip(Flavor::ALL.iter().copied()) {
        for (number, fragment) in fragments(seed, 30).into_iter().enumerate() {
            let least = if number % 2 == 0 { Safety::Safe } else { Safety::Unsafe };
            let counted = LENGTHS.map(|length| {
                let source = Source::new("article", flavor, fragment.repeat(length / fragment.len()));
                let steps = count(|| drop(repair(source.expect("it is short"), &Settings::default(), least)));
                // The number of passes, of those too that came to no end, and of trials has a limit of its own.
                let times = |file| steps.of(file) / length;
                (steps.total() / (times("fixes/repair.rs") + 2 + times("judge.rs")), steps)
            });
            for (pair, length) in counted.windows(2).zip(LENGTHS) {
                let ((once, before), (twice, after)) = (&pair[0], &pair[1]);
                let name = flavor.name();
                assert!(
                    twice * 10 <= once * 22 + 10 * length,
                    "{least:?} fixes of {fragment:?} as {name}: {once} steps, then {twice}; {}",
                    after.grown(before, 25)
                );
            }
        }
    }
}
