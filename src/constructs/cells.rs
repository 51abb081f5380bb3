//! Tries the cells of the matrix.

use super::article::Article;
use super::ending::damaged_end;
use super::matcher::Found;
use super::matrix::{Cell, EXAMPLES, Example, UNKNOWN, covers};
use super::read::{read, read_where};
use super::rows::ROWS;
use crate::text::{Flavor, Source};
use crate::tokens::{Lines, RegionKind, Regions, lex};

fn found(text: &str) -> Vec<Found> {
    in_article(text, Flavor::Markdown, |article| {
        let text = article.text();
        let unclosed = article.regions.list().iter().filter(|it| !it.closed && it.kind == RegionKind::Comment);
        read(article).into_iter().chain(unclosed.filter_map(|region| damaged_end(text, region))).collect()
    })
}

fn in_article<T>(text: &str, flavor: Flavor, read: impl FnOnce(Article) -> T) -> T {
    let source = Source::new("a.md", flavor, text).expect("short");
    let tokens = lex(text);
    let regions = Regions::read(&source, &tokens, true);
    let lines = Lines::read(&source, &tokens, &regions);
    let article = Article {
        source: &source,
        regions: &regions,
        lines: &lines,
        begins: true,
        goes_on: false,
        spaced_references: false,
    };
    read(article)
}

/// Every cell, and whether something is found in it.
fn tried() -> Vec<(&'static Example, Cell, bool)> {
    let cells = EXAMPLES.iter().flat_map(|example| example.cells().into_iter().map(move |cell| (example, cell)));
    let tried = cells.map(|(example, cell)| {
        let is_found = !found(&cell.text).is_empty();
        (example, cell, is_found)
    });
    tried.collect()
}

#[test]
fn whole_constructs_are_silent() {
    for text in EXAMPLES.iter().map(Example::whole) {
        assert!(found(&text).is_empty(), "{text:?}");
    }
}

#[test]
fn every_damage_is_found_or_listed() {
    let tried = tried();
    let is_missed = |(example, cell, is_found): &&(&Example, Cell, bool)| {
        !is_found && !UNKNOWN.iter().any(|unknown| covers(unknown, example, cell))
    };
    let name = |(example, Cell { damage, sign, text }, _): &(&Example, Cell, bool)| {
        format!("{}: {damage} `{sign}` in {text:?}", example.name)
    };
    let missed: Vec<_> = tried.iter().filter(is_missed).map(name).collect();
    assert!(missed.is_empty(), "{} cells:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn what_is_listed_is_not_found() {
    let tried = tried();
    let is_stale =
        |unknown: &&_| !tried.iter().any(|(example, cell, is_found)| !is_found && covers(unknown, example, cell));
    let stale: Vec<_> = UNKNOWN.iter().filter(is_stale).collect();
    assert!(stale.is_empty(), "these are found by now, so take them off the list: {stale:?}");
}

/// Rows that differ in the length of a sign alone count as one: the levels of headings.
#[test]
fn every_row_has_an_example() {
    let found: Vec<_> = tried().iter().flat_map(|(_, cell, _)| found(&cell.text)).collect();
    let is_tried = |row: &crate::constructs::Construct| {
        found.iter().any(|found| {
            let construct = found.construct;
            construct.name == row.name && construct.parts.len() == row.parts.len()
        })
    };
    let others: Vec<_> = ROWS.iter().filter(|row| !is_tried(row)).map(|row| (row.name, row.parts)).collect();
    assert!(others.is_empty(), "no example in `matrix.rs` is damaged so that these are found: {others:?}");
}

/// Prose before and behind a line, with signs that are none of constructs.
const BESIDE: [[&str; 2]; 5] = [
    ["", ""],
    ["It’s “old”: see [the", "harbour](/harbour) – isn’t it?"],
    ["Oh! The harbour’s quay\u{a0}: `a[0]`, ", " and the [long\nquay](/quay), he said…"],
    ["[Tides](/tides \"Ebb\") (at [the\npier][pier]) ", " ([and][1] so on!)"],
    ["Voilà ! “Les” quais\u{a0}; 【码头】和 ", " 、[船](/c)。"],
];

#[test]
fn the_first_look_at_a_line_passes_by_nothing_that_a_second_one_finds() {
    let mut missed = Vec::new();
    for (example, cell) in
        EXAMPLES.iter().flat_map(|example| example.cells().into_iter().map(move |cell| (example, cell)))
    {
        for [before, behind] in BESIDE {
            let (head, rest) = (example.before, &cell.text[example.before.len()..]);
            let rest = rest.strip_suffix(example.after).unwrap_or(rest);
            let text = [head, before, rest, behind, example.after].concat();
            for flavor in [Flavor::Markdown, Flavor::Html] {
                let spans = |found: Vec<Found>| found.iter().map(|found| found.span).collect::<Vec<_>>();
                let (looked, all) = in_article(&text, flavor, |article| {
                    (spans(read(article)), spans(read_where(article, |_, _, _| true)))
                });
                let is_listed = UNKNOWN.iter().any(|unknown| covers(unknown, example, &cell));
                if looked != all && !(is_listed && looked.is_empty()) {
                    missed.push(format!("{}: {} `{}` in {text:?}", example.name, cell.damage, cell.sign));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{} cells:\n{}", missed.len(), missed.join("\n"));
}
