//! `--add-ignore`.

use crate::{DAMAGED, Folder};

#[test]
fn comments_silence_all_that_is_found() {
    let text = "# The mill\n\nThe bell\u{7} rang.\n\nIt opens\nat nine\u{7} or < b >ten</b>.\n";
    let folder = Folder::with(&[("a.md", text), ("b.html", "<p>The bell\u{7} rang.</p>\n"), ("c.md", "Fine.\n")]);
    folder.run(&["lint", "--add-ignore"]).status(0).stdout("").stderr("Added 3 comments in 2 files\n");
    let silenced = "# The mill\n\n<!-- copydesk-ignore control-character -->\nThe bell\u{7} rang.\n\nIt opens\n\
                    at nine\u{7} or < b >ten</b>. <!-- copydesk-ignore control-character, spaced-tag -->\n";
    assert_eq!(folder.read("a.md"), silenced);
    assert!(folder.read("b.html").contains("<p>The bell\u{7} rang.</p>"));
    folder.run(&["lint"]).status(0).stdout("");
    folder.run(&["lint", "--add-ignore"]).status(0).stderr("No findings in 3 files\n");
    assert_eq!(folder.read("c.md"), "Fine.\n");
}

#[test]
fn nothing_but_comments_is_added() {
    for (name, text) in [
        ("front.md", "---\ntitle: The bell\u{7}\n---\n\nIt rang.\n"),
        ("table.md", "| a | b |\n|---|---|\n| bell\u{7} | rang |\n| < b >x</b> | y |\n"),
        ("windows.md", "One.\r\n\r\nThe bell\u{7} rang.\r\n"),
        ("last.txt", "The bell\u{7} rang."),
        ("code.mdx", "The bell\u{7} rang.\n\n- one\n- two\u{7}\n"),
    ] {
        let folder = Folder::with(&[(name, text)]);
        folder.run(&["lint", "--add-ignore"]);
        let mut silenced = folder.read(name);
        for (open, close) in [("<!-- copydesk-", " -->"), ("{/* copydesk-", " */}")] {
            while let Some(start) = silenced.find(open) {
                let end = start + silenced[start..].find(close).expect("it ends") + close.len();
                silenced.replace_range(start..end, "");
            }
        }
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&silenced), words(text), "{name}");
        folder.run(&["lint", "-q"]).status(0).stdout("");
    }
}

#[test]
fn what_cannot_take_a_comment_is_told() {
    let text = "The bell\u{7} rang.\n\n<!-- It opens at nine.\n\nThe mill\u{7} is old.\n";
    let folder = Folder::with(&[("a.md", text)]);
    let run = folder.run(&["lint", "--add-ignore", "--select", "control-character,unclosed-comment"]).status(1);
    assert!(
        run.stdout.contains("[unclosed-comment]") && run.stderr.contains("that no comment silences"),
        "{}",
        run.stderr
    );
    assert_eq!(
        folder.read("a.md"),
        format!("<!-- copydesk-ignore control-character -->\n{text}"),
        "its end would move"
    );
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    folder.run_with(&["lint", "--add-ignore", "-"], DAMAGED.as_bytes()).status(2).says("standard input");
    folder.run(&["lint", "--add-ignore", "--fix"]).status(2);
    assert_eq!(folder.read("a.md"), DAMAGED);
}
