//! Every construct with every damage: each cell is found, or is listed here with the reason.

use super::article::Article;
use super::ending::damaged_end;
use super::read::read;
use crate::text::{Flavor, Source};
use crate::tokens::{Lines, RegionKind, Regions, lex};

/// A construct as it is written.
struct Example {
    name: &'static str,
    before: &'static str,
    /// Signs and what stands between them, in turn; a sign first.
    parts: &'static [&'static str],
    after: &'static str,
}

const fn example(
    name: &'static str,
    before: &'static str,
    parts: &'static [&'static str],
    after: &'static str,
) -> Example {
    Example { name, before, parts, after }
}

static EXAMPLES: &[Example] = &[
    example("footnote", "The pier.", &["[^", "1", "]"], "\n\n[^1]: By twelve metres.\n"),
    example("footnote definition", "The pier.[^1]\n\n", &["[^", "1", "]:"], " By twelve metres.\n"),
    example(
        "reference",
        "See ",
        &["[", "the tides", "][", "tides", "]"],
        " now.\n\n[tides]: https://example.org/tides\n",
    ),
    example(
        "reference definition",
        "See [the tides][tides].\n\n",
        &["[", "tides", "]:"],
        " https://example.org/tides\n",
    ),
    example("alert", "> ", &["[!", "NOTE", "]"], "\n> The bridge closes at ten.\n"),
    example("task", "- [ ] order rope\n- ", &["[", "x", "]"], " paint the buoy\n"),
    example("link", "See ", &["[", "the tides", "](", "https://example.org/tides", ")"], " now.\n"),
    example("picture", "", &["![", "The crane", "](", "crane.jpg", ")"], "\n"),
    example("titled link", "See ", &["[", "the tides", "](", "/tides ", "\"", "Tides", "\")"], " now.\n"),
    example("autolink", "Write to ", &["<", "https://example.org/contact", ">"], " today.\n"),
    example("comment", "Before.\n\n", &["<!--", " checked in May ", "-->"], "\n\nAfter.\n"),
    example("document type", "", &["<!", "DOCTYPE html", ">"], "\n<p>Hello.</p>\n"),
    example("anchor", "## Opening hours ", &["{#", "hours", "}"], "\n"),
    example("heading", "", &["##"], " Opening hours\n"),
    example("thematic break", "The day ends.\n\n", &["---"], "\n\nThe night begins.\n"),
    example("bullet", "- bread\n", &["-"], " salt\n- lamp oil\n"),
    example("directive", "", &[":::"], "note\n\nThe bridge closes.\n\n:::\n"),
    example("admonition", "", &["!!!"], " note\n    The bridge closes at ten.\n"),
    example("struck through", "The fee is ", &["~~", "four", "~~"], " five.\n"),
    example("linked picture", "", &["[![", "Build", "](", "build.svg", ")](", "https://example.org/build", ")"], "\n"),
    example("heading end", "## Opening hours ", &["##"], "\n"),
    example("number", "1. Open the valve.\n2", &["."], " Wait a minute.\n3. Close it.\n"),
    example("quote", "> The sea takes its time,\n", &[">"], " said the keeper.\n"),
    example("definition", "Ebb\n", &[":"], " The falling tide.\n"),
    example("line break", "Harbour office", &["\\"], "\nNorth quay 4\n"),
    example("code span", "Run ", &["`", "make harbour", "`"], " before you sail.\n"),
];

/// Cells in which nothing is found: the example, the damage and the sign (any where it is empty), and why.
static UNKNOWN: &[(&str, &str, &str, &str)] = &[
    // Told by another rule, which knows more of it.
    ("link", "lost", "[", "`unclosed-link` guesses where the text begins"),
    ("titled link", "lost", "[", "`unclosed-link` guesses where the text begins"),
    // Another construct, or the same one.
    ("heading", "lost", "", "a heading of another level"),
    ("heading", "doubled", "", "a heading of another level"),
    ("thematic break", "spaced", "", "a thematic break, or a list item"),
    ("thematic break", "doubled", "", "a thematic break"),
    ("directive", "doubled", "", "a directive that may hold others"),
    ("directive", "lost", "", "a leaf directive"),
    ("picture", "lost", "![", "a link to a picture"),
    ("comment", "doubled", "<!--", "a comment that begins with a dash"),
    ("comment", "doubled", "-->", "a comment that ends with a dash"),
    ("anchor", "lost", "{#", "a variable in braces"),
    ("code span", "doubled", "", "a code span of two backticks that is not closed yet"),
    ("heading end", "lost", "", "any number of signs ends a heading"),
    ("heading end", "doubled", "", "any number of signs ends a heading"),
    ("quote", "doubled", "", "a quote in a quote"),
    ("line break", "doubled", "", "a backslash"),
    ("footnote definition", "lost", "[^", "a link definition, `[1]:`"),
    ("reference definition", "escaped", "]:", "a label may hold an escaped bracket"),
    ("titled link", "spaced", "\")", "white space may follow a title"),
    ("code span", "escaped", "`", "a backslash at the end of a code span is code"),
    // Nothing tells them from prose.
    ("reference definition", "lost", "[", "words before a bracket and a colon"),
    ("titled link", "doubled", "\"", "an empty title, and words"),
    ("comment", "escaped", "-->", "the comment goes on"),
    ("linked picture", "swapped", ")](", "a picture in brackets, and an address in brackets"),
    ("line break", "lost", "", "a line that was wrapped"),
    ("line break", "escaped", "", "a backslash"),
    ("quote", "lost", "", "the paragraph goes on"),
    ("definition", "lost", "", "the paragraph goes on"),
    ("number", "doubled", "", "a dot of an ellipsis"),
    ("thematic break", "lost", "", "two dashes before a signature"),
    ("bullet", "lost", "", "the item before goes on"),
    ("reference", "swapped", "][", "brackets and a remark in parentheses"),
    ("reference definition", "doubled", "]:", "`::` belongs to other languages"),
    ("admonition", "doubled", "", "an exclamation"),
    ("struck through", "doubled", "", "a tilde may be a part of the words"),
];

/// What damages a sign, each in all places of it.
fn damages(sign: &str) -> Vec<(&'static str, String)> {
    let chars: Vec<char> = sign.chars().collect();
    let with = |at: usize, what: &str| -> String {
        chars[..at].iter().collect::<String>() + what + &chars[at..].iter().collect::<String>()
    };
    let mut list = Vec::new();
    for at in 1..chars.len() {
        list.push(("spaced", with(at, " ")));
        list.push(("invisible", with(at, "\u{200b}")));
    }
    let wide = |char: char| char::from_u32(u32::from(char) - 0x21 + 0xff01).expect("ASCII");
    list.push(("full-width", chars.iter().map(|&char| wide(char)).collect()));
    for at in 0..chars.len() {
        let lost = chars[..at].iter().chain(&chars[at + 1..]).collect();
        list.push(("lost", lost));
        list.push(("doubled", with(at, &chars[at].to_string())));
    }
    let swapped = |char: char| match char {
        '[' => '(',
        ']' => ')',
        '(' => '[',
        ')' => ']',
        other => other,
    };
    let typographic = |char: char| match char {
        '-' => '–',
        '`' => '‘',
        '"' => '“',
        other => other,
    };
    let mapped = |name, map: &dyn Fn(char) -> char| {
        let other: String = chars.iter().map(|&char| map(char)).collect();
        (other != sign).then_some((name, other))
    };
    list.push(("escaped", with(0, "\\")));
    list.extend(mapped("swapped", &swapped));
    list.extend(mapped("typographic", &typographic));
    list.dedup();
    list
}

fn found(text: &str) -> usize {
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
    read(article).len() + unclosed.filter_map(|region| damaged_end(text, region.span)).count()
}

#[test]
fn whole_constructs_are_silent() {
    for example in EXAMPLES {
        let text = [example.before, &example.parts.concat(), example.after].concat();
        assert_eq!(found(&text), 0, "{text:?}");
    }
}

#[test]
fn every_damage_is_found_or_listed() {
    let mut missed = Vec::new();
    for example in EXAMPLES {
        for (number, sign) in example.parts.iter().enumerate().step_by(2) {
            for (damage, written) in damages(sign) {
                let mut parts = example.parts.to_vec();
                parts[number] = &written;
                let text = [example.before, &parts.concat(), example.after].concat();
                let is_listed = UNKNOWN.iter().any(|(name, unknown, of, _)| {
                    *name == example.name && (unknown.is_empty() || *unknown == damage) && (of.is_empty() || of == sign)
                });
                if found(&text) == 0 && !is_listed {
                    missed.push(format!("{}: {damage} `{sign}` in {text:?}", example.name));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{} cells:\n{}", missed.len(), missed.join("\n"));
}
