//! What is read: regular files of a length that is allowed, and nothing else.

use std::time::{Duration, Instant};

use crate::{DAMAGED, Folder, Run};

/// Runs the program, which must not wait for anything.
#[track_caller]
fn at_once(folder: &Folder, arguments: &[&str]) -> Run {
    let mut command = crate::command(folder.root.path());
    command.args(arguments).stdin(std::process::Stdio::null());
    let mut child =
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().expect("it starts");
    let begin = Instant::now();
    while child.try_wait().expect("it can be asked").is_none() {
        if begin.elapsed() > Duration::from_secs(20) {
            child.kill().expect("it is ours");
            panic!("{arguments:?} waits");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().expect("it ended");
    Run {
        status: output.status.code().expect("it ended by itself"),
        stdout: String::from_utf8(output.stdout).expect("reports are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

#[cfg(unix)]
mod irregular {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    fn fifo(folder: &Folder, path: &str) {
        folder.write(&format!("{path}.beside"), "");
        let made = std::process::Command::new("mkfifo").arg(folder.path(path)).status();
        assert!(made.expect("mkfifo is there").success());
    }

    #[test]
    fn articles() {
        let folder = Folder::with(&[("good.md", DAMAGED)]);
        fifo(&folder, "a.md");
        symlink("/dev/zero", folder.path("zero.md")).expect("links can be made");
        let _socket = UnixListener::bind(folder.path("socket.md")).expect("a socket");
        for (name, kind) in
            [("a.md", "a FIFO"), ("zero.md", "a device"), ("socket.md", "a socket"), ("/dev/null", "a device")]
        {
            for mode in [&["lint"][..], &["lint", "--fix"], &["lint", "--diff"]] {
                let run = at_once(&folder, &[mode, &[name, "good.md", "--exit-zero"]].concat()).status(2);
                run.says(&format!(
                    "error: {name} is {kind}; copydesk reads only regular files; to lint the output of another program"
                ));
                folder.write("good.md", DAMAGED);
            }
        }
        // Below a folder they are passed over, as nobody named them.
        let run = at_once(&folder, &["lint", "-q"]).status(1).stderr("");
        assert!(run.stdout.starts_with("good.md:1:9: "), "{}", run.stdout);
        folder.run_with(&["lint", "-q", "-"], DAMAGED.as_bytes()).status(1);
    }

    #[test]
    fn settings_and_baselines() {
        let folder = Folder::with(&[("a.md", DAMAGED), ("sub/b.md", DAMAGED)]);
        fifo(&folder, "fifo");
        at_once(&folder, &["lint", "--config", "fifo"])
            .status(2)
            .says("fifo: is a FIFO; copydesk reads only regular files");
        at_once(&folder, &["lint", "--baseline", "fifo"]).status(2).says("the baseline fifo is a FIFO");
        at_once(&folder, &["lint", "--baseline", "/dev/zero"]).status(2).says("the baseline /dev/zero is a device");
        fifo(&folder, "sub/copydesk.toml");
        at_once(&folder, &["lint"]).status(2).says("copydesk.toml: is a FIFO");
        std::fs::remove_file(folder.path("sub/copydesk.toml")).expect("it is there");
        symlink("/dev/zero", folder.path("sub/.copydesk.toml")).expect("links can be made");
        at_once(&folder, &["config", "show", "sub"]).status(2).says(".copydesk.toml: is a device");
    }

    #[test]
    fn files_that_say_what_is_left_out() {
        for name in [".gitignore", ".ignore", ".git/info/exclude"] {
            let folder = Folder::with(&[("a.md", DAMAGED), ("sub/b.md", DAMAGED), ("sub/deep/c.md", DAMAGED)]);
            std::fs::create_dir_all(folder.path("sub/.git/info")).expect("a folder");
            fifo(&folder, &format!("sub/{name}"));
            let message = format!(
                "sub/{name} is a FIFO; copydesk reads only regular files; until it is fixed or removed, articles in ./sub are linted"
            );
            let run = at_once(&folder, &["lint", "-q"]).status(2).says(&message);
            assert_eq!(run.stdout.lines().count(), 1, "the others are linted:\n{}", run.stdout);
            at_once(&folder, &["lint", "sub/deep"]).status(2).says(&format!("sub/{name} is a FIFO"));
            at_once(&folder, &["lint", "-q", "sub/b.md"]).status(1).stderr("");
            let run = at_once(&folder, &["lint", "-q", "--no-ignore"]).status(1).stderr("");
            assert_eq!(run.stdout.lines().count(), 3, "{}", run.stdout);
            folder.write("copydesk.toml", "exclude = [\"sub/\"]\n");
            at_once(&folder, &["lint", "-q"]).status(1).stderr("");
        }
    }

    #[test]
    fn what_a_working_tree_of_git_names() {
        let folder = Folder::with(&[("sub/b.md", DAMAGED), ("own/commondir", "../shared\n")]);
        std::fs::create_dir_all(folder.path("shared/info")).expect("a folder");
        folder.write("sub/.git", format!("gitdir: {}\n", folder.path("own").display()));
        at_once(&folder, &["lint", "-q"]).status(1);
        fifo(&folder, "shared/info/exclude");
        at_once(&folder, &["lint", "-q"]).status(2).says("info/exclude is a FIFO");
        std::fs::remove_file(folder.path("own/commondir")).expect("it is there");
        fifo(&folder, "own/commondir");
        at_once(&folder, &["lint", "-q"]).status(2).says("commondir is a FIFO");
    }
}

/// Text of so many bytes, damaged at its start.
fn long(bytes: usize) -> String {
    let mut text = DAMAGED.to_owned();
    text.push_str(&"The ferry leaves at nine.\n".repeat((bytes - text.len()) / 26 + 1));
    text.truncate(bytes);
    text
}

#[test]
fn an_article_has_a_length_that_is_set() {
    let folder = Folder::with(&[("long.md", &long(1_000_001)), ("fits.md", &long(1_000_000)), ("short.md", DAMAGED)]);
    at_once(&folder, &["lint"]).status(1).says("3 findings");
    let message = "long.md is 1.1 MB, but the limit is 1 MB; split it, leave it out with \
                   `exclude`, or raise `max-article-megabytes`";
    let refused = |run: Run| assert_eq!(run.status(2).says(message).stdout.lines().count(), 2);
    refused(at_once(&folder, &["lint", "--max-article-megabytes", "1"]));
    refused(at_once(&folder, &["lint", "--max-article-megabytes=1", "long.md", "fits.md", "short.md"]));
    folder.write("copydesk.toml", "max-article-megabytes = 1\n");
    refused(at_once(&folder, &["lint"]));
    at_once(&folder, &["lint", "--fix", "-q"]).status(2).says("long.md is 1.1 MB, but the limit is 1 MB");
    assert_eq!(folder.read("long.md"), long(1_000_001), "it is unchanged");
    folder.write("fits.md", long(1_000_000));
    folder.write("short.md", DAMAGED);
    at_once(&folder, &["lint", "--max-article-megabytes", "2"]).status(1).says("3 findings");
    at_once(&folder, &["config", "show"]).status(0);
    let shown = folder.run(&["config", "show", "--max-article-megabytes", "7"]).status(0).stdout;
    assert!(shown.contains("max-article-megabytes = 7\n"), "{shown}");
    let shown = folder.run(&["config", "show", "--isolated"]).status(0).stdout;
    assert!(shown.contains("max-article-megabytes = 32\n"), "{shown}");
}

#[test]
fn standard_input_has_the_same_length() {
    let folder = Folder::with(&[("copydesk.toml", "max-article-megabytes = 1\n")]);
    folder.run_with(&["lint", "-"], long(1_000_000).as_bytes()).status(1);
    for arguments in [&["lint", "-"][..], &["lint", "--fix", "-"]] {
        let run = folder.run_with(arguments, long(1_000_001).as_bytes()).status(2).stdout("");
        run.says("standard input is too large, but the limit is 1 MB; split it");
    }
}

#[test]
fn lengths_that_make_no_sense() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    for megabytes in ["0", "4295", "much"] {
        folder.run(&["lint", "--max-article-megabytes", megabytes]).status(2);
    }
    for (megabytes, message) in
        [("0", "1 to 4294"), ("4295", "1 to 4294"), ("-1", "a whole number"), ("\"1\"", "a whole number")]
    {
        folder.write("copydesk.toml", format!("max-article-megabytes = {megabytes}\n"));
        folder.run(&["lint"]).status(2).says("copydesk.toml:1:").says(message);
    }
    // No file is read to its end to learn that it is too long.
    let sparse = std::fs::File::create(folder.path("sparse.md")).expect("a file");
    sparse.set_len(5_000_000_000).expect("the file system has holes");
    folder.write("copydesk.toml", "max-article-megabytes = 4294\n");
    at_once(&folder, &["lint", "sparse.md"]).status(2).says("sparse.md is 5000 MB, but the limit is 4294 MB");
}
