//! Several threads find what one finds, in every long article.

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::{repair, repair_spread};
use copydesk::internals::lint::{Document, Spread, new_spread, pieces};
use copydesk::internals::settings::Settings;
use copydesk::internals::text::Flavor;
use proptest::prelude::*;

use crate::cases;
use crate::long::{INSERTED, KINDS, Numbers, long_article, without_blocks};
use crate::pieces::{PIECES, fragments};
use crate::properties::{boundary, source};
use crate::texts;

/// So many threads, each with some of the jobs; without any, the last job is done first.
#[derive(Debug)]
struct Threads {
    count: usize,
    width: usize,
}

impl Spread for Threads {
    fn width(&self) -> usize {
        self.width
    }

    fn run(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        if self.count == 0 {
            return (0..count).rev().for_each(job);
        }
        std::thread::scope(|scope| {
            for first in 0..self.count {
                scope.spawn(move || (first..count).step_by(self.count).for_each(job));
            }
        });
    }
}

fn assert_same(what: &str, flavor: Flavor, text: &str, settings: &Settings) {
    let alone = Document::new(&source(flavor, text), settings);
    let expected = alone.report(settings);
    for spread in [Threads { count: 0, width: 2 }, Threads { count: 0, width: 7 }, Threads { count: 3, width: 12 }] {
        let what = || format!("{what} as {} with {spread:?}", flavor.name());
        let document = new_spread(&source(flavor, text), settings, &spread);
        // Everything that is known of the pieces, not only what is reported now.
        for (index, (piece, other)) in pieces(&document).iter().zip(pieces(&alone)).enumerate() {
            assert_eq!(piece.text(), other.text(), "{}, piece {index}", what());
            assert_eq!(piece.findings(), other.findings(), "{}, piece {index}", what());
        }
        assert_eq!(pieces(&document).len(), pieces(&alone).len(), "{}", what());
        assert_eq!(document.report(settings), expected, "{}", what());
        assert_eq!(document.unmatched(), alone.unmatched(), "{}", what());
    }
}

#[test]
fn articles() {
    let settings = Settings::all_rules();
    for (flavor, extensions) in KINDS {
        let text = long_article(extensions, 150_000);
        assert_same("articles", flavor, &text, &settings);
        let inside = format!("<html><body><main>\n{text}\n</main></body></html>\n");
        assert_same("articles inside elements", flavor, &inside, &settings);
    }
    for (name, flavor, text) in without_blocks(90_000) {
        assert_same(name, flavor, &text, &settings);
    }
}

#[test]
fn articles_with_what_reaches_far() {
    let settings = Settings::default();
    for (flavor, extensions) in KINDS {
        let text = long_article(extensions, 70_000);
        for seed in 1..=10_u64 {
            let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
            let mut text = text.clone();
            for _ in 0..15 {
                let at = boundary(&text, numbers.below(text.len()));
                text.insert_str(at, INSERTED[numbers.below(INSERTED.len())]);
            }
            assert_same(&format!("articles, seed {seed},"), flavor, &text, &settings);
        }
    }
}

#[test]
fn hostile_texts() {
    let settings = Settings::all_rules();
    let block = |piece: &str| {
        format!("Ships come in at noon, and the mole is closed.\n\n{piece}\n\nThe next ship sails today.\n\n")
    };
    let all = PIECES.iter().map(|&piece| piece.to_owned()).chain(fragments(3, 25));
    for (piece, &flavor) in all.zip(Flavor::ALL.iter().cycle()) {
        let (alone, apart) = (piece.repeat(40_000 / piece.len()), block(&piece).repeat(300));
        assert_same(&format!("{piece:?} repeated"), flavor, &alone, &settings);
        assert_same(&format!("{piece:?} in blocks"), flavor, &apart, &settings);
    }
}

#[test]
fn repairs() {
    let settings = Settings::default();
    for (flavor, extensions) in KINDS {
        let article = || source(flavor, &long_article(extensions, 60_000));
        let alone = repair(article(), &settings, Safety::Unsafe);
        let spread = repair_spread(article(), &settings, Safety::Unsafe, &Threads { count: 2, width: 8 });
        assert!(alone.applied > 20);
        assert_eq!(spread.source.text(), alone.source.text());
        assert_eq!((spread.report, spread.edits, spread.applied), (alone.report, alone.edits, alone.applied));
    }
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn any_texts((flavor, first) in texts::any_text(), (_, second) in texts::mutated(), (_, third) in texts::hostile()) {
        let round = format!("{first}\n\n{second}\n\n{third}\n\n");
        let text = round.repeat(60_000_usize.div_ceil(round.len()).min(2_000));
        assert_same("a text", flavor, &text, &Settings::default());
    }
}
