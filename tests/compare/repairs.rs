//! What repairs from an original must not do.

use copydesk::internals::compare::{Original, repair_beside};
use copydesk::internals::findings::Safety;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Source};

fn repaired(original: &str, translation: &str, least: Safety) -> String {
    let source = |name: &str, text: &str| Source::new(name, Flavor::Markdown, text).expect("short");
    let settings = Settings::default();
    let original = Original::new(&source("a.md", original), &settings);
    repair_beside(&original, source("a.de.md", translation), &settings, least).source.into_text()
}

fn fence(code: &str) -> String {
    format!("```sh\n{code}\n```")
}

#[test]
fn blocks_of_one_place_are_put_back_together() {
    let blocks = [fence("make a"), fence("make b"), fence("make c")].join("\n\n");
    let (original, translation) = (format!("Run it:\n\n{blocks}\n\nThen wait.\n"), "Los:\n\nDann warten.\n");
    let whole = format!("Los:\n\n{blocks}\n\nDann warten.\n");
    assert_eq!(repaired(&original, translation, Safety::Unsafe), whole);
    assert_eq!(repaired(&original, &whole, Safety::Unsafe), whole);
}

#[test]
fn blocks_in_something_else_are_left_to_a_person() {
    let item = "1. One\n\n    ```sh\n    make a\n    ```\n\n    ```sh\n    make b\n    ```\n\n2. Two\n";
    let translation = "1. Eins\n\n2. Zwei\n";
    let whole = item.replace("One", "Eins").replace("Two", "Zwei");
    assert!([translation.to_owned(), whole].contains(&repaired(item, translation, Safety::Unsafe)), "all or nothing");
    let tab = format!("Run it:\n\n<Tab name=\"sh\">\n\n{}\n\n</Tab>\n\nThen wait.\n", fence("make a"));
    let translation = "Los:\n\nDann warten.\n";
    assert!(!repaired(&tab, translation, Safety::Unsafe).contains("make a"));
}

#[test]
fn signs_of_code_are_restored_where_they_make_a_line_whole() {
    let code = |line: &str| format!("# Tides\n\n```js\nconst a = 1;\n{line}\nconst b = 2;\nconst c = 3;\n```\n");
    let restored = |was: &str, is: &str| repaired(&code(was), &code(is), Safety::Unsafe);
    assert_eq!(restored("const id = tide(1);", "const id = tide(1;"), code("const id = tide(1);"));
    for (was, is) in [("const id = Number(params.id);", "const id = params.id;"), ("run((open) => {", "run(open => {")]
    {
        assert!([code(was), code(is)].contains(&restored(was, is)), "all or nothing: {}", restored(was, is));
    }
}

#[test]
fn links_that_lead_somewhere_are_not_changed_by_safe_fixes() {
    let original = "# Tides\n\nSee [the times](#times) and [more](https://example.org/en/tides#high-water).\n\n## Times\n\nNoon.\n";
    let translation = "# Gezeiten\n\nSiehe [die Zeiten](/de/gezeiten/#zeiten-für-alle) und [mehr](https://example.org/de/gezeiten#höchststände).\n\n\
                       ## Zeiten für alle\n\nMittag.\n";
    assert_eq!(repaired(original, translation, Safety::Safe), translation);
}

#[test]
fn the_kind_of_code_is_not_restored_by_safe_fixes_where_the_code_may_be_of_another() {
    let original = "# Tides\n\n```js ins={1}\nimport tides;\nrun();\n```\n";
    let translation = "# Gezeiten\n\n```diff\n+ import tides;\nrun();\n```\n";
    assert_eq!(repaired(original, translation, Safety::Safe), translation);
    assert_eq!(
        repaired("```javascript\na();\n```\n", "```javascrpt\na();\n```\n", Safety::Safe),
        "```javascript\na();\n```\n"
    );
}
