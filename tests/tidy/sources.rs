//! The source files, and what they say.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file: its path below `src` with `/`, and its lines without tests.
pub struct SourceFile {
    pub path: String,
    pub lines: Vec<String>,
}

pub fn sources() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
                files.push(read(&root, &path));
            }
        }
    }
    files
}

fn read(root: &Path, path: &PathBuf) -> SourceFile {
    let text = fs::read_to_string(path).expect("readable");
    let tests = text.find("\n#[cfg(test)]\nmod tests").unwrap_or(text.len());
    let path = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
    SourceFile { path, lines: text[..tests].lines().map(str::to_owned).collect() }
}
