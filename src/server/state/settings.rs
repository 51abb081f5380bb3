//! The settings of open documents: those of the editor, and the settings file nearest to each document.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::baselines::Baselines;
use crate::baseline::Known;
use crate::embedded::Held;
use crate::findings::Severity;
use crate::project::{Finder, Place, SettingsSource};
use crate::settings::{DEFAULT_MOST_BYTES, Overrides, Settings, SettingsError};
use crate::text::{Flavor, path_text};

/// What the editor's settings say: section `copydesk`, or `initializationOptions`.
///
/// What the fields say here is shown in the editor, below what the settings file's schema says of the same key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct EditorSettings {
    /// A settings file to use for every article instead of the nearest `copydesk.toml`. A relative path starts at the
    /// workspace folder.
    config: Option<PathBuf>,
    /// Replaces everything that `copydesk.toml` says about which rules run.
    select: Option<Vec<String>>,
    /// Applied in addition to `copydesk.toml`.
    #[serde(deserialize_with = "or_default")]
    extend_select: Vec<String>,
    /// Applied in addition to `copydesk.toml`.
    #[serde(deserialize_with = "or_default")]
    ignore: Vec<String>,
    /// Rules below this severity do not run.
    severity_threshold: Option<Severity>,
    /// Check every article of the workspace, not only those that are open.
    #[serde(deserialize_with = "or_default")]
    lint_workspace: bool,
}

impl EditorSettings {
    /// Reads what the editor sends: the section itself, or an object that holds it. Keys that belong to the editor's
    /// extension are none of our business.
    ///
    /// # Errors
    /// A message where a value has the wrong type.
    pub fn read(value: &Value) -> Result<Self, String> {
        let section = value.get("copydesk").or_else(|| value.get("settings")).unwrap_or(value);
        if section.is_null() {
            return Ok(Self::default());
        }
        Self::deserialize(section)
            .map_err(|error| format!("the editor's settings for copydesk are invalid and were ignored: {error}"))
    }

    fn finder(&self, root: Option<&Path>) -> Result<Finder, SettingsError> {
        let source = self.file(root).map_or(SettingsSource::Nearest, SettingsSource::File);
        Finder::new(source, self.overrides())
    }

    /// The settings file for every document below `root`.
    fn file(&self, root: Option<&Path>) -> Option<PathBuf> {
        let file = self.config.as_ref().filter(|file| !file.as_os_str().is_empty())?;
        Some(root.map_or_else(|| file.clone(), |root| root.join(file)))
    }

    fn overrides(&self) -> Overrides {
        Overrides {
            select: self.select.clone(),
            extend_select: self.extend_select.clone(),
            ignore: self.ignore.clone(),
            severity_threshold: self.severity_threshold,
            ..Overrides::default()
        }
    }
}

/// Editors say `null` for what is not set.
fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(value: D) -> Result<T, D::Error> {
    Option::deserialize(value).map(Option::unwrap_or_default)
}

/// The settings that count for one document.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// Rules and options.
    pub settings: Arc<Settings>,
    /// What the document is written in.
    pub flavor: Flavor,
    /// What is known about it, if it holds articles and is none itself.
    pub held: Option<Held>,
    /// The path of its original, if it is a translation.
    pub original: Option<PathBuf>,
    /// The settings leave it out.
    pub excluded: bool,
    /// Bytes that it may have.
    pub most_bytes: u64,
    /// The damage that is known in it, and not shown.
    pub baseline: Option<Arc<Known>>,
}

/// The settings of a workspace.
#[derive(Clone, Debug, Default)]
pub struct SettingsStore {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    folders: Vec<Folder>,
    /// For documents outside every folder.
    elsewhere: Option<Folder>,
    /// For each document's folder, the settings that were valid last.
    good: HashMap<PathBuf, Arc<Place>>,
    /// What is wrong with each settings file, so that it is said once.
    told: HashMap<Option<PathBuf>, String>,
    baselines: Baselines,
}

/// A folder of the workspace.
#[derive(Clone, Debug)]
struct Folder {
    root: Option<PathBuf>,
    editor: EditorSettings,
    finder: Arc<Finder>,
}

impl Folder {
    fn new(root: Option<PathBuf>, editor: EditorSettings) -> Result<Self, SettingsError> {
        let finder = Arc::new(editor.finder(root.as_deref())?);
        Ok(Self { root, editor, finder })
    }

    /// The settings file that the editor's settings name.
    fn file(&self) -> Option<PathBuf> {
        self.editor.file(self.root.as_deref())
    }
}

impl SettingsStore {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The folders of the workspace.
    pub fn roots(&self) -> Vec<PathBuf> {
        self.state().folders.iter().filter_map(|folder| folder.root.clone()).collect()
    }

    /// The folders of the workspace whose articles are checked though they are not open.
    pub fn linted_roots(&self) -> Vec<PathBuf> {
        let state = self.state();
        let linted = state.folders.iter().filter(|folder| folder.editor.lint_workspace);
        linted.filter_map(|folder| folder.root.clone()).collect()
    }

    /// The folders of the workspace, and what the editor's settings say in each.
    pub fn folders(&self) -> Vec<(PathBuf, EditorSettings)> {
        let of_folder = |folder: &Folder| Some((folder.root.clone()?, folder.editor.clone()));
        self.state().folders.iter().filter_map(of_folder).collect()
    }

    /// What the editor's settings say outside every folder.
    pub fn elsewhere(&self) -> EditorSettings {
        self.state().elsewhere.as_ref().map(|folder| folder.editor.clone()).unwrap_or_default()
    }

    /// Whether nothing would change by setting these.
    pub fn is(&self, folders: &[(PathBuf, EditorSettings)], elsewhere: &EditorSettings) -> bool {
        let present = self.folders();
        let is_begun = self.state().elsewhere.is_some();
        let is_same = folders.len() == present.len() && folders.iter().all(|folder| present.contains(folder));
        is_begun && is_same && self.elsewhere() == *elsewhere
    }

    /// Sets the folders of the workspace, and what the editor's settings say in each and elsewhere.
    ///
    /// # Errors
    /// Messages about settings that are invalid; those in force before stay in force.
    pub fn set(&self, folders: Vec<(PathBuf, EditorSettings)>, elsewhere: EditorSettings) -> Vec<String> {
        let mut state = self.state();
        let mut problems = Vec::new();
        let folders = folders.into_iter().map(|(root, editor)| (Some(root), editor));
        let old = std::mem::take(&mut state.folders);
        for (root, editor) in folders {
            let kept = || old.iter().find(|folder| folder.root == root).cloned();
            let new = Folder::new(root.clone(), editor).or_else(|error| {
                problems.push(told(&error));
                kept().map_or_else(|| Folder::new(root.clone(), EditorSettings::default()), Ok)
            });
            state.folders.extend(new.ok());
        }
        // What was known of a folder that went is not needed any more.
        let is_gone = |root: &&Folder| state.folders.iter().all(|folder| folder.root != root.root);
        let gone: Vec<_> = old.iter().filter(is_gone).filter_map(|folder| folder.root.as_ref()).collect();
        state.good.retain(|folder, _| !gone.iter().any(|root| folder.starts_with(root)));
        // A folder within another one counts before it.
        state
            .folders
            .sort_by_key(|folder| std::cmp::Reverse(folder.root.as_ref().map_or(0, |root| root.components().count())));
        match Folder::new(None, elsewhere) {
            Ok(folder) => state.elsewhere = Some(folder),
            Err(error) => problems.push(told(&error)),
        }
        problems.sort();
        problems.dedup();
        problems
    }

    /// Forgets what was read from settings files, so that they are read again. Gives messages about files that the
    /// editor's settings name and that cannot be used; what was read from them before stays in force.
    pub fn reload(&self) -> Vec<String> {
        let mut state = self.state();
        let mut problems = Vec::new();
        let State { folders, elsewhere, .. } = &mut *state;
        for folder in folders.iter_mut().chain(elsewhere) {
            match folder.editor.finder(folder.root.as_deref()) {
                Ok(finder) => folder.finder = Arc::new(finder),
                Err(error) => problems.push(told(&error)),
            }
        }
        problems.sort();
        problems.dedup();
        problems
    }

    /// The finder that counts for a document.
    pub fn finder(&self, path: &Path) -> Option<Arc<Finder>> {
        let state = self.state();
        let holds = |folder: &&Folder| folder.root.as_ref().is_some_and(|root| path.starts_with(root));
        let folder = state.folders.iter().find(holds).or(state.elsewhere.as_ref())?;
        Some(Arc::clone(&folder.finder))
    }

    /// Whether the file at `path` holds settings: by its name, or since the editor's settings name it.
    pub fn is_settings_file(&self, path: &Path) -> bool {
        let state = self.state();
        let mut folders = state.folders.iter().chain(&state.elsewhere);
        crate::project::is_settings_file(path) || folders.any(|folder| folder.file().is_some_and(|file| file == path))
    }

    /// The settings for the document at `path`, and messages where its settings file or its baseline cannot be used: the
    /// last good settings count then.
    pub fn of_document(&self, path: &Path, language: Option<Flavor>) -> (Resolved, Vec<String>) {
        let (folder, name) = (path.parent().unwrap_or(Path::new("")), Path::new(path.file_name().unwrap_or_default()));
        let (place, problem) = self.place(path, folder);
        let known = place.as_ref().and_then(|place| place.flavor(name));
        let mut problems: Vec<_> = problem.into_iter().collect();
        let baseline = place.as_ref().and_then(|place| place.project.baseline()).and_then(|file| {
            let (known, problem) = self.state().baselines.at(&file);
            problems.extend(problem);
            known.filter(|known| known.knows(path))
        });
        // Editors that know languages and not names send every TOML file, for the sake of settings files.
        let is_foreign = known.is_none() && path.extension().is_some_and(|extension| extension == "toml");
        let resolved = Resolved {
            settings: place.as_ref().map_or_else(Arc::default, |place| place.settings(name)),
            held: place.as_ref().and_then(|place| place.held(name)).map(|(held, _)| held),
            original: place
                .as_ref()
                .and_then(|place| place.original_of(name))
                .filter(|(_, exists)| *exists)
                .map(|(path, _)| path),
            flavor: known.or(language).unwrap_or(Flavor::Text),
            most_bytes: place.as_ref().map_or(DEFAULT_MOST_BYTES, |place| place.most_bytes()),
            excluded: is_foreign || place.is_some_and(|place| place.leaves_out(name)),
            baseline,
        };
        (resolved, problems)
    }

    fn place(&self, path: &Path, folder: &Path) -> (Option<Arc<Place>>, Option<String>) {
        let found = self.finder(path).map(|finder| finder.place(folder));
        let mut state = self.state();
        match found {
            Some(Ok(place)) => {
                state.told.remove(&place.project.file);
                state.good.insert(folder.to_owned(), Arc::clone(&place));
                (Some(place), None)
            }
            Some(Err(error)) => {
                let good = state.good(folder, &error);
                let problem = state.tell(&error, good.is_some());
                (good, problem)
            }
            None => (None, None),
        }
    }
}

impl State {
    /// The settings for a folder that were valid last: its own, or those of the same file in another folder.
    fn good(&self, folder: &Path, error: &SettingsError) -> Option<Arc<Place>> {
        let of_file = |place: &&Arc<Place>| error.file.is_some() && place.project.file == error.file;
        let elsewhere = || self.good.values().find(of_file).map(|place| Arc::new(place.moved_to(folder)));
        self.good.get(folder).cloned().or_else(elsewhere)
    }

    /// What to tell of a settings file that cannot be used; nothing where that was told.
    fn tell(&mut self, error: &SettingsError, has_good: bool) -> Option<String> {
        let message = told(error);
        let used = if has_good { "The last good settings stay in force." } else { "The default settings are used." };
        let before = self.told.insert(error.file.clone(), message.clone());
        (before.as_ref() != Some(&message)).then(|| format!("{message}. {used}"))
    }
}

/// An error as a user of an editor reads it: what is wrong comes first, for a message has room for little.
fn told(error: &SettingsError) -> String {
    let Some(file) = &error.file else { return error.message.clone() };
    let line = error.position.map(|position| format!(", line {}", position.line)).unwrap_or_default();
    format!("{} ({}{line})", error.message, path_text(file))
}
