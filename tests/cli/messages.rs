//! Every kind of failure: what happened, where, and what to do. Status 2, and nothing on standard output.
//!
//! Failures that need a state of the disk are in `bad_input.rs` and `writing.rs`; those of the server in
//! `tests/server/life.rs`.

use crate::{DAMAGED, Folder};

/// A run that fails.
struct Failure {
    arguments: &'static [&'static str],
    /// Where: a path with line and column, an option, a name.
    place: &'static str,
    /// What happened.
    what: &'static str,
    /// What to do; empty where the cause, which the system names, says it.
    remedy: &'static str,
}

const fn failure(
    arguments: &'static [&'static str],
    place: &'static str,
    what: &'static str,
    remedy: &'static str,
) -> Failure {
    Failure { arguments, place, what, remedy }
}

#[rustfmt::skip]
const FAILURES: &[Failure] = &[
    // Paths and articles.
    failure(&["lint", "none.md"], "none.md", "does not exist", "check the spelling"),
    failure(&["lint", "broken.md"], "broken.md", "is not UTF-8 (first bad byte at offset 3)", "convert it"),
    failure(&["lint", "utf16.md"], "utf16.md", "is damaged UTF-16 (little endian)", "convert it"),
    failure(&["lint", "binary.md"], "binary.md", "contains a NUL byte at offset 1", "leave it out with `exclude`"),
    failure(&["lint", "-", "a.md"], "`-` (standard input)", "cannot be linted together with other paths", "lint it alone"),
    // Settings.
    failure(&["lint", "--config", "none.toml", "a.md"], "none.toml", "cannot be read", ""),
    failure(&["lint", "--config", "key.toml", "a.md"], "key.toml:1:1", "unknown key `selct`", "did you mean `select`?"),
    failure(&["lint", "--config", "rule.toml", "a.md"], "rule.toml:1:11", "unknown rule or group `spaced-tga`", "did you mean `spaced-tag`?"),
    failure(&["lint", "--config", "syntax.toml", "a.md"], "syntax.toml:1:2", "a name is missing here", ""),
    failure(&["lint", "--select", "spaced-tga", "a.md"], "--select", "unknown rule or group `spaced-tga`", "did you mean `spaced-tag`?"),
    // Arguments.
    failure(&["lint", "--fx"], "'--fx'", "unexpected argument", "try '--help'"),
    failure(&["lint", "--flavor", "word"], "'--flavor <FLAVOR>'", "invalid value 'word'", "possible values: html, markdown, mdx, text"),
    failure(&["lint", "--threads", "x"], "'--threads <N>'", "invalid value 'x'", "try '--help'"),
    failure(&["explain", "spaced-tga"], "`spaced-tga`", "unknown rule or group", "did you mean `spaced-tag`?"),
    failure(&["foo"], "'foo'", "unrecognized subcommand", "try '--help'"),
    // Output.
    failure(&["lint", "--output-file", "none/out.txt", "a.md"], "none/out.txt", "cannot be written", ""),
];

#[test]
fn every_failure_says_what_where_and_what_to_do() {
    let folder = Folder::with(&[
        ("a.md", DAMAGED),
        ("key.toml", "selct = []\n"),
        ("rule.toml", "select = [\"spaced-tga\"]\n"),
        ("syntax.toml", "["),
    ]);
    folder.write("broken.md", b"caf\xe9\x81");
    folder.write("utf16.md", b"\xff\xfea");
    folder.write("binary.md", b"a\0b");
    for Failure { arguments, place, what, remedy } in FAILURES {
        let run = folder.run(arguments).status(2).says("error: ");
        assert_eq!(run.stdout, "", "{arguments:?}");
        for part in [place, what, remedy] {
            assert!(run.stderr.contains(part), "{arguments:?}: {part:?} is not in:\n{}", run.stderr);
        }
    }
    assert_eq!(folder.read("a.md"), DAMAGED);
}
