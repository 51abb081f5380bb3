//! Twice the text is at most about twice the work, on hostile text too.

use super::{Document, Spread, lint};
use crate::settings::Settings;
use crate::text::{Flavor, Source, Span};
use crate::tokens::work::{Work, count};

use crate::pieces::{PIECES, fragments};

const LENGTH: usize = 10_000;

fn steps(text: String, flavor: Flavor) -> Work {
    let source = Source::new("article", flavor, text).expect("it is short");
    count(|| drop(lint(source, &Settings::all_rules())))
}

/// Each text is twice as long as the one before, of which the first has `length` bytes, and may take 2.2 times the work.
#[track_caller]
fn assert_doubled(name: &str, work: &[Work], length: usize) {
    for (number, pair) in work.windows(2).enumerate() {
        let (once, twice) = (pair[0].total(), pair[1].total());
        let room = (10 * length) << number;
        assert!(twice * 10 <= once * 22 + room, "{name}: {once} steps, then {twice}; {}", pair[1].grown(&pair[0], 25));
    }
}

/// The work for `text` of two lengths must not grow faster than the text.
fn assert_linear(name: &str, flavor: Flavor, text: impl Fn(usize) -> String) {
    let work = [LENGTH, 2 * LENGTH].map(|length| steps(text(length), flavor));
    assert_doubled(&format!("{name} as {}", flavor.name()), &work, LENGTH);
}

#[test]
fn twice_the_pieces_are_twice_the_work() {
    for piece in PIECES {
        for &flavor in Flavor::ALL {
            assert_linear(&format!("{piece:?} repeated"), flavor, |length| piece.repeat(length / piece.len()));
        }
    }
}

#[test]
fn one_piece_after_another_is_linear_too() {
    for (first, second) in PIECES.iter().zip(PIECES.iter().cycle().skip(7)) {
        let text = |length| first.repeat(length / 2 / first.len()) + &second.repeat(length / 2 / second.len());
        let mixed = |length| format!("{first}{second}").repeat(length / (first.len() + second.len()));
        for flavor in [Flavor::Html, Flavor::Text] {
            assert_linear(&format!("{first:?} and then {second:?}"), flavor, text);
            assert_linear(&format!("{first:?} with {second:?}"), flavor, mixed);
        }
    }
}

/// Lengths of articles that are read in pieces, also where they have no place between blocks.
const LENGTHS: [usize; 2] = [192_000, 384_000];
/// Lengths on both sides of the limits from which on an article is cut.
const ACROSS: [[usize; 2]; 2] = [[12_000, 24_000], [24_000, 48_000]];

#[test]
fn fragments_that_nobody_thought_of_are_linear() {
    for (seed, flavor) in (1..).zip(Flavor::ALL.iter().copied()) {
        for fragment in fragments(seed, 75) {
            let counted = LENGTHS.map(|length| steps(fragment.repeat(length / fragment.len()), flavor));
            assert_doubled(&format!("{fragment:?} as {}", flavor.name()), &counted, LENGTHS[0]);
            // Pieces whose surroundings turn out to be others than they seemed are read once or twice more.
            for lengths in ACROSS {
                let [once, twice] = lengths.map(|length| steps(fragment.repeat(length / fragment.len()), flavor));
                let name = flavor.name();
                assert!(
                    twice.total() <= 6 * once.total() + lengths[1],
                    "{fragment:?} as {name}: {}",
                    twice.grown(&once, 60)
                );
            }
        }
    }
}

#[test]
fn edits_of_fragments_cost_what_is_around_them() {
    for (seed, flavor) in (9..).zip(Flavor::ALL.iter().copied()) {
        for fragment in fragments(seed, 40) {
            let counted = [200_000, 400_000].map(|length| {
                let source = Source::new("article", flavor, fragment.repeat(length / fragment.len()));
                let settings = Settings::default();
                let mut document = Document::new(&source.expect("it is short"), &settings);
                let at = Span::at(document.len() as u32);
                count(|| document.edit(at, "x", &settings).expect("it is short"))
            });
            assert_doubled(&format!("{fragment:?} as {}", flavor.name()), &counted, 40_000);
        }
    }
}

#[test]
fn long_articles_are_linear() {
    // Long enough for the number of pieces to grow as the text does.
    for piece in PIECES {
        let block =
            format!("Ships come in at noon, and the mole is closed.\n\n{piece}\n\nThe next ship sails today.\n\n");
        let tags = format!("<p>Ships come in at noon.</p>\n{piece}\n<p>The next ship sails today.</p>\n");
        let long = |block: &str, length: usize| block.repeat(16 * length / block.len());
        assert_linear(&format!("blocks with {piece:?}"), Flavor::Markdown, |length| long(&block, length));
        assert_linear(&format!("elements with {piece:?}"), Flavor::Html, |length| long(&tags, length));
    }
}

/// Gives work away as to many threads, and does it in turn, so that all of it is counted.
#[derive(Debug)]
struct ManyInTurn;

impl Spread for ManyInTurn {
    fn width(&self) -> usize {
        16
    }

    fn run(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(job);
    }
}

#[test]
fn what_is_read_before_its_turn_is_read_twice_at_most() {
    let settings = Settings::default();
    let all = PIECES.iter().map(|&piece| piece.to_owned()).chain(fragments(5, 60));
    for (fragment, &flavor) in all.zip(Flavor::ALL.iter().cycle()) {
        let text = format!("<div>\n\nShips come in.\n\n{fragment}\n\n").repeat(100_000 / (fragment.len() + 22));
        let source = Source::new("article", flavor, text).expect("it is short");
        let alone = count(|| drop(Document::new(&source, &settings)));
        let spread = count(|| drop(Document::new_spread(&source, &settings, &ManyInTurn)));
        let room = source.text().len();
        assert!(spread.total() <= 2 * alone.total() + room, "{fragment:?}: {}", spread.grown(&alone, 25));
    }
}

#[test]
fn nested_elements_are_linear() {
    for element in ["<div>", "<b>", "<x>", "<table>", "<ul><li>", "< b >", "<svg>"] {
        let nested = |length: usize| {
            let open = element.repeat(length / element.len() / 2);
            let close = open.replace('<', "</");
            format!("{open}x{close}")
        };
        assert_linear(&format!("nested {element}"), Flavor::Html, nested);
    }
}

#[test]
fn large_tables_and_long_rows_of_end_tags_are_linear() {
    let cells = |length: usize| format!("<table><tr>{}</table>", "<td>1".repeat(length / 5));
    assert_linear("cells in one row", Flavor::Html, cells);
    let rows = |length: usize| format!("| a | b |\n|---|---|\n{}", "| 1 | 2 |\n".repeat(length / 10));
    assert_linear("rows of a pipe table", Flavor::Markdown, rows);
    let wide =
        |length: usize| format!("{}|\n{}|\n{}|\n", "| a".repeat(length), "|---".repeat(length), "| 1".repeat(length));
    assert_linear("columns of a pipe table", Flavor::Markdown, wide);
    let misnested = |length: usize| "<b><i><u>".repeat(length / 30) + "x" + &"</b></i></u>".repeat(length / 30);
    assert_linear("misnested end tags", Flavor::Html, misnested);
    let loose = |length: usize| "word\n".repeat(length / 10) + &"< td >a\n< tr >b\n".repeat(length / 60);
    assert_linear("a flattened table behind lines", Flavor::Markdown, loose);
}

#[test]
fn the_counter_sees_quadratic_work() {
    let quadratic = |length: usize| count(|| (0..length).for_each(crate::tokens::work::steps));
    assert!(quadratic(2_000).total() > 3 * quadratic(1_000).total());
}
