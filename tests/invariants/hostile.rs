//! Hostile texts are read to their end, without a panic, a hang or a full stack.

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::lint;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Source, Unreadable};

use crate::pieces::PIECES;
use crate::properties::source;

const LENGTH: usize = 30_000;

fn repeated(piece: &str, length: usize) -> String {
    piece.repeat(length / piece.len())
}

#[test]
fn repeated_pieces() {
    for piece in PIECES {
        for &flavor in Flavor::ALL {
            lint(source(flavor, &repeated(piece, LENGTH)), &Settings::all_rules());
        }
    }
}

#[test]
fn a_hundred_thousand_nested_elements() {
    for element in ["<div>", "<b>", "<x>", "<table>", "<ul><li>", "<svg>", "< b >", "<blockquote>"] {
        let open = element.repeat(100_000);
        let close = open.replace('<', "</");
        for text in [open.clone(), format!("{open}x{close}")] {
            lint(source(Flavor::Html, &text), &Settings::default());
        }
    }
    for nested in ["> ", "- ", "*a ", "[", "(", "![", "1. "] {
        lint(source(Flavor::Markdown, &nested.repeat(100_000)), &Settings::default());
    }
}

#[test]
fn one_line_of_ten_megabytes() {
    let line = "A sentence with < strong >damage< / strong > and a [link](b) in it. ";
    for flavor in [Flavor::Html, Flavor::Text] {
        let report = lint(source(flavor, &repeated(line, 10_000_000)), &Settings::default());
        assert!(report.findings.len() > 100_000);
    }
}

#[test]
fn many_damages_are_repaired_at_once() {
    let text = repeated("<p>A < strong >word< / strong > and &amp;amp; more</p>\n", 200_000);
    let repaired = repair(source(Flavor::Html, &text), &Settings::default(), Safety::Unsafe);
    assert!(repaired.report.findings.is_empty());
    assert!(!repaired.source.text().contains("< "));
}

#[test]
fn a_nul_byte_is_refused() {
    let refused = Source::new("article", Flavor::Html, "<p>\0</p>").expect_err("it is refused");
    assert_eq!(refused, Unreadable::Nul { offset: 3 });
}
