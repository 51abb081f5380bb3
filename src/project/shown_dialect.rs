//! Which dialect the files around an article show.

use std::path::{Path, PathBuf};

use crate::text::Dialect;

/// A dialect, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownDialect {
    /// The dialect.
    pub dialect: Dialect,
    /// The file or folder that sites of it have.
    pub mark: PathBuf,
}

/// The dialect that a file or folder in `folder` shows.
pub(super) fn shown_in(folder: &Path) -> Option<ShownDialect> {
    let mut names: Option<Vec<String>> = None;
    for (dialect, marks) in Dialect::marks() {
        for mark in marks {
            let found = match mark.strip_suffix('*') {
                None => folder.join(mark).exists().then(|| (*mark).to_owned()),
                Some(start) => {
                    let names = names.get_or_insert_with(|| names_in(folder));
                    names.iter().find(|name| name.starts_with(start)).cloned()
                }
            };
            if let Some(name) = found {
                return Some(ShownDialect { dialect, mark: folder.join(name) });
            }
        }
    }
    None
}

/// The names in a folder; none where it cannot be read.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_shows_the_dialect() {
        let folder = tempfile::tempdir().expect("a folder");
        let shown = || shown_in(folder.path()).map(|shown| shown.dialect);
        assert_eq!(shown(), None);
        std::fs::write(folder.path().join("_config.yml"), "").expect("written");
        assert_eq!(shown(), Some(Dialect::Jekyll));
        std::fs::write(folder.path().join("docusaurus.config.ts"), "").expect("written");
        assert_eq!(shown(), Some(Dialect::Docusaurus));
    }
}
