//! The originals that translations are compared with.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::read::read_text;
use super::walk::{Article, name_of};
use crate::cli::files;
use crate::compare::Original;
use crate::project::Finder;
use crate::text::path_text;

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
}

impl<'a> Originals<'a> {
    /// The one that was named, or those that the settings name.
    pub fn new(one: Option<Original>, finder: &'a Finder) -> Self {
        Self { one: one.map(Arc::new), finder, known: Mutex::default(), missing: Mutex::default() }
    }

    /// Whether one original was named.
    pub fn is_one(&self) -> bool {
        self.one.is_some()
    }

    /// The original of `article`, if it is a translation.
    ///
    /// # Errors
    /// Where the original cannot be read; the message goes on after the article's name.
    pub fn of(&self, article: &Article) -> Result<Option<Arc<Original>>, String> {
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
        known.get_or_init(|| self.read(&path).map(Arc::new)).clone().map(Some)
    }

    fn read(&self, path: &Path) -> Result<Original, String> {
        let problem = |why: String| format!("cannot be compared: its original, {}, {why}", shown(path));
        let article = Article::named(path, self.finder)
            .map_err(|error| problem(format!("has settings that cannot be used: {error}")))?;
        let mut bytes = Vec::new();
        files::read(path, article.place.most_bytes(), &mut bytes).map_err(problem)?;
        let source = read_text(&article, bytes, None).map_err(|unreadable| problem(unreadable.to_string()))?;
        Ok(Original::new(&source, &article.settings()))
    }

    /// What to tell of translations without an original.
    pub fn note(&self) -> Option<String> {
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

/// A path as it is told: relative to the working folder where it lies there.
fn shown(path: &Path) -> String {
    let folder = std::env::current_dir().and_then(|folder| folder.canonicalize());
    let relative = folder.ok().and_then(|folder| path.strip_prefix(folder).ok().map(Path::to_owned));
    path_text(relative.as_deref().unwrap_or(path)).into_owned()
}
