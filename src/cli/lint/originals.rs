//! The originals that translations are compared with.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::read::read_text;
use super::revisions::Revisions;
use super::walk::{Article, name_of};
use crate::compare::Original;
use crate::disk;
use crate::project::{Finder, unread_article};
use crate::text::{Source, path_text};

/// An original that was read, or why it could not be.
type Known = Arc<OnceLock<Result<Arc<Original>, String>>>;

/// What articles are compared with.
pub struct Originals<'a> {
    /// The original of the only article, where one was named.
    one: Option<Arc<Original>>,
    finder: &'a Finder,
    /// Those of the settings, each read once for all of its translations.
    known: Mutex<HashMap<PathBuf, Known>>,
    /// Translations whose original does not exist, and where it should be.
    missing: Mutex<Vec<(PathBuf, PathBuf)>>,
    revisions: Revisions,
}

impl<'a> Originals<'a> {
    /// The one that was named, or those that the settings name.
    pub fn new(one: Option<Original>, finder: &'a Finder) -> Self {
        Self {
            one: one.map(Arc::new),
            finder,
            known: Mutex::default(),
            missing: Mutex::default(),
            revisions: Revisions::default(),
        }
    }

    /// Whether one original was named.
    pub fn is_one(&self) -> bool {
        self.one.is_some()
    }

    /// The original of `article`, which was read as `source`, if it is a translation. Where the translation names the
    /// revision that was translated, that counts too.
    ///
    /// # Errors
    /// Where the original cannot be read; the message goes on after the article's name.
    pub fn of(&self, article: &Article, source: &Source) -> Result<Option<Arc<Original>>, String> {
        if let Some(original) = &self.one {
            return Ok(Some(Arc::clone(original)));
        }
        let Some((path, exists)) = article.place.original_of(name_of(&article.path)) else { return Ok(None) };
        if !exists {
            let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
            missing.push((article.path.clone(), path));
            return Ok(None);
        }
        let known = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(path.clone()).or_default())
        };
        let newest = known.get_or_init(|| self.read(&path).map(Arc::new)).clone()?;
        let name = path_text(&article.path);
        let read = |bytes| self.original(&path, bytes).ok();
        let most = article.place.most_bytes();
        let recorded = self.revisions.of((&name, source.text()), (&path, &newest), most, read);
        Ok(Some(match recorded.filter(|recorded| recorded.source().text() != newest.source().text()) {
            Some(recorded) => Arc::new(newest.with_recorded(recorded)),
            None => newest,
        }))
    }

    fn read(&self, path: &Path) -> Result<Original, String> {
        let problem = |why: String| format!("cannot be compared: its original, {}, {why}", shown(path));
        let place = self.place(path).map_err(problem)?;
        let mut bytes = Vec::new();
        let read = disk::read(path, place.place.most_bytes(), &mut bytes);
        read.map_err(|unread| problem(unread_article(&unread)))?;
        self.original(path, bytes).map_err(problem)
    }

    fn place(&self, path: &Path) -> Result<Article, String> {
        Article::named(path, self.finder).map_err(|error| format!("has settings that cannot be used: {error}"))
    }

    fn original(&self, path: &Path, bytes: Vec<u8>) -> Result<Original, String> {
        let article = self.place(path)?;
        let source = read_text(&article, bytes, None).map_err(|unreadable| unreadable.to_string())?;
        Ok(Original::new(&source, &article.settings()))
    }

    /// What to tell of translations that were not compared, or not with all that they name.
    pub fn notes(&self) -> Vec<String> {
        self.missing_note().into_iter().chain(self.revisions.notes()).collect()
    }

    fn missing_note(&self) -> Option<String> {
        let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        missing.sort();
        let (translation, original) = missing.first()?;
        let (translation, original) = (path_text(translation), shown(original));
        Some(match missing.len() {
            1 => format!("{translation} was not compared: its original, {original}, does not exist"),
            count => format!(
                "{count} translations were not compared, because their originals do not exist: {translation} would be one of {original}"
            ),
        })
    }
}

/// What to tell of settings of translations that pair nothing in `articles`: all that lie below `paths`. Where only a part of
/// what the settings are for was looked at, there may be no translations in it.
pub fn unpaired(paths: &[PathBuf], articles: &[Article]) -> Vec<String> {
    let this_folder = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &this_folder } else { paths };
    let folders: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let mut is_paired: BTreeMap<&Path, (&Article, bool)> = BTreeMap::new();
    for article in articles {
        let project = &article.place.project;
        let Some(file) = project.file.as_deref().filter(|_| project.translations().is_some()) else { continue };
        let (_, is_paired) = is_paired.entry(file).or_insert((article, false));
        *is_paired = *is_paired || article.place.original_of(name_of(&article.path)).is_some();
    }
    let is_whole = |file: &Path| {
        let folder = file.parent().and_then(|folder| folder.canonicalize().ok());
        folder.is_some_and(|folder| folders.iter().any(|above| folder.starts_with(above)))
    };
    let told = |(file, (article, is_paired)): (&Path, (&Article, bool))| {
        let pattern = article.place.project.translations()?.translation.as_deref();
        let file = shown(file);
        let why = match pattern {
            Some(pattern) => format!(
                "no article matches `translation = \"{pattern}\"` in {file}; the pattern begins at the folder of that file"
            ),
            None => format!(
                "no article lies where the translation of another one would be; `original` and `translation` in \
                 `[translations]` of {file} say where they are"
            ),
        };
        (!is_paired).then(|| format!("nothing was compared: {why}"))
    };
    is_paired.into_iter().filter(|(file, _)| is_whole(file)).filter_map(told).collect()
}

/// A path as it is told: relative to the working folder where it lies there.
pub fn shown(path: &Path) -> String {
    let folder = std::env::current_dir().and_then(|folder| folder.canonicalize());
    let relative = folder.ok().and_then(|folder| path.strip_prefix(folder).ok().map(Path::to_owned));
    path_text(relative.as_deref().unwrap_or(path)).into_owned()
}
