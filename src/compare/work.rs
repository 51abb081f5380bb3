//! Comparing a pair takes work that grows linearly with it, however little the two have in common.

use super::compare;
use crate::findings::Severity;
use crate::rules::{self, Group};
use crate::settings::Settings;
use crate::text::{Flavor, Source};
use crate::tokens::work::count;

/// Bytes of the longer of two originals.
const LENGTH: usize = 120_000;

/// How much more work twice the text may take, in tenths.
const MOST: usize = 26;

/// What is repeated in an original, and in its translation.
const PAIRS: &[(&str, &str)] = &[
    ("# a\n\n", "## b\n\n"),
    ("# a {#x}\n\nb\n\n", "# a {#y}\n\n"),
    ("[a](b) ", "[a](c) "),
    ("[a](/x/y)\n\n", "b\n\n"),
    ("[a](#b)\n\n# b\n\n", "[a](#c)\n\n# c\n\n"),
    ("- `a_b`\n", "* a_b c\n"),
    ("```js\na(b)\n```\n\n", "```js\nA(b]\n```\n\n"),
    ("| a | b |\n|---|---|\n| c | d |\n\n", "| a |\n|---|\n\n"),
    ("<div class=\"a\">\n\n</div>\n\n", "<div class=\"b\">\n\n</div>\n"),
    ("{{< a \"b\" >}} ", "{{< c >}} "),
    ("**a** ", "** a ** "),
    ("[a][b]\n\n", "[b][a]\n\n"),
    ("[a]: /b\n", "[b]: /a\n"),
    ("a 1 b 2 ", "a 3 b "),
];

fn steps(original: &str, translation: &str, length: usize) -> usize {
    let mut settings = Settings::default();
    for rule in rules::ALL.iter() {
        settings.set(rule, (rule.group == Group::Translation).then_some(Severity::Info));
    }
    let source = |unit: &str| {
        let times = length / unit.len();
        Source::new("a.md", Flavor::Markdown, unit.repeat(times)).expect("readable")
    };
    let (original, translation) = (source(original), source(translation));
    count(|| drop(compare(&original, &translation, &settings))).total()
}

#[test]
fn work_grows_linearly() {
    for &(original, translation) in PAIRS {
        let half = steps(original, translation, LENGTH / 2);
        let whole = steps(original, translation, LENGTH);
        assert!(whole * 10 <= half * MOST, "{original:?} beside {translation:?}: {half} and {whole} steps");
    }
}
