//! What attacks found, each as the kind that it stands for: nothing panics, every repair settles, and no safe fix wakes or
//! hides anything.

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::{Repaired, repair};
use copydesk::internals::lint::lint;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::Flavor::{self, Html, Markdown, Text};
use copydesk::internals::text::Source;

fn source(flavor: Flavor, text: &str) -> Source {
    Source::new("article", flavor, text).expect("the text is short and holds no NUL byte")
}

fn repaired(flavor: Flavor, text: &str, least: Safety) -> Repaired {
    repair(source(flavor, text), &Settings::default(), least)
}

/// Whatever the white space before a word: it may have several bytes.
#[test]
fn white_space_of_every_length_is_read() {
    for space in ["\u{a0}", "\u{3000}", "\u{202f}", "\u{85}", "\u{2028}", "\u{feff}", "\u{1680}"] {
        for lead in ["voir, page", "Une phrase de plus de soixante octets avant le lien, et encore un peu", ""] {
            for &flavor in Flavor::ALL {
                let text = format!("{lead}{space}ici](https://example.org/x)");
                lint(source(flavor, &text), &Settings::all_rules());
            }
        }
    }
}

/// Texts whose fixes used to be wanted again after each pass.
#[test]
fn every_repair_settles() {
    let chains = ["p>", "strong>", "\u{1b}[\n\n<div>\n\n\u{c}", "&amp;", "**", "[", "](", "< < < /li>「\n\n<div>\n\n"];
    let chains = chains.iter().flat_map(|chain| [3, 12, 400].map(|count| chain.repeat(count)));
    let single = ["Use **\\<script> tags.", "<tr>”<g c=(>](x.htm)", "<b\n\n<b a=(>](x)\n**\\<p>"];
    for text in single.iter().map(|text| (*text).to_owned()).chain(chains) {
        for &flavor in Flavor::ALL {
            for least in [Safety::Safe, Safety::Unsafe] {
                let repaired = repaired(flavor, &text, least);
                let shown: String = text.chars().take(60).collect();
                let fixed = repaired.source.text();
                assert_eq!(repaired.unsettled, [""; 0], "{least:?} fixes of {shown:?} as {}", flavor.name());
                assert!(repaired.passes <= 10, "{shown:?} takes {} passes", repaired.passes);
                assert!(fixed.len() <= 3 * text.len(), "{shown:?} grows to {} bytes", fixed.len());
                let again = repair(source(flavor, fixed), &Settings::default(), least);
                assert_eq!(again.source.text(), fixed, "fixed twice as {}: {shown:?}", flavor.name());
            }
        }
    }
}

/// Texts in which safe fixes must leave the named part asleep, text or code as it is.
#[rustfmt::skip]
const ASLEEP: &[(&str, Flavor, &str, &str)] = &[
    ("a tag within an unfinished one", Markdown, "Well <b< img src=x onerror=alert(1) > then.", "< img src=x onerror=alert(1) >"),
    ("an address that a control character breaks", Html, "<a href=\"java\u{7}script:alert(1)\">x</a>", "java\u{7}script"),
    ("an address that a control character breaks, in Markdown", Markdown, "[x](java\u{7}script:alert(1))", "java\u{7}script"),
    ("a handler that a control character breaks", Html, "<b on\u{7}error=\"alert(1)\">x</b>", "on\u{7}error"),
    ("a handler that a control character breaks, in Markdown", Markdown, "<b on\u{7}error=\"alert(1)\">x</b>", "on\u{7}error"),
    ("an address that an invisible sign breaks", Html, "<a href=\"java\u{200b}script:alert(1)\">x</a>", "java\u{200b}script"),
    ("markup behind a select", Html, "<select><option>a</selec\u{200b}t><img src=x onerror=alert(1)>", "</selec\u{200b}t>"),
    ("markup behind noscript", Html, "<noscript>a< / noscript ><img src=x onerror=alert(1)>", "< / noscript >"),
    ("markup in a text area", Html, "<textarea>a< / textarea ><img src=x onerror=alert(1)>", "< / textarea >"),
    ("a tag in front of a word", Markdown, "a <</em>word and more", "<</em>word"),
    ("a tag in front of a word, in HTML", Html, "<p>a <</em>word and more</p>", "<</em>word"),
    ("a comment that a removal would begin", Markdown, "a <!</i>x y z", "<!</i>x"),
    ("a tag that a removed mark would begin", Markdown, "a <【1†source】x y", "<【1†source】x"),
    ("a tag that a removed mark would begin, in plain text", Text, "a <【1†source】x y", "<【1†source】x"),
    ("a reference that a removal would form", Markdown, "fish &</em>lt;b and more", "&</em>lt;"),
    ("code that a removal would begin", Markdown, "para\n\n\u{7}\tcode?\n", "\u{7}\tcode"),
    ("a fence that a removal would open", Markdown, "para\n\n\u{7}~~~\nx\n", "\u{7}~~~"),
    ("a fence that a removal would open, in plain text", Text, "para\n\n\u{7}```\nx\n", "\u{7}```"),
    ("a list item that would leave its code", Markdown, "    -\u{200b}x <b>y</b>\n    -z <i>w</i>\n", "    -\u{200b}x <b>y</b>\n    -z <i>w</i>\n"),
];

#[test]
fn safe_fixes_wake_and_hide_nothing() {
    let mut wrong = Vec::new();
    for (name, flavor, text, asleep) in ASLEEP {
        let fixed = repaired(*flavor, text, Safety::Safe).source;
        if !fixed.text().contains(asleep) {
            wrong.push(format!("{name}, {}: {text:?} became {:?}", flavor.name(), fixed.text()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A letter between two damages must not become part of a tag in the second pass.
#[test]
fn no_tag_is_read_across_what_was_removed() {
    for &flavor in Flavor::ALL {
        let fixed = repaired(flavor, "&lt;lee@examp[/caption]>", Safety::Safe).source;
        assert!(fixed.text().contains("lee@examp"), "{}: {:?}", flavor.name(), fixed.text());
        let fixed = repaired(flavor, "<ul><li>Bob@example.sp[/caption]></ul>", Safety::Unsafe).source;
        assert!(fixed.text().contains("example.sp"), "{}: {:?}", flavor.name(), fixed.text());
    }
}

/// What was left out the first time must not be done the second.
#[test]
fn a_repair_that_left_something_out_settles_too() {
    let ports = |count: usize| "<port>".repeat(count);
    let text = format!(
        "#</h3>table > section ><img src=\"a.png\">< td ><ol>\\){}table > section >$$<ul />_{}strong> li /></table><th>\
         \u{a0}#1. _\\(]:<strong>strong> li /></table><th><img src=“a.png”>",
        ports(48),
        ports(7)
    );
    for &flavor in Flavor::ALL {
        let fixed = repaired(flavor, &text, Safety::Unsafe).source;
        let again = repaired(flavor, fixed.text(), Safety::Unsafe).source;
        assert_eq!(again.text(), fixed.text(), "as {}", flavor.name());
    }
}

/// A repair that comes to no end leaves the article as it is, and says which rules were to blame.
#[test]
fn what_does_not_settle_is_left_out() {
    let text = "p>".repeat(100);
    let repaired = repaired(Html, &text, Safety::Unsafe);
    assert_eq!(repaired.left_out, ["bare-tag"]);
    assert_eq!(repaired.source.text(), text, "no half of a chain is written");
}
