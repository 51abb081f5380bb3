//! Settings of all articles below one settings file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::globs::Globs;
use super::names::is_settings_file;
use super::translated::{Paired, Pairs};
use crate::embedded::Held;
use crate::rules;
use crate::settings::{
    Embedded, Merged, Overrides, Problem, Selector, Settings, SettingsFile, Translations, most_bytes, resolve,
};
use crate::text::{Dialect, Flavor, Holder};

/// Settings with all that depends on an article's path. Paths are relative to the settings file's folder.
#[derive(Debug)]
pub struct Project {
    /// The settings file; `None` for the default settings.
    pub file: Option<PathBuf>,
    typed: SettingsFile,
    settings: Arc<Settings>,
    exclude: Globs,
    per_file_ignores: Vec<(Globs, Vec<Selector>)>,
    /// The first that matches counts.
    flavors: Vec<(Globs, Flavor)>,
    flavor: Option<Flavor>,
    /// Files that hold articles; the first that matches counts.
    embedded: Vec<(Globs, Embedded)>,
    /// How translations are paired with their originals, where they are.
    pairs: Option<Pairs>,
    /// Bytes that an article may have.
    pub most_bytes: u64,
    /// Settings by the indexes of the per-file ignores that matched, and by the dialect that was found.
    narrowed: Mutex<HashMap<Narrowing, Arc<Settings>>>,
}

/// The per-file ignores that matched, and the dialect.
type Narrowing = (Vec<usize>, Option<Dialect>);

impl Project {
    /// Resolves `merged`, read from `file`.
    ///
    /// # Errors
    /// If a glob, the name of a rule's option or its value is invalid.
    pub fn new(merged: &Merged, file: Option<PathBuf>) -> Result<Self, Problem> {
        let exclude = Globs::new(merged.file.exclude.iter().map(String::as_str))
            .map_err(|(index, message)| Problem::new(["exclude", &index.to_string()], message))?;
        let mut per_file_ignores = Vec::new();
        for (glob, selectors) in &merged.per_file_ignores {
            per_file_ignores.push((one_glob("per-file-ignores", glob, glob)?, selectors.clone()));
        }
        Ok(Self {
            file,
            typed: merged.file.clone(),
            settings: Arc::new(resolve(merged)?),
            exclude,
            per_file_ignores,
            flavors: flavors(merged)?,
            flavor: merged.flavor,
            embedded: embedded(merged)?,
            pairs: merged.file.translations.as_ref().map(Pairs::new).transpose()?,
            most_bytes: most_bytes(merged.file.max_article_megabytes)?,
            narrowed: Mutex::default(),
        })
    }

    /// The settings in force, as a settings file that names each rule.
    pub fn effective(&self) -> SettingsFile {
        let rules = || self.settings.rules();
        let changed = rules().filter(|(rule, severity)| rule.severity != *severity);
        SettingsFile {
            select: Some(rules().map(|(rule, _)| rule.name.to_owned()).collect()),
            extend_select: Vec::new(),
            ignore: Vec::new(),
            max_article_megabytes: u32::try_from(self.most_bytes / 1_000_000).ok(),
            severity: changed.map(|(rule, severity)| (rule.name.to_owned(), severity)).collect(),
            ..self.typed.clone()
        }
    }

    /// The file of known damage that the settings name.
    pub fn baseline(&self) -> Option<PathBuf> {
        let named = self.typed.baseline.as_ref().filter(|named| !named.is_empty())?;
        let folder = self.file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
        Some(folder.join(named))
    }

    /// Whether the settings leave out the file or folder at `path`.
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclude.matches(path)
    }

    /// The flavor of the article at `path`; `None` if neither the settings nor its name tell one, so that it is
    /// linted only where the user names it.
    pub fn flavor(&self, path: &Path) -> Option<Flavor> {
        if is_settings_file(path) {
            return None;
        }
        let set = || self.flavors.iter().find(|(globs, _)| globs.matches(path)).map(|(_, flavor)| *flavor);
        let known = set().or_else(|| Flavor::of_path(path));
        known.map(|flavor| self.flavor.unwrap_or(flavor))
    }

    /// The flavor of an article that the user named, whatever it is called.
    pub fn flavor_of_named(&self, path: &Path) -> Flavor {
        self.flavor(path).or(self.flavor).unwrap_or(Flavor::Text)
    }

    /// What is known about the file at `path` if it holds articles and is none itself, and whether it is one of those that
    /// are linted wherever they are.
    pub fn held(&self, path: &Path) -> Option<(Held, bool)> {
        if self.flavors.iter().any(|(globs, _)| globs.matches(path)) {
            return None;
        }
        let set = self.embedded.iter().find(|(globs, _)| globs.matches(path));
        match set.and_then(|(_, settings)| Held::set(settings, path, self.flavor)) {
            Some(held) => Some((held, true)),
            None => Held::of_path(path, self.flavor),
        }
    }

    /// The original of the article at `path` if that is a translation. The paths are relative to the settings file's folder,
    /// which is `root`.
    pub fn original_of(&self, root: &Path, path: &Path) -> Option<Paired> {
        self.pairs.as_ref()?.original_of(root, path)
    }

    /// What the settings say of translations.
    pub fn translations(&self) -> Option<&Translations> {
        self.typed.translations.as_ref()
    }

    /// The dialect that the settings name.
    pub fn dialect(&self) -> Option<Dialect> {
        self.typed.dialect
    }

    /// The settings for the article at `path`; `found` is the dialect that files around it show.
    pub fn settings(&self, path: &Path, found: Option<Dialect>) -> Arc<Settings> {
        let ignores = self.per_file_ignores.iter().enumerate();
        let matched: Vec<usize> =
            ignores.filter(|(_, (globs, _))| globs.matches(path)).map(|(index, _)| index).collect();
        let dialect = self.typed.dialect.or(found);
        if matched.is_empty() && dialect == self.settings.dialect {
            return Arc::clone(&self.settings);
        }
        let mut narrowed = self.narrowed.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (matched, dialect);
        Arc::clone(narrowed.entry(key).or_insert_with_key(|(matched, _)| Arc::new(self.narrow(matched, dialect))))
    }

    fn narrow(&self, ignores: &[usize], dialect: Option<Dialect>) -> Settings {
        let mut settings = Settings::clone(&self.settings);
        settings.dialect = dialect;
        let selectors = ignores.iter().flat_map(|&index| &self.per_file_ignores[index].1);
        for selector in selectors {
            for rule in rules::ALL.iter().filter(|rule| selector.matches(rule)) {
                settings.set(rule, None);
            }
        }
        settings
    }
}

impl Default for Project {
    fn default() -> Self {
        let merged = Merged::new(SettingsFile::default(), &Overrides::default());
        merged.and_then(|merged| Self::new(&merged, None)).expect("the default settings are valid")
    }
}

fn flavors(merged: &Merged) -> Result<Vec<(Globs, Flavor)>, Problem> {
    by_closeness("flavors", merged.file.flavors.iter())
}

fn embedded(merged: &Merged) -> Result<Vec<(Globs, Embedded)>, Problem> {
    for (key, settings) in &merged.file.embedded {
        let tells_format = settings.format.is_some() || Holder::of_path(Path::new(&glob_of(key))).is_some();
        if !tells_format {
            let message = "the extension tells no format; set `format`, for example `format = \"json\"`";
            return Err(Problem::new(["embedded", key], message));
        }
    }
    by_closeness("embedded", merged.file.embedded.iter())
}

/// The entries of a table by globs or extensions: those that name files more closely first.
fn by_closeness<'m, T: Clone + 'm>(
    table: &str,
    entries: impl Iterator<Item = (&'m String, &'m T)>,
) -> Result<Vec<(Globs, T)>, Problem> {
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by_key(|(key, _)| (is_extension(key), std::cmp::Reverse(key.len())));
    let globs = entries.into_iter().map(|(key, value)| Ok((one_glob(table, key, &glob_of(key))?, value.clone())));
    globs.collect()
}

fn is_extension(key: &str) -> bool {
    key.trim_start_matches('.').chars().all(char::is_alphanumeric)
}

/// The glob that `key`, a glob or an extension, stands for.
fn glob_of(key: &str) -> String {
    if is_extension(key) { format!("*.{}", key.trim_start_matches('.')) } else { key.to_owned() }
}

fn one_glob(table: &str, key: &str, glob: &str) -> Result<Globs, Problem> {
    Globs::new([glob]).map_err(|(_, message)| Problem::new([table, key], message))
}
