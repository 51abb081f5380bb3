//! Translations beside their originals, in a tree.

use crate::{Folder, has_git};

const ORIGINAL: &str =
    "---\ntitle: Snow\n---\n\n# Snow\n\nRead [the guide](https://example.org/guide) and [the notes](notes.md) now.\n";
const TRANSLATION: &str = "---\ntitle: Schnee\n---\n\n# Schnee\n\nLest [die Anleitung](https://example.org/guide) und [die Notizen](notes.md) jetzt.\n";

fn damaged() -> String {
    TRANSLATION.replace("https://example.org/guide", "https://example.org/Guide")
}

fn tree() -> Folder {
    let folder = Folder::with(&[("content/en/a.md", ORIGINAL), ("content/de/a.md", &damaged())]);
    folder.write("copydesk.toml", "[translations]\n");
    folder
}

#[test]
fn a_tree_is_compared_where_the_settings_say_so() {
    let folder = tree();
    let run = folder.run(&["lint", "content"]).status(1);
    assert!(run.stdout.starts_with("content/de/a.md:7:"), "{}", run.stdout);
    assert!(run.stdout.contains("[changed-target]"), "{}", run.stdout);
    folder.run(&["lint", "--fix", "content"]).status(0);
    assert_eq!(folder.read("content/de/a.md"), TRANSLATION);
    folder.write("content/de/a.md", damaged());
    folder.write("copydesk.toml", "");
    folder.run(&["lint", "content"]).status(0).stdout("");
}

#[test]
fn one_original_can_be_named() {
    let folder = tree();
    folder.write("copydesk.toml", "");
    let arguments = ["lint", "--original", "content/en/a.md", "content/de/a.md"];
    let run = folder.run(&arguments).status(1);
    assert_eq!(run.stdout, folder.run(&["compare", "content/en/a.md", "content/de/a.md"]).stdout);
    folder
        .run(&["lint", "--original", "content/en/a.md"])
        .status(2)
        .says("compare takes one original and one translation; to compare whole folders, run `copydesk lint` with");
}

#[test]
fn originals_that_cannot_be_compared_are_told_and_the_rest_is_linted() {
    let folder = tree();
    folder
        .write("copydesk.toml", "[translations]\noriginal = \"content/en/**\"\ntranslation = \"content/{lang}/**\"\n");
    folder.write("content/de/b.md", "Some ** bold ** text\n");
    folder.write("content/de/c.md", "x\n");
    folder.write("content/en/c.md", b"\xff\xff\xff\x00");
    let run = folder.run(&["lint", "content/de"]).status(2);
    let run = run.says("note: content/de/b.md was not compared: its original, content/en/b.md, does not exist");
    let run = run.says("content/de/c.md cannot be compared: its original, content/en/c.md, ");
    assert!(run.stdout.contains("content/de/b.md:1:6: error[spaced-emphasis]"), "{}", run.stdout);
    assert!(run.stdout.contains("content/de/a.md:7:"), "{}", run.stdout);
}

#[test]
fn what_changed_in_the_original_since_is_no_damage() {
    if !has_git() {
        return;
    }
    let folder = tree();
    folder.write("content/de/a.md", TRANSLATION);
    folder.git(&["init", "--quiet"]);
    folder.commit();
    let revision = folder.git(&["rev-parse", "HEAD"]);
    let revised = |text: &str| text.replace("---\n\n#", &format!("default_lang_commit: {revision}\n---\n\n#"));
    folder.write("content/de/a.md", revised(TRANSLATION));
    folder.write("content/en/a.md", ORIGINAL.replace("now.", "now, and [the news](news.md)."));
    folder.run(&["lint", "--select", "translation"]).status(0).stdout("");
    folder.write("content/de/a.md", revised(&damaged()));
    let run = folder.run(&["lint", "--select", "translation"]).status(1);
    assert!(run.stdout.contains("[changed-target]") && run.stdout.lines().count() == 1, "{}", run.stdout);
    folder.write("content/de/a.md", revised(TRANSLATION).replace(&revision, "0123456789abcdef"));
    folder
        .run(&["lint", "--select", "translation"])
        .status(1)
        .says("content/de/a.md names a revision of its original that git does not have");
}

#[test]
fn wrong_pairs_are_told() {
    let folder = tree();
    folder.write("copydesk.toml", "[translations]\noriginal = \"content/en/**\"\n");
    folder.run(&["lint"]).status(2).says("`translation` is missing: pairs need both, or neither");
}

#[test]
fn originals_are_not_overwritten() {
    let folder = tree();
    for output in ["--output-file=content/en/a.md", "--report=html=content/en/a.md", "--write-baseline=content/en/a.md"]
    {
        let why = "content/en/a.md is an original of this run, so it was not overwritten";
        folder.run(&["compare", "content/en/a.md", "content/de/a.md", output]).status(2).says(why);
        folder.run(&["lint", "content/de", output]).status(2).says("is an original of this run");
    }
    assert_eq!(folder.read("content/en/a.md"), ORIGINAL);
}
