//! A bug in copydesk costs one article: one line says so, and what to do. Only debug builds have a bug to provoke.

use crate::{DAMAGED, Folder, Run, command};

/// What a debug build panics at.
const FUSE: &str = "gunpowder";
const LINE: &str = "error: bad.md could not be linted: this is a bug in copydesk. Please report it with the shortest text \
                    that triggers it, and with what `RUST_BACKTRACE=1` prints above this line\n";

fn folder() -> Folder {
    Folder::with(&[("bad.md", "The gunpowder\u{7} is dry.\n"), ("zz.md", DAMAGED)])
}

fn run(folder: &Folder, arguments: &[&str], backtrace: Option<&str>) -> Run {
    let mut command = command(folder.root.path());
    command.env("COPYDESK_TEST_PANIC", FUSE).envs(backtrace.map(|value| ("RUST_BACKTRACE", value)));
    let output = command.args(arguments).output().expect("the program runs");
    Run {
        status: output.status.code().expect("it ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("reports are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

#[test]
fn a_bug_is_one_line_and_the_other_files_are_linted() {
    for backtrace in [None, Some("0")] {
        let run = run(&folder(), &["lint", "-q"], backtrace).status(2).stderr(LINE);
        assert!(run.stdout.contains("zz.md:1:9: warning[control-character]"), "{}", run.stdout);
    }
}

#[test]
fn who_asks_for_a_backtrace_gets_it() {
    let run = run(&folder(), &["lint", "-q"], Some("1")).status(2).says("panicked at").says("stack backtrace");
    assert!(run.stderr.ends_with(LINE), "{}", run.stderr);
}

#[test]
fn an_article_that_meets_a_bug_is_not_written() {
    let folder = folder();
    run(&folder, &["lint", "-q", "--fix"], None).status(2).stderr(LINE);
    assert_eq!(folder.read("bad.md"), "The gunpowder\u{7} is dry.\n");
    assert_eq!(folder.read("zz.md"), crate::REPAIRED);
}
