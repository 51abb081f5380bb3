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

const PATTERNS: &str = "[translations]\noriginal = \"content/en/**\"\ntranslation = \"content/{lang}/**\"\n";

#[test]
fn patterns_that_match_nothing_are_told_once() {
    let folder = tree();
    folder.write("copydesk.toml", PATTERNS.replace("content/{lang}", "contents/{lang}"));
    folder.write("content/de/a.md", TRANSLATION);
    let told = "note: nothing was compared: no article matches `translation = \"contents/{lang}/**\"` in copydesk.toml";
    for paths in [&[][..], &["."]] {
        let run = folder.run(&[&["lint"], paths].concat()).status(0).says(told);
        assert_eq!(run.stderr.matches("nothing was compared").count(), 1, "{}", run.stderr);
    }
    for part in ["content", "content/de/a.md"] {
        let run = folder.run(&["lint", part]).status(0);
        assert!(!run.stderr.contains("nothing was compared"), "{}", run.stderr);
    }
    folder.write("copydesk.toml", PATTERNS);
    let run = folder.run(&["lint"]).status(0);
    assert!(!run.stderr.contains("note:"), "{}", run.stderr);
    folder.write("copydesk.toml", "[translations]\n");
    std::fs::remove_dir_all(folder.path("content/de")).expect("it is there");
    folder.run(&["lint"]).status(0).says("no article lies where the translation of another one would be");
}

#[test]
fn originals_that_are_no_files_are_told() {
    let folder = tree();
    folder.write("copydesk.toml", PATTERNS);
    folder.write("content/en/b.md/c.txt", "x\n");
    folder.write("content/de/b.md", "x\n");
    let run = folder.run(&["lint", "content/de"]).status(2);
    let run = run.says("content/de/b.md cannot be compared: its original, content/en/b.md, is a folder; copydesk");
    assert!(run.stdout.starts_with("content/de/a.md:7:"), "{}", run.stdout);
}

#[test]
fn an_empty_translation_is_told() {
    let folder = tree();
    folder.write("copydesk.toml", PATTERNS);
    for text in ["", "\n\n", "---\ntitle: Schnee\n---\n"] {
        folder.write("content/de/a.md", text);
        let run = folder.run(&["lint"]).status(1);
        let told = "[lost-block]: The translation ends here: the original has 2 more blocks, from line 5 on";
        assert!(run.stdout.contains(told), "{}", run.stdout);
    }
    folder.write("content/en/a.md", ORIGINAL.repeat(300));
    let run = folder.run(&["lint"]).status(2);
    run.says("content/de/a.md has 22 bytes, and its original, content/en/a.md, has");
}

#[test]
fn what_a_language_does_alike_is_learnt() {
    let folder = Folder::with(&[("copydesk.toml", &format!("# Ours.\n{PATTERNS}"))]);
    let original = "# A\n\nSee [x](https://tide.example/a) and [y](https://moon.example/b).\n";
    let translation = original.replace("https://tide.example", "https://flut.example");
    for name in ["a", "b", "c"] {
        folder.write(&format!("content/en/{name}.md"), original);
        folder.write(&format!("content/de/{name}.md"), &translation);
        // Two are no convention.
        let other = if name == "a" { original.to_owned() } else { original.replace("moon.example", "mond.example") };
        folder.write(&format!("content/da/{name}.md"), &other);
    }
    let run = folder.run(&["lint", "--exit-zero"]).status(0);
    assert_eq!(run.stdout.matches("content/de").count(), 3, "{}", run.stdout);
    let run = folder.run(&["lint", "--learn"]).status(0).stdout("");
    let run = run.says("de: `flut` stands for `tide`, in 3 translations");
    run.says("1 convention was added to copydesk.toml; take out what is damage");
    let settings = folder.read("copydesk.toml");
    assert!(settings.starts_with(&format!("# Ours.\n{PATTERNS}")), "{settings}");
    let run = folder.run(&["lint", "--exit-zero"]).status(0);
    assert_eq!(run.stdout.matches("content/de").count(), 0, "{}", run.stdout);
    assert_eq!(run.stdout.matches("content/da").count(), 2, "{}", run.stdout);
    folder.run(&["lint", "--learn"]).status(0).says("nothing new is done alike in 3 or more translations");
    assert_eq!(folder.read("copydesk.toml"), settings);
    // Settings that cannot be added to are left alone, and what to add is shown.
    let inline = "translations = { original = \"content/en/**\", translation = \"content/{lang}/**\" }\n";
    folder.write("copydesk.toml", inline);
    folder.run(&["lint", "--learn"]).status(2).says("add this by hand");
    assert_eq!(folder.read("copydesk.toml"), inline);
    folder.write("copydesk.toml", format!("{PATTERNS}[[translations.conventions]]\nlanguage = \"de\"\n"));
    folder.run(&["lint"]).status(2).says("a convention needs `original`, `translation`, or both");
}

#[test]
fn one_original_goes_with_one_translation() {
    let folder = tree();
    folder
        .run(&["lint", "--original", "content/en/a.md", "content/de/a.md", "content/de/b.md"])
        .status(2)
        .says("compare takes one original and one translation");
}

#[test]
fn revisions_without_a_repository_are_told() {
    let folder = tree();
    let revised = TRANSLATION.replace("---\n\n#", "default_lang_commit: 0123456789abcdef\n---\n\n#");
    folder.write("content/de/a.md", &revised);
    let told =
        "content/de/a.md was compared with the present text of its original alone: a revision in front matter needs";
    if has_git() {
        let why = format!("{told} a git repository, but this folder is not in one");
        folder.run(&["lint"]).status(0).says(&why);
    }
    let output = crate::command(folder.root.path()).env("PATH", "").arg("lint").output().expect("it runs");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains(&format!("{told} git, which is not installed")), "{message}");
}

#[test]
fn many_revisions_are_read_from_one_repository() {
    if !has_git() {
        return;
    }
    let folder = tree();
    folder.git(&["init", "--quiet"]);
    folder.write("content/en/b.md", "Other.\n");
    folder.commit();
    let first = folder.git(&["rev-parse", "HEAD"]);
    folder.write("content/en/a.md", ORIGINAL.replace("now.", "now, and [the news](news.md)."));
    folder.commit();
    let second = folder.git(&["rev-parse", "--short", "HEAD"]);
    folder.write("content/en/a.md", ORIGINAL.replace("now.", "soon, and [the view](view.md)."));
    let revised =
        |revision: &str| TRANSLATION.replace("---\n\n#", &format!("default_lang_commit: {revision}\n---\n\n#"));
    for (language, revision) in [("de", &first), ("fr", &first), ("it", &second), ("es", &second)] {
        folder.write(&format!("content/{language}/a.md"), revised(revision));
    }
    // A file that this revision did not have yet, and a folder.
    folder.write("content/pt/b.md", revised("0123456"));
    let run = folder.run(&["lint", "--select", "translation"]);
    let mut found: Vec<_> = run.stdout.lines().filter_map(|line| line.split(':').next()).collect();
    found.dedup();
    assert_eq!(found, ["content/es/a.md", "content/it/a.md", "content/pt/b.md"], "{}\n{}", run.stdout, run.stderr);
    run.says("content/pt/b.md names a revision of its original that git does not have");
}

#[test]
fn translations_whose_originals_changed_are_among_the_changed() {
    if !has_git() {
        return;
    }
    let folder = tree();
    folder.write("content/de/a.md", format!("{}\nThe bell\u{7} rang.\n", damaged()));
    folder.write("content/en/b.md", "Text.\n");
    folder.write("content/de/b.md", "Text [x](y).\n");
    folder.git(&["init", "--quiet"]);
    folder.commit();
    folder.run(&["lint", "--changed"]).status(0).stdout("");
    folder.write("content/en/a.md", ORIGINAL.replace("notes.md", "notices.md"));
    let run = folder.run(&["lint", "--changed"]).status(1);
    let found: Vec<_> = run.stdout.lines().map(|line| line.split(['[', ']']).nth(1).expect("a rule")).collect();
    assert_eq!(found, ["changed-target", "changed-target"], "{}", run.stdout);
    assert!(run.stdout.lines().all(|line| line.starts_with("content/de/a.md:")), "{}", run.stdout);
    folder.git(&["add", "--all"]);
    folder.run(&["lint", "--staged"]).status(0).stdout("");
}
