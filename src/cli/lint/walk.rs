//! Which articles to lint: those that were named, and those below named folders.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder, WalkState};

use super::globs::{Excluded, Pattern, without_dot};
use crate::cli::exit::Failure;
use crate::compare::needs_original;
use crate::disk::ignore_files::{self, Unreadable};
use crate::embedded::Held;
use crate::project::{Finder, Place};
use crate::settings::{Settings, SettingsError};
use crate::text::Flavor;
use crate::text::path_text;

/// An article to lint.
#[derive(Clone, Debug)]
pub struct Article {
    /// The path as it was given.
    pub path: PathBuf,
    /// The settings of its folder.
    pub place: Arc<Place>,
    /// What it is written in.
    pub flavor: Flavor,
    /// What is known about it, if it holds articles and is none itself.
    pub held: Option<Arc<Held>>,
    /// Whether only its comparison with its original counts: that has changed, and it has not.
    pub only_beside: bool,
}

impl Article {
    /// The article at a path that the user named, whatever it is called.
    ///
    /// # Errors
    /// If its settings are invalid.
    pub fn named(path: &Path, finder: &Finder) -> Result<Self, SettingsError> {
        let place = finder.place(path.parent().unwrap_or(Path::new("")))?;
        let held = place.held(name_of(path)).map(|(held, _)| Arc::new(held));
        let flavor = place.flavor_of_named(name_of(path));
        Ok(Self { path: path.to_owned(), place, flavor, held, only_beside: false })
    }

    /// The article at a path below a named folder, if it is one.
    pub fn found(path: &Path, place: Arc<Place>) -> Option<Self> {
        let name = name_of(path);
        if place.project.baseline().is_some_and(|baseline| baseline.file_name() == path.file_name()) {
            return None;
        }
        let held = place.held(name).filter(|(_, is_certain)| *is_certain).map(|(held, _)| Arc::new(held));
        let flavor = place.flavor(name).or(held.as_ref().map(|_| Flavor::Text))?;
        Some(Self { path: path.to_owned(), place, flavor, held, only_beside: false })
    }

    /// The settings that count for it.
    pub fn settings(&self) -> Arc<Settings> {
        let settings = self.place.settings(name_of(&self.path));
        if self.only_beside { Arc::new(settings.only(|rule| needs_original(rule.name))) } else { settings }
    }

    /// The path of its original, if it is a translation whose original exists.
    pub fn original(&self) -> Option<PathBuf> {
        self.place.original_of(name_of(&self.path)).filter(|(_, exists)| *exists).map(|(path, _)| path)
    }

    /// Whether the settings exclude it, or a folder that it lies in; such an article was named.
    pub fn is_excluded(&self) -> bool {
        self.place.leaves_out(name_of(&self.path))
    }
}

/// What was found on disk.
#[derive(Debug, Default)]
pub struct Walked {
    /// The articles, in the order of their paths.
    pub articles: Vec<Article>,
    /// What could not be read.
    pub problems: Vec<String>,
}

impl Walked {
    /// This article and nothing else.
    pub fn of(article: Article) -> Self {
        Self { articles: vec![article], problems: Vec::new() }
    }
}

/// A folder that the walk did not go into, and the reason.
type PassedOver = (PathBuf, Unreadable);

/// Those of a walk, which its threads add to.
type PassedOvers = Arc<Mutex<Vec<PassedOver>>>;

/// How articles are looked for.
pub struct Search<'a> {
    /// Where settings come from.
    pub finder: &'a Finder,
    /// What the command line leaves out.
    pub excluded: &'a Excluded,
    /// Whether ignore files count for nothing.
    pub no_ignore: bool,
    /// Number of threads; one per core where it is 0.
    pub threads: usize,
}

impl Search<'_> {
    /// Finds the articles at and below `paths`, or below the working folder where there are none.
    ///
    /// # Errors
    /// If settings on the way are invalid.
    pub fn walk(&self, paths: &[PathBuf]) -> Result<Walked, Failure> {
        let mut found = Walked::default();
        let mut folders = Vec::new();
        let this_folder = [PathBuf::from(".")];
        for path in if paths.is_empty() { &this_folder } else { paths } {
            match (path.metadata(), Pattern::of(path)) {
                (Ok(metadata), _) if metadata.is_dir() => folders.push(path.as_path()),
                (Ok(_), _) => found.articles.push(Article::named(path, self.finder)?),
                (Err(_), Some(pattern)) => self.add_matching(path, &pattern?, &mut found)?,
                (Err(error), None) => found.problems.push(unreachable_message(path, &error)),
            }
        }
        self.add_below(folders, None, &mut found)?;
        if paths.is_empty() {
            for article in &mut found.articles {
                article.path = without_dot(&article.path).to_owned();
            }
        }
        found.articles.retain(|article| !self.excluded.has(&article.path));
        found.articles.sort_unstable_by(|a, b| without_dot(&a.path).cmp(without_dot(&b.path)));
        found.articles.dedup_by(|a, b| without_dot(&a.path) == without_dot(&b.path));
        found.problems.sort_unstable();
        Ok(found)
    }

    /// Adds the articles that match a glob which no shell has expanded.
    fn add_matching(&self, path: &Path, pattern: &Pattern, found: &mut Walked) -> Result<(), Failure> {
        let before = found.articles.len();
        if pattern.base().is_dir() {
            self.add_below(vec![pattern.base()], Some(pattern), found)?;
        }
        for article in &mut found.articles[before..] {
            if !path.starts_with(".") {
                article.path = without_dot(&article.path).to_owned();
            }
        }
        if found.articles.len() == before {
            found.problems.push(format!("{} matches no article; check the spelling", path_text(path)));
        }
        Ok(())
    }

    /// Adds the articles below `folders`; of files that match `pattern`, those too that only their name makes articles.
    fn add_below(&self, mut folders: Vec<&Path>, pattern: Option<&Pattern>, found: &mut Walked) -> Result<(), Failure> {
        if !self.no_ignore {
            folders.retain(|folder| match ignore_files::check_above(folder) {
                Ok(()) => true,
                Err(unreadable) => {
                    found.problems.push(unread_message(&unreadable, folder));
                    false
                }
            });
        }
        let Some((first, others)) = folders.split_first() else { return Ok(()) };
        let mut builder = WalkBuilder::new(first);
        for folder in others {
            builder.add(folder);
        }
        builder.threads(self.threads);
        let unread = PassedOvers::default();
        if self.no_ignore {
            builder.ignore(false).git_ignore(false).git_global(false).git_exclude(false).parents(false);
        } else {
            pass_over_unreadable(&mut builder, Arc::clone(&unread));
        }
        self.walk_folders(&builder, pattern, found)?;
        let unread = std::mem::take(&mut *unread.lock().unwrap_or_else(PoisonError::into_inner));
        for unreadable in unread {
            found.problems.extend(problem_of(&unreadable, self.finder)?);
        }
        Ok(())
    }

    fn walk_folders(
        &self,
        builder: &WalkBuilder,
        pattern: Option<&Pattern>,
        found: &mut Walked,
    ) -> Result<(), SettingsError> {
        let shared = Mutex::new((found, Ok(())));
        builder.build_parallel().run(|| {
            Box::new(|entry| {
                let seen = match &entry {
                    Ok(entry) => self.see(entry, pattern),
                    Err(error) => Ok(Seen::Problem(format!("{error}"))),
                };
                let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
                match seen {
                    Ok(Seen::Article(article)) => shared.0.articles.push(article),
                    Ok(Seen::Problem(message)) => shared.0.problems.push(message),
                    Ok(Seen::Nothing) => {}
                    Ok(Seen::Excluded) => return WalkState::Skip,
                    Err(error) => {
                        shared.1 = Err(error);
                        return WalkState::Quit;
                    }
                }
                WalkState::Continue
            })
        });
        shared.into_inner().unwrap_or_else(PoisonError::into_inner).1
    }

    fn see(&self, entry: &DirEntry, pattern: Option<&Pattern>) -> Result<Seen, SettingsError> {
        let (path, Some(kind)) = (entry.path(), entry.file_type()) else { return Ok(Seen::Nothing) };
        if entry.depth() == 0 {
            return Ok(Seen::Nothing);
        }
        let place = self.finder.place(path.parent().unwrap_or(Path::new("")))?;
        let name = name_of(path);
        if place.excludes(name) || self.excluded.has(path) {
            return Ok(Seen::Excluded);
        }
        if kind.is_dir() || pattern.is_some_and(|pattern| !pattern.matches(without_dot(path))) {
            return Ok(Seen::Nothing);
        }
        let is_named = pattern.is_some_and(Pattern::names_extension);
        let article = if is_named { Some(Article::named(path, self.finder)?) } else { Article::found(path, place) };
        let Some(article) = article else { return Ok(Seen::Nothing) };
        if kind.is_symlink() {
            // As with ripgrep, links below a folder are not followed: what they lead to is linted under its own name.
            return Ok(path
                .metadata()
                .map_or_else(|error| Seen::Problem(unreachable_message(path, &error)), |_| Seen::Nothing));
        }
        if !kind.is_file() {
            return Ok(Seen::Nothing);
        }
        Ok(Seen::Article(article))
    }
}

/// Has the walk go into no folder whose ignore files cannot be read: what they leave out is not known then.
fn pass_over_unreadable(builder: &mut WalkBuilder, unread: PassedOvers) {
    builder.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        match if is_folder { ignore_files::check_in(entry.path()) } else { Ok(()) } {
            Ok(()) => true,
            Err(unreadable) => {
                unread.lock().unwrap_or_else(PoisonError::into_inner).push((entry.path().to_owned(), unreadable));
                false
            }
        }
    });
}

/// What to say of a folder that was passed over; nothing where the settings leave it out.
fn problem_of((folder, unreadable): &PassedOver, finder: &Finder) -> Result<Option<String>, SettingsError> {
    let place = finder.place(folder.parent().unwrap_or(Path::new("")))?;
    Ok((!place.leaves_out(name_of(folder))).then(|| unread_message(unreadable, folder)))
}

fn unread_message(Unreadable { path, why }: &Unreadable, folder: &Path) -> String {
    let (path, folder) = (path_text(without_dot(path)), path_text(folder));
    format!("{path} {why}; until it is fixed or removed, articles in {folder} are linted only with --no-ignore")
}

/// What an entry of a folder is to us.
enum Seen {
    Article(Article),
    Problem(String),
    /// A file that is not an article, or a folder to go into.
    Nothing,
    Excluded,
}

/// The name of the file at `path`.
pub fn name_of(path: &Path) -> &Path {
    path.file_name().map_or(path, Path::new)
}

/// Why the entry at `path` cannot be looked at.
fn unreachable_message(path: &Path, error: &io::Error) -> String {
    let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
    let shown = path_text(without_dot(path));
    match (error.kind(), path.read_link()) {
        (io::ErrorKind::NotFound, Ok(target)) if is_link => {
            format!("{shown} is a broken link: {} does not exist", path_text(&target))
        }
        (io::ErrorKind::NotFound, _) => format!("{shown} does not exist; check the spelling"),
        _ => format!("{shown} cannot be read: {error}"),
    }
}
