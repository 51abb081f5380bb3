//! `--watch`.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use crate::{DAMAGED, Folder, command};

/// Longer than any machine takes for a look and a file.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn what_changes_is_linted_again() {
    let folder = Folder::with(&[("a.md", DAMAGED), ("b.md", DAMAGED)]);
    let mut child = command(folder.root.path())
        .args(["lint", "-q", "--watch"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let (sender, lines) = mpsc::channel();
    let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
    std::thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    let next = || lines.recv_timeout(PATIENCE).expect("it lints in time");
    let found = "warning[control-character]: Control character U+0007 (safe fix)";
    let (a, b) = (format!("a.md:1:9: {found}"), format!("b.md:1:9: {found}"));
    assert_eq!([next(), next()], [a.clone(), b.clone()]);
    folder.write("b.md", format!("{DAMAGED}It is nine.\n"));
    assert_eq!(next(), b, "only what changed");
    folder.write("c.md", DAMAGED);
    assert_eq!(next(), format!("c.md:1:9: {found}"));
    folder.write("copydesk.toml", "exclude = [\"c.md\"]\n");
    assert_eq!([next(), next()], [a, b], "new settings count for all");
    child.kill().expect("it is still there");
    child.wait().expect("it ended");
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = Folder::new();
    folder.run(&["lint", "--watch", "-"]).status(2).says("--watch looks at files");
    folder.run(&["lint", "--watch", "--staged"]).status(2).says("cannot be used with");
}
