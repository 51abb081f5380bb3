//! Globs of paths relative to a settings file.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// A set of globs; each also matches what lies below a folder that it matches.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    set: GlobSet,
}

impl Globs {
    /// Reads globs; one without `/` (but at its end) matches at any depth.
    ///
    /// # Errors
    /// The index of the first glob that is invalid, and why.
    pub fn new<'a>(globs: impl IntoIterator<Item = &'a str>) -> Result<Self, (usize, String)> {
        let mut set = GlobSetBuilder::new();
        for (index, glob) in globs.into_iter().enumerate() {
            let glob = glob.trim_start_matches("./").trim_end_matches('/');
            let anchored =
                if glob.contains('/') { glob.trim_start_matches('/').to_owned() } else { format!("**/{glob}") };
            for pattern in [format!("{anchored}/**"), anchored] {
                let glob = GlobBuilder::new(&pattern).literal_separator(true).build();
                set.add(glob.map_err(|error| (index, format!("bad glob: {}", error.kind())))?);
            }
        }
        let set = set.build().map_err(|error| (0, format!("bad glob: {}", error.kind())))?;
        Ok(Self { set })
    }

    /// A glob as shells read them: it counts from where it stands, and matches files alone.
    ///
    /// # Errors
    /// Why it is invalid.
    pub fn exact(glob: &str) -> Result<Self, String> {
        let bad = |error: globset::Error| format!("bad glob: {}", error.kind());
        let glob = GlobBuilder::new(glob).literal_separator(true).build().map_err(bad)?;
        let set = GlobSetBuilder::new().add(glob).build().map_err(bad)?;
        Ok(Self { set })
    }

    /// Whether one of the globs matches `path`, which is relative to the settings file's folder.
    pub fn matches(&self, path: &Path) -> bool {
        !self.set.is_empty() && self.set.is_match(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn match_like_gitignore_lines() {
        let matches = |glob: &str, path: &str| Globs::new([glob]).expect("a good glob").matches(Path::new(path));
        assert!(matches("*.txt", "a/b/c.txt"));
        assert!(matches("vendor", "vendor/x/y.md"));
        assert!(matches("vendor/", "deep/vendor/y.md"));
        assert!(matches("docs/*.md", "docs/a.md"));
        assert!(!matches("docs/*.md", "docs/deep/a.md"));
        assert!(matches("docs/**/*.md", "docs/deep/a.md"));
        assert!(matches("/a.md", "a.md"));
        assert!(!matches("/a.md", "deep/a.md"));
        assert!(matches("./docs", "docs/a.md"));
    }

    #[test]
    fn name_the_glob_that_is_bad() {
        let (index, message) = Globs::new(["a", "b[c"]).expect_err("a bad glob");
        assert_eq!(index, 1);
        assert!(message.starts_with("bad glob: "), "{message}");
    }
}
