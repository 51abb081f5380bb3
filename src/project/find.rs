//! Finding the settings of an article: the nearest settings file upward from it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use super::check::check;
use super::names::FILE_NAMES;
use super::resolved::Project;
use super::shown_dialect::{ShownDialect, shown_in};
use crate::disk;
use crate::embedded::Held;
use crate::settings::{Merged, Overrides, Settings, SettingsError, SettingsFile};
use crate::text::{Flavor, printable};

/// Where settings come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsSource {
    /// The nearest settings file upward from each article.
    Nearest,
    /// This file, for every article.
    File(PathBuf),
    /// No file.
    Isolated,
}

/// Finds settings, and remembers them by folder. It can be shared by threads.
#[derive(Debug)]
pub struct Finder {
    overrides: Overrides,
    /// The settings of every article, where they do not depend on its place.
    fixed: Option<(Arc<Project>, PathBuf)>,
    /// Whether nothing around the articles counts.
    is_isolated: bool,
    folders: RwLock<HashMap<PathBuf, Arc<Place>>>,
    dialects: RwLock<HashMap<PathBuf, Option<ShownDialect>>>,
    projects: RwLock<HashMap<PathBuf, Arc<Project>>>,
}

/// A folder, and the settings that count in it.
#[derive(Clone, Debug)]
pub struct Place {
    /// The settings.
    pub project: Arc<Project>,
    /// The folder, relative to the settings file's folder.
    folder: PathBuf,
    /// The dialect that files at the folder or above it show.
    pub shown: Option<ShownDialect>,
}

impl Place {
    /// The same settings in another folder of their file.
    pub fn moved_to(&self, folder: &Path) -> Self {
        let root = self.project.file.as_deref().map(folder_of).unwrap_or_default();
        let folder = canonical(folder);
        let folder = folder.strip_prefix(&root).map(Path::to_owned).unwrap_or(folder);
        Self { project: Arc::clone(&self.project), folder, shown: self.shown.clone() }
    }

    /// Whether the settings leave out the file or folder called `name` in this folder.
    pub fn excludes(&self, name: &Path) -> bool {
        self.project.excludes(&self.folder.join(name))
    }

    /// Whether the settings leave out the article called `name`, or a folder that it lies in.
    pub fn leaves_out(&self, name: &Path) -> bool {
        let path = self.folder.join(name);
        path.ancestors().any(|path| !path.as_os_str().is_empty() && self.project.excludes(path))
    }

    /// The flavor of the article called `name`; `None` if it is linted only when the user names it.
    pub fn flavor(&self, name: &Path) -> Option<Flavor> {
        self.project.flavor(&self.folder.join(name))
    }

    /// The flavor of the article called `name`, which the user named.
    pub fn flavor_of_named(&self, name: &Path) -> Flavor {
        self.project.flavor_of_named(&self.folder.join(name))
    }

    /// What is known about the file called `name` if it holds articles, and whether it is linted wherever it is.
    pub fn held(&self, name: &Path) -> Option<(Held, bool)> {
        self.project.held(&self.folder.join(name))
    }

    /// The original of the article called `name` if that is a translation: its path, and whether there is such a file.
    pub fn original_of(&self, name: &Path) -> Option<(PathBuf, bool)> {
        let root = self.project.file.as_deref().map(folder_of).unwrap_or_default();
        let paired = self.project.original_of(&root, &self.folder.join(name))?;
        Some((root.join(paired.original), paired.exists))
    }

    /// Bytes that an article may have.
    pub fn most_bytes(&self) -> u64 {
        self.project.most_bytes
    }

    /// The settings for the article called `name`.
    pub fn settings(&self, name: &Path) -> Arc<Settings> {
        self.project.settings(&self.folder.join(name), self.shown.as_ref().map(|shown| shown.dialect))
    }
}

impl Finder {
    /// A finder for settings from `source` with `overrides` on top.
    ///
    /// # Errors
    /// If the overrides, or the settings file that `source` names, are invalid.
    pub fn new(source: SettingsSource, overrides: Overrides) -> Result<Self, SettingsError> {
        overrides
            .selection()
            .and_then(|_| overrides.fixes())
            .map_err(|problem| SettingsError::plain(format!("{}: {}", problem.path[0], problem.message)))?;
        overrides.inline.iter().try_for_each(|text| check_inline(text))?;
        let is_isolated = source == SettingsSource::Isolated;
        let fixed = match source {
            SettingsSource::Nearest => None,
            SettingsSource::File(file) => {
                let root = folder_of(&file);
                Some((Arc::new(load(&file, &overrides)?), root))
            }
            SettingsSource::Isolated => Some((Arc::new(default_project(&overrides)?), PathBuf::new())),
        };
        Ok(Self {
            overrides,
            fixed,
            is_isolated,
            folders: RwLock::default(),
            dialects: RwLock::default(),
            projects: RwLock::default(),
        })
    }

    /// The settings that count for articles in `folder` (`""` is the working folder).
    ///
    /// # Errors
    /// If the settings file cannot be read or is invalid.
    pub fn place(&self, folder: &Path) -> Result<Arc<Place>, SettingsError> {
        if let Some(place) = self.folders.read().unwrap_or_else(PoisonError::into_inner).get(folder) {
            return Ok(Arc::clone(place));
        }
        let place = Arc::new(self.look_up(&canonical(folder))?);
        let mut folders = self.folders.write().unwrap_or_else(PoisonError::into_inner);
        folders.insert(folder.to_owned(), Arc::clone(&place));
        Ok(place)
    }

    /// The settings files that were read so far.
    pub fn files(&self) -> Vec<PathBuf> {
        let projects = self.projects.read().unwrap_or_else(PoisonError::into_inner);
        let nearest = projects.values().filter_map(|project| project.file.clone());
        let fixed = self.fixed.iter().filter_map(|(project, _)| project.file.clone());
        nearest.chain(fixed).collect()
    }

    fn look_up(&self, folder: &Path) -> Result<Place, SettingsError> {
        let relative = |root: &Path| folder.strip_prefix(root).unwrap_or(folder).to_owned();
        if let Some((project, root)) = &self.fixed {
            let shown = if self.is_isolated { None } else { self.shown_dialect(folder) };
            return Ok(Place { project: Arc::clone(project), folder: relative(root), shown });
        }
        let shown = self.shown_dialect(folder);
        let Some(file) = nearest_file(folder) else {
            let project = self.project(Path::new(""))?;
            return Ok(Place { project, folder: relative(&canonical(Path::new(""))), shown });
        };
        Ok(Place { project: self.project(&file)?, folder: relative(&folder_of(&file)), shown })
    }

    /// The dialect that files at `folder` or above it show, up to the root of the repository.
    fn shown_dialect(&self, folder: &Path) -> Option<ShownDialect> {
        let known = self.dialects.read().unwrap_or_else(PoisonError::into_inner).get(folder).cloned();
        if let Some(known) = known {
            return known;
        }
        let shown = match shown_in(folder) {
            Some(shown) => Some(shown),
            None if folder.join(".git").exists() => None,
            None => folder.parent().and_then(|parent| self.shown_dialect(parent)),
        };
        let mut dialects = self.dialects.write().unwrap_or_else(PoisonError::into_inner);
        dialects.insert(folder.to_owned(), shown.clone());
        shown
    }

    /// The project of a settings file; that of the default settings for the empty path.
    fn project(&self, file: &Path) -> Result<Arc<Project>, SettingsError> {
        let mut projects = self.projects.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(project) = projects.get(file) {
            return Ok(Arc::clone(project));
        }
        let is_default = file.as_os_str().is_empty();
        let project = if is_default { default_project(&self.overrides)? } else { load(file, &self.overrides)? };
        let project = Arc::new(project);
        projects.insert(file.to_owned(), Arc::clone(&project));
        Ok(project)
    }
}

/// The nearest settings file at `folder` or above it.
fn nearest_file(folder: &Path) -> Option<PathBuf> {
    let candidates = folder.ancestors().flat_map(|folder| FILE_NAMES.map(|name| folder.join(name)));
    // Something else of that name is refused when it is read, and not passed over: what counts must not be a surprise.
    candidates.into_iter().find(|file| file.metadata().is_ok_and(|metadata| !metadata.is_dir()))
}

fn load(file: &Path, overrides: &Overrides) -> Result<Project, SettingsError> {
    let text = disk::read_text(file, disk::MOST_OF_SETTINGS);
    let text = text.map_err(|unread| SettingsError::plain(unread.to_string()).in_file(file))?;
    let settings = SettingsFile::parse(&text).map_err(|error| told(&text, error).in_file(file))?;
    let merged = Merged::new(settings, overrides);
    let project = merged.and_then(|merged| Project::new(&merged, Some(file.to_owned())));
    project.map_err(|problem| SettingsFile::locate(&text, &problem).in_file(file))
}

/// The same error in the words that an editor would show for it.
fn told(text: &str, error: SettingsError) -> SettingsError {
    let Some(mistake) = check(text).into_iter().next() else { return error };
    SettingsError { message: mistake.message, ..error }
}

/// Looks at a setting of the command line alone, so that a mistake in it is not taken for one of a file.
fn check_inline(text: &str) -> Result<(), SettingsError> {
    match check(text).into_iter().next() {
        Some(mistake) => Err(SettingsError::plain(format!("--config \"{}\": {}", printable(text), mistake.message))),
        None => Ok(()),
    }
}

fn default_project(overrides: &Overrides) -> Result<Project, SettingsError> {
    let merged = Merged::new(SettingsFile::default(), overrides);
    let project = merged.and_then(|merged| Project::new(&merged, None));
    project.map_err(|problem| SettingsError::plain(problem.message))
}

fn folder_of(file: &Path) -> PathBuf {
    canonical(file.parent().unwrap_or(Path::new("")))
}

/// The folder without links and `..`, so that "upward" means what the user sees; as it is where it cannot be read.
fn canonical(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned())
}
