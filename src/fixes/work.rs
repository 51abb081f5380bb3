//! Twice the damage is at most about twice the work of repairing it.

use super::repair;
use crate::findings::Safety;
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
                    count(|| drop(repair(source.expect("it is short"), &Settings::default(), least)))
                };
                let (once, twice) = (steps(LENGTH), steps(2 * LENGTH));
                let name = flavor.name();
                assert!(twice * 10 <= once * 25 + 10 * LENGTH, "{damage:?} as {name}: {once} steps, then {twice}");
            }
        }
    }
}
