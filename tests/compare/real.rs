//! The kinds of damage that real translations have, each in our own words: found with its cause at its place, and restored
//! where the original tells how.

use copydesk::internals::compare::{Original, repair_beside};
use copydesk::internals::findings::Safety;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Source};

use crate::pairs::{found, settings};

fn source(name: &str, flavor: Flavor, text: &str) -> Source {
    Source::new(name, flavor, text).expect("short")
}

/// What is told of a translation in the forms of `flavors`: the rule, and the bytes that it is told of.
fn told(flavors: [Flavor; 2], original: &str, translation: &str) -> Vec<(String, String)> {
    let settings = settings();
    let original = Original::new(&source("a", flavors[0], original), &settings);
    let translation = source("b", flavors[1], translation);
    let findings = found(&original, &translation, &settings);
    let slice = |finding: &copydesk::internals::findings::Finding| translation.text()[finding.span.range()].to_owned();
    findings.iter().map(|finding| (finding.rule.to_string(), slice(finding))).collect()
}

fn repaired(flavors: [Flavor; 2], original: &str, translation: &str) -> String {
    let settings = Settings::default();
    let original = Original::new(&source("a", flavors[0], original), &settings);
    let repaired = repair_beside(&original, source("b", flavors[1], translation), &settings, Safety::Unsafe);
    repaired.source.into_text()
}

const MARKDOWN: [Flavor; 2] = [Flavor::Markdown; 2];

/// One damage: the bytes of the translation that are told of by `rule`, and what makes the article whole.
struct Case<'a> {
    original: &'a str,
    damaged: &'a str,
    rule: &'a str,
    at: &'a str,
    whole: &'a str,
}

fn check(case: &Case) {
    let told = told(MARKDOWN, case.original, case.damaged);
    assert_eq!(told, [(case.rule.to_owned(), case.at.to_owned())], "of {}", case.damaged);
    assert_eq!(repaired(MARKDOWN, case.original, case.damaged), case.whole);
    assert_eq!(repaired(MARKDOWN, case.original, case.whole), case.whole);
}

#[test]
fn a_piece_of_an_address_is_translated() {
    check(&Case {
        original: "See [how tides work](/docs/concepts/tides/).\n",
        damaged: "Mira [cómo funcionan](/docs/conceptos/tides/).\n",
        rule: "changed-target",
        at: "/docs/conceptos/tides/",
        whole: "Mira [cómo funcionan](/docs/concepts/tides/).\n",
    });
}

#[test]
fn a_name_is_capitalised_in_an_address() {
    check(&Case {
        original: "The code is [here](https://github.com/tide-gauge/tide-gauge-go).\n",
        damaged: "Der Code ist [hier](https://github.com/Tide-Gauge/tide-gauge-go).\n",
        rule: "changed-target",
        at: "https://github.com/Tide-Gauge/tide-gauge-go",
        whole: "Der Code ist [hier](https://github.com/tide-gauge/tide-gauge-go).\n",
    });
}

#[test]
fn a_table_is_torn_into_headings() {
    let original = "# Tides\n\n| Day | Height |\n|---|---|\n| Monday | 3 m |\n";
    let damaged = "# Gezeiten\n\n## | Tag | Höhe |\n\n## | ---- | ---- |\n\n| Montag | 3 m |\n";
    let told = told(MARKDOWN, original, damaged);
    assert!(told.iter().any(|(rule, _)| rule == "lost-block" || rule == "table-shape"), "{told:?}");
    assert!(told.len() < 3, "{told:?}");
}

#[test]
fn keys_are_capitalised_and_translated() {
    check(&Case {
        original: "---\ntitle: Tides\nweight: 3\n---\n\nText.\n",
        damaged: "---\nTitle: Gezeiten\nweight: 3\n---\n\nText.\n",
        rule: "translated-key",
        at: "Title",
        whole: "---\ntitle: Gezeiten\nweight: 3\n---\n\nText.\n",
    });
    let original = "---\ntitle: Tides\nsummary: When they come\nweight: 3\n---\n\nText.\n";
    let damaged = "---\nTitel: Gezeiten\nKurzfassung: Wann sie kommen\nGewicht: 3\n---\n\nText.\n";
    let whole = "---\ntitle: Gezeiten\nsummary: Wann sie kommen\nweight: 3\n---\n\nText.\n";
    assert_eq!(told(MARKDOWN, original, damaged).len(), 3);
    assert_eq!(repaired(MARKDOWN, original, damaged), whole);
    // Another key with another value is another key.
    let other = "---\nlayout: post\n---\n\nText.\n";
    assert!(told(MARKDOWN, "---\ntitle: Tides\n---\n\nText.\n", other).is_empty());
}

#[test]
fn a_key_of_a_yaml_block_is_translated() {
    let code = |key: &str| format!("```yaml\nkind: Gauge\n{key}: bay\nspec:\n  height: 3\n  unit: m\n```\n");
    check(&Case {
        original: &code("name"),
        damaged: &code("nombre"),
        rule: "changed-code",
        at: "nombre",
        whole: &code("name"),
    });
}

#[test]
fn an_anchor_has_a_letter_too_many() {
    check(&Case {
        original: "# A\n\n## How to file great issues {#how-to-file-great-issues}\n\nText.\n",
        damaged: "# A\n\n## Cómo informar {#how-to-file-greate-issues}\n\nTexto.\n",
        rule: "changed-anchor",
        at: "how-to-file-greate-issues",
        whole: "# A\n\n## Cómo informar {#how-to-file-great-issues}\n\nTexto.\n",
    });
}

#[test]
fn one_of_two_code_blocks_is_lost() {
    let code = "```sh\ntides --today\n```";
    check(&Case {
        original: &format!("Run it:\n\n```sh\nmake tides\n```\n\nThen ask:\n\n{code}\n\nThat is all.\n"),
        damaged: "Los:\n\n```sh\nmake tides\n```\n\nDann fragen:\n\nDas ist alles.\n",
        rule: "lost-block",
        at: "Dann fragen:",
        whole: &format!("Los:\n\n```sh\nmake tides\n```\n\nDann fragen:\n\n{code}\n\nDas ist alles.\n"),
    });
}

#[test]
fn a_heading_is_on_another_level() {
    check(&Case {
        original: "# A\n\n## B\n\nText.\n\n### C\n\nText.\n",
        damaged: "# A\n\n## B\n\nText.\n\n## C\n\nText.\n",
        rule: "changed-level",
        at: "##",
        whole: "# A\n\n## B\n\nText.\n\n### C\n\nText.\n",
    });
}

#[test]
fn a_link_leads_to_the_anchor_of_another_page() {
    check(&Case {
        original: "# A\n\nSee [the times](#times).\n\n## Times {#times}\n\nNoon.\n",
        damaged: "# A\n\nSiehe [die Zeiten](#stunden).\n\n## Zeiten {#times}\n\nMittag.\n",
        rule: "changed-target",
        at: "#stunden",
        whole: "# A\n\nSiehe [die Zeiten](#times).\n\n## Zeiten {#times}\n\nMittag.\n",
    });
}

#[test]
fn a_word_of_code_is_capitalised() {
    let code =
        |word: &str, end: &str| format!("```rust\nfn main() -> Result<()> {{\n    {word}(())\n}}\n```\n\n{end}\n");
    check(&Case {
        original: &code("Ok", "Done."),
        damaged: &code("OK", "Fertig."),
        rule: "changed-code",
        at: "OK",
        whole: &code("Ok", "Fertig."),
    });
}

#[test]
fn names_of_directives_are_translated() {
    for (original, damaged, at, whole) in [
        ("> [!NOTE]\n> Mind it.\n", "> [!注意]\n> 请注意。\n", "注意", "> [!NOTE]\n> 请注意。\n"),
        (":::note\nMind it.\n:::\n", ":::notiz\nAchtung.\n:::\n", "notiz", ":::note\nAchtung.\n:::\n"),
        (":::{note}\nMind it.\n:::\n", ":::{примечание}\nЭто.\n:::\n", "примечание", ":::{note}\nЭто.\n:::\n"),
        (
            "::: {.callout-note}\nMind it.\n:::\n",
            "::: {.выноска}\nЭто.\n:::\n",
            "выноска",
            "::: {.callout-note}\nЭто.\n:::\n",
        ),
        ("!!! warning\n    Mind it.\n", "!!! 警告\n    请注意。\n", "警告", "!!! warning\n    请注意。\n"),
        ("??? tip \"More\"\n    It.\n", "??? 提示 \"更多\"\n    它。\n", "提示", "??? tip \"更多\"\n    它。\n"),
        ("/// note | More\nIt.\n///\n", "/// 注 | 更多\n它。\n///\n", "注", "/// note | 更多\n它。\n///\n"),
        ("```{note}\nMind it.\n```\n", "```{примечание}\nЭто.\n```\n", "{примечание}", "```{note}\nЭто.\n```\n"),
    ] {
        let told = told(MARKDOWN, original, damaged);
        assert_eq!(told, [("translated-directive".to_owned(), at.to_owned())], "of {damaged}");
        assert_eq!(repaired(MARKDOWN, original, damaged), whole);
    }
    let original = "<Tabs>\n\nMind it.\n\n</Tabs>\n";
    let damaged = "<Reiter>\n\nAchtung.\n\n</Reiter>\n";
    assert_eq!(told([Flavor::Mdx; 2], original, damaged), [("changed-tag".to_owned(), "Reiter".to_owned())]);
    assert_eq!(repaired([Flavor::Mdx; 2], original, damaged), "<Tabs>\n\nAchtung.\n\n</Tabs>\n");
    let original = "{{< alert >}}\nMind it.\n{{< /alert >}}\n";
    let damaged = "{{< 警告 >}}\n请注意。\n{{< /警告 >}}\n";
    assert_eq!(told(MARKDOWN, original, damaged).len(), 2);
    assert_eq!(repaired(MARKDOWN, original, damaged), "{{< alert >}}\n请注意。\n{{< /alert >}}\n");
}

#[test]
fn a_translation_that_ends_early_is_told_once() {
    let original: String =
        (1..20).map(|at| format!("## Part {at}\n\nOne [link](/a/{at}).\n\nTwo.\n\n")).collect::<Vec<_>>().concat();
    let translation: String =
        (1..6).map(|at| format!("## Teil {at}\n\nEin [Link](/a/{at}).\n\nZwei.\n\n")).collect::<Vec<_>>().concat();
    assert_eq!(told(MARKDOWN, &original, &translation), [("lost-block".to_owned(), "Zwei.".to_owned())]);
    for empty in ["", "---\ntitle: A\n---\n"] {
        let told = told(MARKDOWN, &original, empty);
        assert_eq!(told, [("lost-block".to_owned(), String::new())], "of {empty:?}");
    }
}

const PAGE: &str = "<html><body><nav><a href=\"/home\">Home</a></nav>\n<h1>Tides</h1>\n<p>See <a href=\"/docs/tide-tables/\">the \
                    tables</a> and <code>a &lt; b</code>.</p>\n<h2>Times</h2>\n<ul><li>low</li><li>high</li></ul>\n<p>It is \
                    <b>very</b> <img src=\"/img/tide.png\" alt=\"The tide\"> high.</p>\n<table><tr><th>Day</th><th>Height</th></tr>\
                    <tr><td>Monday</td><td>3 m</td></tr></table>\n<pre>make tides</pre>\n</body></html>\n";

const TEXT: &str = "# Gezeiten\n\nSiehe [die Tafeln](/docs/tide-tables/) und `a < b`.\n\n## Zeiten\n\n- niedrig\n- hoch\n\nSie ist \
                    **sehr** ![Die Flut](/img/tide.png) hoch.\n\n| Tag | Höhe |\n|---|---|\n| Montag | 3 m |\n\n```\nmake tides\n```\n";

#[test]
fn pairs_of_different_forms_are_compared_by_what_both_mean() {
    let (into, from) = ([Flavor::Html, Flavor::Markdown], [Flavor::Markdown, Flavor::Html]);
    assert!(told(into, PAGE, TEXT).is_empty(), "{:?}", told(into, PAGE, TEXT));
    assert!(told(from, TEXT, PAGE).is_empty(), "{:?}", told(from, TEXT, PAGE));
    for (was, is, rule) in [
        ("/docs/tide-tables/", "/docs/Tide-Tables/", "changed-target"),
        ("/img/tide.png", "/img/tiden.png", "changed-target"),
        ("## Zeiten", "### Zeiten", "changed-level"),
        ("- niedrig\n- hoch", "- niedrig hoch", "list-shape"),
        ("| Montag | 3 m |\n", "", "table-shape"),
    ] {
        let damaged = TEXT.replace(was, is);
        let told = told(into, PAGE, &damaged);
        assert_eq!(told.iter().map(|(rule, _)| &**rule).collect::<Vec<_>>(), [rule], "of {is}");
        let repaired = repaired(into, PAGE, &damaged);
        assert!(repaired == damaged || repaired == TEXT, "nothing in another form is copied: {repaired}");
    }
    assert_eq!(repaired(into, PAGE, &TEXT.replace("tide-tables", "Tide-Tables")), TEXT);
    assert_eq!(repaired(from, TEXT, &PAGE.replace("tide-tables", "Tide-Tables")), PAGE);
}
