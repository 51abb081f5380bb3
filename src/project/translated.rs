//! Which article is the original of another one.

mod pattern;
mod presets;

use std::path::Path;

use crate::settings::{Problem, Translations};
use pattern::Pattern;

/// How a project pairs translations with their originals.
#[derive(Clone, Debug)]
pub enum Pairs {
    /// As the settings say.
    Patterns {
        /// The originals.
        original: Pattern,
        /// Their translations.
        translation: Pattern,
    },
    /// By the layouts that site generators have.
    Presets,
}

/// The original of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paired {
    /// Its path, relative to the settings file's folder, with `/` between folders.
    pub original: String,
    /// Whether there is something.
    pub exists: bool,
}

impl Pairs {
    /// How `settings` pair.
    ///
    /// # Errors
    /// Where the two patterns do not fit each other.
    pub fn new(settings: &Translations) -> Result<Self, Problem> {
        if settings.conventions.iter().any(|convention| convention.original == convention.translation) {
            let message = "a convention needs `original`, `translation`, or both, and they must not be the same";
            return Err(Problem::new(["translations", "conventions"], message));
        }
        let (original, translation) = match (&settings.original, &settings.translation) {
            (None, None) => return Ok(Self::Presets),
            (Some(original), Some(translation)) => (original, translation),
            (Some(_), None) => return Err(missing("original", "translation")),
            (None, Some(_)) => return Err(missing("translation", "original")),
        };
        let (original, translation) = (Pattern::new(original), Pattern::new(translation));
        if original.has_language() {
            let message = "an original has no `{lang}`; write the folder or the ending of its language";
            return Err(Problem::new(["translations", "original"], message));
        }
        if !translation.has_language() {
            let message = "`{lang}` is missing: it stands for the language, as in `content/{lang}/**`";
            return Err(Problem::new(["translations", "translation"], message));
        }
        if original.wildcards() != translation.wildcards() {
            let message = "`original` and `translation` must have the same `*` and `**`, in the same order";
            return Err(Problem::new(["translations", "translation"], message));
        }
        Ok(Self::Patterns { original, translation })
    }

    /// The original of the article at `path`, which is relative to `root`. None where it is no translation.
    pub fn original_of(&self, root: &Path, path: &Path) -> Option<Paired> {
        let path = path.to_str()?.replace('\\', "/");
        let is_file = |path: &str| root.join(path).is_file();
        match self {
            Self::Patterns { original, translation } => {
                let paired = original.filled(&translation.matches(&path)?)?;
                // Of what is there and is no file, reading it tells why.
                let exists = root.join(&paired).metadata().is_ok();
                (paired != path).then_some(Paired { original: paired, exists })
            }
            Self::Presets => {
                let found =
                    presets::candidates(&path).into_iter().find(|candidate| *candidate != path && is_file(candidate));
                found.map(|original| Paired { original, exists: true })
            }
        }
    }
}

fn missing(there: &str, missing: &str) -> Problem {
    Problem::new(["translations", there], format!("`{missing}` is missing: pairs need both, or neither"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(original: Option<&str>, translation: Option<&str>) -> Result<Pairs, Problem> {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Pairs::new(&Translations { original: own(original), translation: own(translation), ..Translations::default() })
    }

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, "x").expect("written");
        }
        folder
    }

    #[test]
    fn patterns_name_what_may_be_missing() {
        let folder = folder(&["content/en/a/b.md"]);
        let pairs = pairs(Some("content/en/**"), Some("content/{lang}/**")).expect("they fit");
        let original = |path: &str| pairs.original_of(folder.path(), Path::new(path));
        let paired = |original: &str, exists| Some(Paired { original: original.to_owned(), exists });
        assert_eq!(original("content/zh-cn/a/b.md"), paired("content/en/a/b.md", true));
        assert_eq!(original("content/de/c.md"), paired("content/en/c.md", false));
        assert_eq!(original("content/en/a/b.md"), None);
        assert_eq!(original("static/de/c.md"), None);
    }

    #[test]
    fn patterns_that_do_not_fit_are_told() {
        let told = |original, translation| pairs(original, translation).expect_err("they do not fit").to_string();
        assert!(told(Some("en/**"), None).contains("`translation` is missing"));
        assert!(told(Some("en/**"), Some("de/**")).contains("`{lang}` is missing"));
        assert!(told(Some("{lang}/**"), Some("{lang}/**")).contains("an original has no `{lang}`"));
        assert!(told(Some("en/**/*.md"), Some("{lang}/*.md")).contains("in the same order"));
    }

    #[test]
    fn layouts_are_known_where_the_original_exists() {
        let files = [
            "content/en/a.md",
            "content/de/a.md",
            "content/de/only.md",
            "docs/guide/x.md",
            "docs/zh/guide/x.md",
            "i18n/fr/docusaurus-plugin-content-docs/current/guide/x.md",
            "README.md",
            "README.pt-BR.md",
            "README_ja.md",
            "translations/ko/README.md",
            "b.en.md",
            "b.es.md",
            "docs/is/guide/other.md",
            "versioned_docs/version-2/v.md",
            "i18n/fr/docusaurus-plugin-content-docs/version-2/v.md",
            "notes_js.md",
            "notes.md",
        ];
        let folder = folder(&files);
        let original = |path: &str| {
            let paired = Pairs::Presets.original_of(folder.path(), Path::new(path));
            paired.map(|paired| paired.original)
        };
        let expected = [
            ("content/de/a.md", "content/en/a.md"),
            ("docs/zh/guide/x.md", "docs/guide/x.md"),
            ("i18n/fr/docusaurus-plugin-content-docs/current/guide/x.md", "docs/guide/x.md"),
            ("i18n/fr/docusaurus-plugin-content-docs/version-2/v.md", "versioned_docs/version-2/v.md"),
            ("README.pt-BR.md", "README.md"),
            ("README_ja.md", "README.md"),
            ("translations/ko/README.md", "README.md"),
            ("b.es.md", "b.en.md"),
        ];
        for (path, known) in expected {
            assert_eq!(original(path).as_deref(), Some(known), "{path}");
        }
        for path in
            ["content/en/a.md", "content/de/only.md", "README.md", "docs/is/guide/other.md", "b.en.md", "notes_js.md"]
        {
            assert_eq!(original(path), None, "{path}");
        }
    }
}
