//! What linting takes of memory for hostile articles, in bytes that are allocated at the peak: for each tag, and for each
//! byte of the article. An allocator counts, so that the same program gives the same numbers on every machine; it counts
//! a list twice while that grows, which systems with virtual memory do not.

use std::io::Write;

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::lint;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Source};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How often a text is repeated.
const TIMES: usize = 50_000;

/// A text that is repeated.
struct Hostile {
    text: &'static str,
    flavor: Flavor,
    /// How many tags, marks or references it holds, damaged or not.
    tags: usize,
    /// Bytes that linting and fixing may take for each of them.
    most: usize,
}

const fn hostile(flavor: Flavor, text: &'static str, tags: usize, most: usize) -> Hostile {
    Hostile { text, flavor, tags, most }
}

/// Nothing is found in these.
const SILENT: &[Hostile] = &[
    hostile(Flavor::Html, "<b>x</b>", 2, 100),
    hostile(Flavor::Html, "< b >", 1, 100),
    hostile(Flavor::Html, "p>", 1, 100),
    hostile(Flavor::Html, "**a ** ", 1, 100),
    hostile(Flavor::Html, "<p>a</p>\n\n", 2, 100),
    hostile(Flavor::Markdown, "p>\n\n", 1, 100),
    hostile(Flavor::Markdown, "word ", 1, 100),
    hostile(Flavor::Markdown, "word\n\n", 1, 100),
    // What the reader of Markdown makes of one endless paragraph is most of these.
    hostile(Flavor::Markdown, "<b>x</b>", 2, 340),
    hostile(Flavor::Markdown, "< b >", 1, 220),
    hostile(Flavor::Markdown, "**a ** ", 1, 300),
    hostile(Flavor::Markdown, "[a] (b) ", 1, 660),
];

/// Each of these is a finding, most with a fix.
const FOUND: &[Hostile] = &[
    hostile(Flavor::Html, "<b>", 1, 300),
    hostile(Flavor::Html, "</b>", 1, 540),
    hostile(Flavor::Html, "&amp;amp; ", 1, 480),
    hostile(Flavor::Html, "< / p >\n\n", 1, 600),
    hostile(Flavor::Html, "p>\n\n", 1, 600),
    hostile(Flavor::Mdx, "&amp;amp; ", 1, 480),
    hostile(Flavor::Markdown, "</b>", 1, 720),
    hostile(Flavor::Markdown, "<b>\n\n", 1, 540),
    hostile(Flavor::Markdown, "</b>\n\n", 1, 600),
    hostile(Flavor::Markdown, "< / p >\n\n", 1, 600),
];

/// One test, since all of a process is counted.
#[test]
fn memory_grows_little_with_the_tags_of_an_article() {
    let settings = Settings::default();
    // What is made at the first use is made before the counting.
    drop(repair(source(Flavor::Markdown, "< b >x</b>"), &settings, Safety::Unsafe));
    undamaged_takes_few_times_its_length(&settings);
    let mut table = Vec::new();
    let mut failed = false;
    for case in SILENT.iter().chain(FOUND) {
        let text = case.text.repeat(TIMES);
        let linted = peak(|| drop(lint(source(case.flavor, &text), &settings)));
        let fixed = peak(|| drop(repair(source(case.flavor, &text), &settings, Safety::Safe)));
        let tags = TIMES * case.tags;
        let too_much = linted.max(fixed) > tags * case.most;
        failed |= too_much;
        let written = writeln!(
            table,
            "{:8} {:16} lint {:4}, fix {:4} bytes a tag; lint {:3}, fix {:3} a byte{}",
            case.flavor.name(),
            format!("{:?}", case.text),
            linted / tags,
            fixed / tags,
            linted / text.len(),
            fixed / text.len(),
            if too_much { format!(": more than {} a tag", case.most) } else { String::new() },
        );
        written.expect("a vector takes everything");
    }
    assert!(!failed, "\n{}", String::from_utf8_lossy(&table));
    std::io::stdout().write_all(&table).expect("somebody reads");
}

/// The same for articles with nothing to find.
fn undamaged_takes_few_times_its_length(settings: &Settings) {
    let prose = "Words of a paragraph, *emphasis*, `code` and a [link](https://example.org/a).\nA second line.\n\n";
    let page = "<p>Words of a paragraph, <em>emphasis</em> and <a href=\"https://example.org/a\">a link</a>.</p>\n\n";
    for (flavor, text) in [(Flavor::Markdown, prose), (Flavor::Html, page)] {
        let text = text.repeat(TIMES);
        let linted = peak(|| drop(lint(source(flavor, &text), settings)));
        assert!(linted < 2 * text.len(), "{flavor:?}: {linted} bytes for {}", text.len());
    }
}

fn source(flavor: Flavor, text: &str) -> Source {
    Source::new("article", flavor, text).expect("short, and without NUL bytes")
}

/// Bytes that `work` takes beyond what was taken before.
fn peak(work: impl FnOnce()) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    work();
    MEMORY.peak_usage() - before
}
