//! Tries the cells of the matrix.

use super::article::Article;
use super::ending::damaged_end;
use super::matcher::Found;
use super::matrix::{Cell, EXAMPLES, Example, UNKNOWN, covers};
use super::read::read;
use super::rows::ROWS;
use crate::text::{Flavor, Source};
use crate::tokens::{Lines, RegionKind, Regions, lex};

fn found(text: &str) -> Vec<Found> {
    let source = Source::new("a.md", Flavor::Markdown, text).expect("short");
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
    let unclosed = regions.list().iter().filter(|region| !region.closed && region.kind == RegionKind::Comment);
    let ends = unclosed.filter_map(|region| damaged_end(text, region));
    read(article).into_iter().chain(ends).collect()
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
