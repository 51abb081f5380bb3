//! Articles that are not UTF-8.

use crate::Folder;

/// `café`, and a damage with a safe fix.
const LATIN1: &[u8] = b"caf\xe9 and\x07 more\r\n";

fn bytes(folder: &Folder, path: &str) -> Vec<u8> {
    std::fs::read(folder.path(path)).expect("it is there")
}

fn utf16(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn they_are_linted_at_the_right_place() {
    let folder = Folder::new();
    folder.write("a.md", LATIN1);
    folder.write("b.md", utf16("漢字 and\u{7} more\n"));
    let found = "a.md:1:9: warning[control-character]: Control character U+0007 (safe fix)\n\
                 b.md:1:7: warning[control-character]: Control character U+0007 (safe fix)\n";
    folder
        .run(&["lint"])
        .status(1)
        .stdout(found)
        .says(
            "note: a.md is windows-1252, not UTF-8 by the look of it (--encoding names another); --to-utf8 rewrites it",
        )
        .says("note: b.md is UTF-16LE, not UTF-8; --to-utf8 rewrites it as UTF-8");
    assert_eq!(bytes(&folder, "a.md"), LATIN1);
}

#[test]
fn they_are_not_repaired_unless_they_may_become_utf8() {
    let folder = Folder::new();
    folder.write("a.md", LATIN1);
    let refused = "a.md is windows-1252, so it was not changed; add --to-utf8 to rewrite it as UTF-8 as well";
    let run = folder.run(&["lint", "--fix"]).status(2).says(refused);
    assert!(run.stdout.starts_with("a.md:1:9: "), "it is linted: {}", run.stdout);
    folder.run(&["lint", "--add-ignore"]).status(2).says(refused);
    folder
        .run_with(&["lint", "--fix", "-"], LATIN1)
        .status(2)
        .stdout("")
        .says("- is windows-1252, so it was not changed");
    assert_eq!(bytes(&folder, "a.md"), LATIN1);
    folder.run(&["lint", "--fix", "--to-utf8"]).status(0).says("a.md was windows-1252 and is UTF-8 now");
    assert_eq!(folder.read("a.md"), "café and more\r\n");
    folder.run_with(&["lint", "--fix", "--to-utf8", "-"], LATIN1).status(0).stdout("café and more\r\n");
}

#[test]
fn rewriting_changes_nothing_else() {
    let folder = Folder::with(&[("d.md", "déjà\u{7}\n")]);
    folder.write("a.md", LATIN1);
    folder.write("b.html", b"<meta charset=\"iso-8859-1\">\n<p>caf\xe9</p>\n");
    folder.write("c.txt", utf16("漢字\n"));
    folder.run(&["lint", "--to-utf8"]).status(1);
    assert_eq!(folder.read("a.md"), "café and\u{7} more\r\n");
    assert_eq!(folder.read("b.html"), "<meta charset=\"utf-8\">\n<p>café</p>\n");
    assert_eq!(folder.read("c.txt"), "漢字\n");
    assert_eq!(folder.read("d.md"), "déjà\u{7}\n");
}

#[test]
fn what_may_be_anything_is_read_as_the_user_says() {
    let folder = Folder::new();
    // "мельница" in Windows-1251.
    let russian = b"\xec\xe5\xeb\xfc\xed\xe8\xf6\xe0\x07\n";
    folder.write("a.md", russian);
    folder.run(&["lint"]).status(2).says("a.md is not UTF-8 (first bad byte at offset 0); convert it");
    folder.run(&["lint", "--encoding", "windows-1251"]).status(1).says("a.md is windows-1251, not UTF-8; ");
    folder.run(&["lint", "--encoding", "windows-1251", "--to-utf8", "--fix"]).status(0);
    assert_eq!(folder.read("a.md"), "мельница\n");
    folder.run(&["lint", "--encoding", "klingon"]).status(2).says("unknown encoding");
}
