//! Which articles are linted, in which order, with which exit status.

use crate::{DAMAGED, Folder, command};

/// How the damage of [`DAMAGED`] is reported.
fn finding_in(path: &str) -> String {
    format!("{path}:1:9: warning[control-character]: Control character U+0007 (safe fix)\n")
}

#[test]
fn the_status_tells_whether_something_was_found() {
    let folder = Folder::with(&[("good.md", "All is well.\n"), ("bad.md", DAMAGED)]);
    folder.run(&["lint", "good.md"]).status(0).stdout("").stderr("No findings in 1 file\n");
    let found = "bad.md:1:9: warning[control-character]: Control character U+0007 (safe fix)\n";
    folder.run(&["lint"]).status(1).stdout(found);
    folder.run(&["lint", "--exit-zero"]).status(0).stdout(found);
    folder.run(&["lint", "--ignore", "text"]).status(0).stdout("");
    folder.run(&["lint", "--select", "filler"]).status(0).stdout("");
    folder.run(&["lint", "--severity-threshold", "error"]).status(0).stdout("");
    folder.run(&["lint", "--no-such-option"]).status(2).says("--no-such-option");
}

#[test]
fn excluded_articles_that_are_named_can_be_left_out() {
    let settings = "exclude = [\"old/\", \"*.draft.md\"]\n";
    let articles = ["a.md", "b.draft.md", "old/deep/c.md"];
    let folder = Folder::with(&[("copydesk.toml", settings)]);
    for article in articles {
        folder.write(article, DAMAGED);
    }
    let named: Vec<_> = ["lint", "-q"].into_iter().chain(articles).collect();
    folder.run(&named).status(1).stdout(&articles.map(finding_in).concat());
    folder.run(&[&named[..], &["--force-exclude"]].concat()).status(1).stdout(&finding_in("a.md"));
    folder.run(&["lint", "--force-exclude", "--fix", "old/deep/c.md"]).status(0);
    assert_eq!(folder.read("old/deep/c.md"), DAMAGED);
}

#[test]
fn the_summary_counts_and_can_be_silenced() {
    let folder = Folder::with(&[("good.md", "All is well.\n"), ("bad.md", DAMAGED)]);
    folder.run(&["lint"]).stderr("1 finding (1 warning) in 1 of 2 files; `--fix` repairs 1\n");
    folder.run(&["lint", "--quiet"]).status(1).stderr("");
}

#[test]
fn a_hundred_files_are_reported_in_order() {
    let folder = Folder::new();
    for number in 0..100 {
        folder.write(&format!("{:02}/{number:03}.md", number % 7), DAMAGED);
    }
    let mut paths: Vec<_> = (0..100).map(|number| format!("{:02}/{number:03}.md", number % 7)).collect();
    paths.sort();
    let expected = paths.iter().map(|path| finding_in(path)).collect::<Vec<_>>().concat();
    for threads in ["1", "2", "7"] {
        folder.run(&["lint", "--threads", threads]).status(1).stdout(&expected);
    }
}

#[test]
fn folders_give_articles_and_names_give_anything() {
    let folder = Folder::with(&[
        ("a.md", DAMAGED),
        ("b.HTML", DAMAGED),
        ("c.rs", DAMAGED),
        (".hidden.md", DAMAGED),
        ("d.mdx", DAMAGED),
        ("e.txt", DAMAGED),
    ]);
    let found = |paths: &[&str]| paths.iter().map(|path| finding_in(path)).collect::<Vec<_>>().concat();
    folder.run(&["lint", "-q"]).status(1).stdout(&found(&["a.md", "b.HTML", "d.mdx", "e.txt"]));
    folder.run(&["lint", "-q", "c.rs", ".hidden.md", "a.md", "a.md"]).stdout(&found(&[".hidden.md", "a.md", "c.rs"]));
    folder.run(&["lint", "-q", "./a.md", "."]).stdout(&found(&["./a.md", "./b.HTML", "./d.mdx", "./e.txt"]));
}

#[test]
fn templates_are_read_as_html() {
    let component = "<template>\n<Card title=\"a\" />\n<slot />\n<p>< b >word</b></p>\n</template>\n";
    let folder = Folder::with(&[
        ("a.vue", component),
        ("b.njk", "{% if a %}<p>A</p>{% endif %}\n"),
        ("c.hbs", "{{> head}}\n"),
        ("d.liquid", "{% comment %} <div> {% endcomment %}\n"),
    ]);
    let run = folder.run(&["lint", "-q"]);
    run.status(1).stdout("a.vue:4:4: error[spaced-tag]: Misplaced whitespace in the tag <b> (safe fix)\n");
    let fixed = component.replace("< b >", "<b>");
    folder.run(&["lint", "-q", "--fix"]).status(0);
    assert_eq!(folder.read("a.vue"), fixed);
}

#[test]
fn ignore_files_count_as_they_do_for_ripgrep() {
    let folder = Folder::with(&[(".ignore", "a.md\n"), ("a.md", DAMAGED), ("b.md", DAMAGED), (".gitignore", "b.md\n")]);
    folder.run(&["lint", "-q"]).stdout(&finding_in("b.md"));
    folder.run(&["lint", "-q", "--no-ignore"]).stdout(&(finding_in("a.md") + &finding_in("b.md")));
    folder.write(".git/HEAD", "ref: refs/heads/main\n");
    folder.run(&["lint", "-q"]).status(0).stdout("");
    folder.run(&["lint", "-q", "b.md"]).status(1).stdout(&finding_in("b.md"));
}

#[test]
fn standard_input_is_linted_under_the_name_it_is_given() {
    let folder = Folder::with(&[("docs/copydesk.toml", "ignore = [\"text\"]\n")]);
    folder
        .run_with(&["lint", "-q", "-"], DAMAGED.as_bytes())
        .status(1)
        .stdout("-:1:9: warning[control-character]: Control character U+0007 (safe fix)\n");
    let named = ["lint", "-q", "-", "--stdin-filename", "x/a.md"];
    folder
        .run_with(&named, DAMAGED.as_bytes())
        .stdout("x/a.md:1:9: warning[control-character]: Control character U+0007 (safe fix)\n");
    folder.run_with(&["lint", "-q", "-", "--stdin-filename", "docs/a.md"], DAMAGED.as_bytes()).status(0).stdout("");
    folder.run_with(&["lint", "-", "a.md"], b"").status(2).says("standard input");
}

#[test]
fn statistics_are_sorted() {
    let damaged = format!("{DAMAGED}\n{DAMAGED}\n<!-- copydesk-ignore -->\n");
    let folder = Folder::with(&[("a.md", &damaged)]);
    insta::assert_snapshot!(folder.run(&["lint", "--statistics"]).status(1).stdout);
    insta::assert_snapshot!(folder.run(&["lint", "--statistics", "--output-format", "json"]).stdout);
}

#[test]
fn progress_is_shown_where_it_is_asked_for() {
    let folder = Folder::with(&[("a.md", "fine\n")]);
    folder.run(&["lint", "-q", "--progress", "always"]).status(0).stderr("1 of 1 files\n");
    folder.run(&["lint", "-q", "--progress", "auto"]).stderr("");
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_no_failure() {
    let folder = Folder::with(&[("a.md", &DAMAGED.repeat(20_000))]);
    let mut child = command(folder.root.path())
        .args(["lint", "-q"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
