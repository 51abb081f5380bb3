//! How fast each stage of copydesk is, beside the tokenizers that browsers and sites use, on the same text in the same
//! run.
//!
//! `cargo bench --bench lint` prints the time and the throughput of each; `-- markdown` runs a part. The ratios are
//! printed by `cargo bench --bench ratios`.

mod common;

use common::{DAMAGED, HTML, Kind, MARKDOWN, SETTINGS};
use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::{Document, Reading, lint};
use copydesk::internals::text::Span;
use copydesk::internals::tokens::{Lines, Regions, TagLikes, lex};
use copydesk::internals::tree::{OpenState, Priors, Surroundings, TagSource, Tree};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Sizes of articles, in bytes.
const SIZES: &[usize] = &[4_000, 100_000, 1_000_000, 10_000_000];
/// Repairing reads the article again and again.
const FIX_SIZES: &[usize] = &[4_000, 100_000, 1_000_000];

/// Measures what `work` does with the text of an article of `kind`.
fn on_text(bencher: Bencher, kind: Kind, size: usize, work: impl Fn(&str) + Sync) {
    let text = kind.text(size);
    bencher.counter(BytesCount::of_str(&text)).bench(|| work(&text));
}

fn reading(bencher: Bencher, kind: Kind, size: usize) {
    let text = kind.text(size);
    let source = kind.source(&text);
    let tokens = lex(&text);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let regions = Regions::read(&source, &tokens, true);
        let lines = Lines::read(&source, &tokens, &regions);
        (TagLikes::read(&source, &tokens, &regions), lines)
    });
}

fn tree(bencher: Bencher, kind: Kind, size: usize) {
    let text = kind.text(size);
    let source = kind.source(&text);
    let tokens = lex(&text);
    let regions = Regions::read(&source, &tokens, true);
    let lines = Lines::read(&source, &tokens, &regions);
    let places = TagLikes::read(&source, &tokens, &regions);
    let (before, none) = (OpenState::default(), Priors::default());
    let (before, source) = (&before, &source);
    let tags = TagSource { source, regions: &regions, lines: &lines, places: &places, before, goes_on: false };
    let read = || Tree::read(tags, tags.first(&none), &Surroundings::default());
    bencher.counter(BytesCount::of_str(&text)).bench(read);
}

fn rules(bencher: Bencher, kind: Kind, size: usize) {
    let text = kind.text(size);
    let document = Reading::new(kind.source(&text));
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| document.report(&SETTINGS));
}

/// A letter is typed in the middle of an article, and what it changes is read again.
fn edit(bencher: Bencher, kind: Kind, size: usize) {
    let text = kind.text(size);
    let document = Document::new(&kind.source(&text), &SETTINGS);
    let middle = (text.len() / 2..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    bencher.with_inputs(|| document.clone()).bench_local_values(|mut document| {
        document.edit(Span::of(middle, middle), "x", &SETTINGS).expect("still an article");
        document
    });
}

fn whole(bencher: Bencher, kind: Kind, text: &str) {
    let length = BytesCount::of_str(text);
    bencher.counter(length).with_inputs(|| kind.source(text)).bench_values(|source| lint(source, &SETTINGS));
}

fn fix(bencher: Bencher, kind: Kind, size: usize) {
    let text = kind.text(size);
    let length = BytesCount::of_str(&text);
    let repaired = |source| repair(source, &SETTINGS, Safety::Unsafe);
    bencher.counter(length).with_inputs(|| kind.source(&text)).bench_values(repaired);
}

/// The stages for one kind of article, and others on the same text.
macro_rules! stages {
    ($name:ident, $kind:expr) => {
        mod $name {
            use super::{Bencher, FIX_SIZES, SIZES, black_box, common, lex, on_text};

            #[divan::bench(args = SIZES, max_time = 1)]
            fn lexing(bencher: Bencher, size: usize) {
                on_text(bencher, $kind, size, |text| drop(black_box(lex(text))));
            }

            #[divan::bench(args = SIZES, max_time = 1)]
            fn reading(bencher: Bencher, size: usize) {
                super::reading(bencher, $kind, size);
            }

            #[divan::bench(args = SIZES, max_time = 1)]
            fn tree(bencher: Bencher, size: usize) {
                super::tree(bencher, $kind, size);
            }

            #[divan::bench(args = SIZES, max_time = 1)]
            fn rules(bencher: Bencher, size: usize) {
                super::rules(bencher, $kind, size);
            }

            #[divan::bench(args = SIZES, max_time = 1)]
            fn whole_lint(bencher: Bencher, size: usize) {
                super::whole(bencher, $kind, &$kind.text(size));
            }

            #[divan::bench(args = SIZES, max_time = 1)]
            fn edit(bencher: Bencher, size: usize) {
                super::edit(bencher, $kind, size);
            }

            #[divan::bench(args = FIX_SIZES, max_time = 1)]
            fn fix(bencher: Bencher, size: usize) {
                super::fix(bencher, $kind, size);
            }

            #[divan::bench(args = SIZES, max_time = 1)]
            fn memchr_positions(bencher: Bencher, size: usize) {
                on_text(bencher, $kind, size, |text| {
                    black_box(common::positions(text));
                });
            }

            #[divan::bench(args = SIZES, max_time = 1)]
            fn html5ever(bencher: Bencher, size: usize) {
                on_text(bencher, $kind, size, common::html5ever);
            }

            #[divan::bench(args = SIZES, max_time = 1)]
            fn pulldown_cmark(bencher: Bencher, size: usize) {
                on_text(bencher, $kind, size, common::pulldown_cmark);
            }
        }
    };
}

stages!(html, super::HTML);
stages!(markdown, super::MARKDOWN);
stages!(damaged, super::DAMAGED);

/// What hostile texts are made of, a megabyte of each.
mod hostile {
    use super::{Bencher, BytesCount, DAMAGED, common, whole};

    const PIECES: &[&str] =
        &["<", "< ", "** ", "&", "<td>a", "[", "{{", "<!--", "`", "$", "|", "&lt;b", "</b ", "<b>x<b>", "<div>", "b>"];

    #[divan::bench(args = PIECES, sample_count = 3, sample_size = 1)]
    fn copydesk(bencher: Bencher, piece: &str) {
        whole(bencher, DAMAGED, &piece.repeat(1_000_000 / piece.len()));
    }

    #[divan::bench(args = PIECES, sample_count = 3, sample_size = 1)]
    fn pulldown_cmark(bencher: Bencher, piece: &str) {
        let text = piece.repeat(1_000_000 / piece.len());
        bencher.counter(BytesCount::of_str(&text)).bench(|| common::pulldown_cmark(&text));
    }
}
