//! What the translations of a language do on purpose, as settings say, and what they may do on purpose.

use std::collections::HashSet;
use std::path::Path;

use crate::differences::Habit;
use crate::settings::Settings;
use crate::skeleton::is_localised;
use crate::text::path_text;

/// What a translation does in place of what its original does, for finding out whether others do the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// The language, as the path of the translation has it.
    pub language: Option<String>,
    /// What it does, each once.
    pub done: HashSet<Habit>,
    /// What tags, directives and shortcodes are called that it has, as habits name them.
    pub kept: HashSet<String>,
}

/// The habits that `settings` allow to a translation of `original`.
pub(super) fn allowed(settings: &Settings, translation: &Path, original: &Path) -> HashSet<Habit> {
    if settings.conventions.is_empty() {
        return HashSet::new();
    }
    let language = language(translation, original);
    let counts = |wanted: &Option<String>| wanted.is_none() || *wanted == language;
    let conventions = settings.conventions.iter().filter(|convention| counts(&convention.language));
    let habit = |original: &String, translation: &String| Habit {
        original: original.clone(),
        translation: translation.clone(),
    };
    conventions.map(|convention| habit(&convention.original, &convention.translation)).collect()
}

/// The language of a translation: the part of its path that its original's has not. The one path may be relative and the
/// other absolute.
pub(super) fn language(translation: &Path, original: &Path) -> Option<String> {
    let (translation, original) = (path_text(translation), path_text(original));
    let parts = |path: &'_ str| path.split(['/', '\\', '.', '_']).map(str::to_owned).collect::<Vec<_>>();
    let known: HashSet<String> = parts(&original).into_iter().collect();
    let own: Vec<String> =
        parts(&translation).into_iter().filter(|part| !part.is_empty() && !known.contains(part)).collect();
    own.iter().rfind(|part| is_localised(part)).or(own.last()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_tell_the_language() {
        for (translation, original, expected) in [
            ("content/zh-cn/a/b.md", "/site/content/en/a/b.md", Some("zh-cn")),
            ("docs/cn/a.md", "/site/docs/en/a.md", Some("cn")),
            ("README.pt-BR.md", "README.md", Some("pt-BR")),
            ("README_ja.md", "README.md", Some("ja")),
            ("i18n/fr/docusaurus-plugin-content-docs/current/x.md", "docs/x.md", Some("fr")),
            ("a.md", "a.md", None),
        ] {
            let told = language(Path::new(translation), Path::new(original));
            assert_eq!(told.as_deref(), expected, "{translation}");
        }
    }
}
