//! Choosing files, fixes and the exit status on the command line.

use crate::{DAMAGED, Folder, REPAIRED};

fn folder() -> Folder {
    Folder::with(&["a.md", "docs/b.md", "docs/deep/c.md", "docs/d.css", "docs/e.txt"].map(|path| (path, DAMAGED)))
}

/// The files that are linted with these arguments.
fn files(folder: &Folder, arguments: &[&str]) -> String {
    folder.run(&[&["lint", "--show-files"], arguments].concat()).status(0).stdout.replace('\n', " ").trim().to_owned()
}

#[test]
fn files_are_listed_and_not_linted() {
    let folder = folder();
    assert_eq!(files(&folder, &[]), "a.md docs/b.md docs/deep/c.md docs/e.txt");
    assert_eq!(files(&folder, &["docs/d.css", "docs/deep"]), "docs/d.css docs/deep/c.md");
    folder.run(&["lint", "--show-files", "none.md"]).status(2).stdout("").says("none.md does not exist");
    folder.run(&["lint", "--show-files", "--fix"]).status(2).says("cannot be used with");
    folder.run(&["fix", "--show-files", "a.md"]).status(0).stdout("a.md\n");
    assert_eq!(folder.read("a.md"), DAMAGED);
}

#[test]
fn globs_leave_out_files_that_are_named_as_well() {
    let folder = folder();
    assert_eq!(files(&folder, &["--exclude", "docs/deep", "--exclude", "*.txt"]), "a.md docs/b.md");
    assert_eq!(files(&folder, &["--exclude", "./docs/", "a.md", "docs/b.md"]), "a.md");
    let whole = folder.root.path().canonicalize().expect("it is there");
    assert_eq!(
        files(&folder, &["--exclude", "docs", whole.to_str().expect("UTF-8")]),
        format!("{}/a.md", whole.display())
    );
    folder.run(&["lint", "--exclude", "a["]).status(2).says("--exclude a[: bad glob: ");
}

#[test]
fn globs_that_no_shell_expanded_are_expanded() {
    let folder = folder();
    assert_eq!(files(&folder, &["docs/*.md"]), "docs/b.md");
    assert_eq!(files(&folder, &["**/*.md"]), "a.md docs/b.md docs/deep/c.md");
    assert_eq!(files(&folder, &["./docs/*.{md,txt}"]), "./docs/b.md ./docs/e.txt");
    assert_eq!(files(&folder, &["docs/*"]), "docs/b.md docs/e.txt");
    assert_eq!(files(&folder, &["docs/*.css"]), "docs/d.css");
    folder.write("copydesk.toml", "exclude = [\"deep/\"]\n");
    assert_eq!(files(&folder, &["**/*.md"]), "a.md docs/b.md");
    folder.write("odd[1].md", DAMAGED);
    assert_eq!(files(&folder, &["odd[1].md"]), "odd[1].md");
    folder.run(&["lint", "docs/*.mdx"]).status(2).says("docs/*.mdx matches no article; check the spelling");
    folder.run(&["lint", "docs/["]).status(2).says("docs/[: bad glob: ");
}

#[test]
fn only_grave_findings_fail_a_run() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    let found = "a.md:1:9: warning[control-character]: Control character U+0007 (safe fix)\n";
    folder.run(&["lint", "--fail-on", "error"]).status(0).stdout(found);
    folder.run(&["lint", "--fail-on", "warning"]).status(1).stdout(found);
    folder.run(&["lint", "--fail-on", "info"]).status(1).stdout(found);
    folder.run(&["lint", "--fail-on", "error", "none.md"]).status(2);
    folder.write("copydesk.toml", "severity.text = \"error\"\n");
    folder.run(&["lint", "--fail-on", "error"]).status(1);
}

#[test]
fn fixes_are_chosen_by_rule() {
    let text = "The bell\u{7} < b >rang</b>.\n";
    let folder = Folder::with(&[("a.md", text)]);
    let fixed = |arguments: &[&str]| {
        folder.write("a.md", text);
        folder.run(&[&["fix", "-q"], arguments].concat());
        folder.read("a.md")
    };
    assert_eq!(fixed(&["--fixable", "tags"]), "The bell\u{7} <b>rang</b>.\n");
    assert_eq!(fixed(&["--unfixable", "tags"]), "The bell < b >rang</b>.\n");
    assert_eq!(fixed(&["--fixable", "spaced-tag", "--unfixable", "ALL"]), "The bell\u{7} <b>rang</b>.\n");
    assert_eq!(fixed(&["--unfixable", "ALL"]), text);
    let run = folder.run(&["lint", "--unfixable", "text"]).status(1).says("`--fix` repairs 1\n");
    assert!(run.stdout.contains("U+0007\n"), "{}", run.stdout);
    folder.run(&["lint", "--unfixable", "tgas"]).status(2).says("--unfixable: unknown rule or group `tgas`");
}

#[test]
fn other_names_do_the_same() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    let linted = folder.run(&["lint"]).status(1);
    folder.run(&["check"]).status(1).stdout(&linted.stdout).stderr(&linted.stderr);
    for (name, flavor) in [("md", "markdown"), ("htm", "html"), ("txt", "text")] {
        folder.run(&["lint", "--flavor", name]).status(1).stdout(&linted.stdout);
        folder.write("copydesk.toml", format!("flavors.njk = \"{name}\"\n"));
        let shown = folder.run(&["config", "show"]).status(0).stdout;
        assert!(shown.contains(&format!("njk = \"{flavor}\"")), "{shown}");
    }
    let help = folder.run(&["--help"]).stdout;
    assert!(help.contains("The same as `copydesk lint --fix`"), "{help}");
    assert!(folder.run(&["fix", "--diff"]).status(1).stdout.starts_with("--- a.md\n"));
    assert_eq!(folder.read("a.md"), DAMAGED);
    folder.run(&["fix"]).status(0);
    assert_eq!(folder.read("a.md"), REPAIRED);
}

#[test]
fn hints_say_what_is_missing() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    folder.run(&["lint", "--unsafe-fixes"]).status(1).says("add --fix to apply them, or --diff to see them");
    folder.run(&["lint", "--unsafe-fixes", "-q"]).status(1).stderr("");
    folder.write("a.md", DAMAGED.repeat(100));
    folder.run(&["lint"]).says("`--statistics` counts them by rule; `--write-baseline FILE` records them");
    assert_eq!(folder.run(&["lint", "--statistics"]).stderr.lines().count(), 1);
}
