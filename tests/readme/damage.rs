//! The documentation's page of what damage is found: each construct is damaged, and linted.

#[path = "../../src/constructs/matrix.rs"]
mod matrix;

use std::fmt::Write;

use copydesk::{Flavor, Settings, Source, lint};

use crate::tags;
use matrix::{Cell, EXAMPLES, Example, UNKNOWN, covers};

/// What happens to signs, and where it comes from; in the order of the columns.
const DAMAGES: [(&str, &str, &str); 8] = [
    ("spaced", "a space within a sign", "machine translation, and programs that tidy up punctuation"),
    (
        "invisible",
        "a character within a sign that nobody sees; this page shows it as `·`",
        "web pages and word processors",
    ),
    ("full-width", "the wide characters of Chinese and Japanese", "translation, and Chinese or Japanese keyboards"),
    ("lost", "a character is missing", "scanned pages, copied text, and slips of the hand"),
    ("doubled", "a character stands there twice", "search and replace, and slips of the hand"),
    ("escaped", "a backslash before the sign", "exports and editors that take the sign for plain text"),
    ("swapped", "the other kind of bracket", "people and language models who mix up the order"),
    ("typographic", "a dash or a quote as books print it", "word processors, and programs that “improve” punctuation"),
];

const BEGINNING: &str = "\
# What damage is found

<!-- Written by `cargo test --test readme`: change `tests/readme/damage.rs` or `src/constructs/matrix.rs` instead. -->

Links, footnotes, headings and the like are written with signs, and signs get damaged in the same few ways. This page shows
what damage copydesk finds, and what it leaves alone because something else may be meant. To make it, every example was
damaged and linted.

| damage | what happened | where it often comes from |
|---|---|---|
";

const CONSTRUCTS: &str = "
## Markdown and comments

The signs of each, as they should be and with one damage, and the rules that report such damage. Where there are several
rules, the first reports most of it.

| | as it should be | damaged | found by |
|---|---|---|---|
";

const MATRIX: &str = "
Each damage was tried at each place of each sign:

- ✓ — it is found wherever it stands.
- (✓) — it is found in some places. [What is left alone](#what-is-left-alone) lists the others.
- – — it is left alone.
- Where there is nothing, the signs cannot be damaged in this way.

";

const LEFT_ALONE: &str = "
## What is left alone

In these places copydesk says nothing: what stands there may be meant, and a wrong finding in a good article is worse than a
missed one.

| | damage | example | why |
|---|---|---|---|
";

/// The page.
pub fn page() -> String {
    let rows: Vec<Row> = EXAMPLES.iter().map(Row::read).collect();
    let mut page = String::from(BEGINNING);
    for (damage, what, source) in DAMAGES {
        let _ = writeln!(page, "| {damage} | {what} | {source} |");
    }
    page.push_str(CONSTRUCTS);
    for (number, row) in rows.iter().enumerate() {
        let [whole, damaged] = [row.example.whole(), row.damaged(number)].map(|text| code(&row.shown(&text)));
        let _ = writeln!(page, "| {} | {whole} | {damaged} | {} |", row.example.name, links(&row.rules()));
    }
    page.push_str(MATRIX);
    let names = DAMAGES.map(|(damage, _, _)| damage).join(" | ");
    let _ = writeln!(page, "| | {names} |\n|---|{}", ":-:|".repeat(DAMAGES.len()));
    for row in &rows {
        let marks = DAMAGES.map(|(damage, _, _)| row.mark(damage)).join(" | ");
        let _ = writeln!(page, "| {} | {marks} |", row.example.name);
    }
    page.push_str(&tags::section());
    page.push_str(LEFT_ALONE);
    page.extend(rows.iter().flat_map(Row::left_alone));
    page
}

/// Bytes of a line that is shown as a whole.
const LONGEST: usize = 20;

/// An example, and the rules that find something in each of its cells.
struct Row {
    example: &'static Example,
    cells: Vec<(Cell, Vec<&'static str>)>,
}

impl Row {
    fn read(example: &'static Example) -> Self {
        let whole = example.whole();
        assert_eq!(found(&whole), [""; 0], "nothing is wrong with {whole:?}");
        let cells: Vec<_> = example.cells().into_iter().map(|cell| (found(&cell.text), cell)).collect();
        for (rules, cell) in &cells {
            assert!(DAMAGES.iter().any(|(name, ..)| *name == cell.damage), "{} has no column", cell.damage);
            let is_told = !rules.is_empty() || UNKNOWN.iter().any(|unknown| covers(unknown, example, cell));
            assert!(
                is_told,
                "{}: no rule reports the {} `{}` in {:?}",
                example.name, cell.damage, cell.sign, cell.text
            );
        }
        Self { example, cells: cells.into_iter().map(|(rules, cell)| (cell, rules)).collect() }
    }

    fn mark(&self, damage: &str) -> &'static str {
        let are_found = self.cells.iter().filter(|(cell, _)| cell.damage == damage).map(|(_, rules)| !rules.is_empty());
        let are_found: Vec<bool> = are_found.collect();
        match are_found.iter().filter(|is_found| **is_found).count() {
            _ if are_found.is_empty() => "",
            0 => "–",
            count if count == are_found.len() => "✓",
            _ => "(✓)",
        }
    }

    /// The rules that find its damage, those that find most of it first. What is found besides the damage is its consequence.
    fn rules(&self) -> Vec<&'static str> {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for (_, rules) in &self.cells {
            let [rule] = rules[..] else { continue };
            match counts.iter_mut().find(|(name, _)| *name == rule) {
                Some((_, count)) => *count += 1,
                None => counts.push((rule, 1)),
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts.into_iter().map(|(name, _)| name).collect()
    }

    /// The article with a damage that is found: another one in each row.
    fn damaged(&self, number: usize) -> String {
        let mut turned = DAMAGES.iter().cycle().skip(number).take(DAMAGES.len());
        let of = |damage: &str| self.cells.iter().find(|(cell, rules)| cell.damage == damage && !rules.is_empty());
        let (cell, _) = turned.find_map(|(damage, _, _)| of(damage)).expect("some damage is found");
        cell.text.clone()
    }

    /// A line for each reason why nothing is found. What another rule reports has none.
    fn left_alone(&self) -> impl Iterator<Item = String> {
        let silent = || self.cells.iter().filter(|(_, rules)| rules.is_empty()).map(|(cell, _)| cell);
        UNKNOWN.iter().filter_map(move |unknown| {
            let cell = silent().find(|cell| covers(unknown, self.example, cell))?;
            let (name, _, _, reason) = unknown;
            Some(format!("| {name} | {} | {} | {reason} |\n", cell.damage, code(&self.shown(&cell.text))))
        })
    }

    /// The line of the construct; of a long one, the construct alone.
    fn shown(&self, text: &str) -> String {
        let Example { before, after, .. } = self.example;
        let construct = &text[before.len()..text.len() - after.len()];
        let (_, before) = before.rsplit_once('\n').unwrap_or(("", before));
        let (after, _) = after.split_once('\n').unwrap_or((after, ""));
        let has_room = before.len() + self.example.parts.concat().len() + after.len() <= LONGEST;
        if has_room { [before, construct, after].concat().trim().to_owned() } else { construct.to_owned() }
    }
}

/// The rules that find something in an article.
fn found(text: &str) -> Vec<&'static str> {
    let source = Source::new("article.md", Flavor::Markdown, text).expect("it is short");
    let mut rules: Vec<_> = lint(source, &Settings::default()).findings.iter().map(|finding| finding.rule).collect();
    rules.dedup();
    rules
}

/// Rules, with links to their pages.
pub fn links(rules: &[&str]) -> String {
    rules.iter().map(|rule| format!("[`{rule}`](rules/{rule}.md)")).collect::<Vec<_>>().join(", ")
}

/// Text as code in a table, whatever it holds; with a dot for what nobody sees.
pub fn code(text: &str) -> String {
    let text = text.replace(['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'], "·");
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{marks}{space}{}{space}{marks}", text.replace('|', "\\|"))
}
