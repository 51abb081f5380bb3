//! Long articles, which are read in pieces: the pieces say what the whole says, and edits keep them as a fresh start
//! makes them, whatever is opened and closed far away.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use copydesk::internals::findings::Finding;
use copydesk::internals::lint::{Document, Reading, edit_near, pieces, read_on};
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Span};

use crate::properties::boundary;
use crate::properties::source;

/// Sample articles of this kind, one after another, until there are `length` bytes.
pub fn long_article(extensions: &[&str], length: usize) -> String {
    let mut text = String::new();
    let mut paths: Vec<_> = ["good", "damaged"]
        .iter()
        .flat_map(|folder| fs::read_dir(Path::new("tests/articles").join(folder)).expect("the folder is there"))
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|own| extensions.iter().any(|known| own == *known)))
        .collect();
    paths.sort();
    for (round, path) in paths.iter().cycle().enumerate() {
        let article = fs::read_to_string(path).expect("UTF-8");
        // Front matter stands at the beginning of a file only.
        let body =
            if article.starts_with("---\n") { article.splitn(3, "---\n").nth(2).unwrap_or("") } else { &article };
        // One article never ends its comment, which would swallow the next ones.
        text.push_str(&body.replace("<!-- share buttons", "<!-- share buttons -->"));
        write!(text, "\n\nThis was article number {round}.\n\n").expect("a string takes everything");
        if text.len() > length {
            return text;
        }
    }
    text
}

pub const KINDS: [(Flavor, &[&str]); 3] =
    [(Flavor::Html, &["html"]), (Flavor::Markdown, &["md"]), (Flavor::Text, &["txt", "md", "html"])];

fn places(findings: &[Finding]) -> BTreeSet<(Span, &str)> {
    findings.iter().map(|finding| (finding.span, finding.rule)).collect()
}

#[test]
fn pieces_say_what_the_whole_says() {
    for (flavor, extensions) in KINDS {
        let text = long_article(extensions, 200_000);
        let settings = Settings::default();
        let document = Document::new(&source(flavor, &text), &settings);
        let lengths: Vec<_> = pieces(&document).iter().map(|piece| piece.text().len()).collect();
        assert!(lengths.len() > 5, "{flavor:?} is read in pieces of {lengths:?} bytes");
        let pieces = document.report(&settings).findings;
        let whole = Reading::new(source(flavor, &text)).report(&settings).findings;
        let (pieces, whole) = (places(&pieces), places(&whole));
        let differ: Vec<_> = pieces.symmetric_difference(&whole).collect();
        // Where a damage needs more of the article than its piece, either reading may be the better one.
        assert!(differ.len() * 50 <= whole.len(), "{flavor:?}: of {} findings differ {differ:?}", whole.len());
    }
}

/// Numbers that look random and are the same each time (xorshift).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// What an edit puts in: everything that opens or closes something which reaches far.
#[rustfmt::skip]
pub const INSERTED: &[&str] = &[
    "x", "y z", "<", "<b>", "</b>", "<div>", "</div>", "<!--", "-->", "```", "\n```\n", "\n\n", "\n", "# ",
    "\n\n## Head\n\n", "< strong >", "< / strong >", "<table>", "</table>", "<td>", "| a | b |\n|---|---|\n", "<script>",
    "</script>", "<?php", "?>", "{% if x %}", "{% endif %}", "**", "&lt;", "&nbsp ", "é漢", "<p>", "</p>", "<ul>\n<li>",
    "<!-- copydesk-disable -->", "<!-- copydesk-ignore spaced-tag -->\n", "strong> ", "/ p> ", "$$", "{{", "}}", "<pre>",
    "</pre>", "\u{200b}", "<port>", "<my-box>", "</my-box>", "\r\n", "~~~\n",
];

fn assert_edits_keep_up(flavor: Flavor, text: String, seed: u64, edits: usize) {
    let end = text.len();
    assert_edits_within_keep_up(flavor, text, (0, end), INSERTED, (seed, edits));
}

/// The same with edits that begin in a part of the text, from which the second number is the distance to its end.
fn assert_edits_within_keep_up(
    flavor: Flavor,
    mut text: String,
    (first, length): (usize, usize),
    all_inserted: &[&str],
    (seed, edits): (u64, usize),
) {
    let settings = Settings::default();
    let behind = text.len() - first - length;
    let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut document = Document::new(&source(flavor, &text), &settings);
    for step in 0..edits {
        let start = boundary(&text, first + numbers.below((text.len() + 1).saturating_sub(first + behind)));
        let removed = match numbers.below(6) {
            0 => numbers.below(40),
            1 => 1,
            2 if numbers.below(8) == 0 => numbers.below(9_000),
            _ => 0,
        };
        let end = boundary(&text, (start + removed).min(text.len()));
        let inserted = all_inserted[numbers.below(all_inserted.len())];
        text.replace_range(start..end, inserted);
        document.edit(Span::of(start, end), inserted, &settings).expect("still an article");
        assert_eq!(document.len(), text.len());
        let fresh = Document::new(&source(flavor, &text), &settings);
        let lengths = |document: &Document| pieces(document).iter().map(|it| it.text().len()).collect::<Vec<_>>();
        let what = || format!("edit {step} of seed {seed} in {flavor:?}: {start}..{end} became {inserted:?}");
        assert_eq!(lengths(&document), lengths(&fresh), "{}", what());
        let (edited, fresh_report) = (document.report(&settings).findings, fresh.report(&settings).findings);
        let only = |list: &[Finding], other: &[Finding]| -> Vec<String> {
            list.iter().filter(|finding| !other.contains(finding)).map(|finding| format!("{finding:?}")).collect()
        };
        let (more, less) = (only(&edited, &fresh_report), only(&fresh_report, &edited));
        assert!(more.is_empty() && less.is_empty(), "{}: only edited {more:#?}, only fresh {less:#?}", what());
        assert_eq!(edited, fresh_report, "{}", what());
        assert_eq!(document.unmatched(), fresh.unmatched(), "{}", what());
    }
    assert_eq!(document.text(), text);
}

/// How many sequences of edits are tried; `PROPTEST_CASES` asks for more.
fn sequences() -> u64 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).map_or(7, |cases: u64| cases.div_ceil(50))
}

#[test]
fn edits_of_long_articles_are_as_good_as_a_fresh_start() {
    for (flavor, extensions) in KINDS {
        for seed in 1..=sequences() {
            assert_edits_keep_up(flavor, long_article(extensions, 60_000), seed, 80);
        }
    }
}

/// Long articles that have no place between blocks: their name, flavor and text.
pub fn without_blocks(length: usize) -> Vec<(&'static str, Flavor, String)> {
    let html = long_article(&["html"], length);
    let markdown = long_article(&["md"], length);
    let join = |text: &str, between: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(between);
    let filled = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n");
    let quote = markdown.lines().fold(String::new(), |quote, line| quote + "> " + line + "\n");
    let broken = filled(&markdown).lines().fold(String::new(), |text, line| text + line + "<br>\n");
    vec![
        ("minified", Flavor::Html, join(&html, "")),
        ("one line of HTML", Flavor::Html, join(&html, " ")),
        ("preformatted", Flavor::Html, format!("<pre>\n{}\n</pre>\n", markdown.replace('<', "&lt;"))),
        ("one line of Markdown", Flavor::Markdown, join(&markdown, " ")),
        ("one quote", Flavor::Markdown, quote),
        ("one paragraph", Flavor::Markdown, filled(&markdown)),
        ("line breaks", Flavor::Text, broken),
    ]
}

#[test]
fn edits_of_articles_without_blocks_are_as_good_as_a_fresh_start() {
    for (_, flavor, text) in without_blocks(90_000) {
        for seed in 1..=sequences().div_ceil(4) {
            assert_edits_keep_up(flavor, text.clone(), seed, 25);
        }
    }
}

/// A line of code, and a row of a table: two of nine are damaged, as far as they are prose.
fn code_line(number: usize) -> String {
    match number % 9 {
        0 => String::new(),
        1 => format!("# Boat number {number} is next."),
        2 => format!("    moor < b >{number}< / b >"),
        3 => format!("if ships.get({number}) {{ return; }}"),
        4 => format!("<b>Ships {number}"),
        5 => format!("| no | table {number} |"),
        _ => format!("\tlet ship_{number} = quay(&{number});"),
    }
}

fn row(number: usize) -> String {
    match number % 9 {
        0 => format!("| North {number} | < b >open< / b > | 12 |"),
        1 => format!("| South {number} closed | 3 |"),
        2 => format!("| East {number} | open | 4 | more |"),
        _ => format!("| Quay {number} | **open** | {} |", number % 40),
    }
}

/// The lines with this before each of them; blank ones without white space at the end.
fn within(prefix: &str, lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| format!("{prefix}{line}").trim_end().to_owned() + "\n").collect()
}

/// Articles that are one block of code or one table for the greater part: what is before it, the lines of it, and what is
/// after it.
fn single_blocks(lines: usize) -> Vec<(String, String, String)> {
    let code = |prefix: &str| within(prefix, (0..lines).map(code_line));
    let filled = |prefix: &str| within(prefix, (0..lines).filter(|number| number % 9 > 0).map(code_line));
    let rows = |prefix: &str| within(prefix, (0..lines).map(row));
    let table =
        |prefix: &str| within(prefix, ["| Quay | State | Depth |", "|---|---|---|"].into_iter().map(str::to_owned));
    let before = "# Port\n\nThe < b >mole< / b > is closed.\n\n";
    let after = "\nThe next ship < i >sails< / i > today.\n\n```sh\nmoor\n```\n\nShips come in at noon.\n";
    let part = |begin: &str, block: String, end: &str| (format!("{before}{begin}"), block, format!("{end}{after}"));
    vec![
        part("```js\n", code(""), "```\n"),
        part("~~~~\n", filled(""), "~~~~\n"),
        part("```js\n", filled(""), "\n"),
        (format!("{before}```js\n"), code(""), String::new()),
        part("- Boats:\n\n  ```js\n", filled("  "), "  ```\n"),
        part("1. Boats:\n   - Ships\n\n     ```js\n", code("     "), "     ```\n"),
        part("- ```js\n", filled("  "), "  ```\n"),
        part("> ```js\n", filled("> "), "> ```\n"),
        part("> Boats:\n>\n> - Ships\n>   ```js\n", filled(">   "), ">   ```\n"),
        part("", filled("    "), ""),
        part("- Boats:\n\n", filled("      "), ""),
        part("> Boats:\n>\n", filled(">     "), ""),
        part(&table(""), rows(""), ""),
        part(&format!("- Boats:\n\n{}", table("  ")), rows("  "), ""),
        part(&table("> "), rows("> "), ""),
        part("| `Quay` | <b>State</b> | Depth \\| height |\n|---|---|---|\n", rows(""), ""),
    ]
}

#[test]
fn single_blocks_are_read_in_pieces() {
    let settings = Settings::default();
    for (before, block, after) in single_blocks(4_000) {
        let text = format!("{before}{block}{after}");
        let document = Document::new(&source(Flavor::Markdown, &text), &settings);
        let lengths: Vec<_> = pieces(&document).iter().map(|piece| piece.text().len()).collect();
        let longest = lengths.iter().max().expect("there are some");
        assert!(*longest < 50_000, "{before:?}: pieces of {lengths:?} bytes");
        let whole = Reading::new(source(Flavor::Markdown, &text)).report(&settings);
        let found = document.report(&settings);
        let (pieces, whole) = (places(&found.findings), places(&whole.findings));
        let differ: Vec<_> = pieces.symmetric_difference(&whole).collect();
        assert!(differ.is_empty(), "{before:?}: of {} findings differ {differ:?}", whole.len());
    }
}

#[test]
fn edits_of_single_blocks_are_as_good_as_a_fresh_start() {
    for (before, block, after) in single_blocks(2_200) {
        for seed in 1..=sequences().div_ceil(4) {
            assert_edits_keep_up(Flavor::Markdown, format!("{before}{block}{after}"), seed, 25);
        }
    }
}

/// What an edit of the first lines of a block puts in: words, which nothing depends on, and signs that change its kind.
const FIRST_LINES: &[&str] =
    &["x", "s", "é", " ", "", "-", ":", "| ", "\\", "`", "~", "{", "<b>", ".", "\t", "js", "| Pier ", "> ", "- "];

#[test]
fn edits_of_the_first_lines_of_a_block_are_as_good_as_a_fresh_start() {
    let repeated = "| Quay | State | Depth |\n|---|---|---|\n";
    let whole = |numbers: std::ops::Range<usize>| within("", numbers.filter(|number| number % 9 > 2).map(row));
    let padded = |number: usize| match number % 300 {
        7 => format!("| Quay {number:4}   open   | {:5} |\n", number % 40),
        _ => format!("| Quay {number:4} | open   | {:5} |\n", number % 40),
    };
    let aligned = (0..2_200).map(padded).collect();
    let equal = |line: &str| line.repeat(4_000);
    let mut blocks = single_blocks(2_200);
    blocks.extend([
        ("# Port\n\n| Quay | State | Depth |\n|:--|---|--:|\n".to_owned(), whole(0..2_000), String::new()),
        ("# Port\n\n| Quay | State |\n|---|---|\n".to_owned(), equal("| North | open |\n"), String::new()),
        ("# Port\n\n```sh\n".to_owned(), equal("moor all ships\n"), "```\n".to_owned()),
        (
            format!("# Port\n\n{repeated}"),
            format!("{}{repeated}{}", whole(0..1_500), whole(0..900)),
            "\nThe end.\n".to_owned(),
        ),
        (
            "# Port\n\n| Quay      | State  | Depth |\n|-----------|--------|-------|\n".to_owned(),
            aligned,
            String::new(),
        ),
    ]);
    for (before, block, after) in blocks {
        let first = before.trim_end().rfind("\n\n").map_or(0, |blank| blank + 2).min(before.len().saturating_sub(12));
        for seed in 1..=sequences().div_ceil(4) {
            let text = format!("{before}{block}{after}");
            let place = (first, before.len() + 20 - first);
            assert_edits_within_keep_up(Flavor::Markdown, text, place, FIRST_LINES, (seed, 25));
        }
    }
}

#[test]
fn words_of_the_first_lines_of_a_block_leave_what_follows_as_it_is() {
    let settings = Settings::default();
    let code = within("", (0..6_000).map(code_line));
    let rows = within("", (0..6_000).filter(|number| number % 9 > 2).map(row));
    for (before, block, edited) in [
        ("# Port\n\n| Quay | State | Depth |\n|---|---|---|\n", &rows, &["Quay", "State |", "|---"][..]),
        ("# Port\n\n- Boats:\n\n```js\n", &code, &["```js", "Boats"]),
        ("# Port\n\nBoats:\n\n~~~\n", &code, &["~~~", "Boats"]),
    ] {
        let mut document = Document::new(&source(Flavor::Markdown, &format!("{before}{block}")), &settings);
        for word in edited {
            let at = before.find(word).expect("it is there") + word.len();
            let old = pieces(&document).to_vec();
            let inserted = if *word == "|---" { "-" } else { "s" };
            document.edit(Span::of(at, at), inserted, &settings).expect("still an article");
            let kept = pieces(&document).iter().rev().zip(old.iter().rev());
            let kept = kept.take_while(|(new, old)| std::sync::Arc::ptr_eq(new, old)).count();
            assert!(kept + 2 >= old.len() && old.len() > 6, "{word:?}: {kept} of {} pieces are kept", old.len());
            document.edit(Span::of(at, at + 1), "", &settings).expect("still an article");
        }
    }
}

#[test]
fn letters_in_equal_lines_leave_the_cuts_behind_them_where_they_are() {
    let settings = Settings::default();
    let text = format!("# Port\n\n| Quay | State |\n|---|---|\n{}", "| North | open |\n".repeat(12_000));
    let mut document = Document::new(&source(Flavor::Markdown, &text), &settings);
    let at = text.find("open").expect("it is there");
    let mut moved = 0;
    for _ in 0..20 {
        let old = pieces(&document).to_vec();
        document.edit(Span::of(at, at), "o", &settings).expect("still an article");
        let kept = pieces(&document).iter().rev().zip(old.iter().rev());
        let kept = kept.take_while(|(new, old)| std::sync::Arc::ptr_eq(new, old)).count();
        moved += usize::from(kept + 4 < old.len());
    }
    assert_eq!(moved, 0, "of 20 letters");
}

#[test]
fn a_header_that_stands_again_far_below_is_found_by_its_words() {
    let settings = Settings::default();
    let header = "| Quay | State | Depth |\n|---|---|---|\n";
    let rows = within("", (0..3_000).filter(|number| number % 9 > 2).map(row));
    let mut text = format!("# Port\n\n{header}{rows}{header}{rows}");
    let mut document = Document::new(&source(Flavor::Markdown, &text), &settings);
    let at = text.find("Quay").expect("it is there") + 4;
    for (end, inserted, count) in [(at, "s", 0), (at + 1, "", 1), (at, " ", 1), (at, "|", 0)] {
        text.replace_range(at..end, inserted);
        document.edit(Span::of(at, end), inserted, &settings).expect("still an article");
        let found = document.report(&settings).findings;
        let doubled = found.iter().filter(|finding| finding.rule == "doubled-header").count();
        assert_eq!(doubled, count, "{inserted:?}");
        assert_eq!(found, Document::new(&source(Flavor::Markdown, &text), &settings).report(&settings).findings);
    }
}

#[test]
fn what_becomes_of_a_fence_is_told_where_it_begins() {
    let settings = Settings::default();
    let code = within("", (0..6_000).map(code_line));
    let before = "# Port\n\nThe mole is closed.\n\n````js\n";
    let mut document = Document::new(&source(Flavor::Markdown, &format!("{before}{code}")), &settings);
    let mut text = document.text();
    let end = text.len();
    for (from, to, inserted) in [
        (end, end, "````\n"),
        (end, end + 1, ""),
        (end, end + 4, ""),
        (end / 2, end / 2, "\n````sh\n"),
        (end, end, "\nquay\n````\n"),
        (end / 2 + 2, end / 2 + 6, ""),
        (end / 3, end / 3, "\n````\n"),
        (before.len() - 7, before.len() - 3, ""),
    ] {
        text.replace_range(from..to, inserted);
        document.edit(Span::of(from, to), inserted, &settings).expect("still an article");
        let fresh = Document::new(&source(Flavor::Markdown, &text), &settings);
        assert_eq!(document.report(&settings), fresh.report(&settings), "{from}..{to} became {inserted:?}");
        let whole = Reading::new(source(Flavor::Markdown, &text)).report(&settings).findings;
        let found = document.report(&settings).findings;
        let told = |list: &[Finding]| -> Vec<_> {
            let fences = list.iter().filter(|finding| finding.rule.ends_with("-fence"));
            fences.map(|finding| (finding.span, finding.rule, finding.message.to_string())).collect()
        };
        assert_eq!(told(&found), told(&whole), "{from}..{to} became {inserted:?}");
    }
}

/// Blocks with damage, each with a fence.
fn boats(blocks: usize) -> String {
    let block = |number: usize| {
        format!(
            "## Boat {number}\n\nThe < b >mole< / b > is closed, and ship {number} waits.\n\n```sh\nmoor < i >{number}< / i >\n```\n\n\
             Ships come in at noon.\n\n"
        )
    };
    (0..blocks).map(block).collect()
}

/// What opens or closes something for all that follows it.
const OPENS: [&str; 6] = ["\n\n~~~~\n", "\n\n<div>\n\n", "\n\n```sh\n", "\n\n{% if x %}\n\n", "\n\n```\n", "\n\n<!-- "];

#[test]
fn edits_before_all_is_read_end_as_a_fresh_start_does() {
    let settings = Settings::default();
    let mut behind = 0;
    for (number, opens) in OPENS.into_iter().enumerate() {
        let mut text = boats(6_000);
        let mut document = Document::new(&source(Flavor::Markdown, &text), &settings);
        let mut was_behind = false;
        for (step, at) in [2_000, 150_000, 90_000, 2_100, 1_000, 200_000].into_iter().enumerate() {
            let at = boundary(&text, at + 7 * number);
            let inserted = if step == 0 { opens } else { OPENS[(number + step) % OPENS.len()] };
            text.insert_str(at, inserted);
            let is_settled = edit_near(&mut document, Span::of(at, at), inserted, &settings).expect("still an article");
            was_behind |= !is_settled;
            if step % 2 == 0 {
                read_on(&mut document, &settings, 20_000);
            }
        }
        behind += usize::from(was_behind);
        let mut rounds = 0;
        while !read_on(&mut document, &settings, 100_000) {
            rounds += 1;
            assert!(rounds < 1_000, "it comes to an end");
        }
        let fresh = Document::new(&source(Flavor::Markdown, &text), &settings);
        assert_eq!(document.text(), text);
        assert_eq!(document.report(&settings), fresh.report(&settings), "{opens:?}");
        assert_eq!(document.unmatched(), fresh.unmatched(), "{opens:?}");
    }
    // What the next fence or comment closes reaches no further than that.
    assert!(behind >= 4, "{behind} of them left something to be read");
}

#[test]
fn what_is_far_from_an_edit_is_told_as_before_until_it_is_read() {
    let settings = Settings::default();
    let text = boats(6_000);
    let mut document = Document::new(&source(Flavor::Markdown, &text), &settings);
    let before = document.report(&settings).findings.len();
    let is_settled =
        edit_near(&mut document, Span::of(400, 400), "\n\n<div>\n\n", &settings).expect("still an article");
    assert!(!is_settled);
    let near = document.report(&settings).findings;
    assert!(near.len() >= before, "{} findings, and {before} before", near.len());
    while !read_on(&mut document, &settings, 100_000) {}
    assert_eq!(document.report(&settings).findings.len(), before + 1);
}

#[test]
fn prose_without_blocks_is_read_in_pieces() {
    let settings = Settings::default();
    let good = "Ships come in at noon, and leave at six. The mole is closed for the summer of the year. ";
    let damaged = "The lamps are < b >lit< / b >, and the keeper is awake. ";
    let prose = |count: usize, end: &str| {
        let mut text = String::new();
        for number in 0..count {
            write!(text, "Boat {number} sails. {good}{good}{damaged}{good}{good}{end}").expect("there is room");
        }
        text
    };
    let quote = prose(300, "\n>\n> ");
    for (flavor, text) in [
        (Flavor::Html, prose(300, "")),
        (Flavor::Html, format!("<p>{}</p>", prose(300, "</p><p>"))),
        (Flavor::Html, format!("<pre>\n{}</pre>\n", prose(300, "\n"))),
        (Flavor::Markdown, prose(300, "")),
        (Flavor::Markdown, prose(300, "\n")),
        (Flavor::Markdown, format!("> {quote}")),
        (Flavor::Text, prose(300, "<br>\n")),
    ] {
        let document = Document::new(&source(flavor, &text), &settings);
        let what = format!("{flavor:?} {:?}", &text[..60]);
        assert!(pieces(&document).len() > 5, "{what}: {} pieces", pieces(&document).len());
        let whole = Reading::new(source(flavor, &text)).report(&settings);
        assert_eq!(document.report(&settings), whole, "{what}");
    }
}

#[test]
fn what_opens_far_away_is_closed_by_the_last_edit() {
    let settings = Settings::default();
    let body = "Ships come in at noon.\n\nThe < b >mole< / b > is closed.\n\n".repeat(2_000);
    for (opens, closes) in [("<!-- ", " -->"), ("```\n", "\n```\n"), ("<div>\n\n", "\n\n</div>\n"), ("<?php ", " ?>")] {
        let text = format!("# Port\n\n{opens}{body}");
        let mut document = Document::new(&source(Flavor::Markdown, &text), &settings);
        document.edit(Span::of(text.len(), text.len()), closes, &settings).expect("still an article");
        let fresh = Document::new(&source(Flavor::Markdown, &(text + closes)), &settings);
        assert_eq!(document.report(&settings), fresh.report(&settings), "{opens}");
    }
}

#[test]
fn an_element_that_nothing_closes_is_found_in_its_piece() {
    let settings = Settings::default();
    let mut text = "<section>\n<h2>Boats</h2>\n".to_owned();
    for number in 0..2_000 {
        writeln!(text, "<p>Boat number {number} sails.</p>").expect("a string takes everything");
    }
    let found = Document::new(&source(Flavor::Html, &text), &settings).report(&settings).findings;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].rule, found[0].span.start), ("unclosed-element", 0));
    let closed = Document::new(&source(Flavor::Html, &(text + "</section>\n")), &settings);
    assert_eq!(closed.report(&settings).findings, []);
}

#[test]
fn the_last_block_of_a_piece_is_read_like_any_other() {
    let settings = Settings::default();
    let block = "- <strong>Tools:<strong> return them clean\n\n# Coming up\n\nShips come in at noon.\n\n".to_owned();
    let filler = "The mole is closed, and the lamps are lit.\n\n".repeat(150);
    let text = (block + &filler).repeat(6);
    let document = Document::new(&source(Flavor::Markdown, &text), &settings);
    assert!(pieces(&document).len() > 3, "{} pieces", pieces(&document).len());
    let whole = Reading::new(source(Flavor::Markdown, &text)).report(&settings);
    assert_eq!(document.report(&settings), whole);
}

#[test]
fn a_long_list_is_read_in_pieces() {
    let settings = Settings::default();
    let mut text = "# Boats\n\n".to_owned();
    for number in 0..4_000 {
        writeln!(text, "- Boat {number} is < b >here< / b > today").expect("a string takes everything");
    }
    let document = Document::new(&source(Flavor::Markdown, &text), &settings);
    assert!(pieces(&document).len() > 8, "{} pieces", pieces(&document).len());
    let whole = Reading::new(source(Flavor::Markdown, &text)).report(&settings);
    assert_eq!(document.report(&settings), whole);
    assert_edits_keep_up(Flavor::Markdown, text, 7, 20);
}

#[test]
fn weak_damage_is_read_again_where_the_article_proves_damaged() {
    let settings = Settings::default();
    let weak = "Ships come in at noon strong> and leave at six.\n\nThe mole is closed for the summer.\n\n";
    let clean = "The lamps are lit, and the keeper is awake.\n\n".repeat(200);
    let text = format!("{clean}{weak}").repeat(5);
    let mut document = Document::new(&source(Flavor::Markdown, &text), &settings);
    let mut edited = text.clone();
    let damage = "The < strong >mole< / strong > is < em >closed< / em >.\n\n";
    for (start, end, inserted) in [(0, 0, damage), (0, 0, damage), (0, damage.len(), ""), (0, damage.len(), "")] {
        // Behind the first bytes, which may say what kind of file this is.
        let (start, end) = (start + 92, end + 92);
        edited.replace_range(start..end, inserted);
        document.edit(Span::of(start, end), inserted, &settings).expect("still an article");
        let fresh = Document::new(&source(Flavor::Markdown, &edited), &settings);
        assert_eq!(document.report(&settings), fresh.report(&settings));
    }
    assert_eq!(edited, text);
}

#[test]
fn messages_do_not_say_where_in_its_piece_a_damage_stands() {
    let settings = Settings::default();
    let clean = "The lamps are lit, and the keeper is awake.\n\n".repeat(1_000);
    let damaged =
        "```sh\nmake\n\n# Next\n\n```sh\nmake\n```\n\nThe < b >mole< / b > is closed.\n\n</p>\n\n```sh\nrow\n";
    let text = clean + damaged;
    let whole = Reading::new(source(Flavor::Markdown, &text)).report(&settings);
    let document = Document::new(&source(Flavor::Markdown, &text), &settings);
    assert!(pieces(&document).len() > 3 && whole.findings.len() > 3, "{:?}", whole.findings);
    assert_eq!(document.report(&settings), whole);
}

#[test]
fn the_beginning_of_a_long_article_is_edited_too() {
    let settings = Settings::default();
    let body =
        "<p>Ships come in at noon, and the mole is closed.</p>\n<p>Rest here<br/> and eat.<b/></p>\n".repeat(400);
    let mut text = format!("<!-- port -->\n{body}");
    let mut document = Document::new(&source(Flavor::Html, &text), &settings);
    let declaration = "<?xml version=\"1.0\"?>\n";
    for (start, end, inserted) in [(0, 0, declaration), (0, 0, "\u{feff}"), (0, 3, ""), (0, 1, ""), (30, 30, "x")] {
        text.replace_range(start..end, inserted);
        document.edit(Span::of(start, end), inserted, &settings).expect("still an article");
        let fresh = Document::new(&source(Flavor::Html, &text), &settings);
        assert_eq!(document.report(&settings), fresh.report(&settings), "{start}..{end} became {inserted:?}");
    }
}

#[test]
fn long_front_matter_is_one_piece() {
    let settings = Settings::default();
    let metadata = "note: the < b >mole< / b > is closed\n\nAnother: strong> line\n\n".repeat(300);
    let body = "The lamps are lit, and the keeper is awake.\n\n".repeat(400);
    let mut text = format!("---\ntitle: Port\n{metadata}---\n\n{body}");
    let mut document = Document::new(&source(Flavor::Markdown, &text), &settings);
    assert_eq!(document.report(&settings).findings, []);
    for (start, end, inserted) in [(0, 1, ""), (0, 0, "-"), (2, 2, "-"), (2, 3, "")] {
        text.replace_range(start..end, inserted);
        document.edit(Span::of(start, end), inserted, &settings).expect("still an article");
        let fresh = Document::new(&source(Flavor::Markdown, &text), &settings);
        assert_eq!(document.report(&settings), fresh.report(&settings), "{start}..{end} became {inserted:?}");
    }
}
