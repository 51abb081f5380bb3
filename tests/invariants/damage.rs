//! Damage of a known kind, done to well-formed texts, is repaired: what comes out is the text as it was.

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::Flavor;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::cases;
use crate::properties::source;
use crate::texts::{html, markdown};

/// A kind of damage: what it is done to, and what becomes of that.
#[derive(Clone, Copy, Debug)]
struct Damage {
    name: &'static str,
    /// The places in a text that it may be done to: start, end and what stands there afterwards.
    places: fn(&str) -> Vec<(usize, usize, String)>,
}

/// Elements that stand in sentences. Their tags occur nowhere in code and comments of the texts.
const ELEMENTS: [&str; 10] = ["b", "i", "em", "strong", "span", "small", "q", "cite", "mark", "sup"];

fn each(text: &str, whole: &str, damaged: &str) -> Vec<(usize, usize, String)> {
    text.match_indices(whole).map(|(at, _)| (at, at + whole.len(), damaged.to_owned())).collect()
}

/// Damages the start and the end tag of elements without attributes and without elements within.
fn elements(text: &str, damaged: fn(&str) -> (String, String)) -> Vec<(usize, usize, String)> {
    let of_one = |name: &str| {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let (start, end) = damaged(name);
        let places = text.match_indices(&open).filter_map(|(at, _)| {
            let inside = text[at + open.len()..].split('<').next()?;
            let whole = format!("{open}{inside}{close}");
            let fits = text[at..].starts_with(&whole) && !inside.trim().is_empty();
            fits.then(|| (at, at + whole.len(), format!("{start}{inside}{end}")))
        });
        places.collect::<Vec<_>>()
    };
    ELEMENTS.into_iter().flat_map(of_one).collect()
}

const IN_HTML: &[Damage] = &[
    Damage {
        name: "white space in tags",
        places: |text| elements(text, |name| (format!("< {name} >"), format!("< / {name} >"))),
    },
    Damage {
        name: "white space in end tags",
        places: |text| elements(text, |name| (format!("<{name}>"), format!("</ {name}>"))),
    },
    Damage {
        name: "full-width signs",
        places: |text| elements(text, |name| (format!("＜{name}＞"), format!("＜/{name}＞"))),
    },
    Damage { name: "white space in references", places: |text| each(text, "&amp;", "& amp;") },
    Damage { name: "white space before semicolons", places: |text| each(text, "&nbsp;", "&nbsp ;") },
    Damage { name: "curly quotes", places: |text| each(text, "class=\"a b\"", "class=“a b”") },
    Damage { name: "a lost > of an end tag", places: |text| each(text, "</p>\n", "</p\n") },
    Damage { name: "another heading's end tag", places: |text| each(text, "</h2>", "</h3>") },
    Damage { name: "control characters", places: |text| each(text, "harbour", "harb\u{7}our") },
];

const IN_MARKDOWN: &[Damage] = &[
    Damage {
        name: "spaced bold text",
        // Beside a product the spaced signs may be products too.
        places: |text| {
            if text.contains("2*3") { Vec::new() } else { each(text, "**nobody waits**", "** nobody waits **") }
        },
    },
    Damage { name: "spaced links", places: |text| each(text, "[a link](", "[a link] (") },
    Damage { name: "dashes in delimiter rows", places: |text| each(text, "|---|:-:|", "|—|:-:|") },
    Damage { name: "headings without a space", places: |text| each(text, "\n\n## The harbour", "\n\n##The harbour") },
    Damage { name: "escaped tags' white space", places: |text| each(text, "<kbd>F1</kbd>", "< kbd >F1< / kbd >") },
    Damage { name: "white space in references", places: |text| each(text, "&copy; 2025", "&copy ; 2025") },
];

fn assert_repaired(flavor: Flavor, text: &str, damage: Damage, place: Index) -> Result<(), TestCaseError> {
    let places = (damage.places)(text);
    // Beside certain damage what only looks like some is repaired too.
    if places.is_empty() || text.contains("indented < b >") {
        return Err(TestCaseError::reject("the text has no such place, or others that look damaged"));
    }
    let (start, end, damaged) = &places[place.index(places.len())];
    let broken = format!("{}{damaged}{}", &text[..*start], &text[*end..]);
    let repaired = repair(source(flavor, &broken), &Settings::default(), Safety::Unsafe).source;
    prop_assert_eq!(repaired.text(), text, "{}: {:?}", damage.name, broken);
    Ok(())
}

fn rejecting(count: u32) -> proptest::test_runner::Config {
    proptest::test_runner::Config { max_global_rejects: 1_000_000, ..cases(count) }
}

proptest! {
    #![proptest_config(rejecting(1_000))]

    #[test]
    fn of_html_is_repaired(text in html(), damage in select(IN_HTML), place in any::<Index>()) {
        assert_repaired(Flavor::Html, &text, damage, place)?;
    }

    #[test]
    fn of_markdown_is_repaired(text in markdown(), damage in select(IN_MARKDOWN), place in any::<Index>()) {
        assert_repaired(Flavor::Markdown, &text, damage, place)?;
    }
}
