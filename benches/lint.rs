//! How fast copydesk lints, beside the tokenizers that browsers and sites use, on the same text in the same run.
//!
//! `cargo bench` prints the time and the throughput of each; `cargo bench -- hostile` runs a part.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use copydesk::lint::lint;
use copydesk::settings::Settings;
use copydesk::text::{Flavor, Source};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

fn main() {
    divan::main();
}

const SIZES: &[usize] = &[4_000, 100_000, 1_000_000];

static SETTINGS: LazyLock<Settings> = LazyLock::new(Settings::default);

/// The sample articles of `folder` with these extensions, one after another.
fn articles(folder: &str, extensions: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles").join(folder);
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("readable").path()).collect();
    paths.retain(|path| extensions.iter().any(|known| path.extension().is_some_and(|own| own == *known)));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("UTF-8") + "\n\n").collect()
}

static HTML: LazyLock<String> = LazyLock::new(|| articles("good", &["html"]));
static MARKDOWN: LazyLock<String> = LazyLock::new(|| articles("good", &["md"]));
static DAMAGED: LazyLock<String> = LazyLock::new(|| articles("damaged", &["html", "md", "txt"]));

/// `text` again and again, cut at a line end near `size` bytes.
fn sized(text: &str, size: usize) -> String {
    let mut sized = text.repeat(size / text.len() + 1);
    let end = sized[..size.min(sized.len() - 1)].rfind('\n').map_or(size, |line| line + 1);
    sized.truncate(end);
    sized
}

fn source(flavor: Flavor, text: &str) -> Source {
    Source::new("article", flavor, text).expect("short, and without NUL bytes")
}

fn bench_lint(bencher: Bencher, flavor: Flavor, text: &str) {
    let length = BytesCount::of_str(text);
    bencher
        .counter(length)
        .with_inputs(|| source(flavor, text))
        .bench_values(|source| black_box(lint(source, &SETTINGS)));
}

struct Sink;

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        black_box(token);
        TokenSinkResult::Continue
    }
}

fn bench_html5ever(bencher: Bencher, text: &str) {
    bencher.counter(BytesCount::of_str(text)).bench(|| {
        let queue = BufferQueue::default();
        queue.push_back(text.into());
        let tokenizer = Tokenizer::new(Sink, TokenizerOpts::default());
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
    });
}

fn bench_pulldown_cmark(bencher: Bencher, text: &str) {
    let events = || pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::ENABLE_TABLES);
    bencher.counter(BytesCount::of_str(text)).bench(|| events().for_each(|event| drop(black_box(event))));
}

mod html {
    use super::{Bencher, Flavor, HTML, SIZES, bench_html5ever, bench_lint, sized};

    #[divan::bench(args = SIZES)]
    fn copydesk(bencher: Bencher, size: usize) {
        bench_lint(bencher, Flavor::Html, &sized(&HTML, size));
    }

    #[divan::bench(args = SIZES)]
    fn html5ever(bencher: Bencher, size: usize) {
        bench_html5ever(bencher, &sized(&HTML, size));
    }
}

mod markdown {
    use super::{Bencher, Flavor, MARKDOWN, SIZES, bench_lint, bench_pulldown_cmark, sized};

    #[divan::bench(args = SIZES)]
    fn copydesk(bencher: Bencher, size: usize) {
        bench_lint(bencher, Flavor::Markdown, &sized(&MARKDOWN, size));
    }

    #[divan::bench(args = SIZES)]
    fn pulldown_cmark(bencher: Bencher, size: usize) {
        bench_pulldown_cmark(bencher, &sized(&MARKDOWN, size));
    }
}

mod damaged {
    use super::{Bencher, DAMAGED, Flavor, SIZES, bench_html5ever, bench_lint, bench_pulldown_cmark, sized};

    #[divan::bench(args = SIZES)]
    fn copydesk(bencher: Bencher, size: usize) {
        bench_lint(bencher, Flavor::Text, &sized(&DAMAGED, size));
    }

    #[divan::bench(args = SIZES)]
    fn html5ever(bencher: Bencher, size: usize) {
        bench_html5ever(bencher, &sized(&DAMAGED, size));
    }

    #[divan::bench(args = SIZES)]
    fn pulldown_cmark(bencher: Bencher, size: usize) {
        bench_pulldown_cmark(bencher, &sized(&DAMAGED, size));
    }
}

mod hostile {
    use super::{Bencher, Flavor, bench_lint, bench_pulldown_cmark};

    const PIECES: &[&str] =
        &["<", "< ", "** ", "&", "<td>a", "[", "{{", "<!--", "`", "$", "|", "&lt;b", "</b ", "<b>x<b>", "<div>", "b>"];

    #[divan::bench(args = PIECES, sample_count = 3, sample_size = 1)]
    fn copydesk(bencher: Bencher, piece: &str) {
        bench_lint(bencher, Flavor::Text, &piece.repeat(1_000_000 / piece.len()));
    }

    #[divan::bench(args = PIECES, sample_count = 3, sample_size = 1)]
    fn pulldown_cmark(bencher: Bencher, piece: &str) {
        bench_pulldown_cmark(bencher, &piece.repeat(1_000_000 / piece.len()));
    }
}
