//! A small bilingual site, with what translation does to articles.

use std::path::{Path, PathBuf};
use std::process::Command;

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("readable").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn lint(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk")).current_dir(folder).arg("lint").args(arguments).output();
    String::from_utf8(output.expect("it runs").stdout).expect("UTF-8")
}

fn site() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/translations"), &root);
    (folder, root)
}

#[test]
fn all_of_its_damage_is_found() {
    let (_folder, root) = site();
    insta::assert_snapshot!(lint(&root, &["--output-format", "concise"]));
}

#[test]
fn what_can_be_restored_is_and_stays() {
    let (_folder, root) = site();
    let left = lint(&root, &["--fix", "--unsafe-fixes", "--output-format", "concise"]);
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect("readable");
    let texts = || [read("content/de/tides.md"), read("content/fr/harbour.md")];
    insta::assert_snapshot!(format!("{left}\n{}\n{}", texts()[0], texts()[1]));
    let before = texts();
    lint(&root, &["--fix", "--unsafe-fixes"]);
    assert_eq!(texts(), before, "a second run changes nothing");
    assert_eq!(
        read("content/en/tides.md"),
        std::fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/translations/content/en/tides.md"),
        )
        .expect("readable")
    );
}
