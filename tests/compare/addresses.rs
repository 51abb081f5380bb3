//! Links that lead to the same, however their addresses are written, are no differences.

use std::path::Path;

use copydesk::internals::compare::Original;
use copydesk::internals::text::{Flavor, Source};

use crate::pairs::{found, settings};

fn told(original: &str, translation: &str) -> Vec<(&'static str, String)> {
    let source = |text: &str| Source::new(Path::new("a.md"), Flavor::Markdown, text.to_owned()).expect("readable");
    let settings = settings();
    let original = Original::new(&source(original), &settings);
    let findings = found(&original, &source(translation), &settings);
    findings.into_iter().map(|finding| (finding.rule, finding.message.to_string())).collect()
}

#[test]
fn the_same_place_may_be_written_otherwise() {
    for (original, translation) in [
        // Addresses that an editor copied are encoded.
        ("[a](#high-tides)\n\n## High tides\n\nb\n", "[a](#gro%C3%9Fe-fluten)\n\n## Große Fluten\n\nb\n"),
        // A soft hyphen is no part of an address.
        ("[a](#tide-tables)\n\n## Tide tables\n\nb\n", "[a](#gezeitentafeln)\n\n## Gezeiten&shy;tafeln\n\nb\n"),
        // Two headings with the same letters have two addresses.
        (
            "[a](#lowTide) [b](#low-tide)\n\n## `lowTide`\n\nc\n\n## Low tide\n\nd\n",
            "[a](#lowTide) [b](#niedrigwasser)\n\n## `lowTide`\n\nc\n\n## Niedrigwasser\n\nd\n",
        ),
        // Tags are no part of the address that a heading has by itself.
        ("## tide.table <New />\n\na\n", "## tide.table <New /> {#tide-table}\n\na\n"),
        // The site of a language.
        ("[a](https://vite.dev/guide/why)\n", "[a](https://cn.vite.dev/guide/why.html)\n"),
        // Links to the site that an article belongs to are often paths.
        (
            "Read [a](https://vite.dev/guide/why.html), [b](https://vite.dev/guide/) and [c](https://vite.dev/blog).\n",
            "[d](/guide/why), [e](/guide/), [f](/blog) lesen.\n",
        ),
        ("![a](./images/cycle.png)\n", "![b](./images/cycle_zh-CN.png)\n"),
    ] {
        assert_eq!(told(original, translation), [], "{translation}");
    }
}

#[test]
fn another_place_is_told() {
    for (original, translation) in [
        ("[a](#high-tides)\n\n## High tides\n\nb\n\n## Low\n", "[a](#niedrig)\n\n## Hochwasser\n\nb\n\n## Niedrig\n"),
        ("## Tide {#tide}\n\na\n", "## Tide {#tied}\n\na\n"),
        ("[a](https://js.example/guide/why)\n", "[a](https://ts.example/guide/why)\n"),
    ] {
        assert_eq!(told(original, translation).len(), 1, "{translation}");
    }
}
