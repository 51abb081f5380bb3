//! No file takes more than one sitting to read.

use std::fs;
use std::path::Path;

use crate::sources::sources;

/// Lines of a source file, tests aside.
const LONGEST: usize = 400;

/// Lines of a file with tests.
const LONGEST_TEST: usize = 600;

/// What is compared and not read: texts, pictures, and the lists that package managers write.
const NOT_READ: [&str; 9] = ["snap", "svg", "md", "txt", "html", "xsd", "png", "ico", "json"];

#[test]
fn no_file_is_too_long() {
    let long = sources().into_iter().filter(|file| file.lines.len() > LONGEST);
    let long: Vec<_> = long.map(|file| format!("src/{}: {} lines", file.path, file.lines.len())).collect();
    assert!(long.is_empty(), "split these files:\n{}", long.join("\n"));
}

/// Appends how many lines each file at `path` has that holds tests or helps them; `is_test` says so for all of them.
fn measure(path: &Path, is_test: bool, found: &mut Vec<(String, usize)>) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if path.is_dir() {
        if name != "node_modules" && !name.starts_with('.') {
            let entries = fs::read_dir(path).expect("readable");
            let is_test = is_test || name == "tests" || name == "benches";
            entries.for_each(|entry| measure(&entry.expect("readable").path(), is_test, found));
        }
        return;
    }
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    if (is_test || name.starts_with("test")) && !NOT_READ.contains(&&*extension) {
        let text = fs::read_to_string(path).expect("UTF-8");
        found.push((path.to_string_lossy().into_owned(), text.lines().count()));
    }
}

#[test]
fn no_test_file_is_too_long() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["tests", "benches", "editors"] {
        measure(&root.join(folder), false, &mut found);
    }
    assert!(found.iter().any(|(path, _)| path.ends_with("client.rs")), "the tests are found");
    let long = found.iter().filter(|(_, lines)| *lines > LONGEST_TEST);
    let long: Vec<_> = long.map(|(path, lines)| format!("{path}: {lines} lines")).collect();
    assert!(long.is_empty(), "split these files:\n{}", long.join("\n"));
}
