//! The articles of a workspace that are not open.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::analysis::repaired;
use super::settings::{Resolved, SettingsStore};
use crate::disk;
use crate::disk::ignore_files::{self, Unreadable};
use crate::embedded;
use crate::findings::Safety;
use crate::project::{Place, unread_article};
use crate::text::Source;

/// An article as it lies on disk.
#[derive(Debug)]
pub struct OnDisk {
    /// The article.
    pub source: Source,
    /// The settings that count for it.
    pub found: Resolved,
}

impl OnDisk {
    /// Reads the article at `path`; `None` if that is impossible, which is logged, or the settings leave it out.
    pub fn read(settings: &SettingsStore, path: &Path) -> Option<Self> {
        let (found, _) = settings.of_document(path, None);
        if found.excluded {
            return None;
        }
        let mut bytes = Vec::new();
        let read = disk::read(path, found.most_bytes, &mut bytes);
        read.map_err(|unread| tracing::warn!("{} {}", path.display(), unread_article(&unread))).ok()?;
        let source = Source::from_bytes(path, found.flavor, bytes);
        let source = source.map_err(|error| tracing::warn!("{} {error}", path.display())).ok()?;
        Some(Self { source, found })
    }

    /// What `lint --fix` would make of it.
    pub fn repaired(&self) -> Source {
        let held = self.found.held.as_ref().and_then(|held| embedded::held_by(&self.source, held));
        repaired(self.source.clone(), held.as_ref(), &self.found.settings, Safety::Safe)
    }
}

/// The articles below these folders of the workspace, as `lint` would find them there, in the order of their paths.
pub fn articles(settings: &SettingsStore, roots: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut articles = Vec::new();
    for root in roots {
        if !is_readable(&root, ignore_files::check_above(&root)) {
            continue;
        }
        for entry in walk(settings, &root).filter_map(Result::ok) {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            if is_file && is_article(settings, entry.path()) {
                articles.push(entry.into_path());
            }
        }
    }
    articles.sort_unstable();
    articles.dedup();
    articles
}

/// A walk that goes into no folder that is left out.
fn walk(settings: &SettingsStore, root: &Path) -> ignore::Walk {
    let (settings, top) = (settings.clone(), root.to_owned());
    let mut builder = WalkBuilder::new(root);
    builder.filter_entry(move |entry| {
        let is_left_out = |place: &Place, name: &Path| place.excludes(name);
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let may_read = || !is_folder || is_readable(entry.path(), ignore_files::check_in(entry.path()));
        entry.path() == top || !at(&settings, entry.path(), is_left_out) && may_read()
    });
    builder.build()
}

/// Whether the files that say what is left out below `folder` can be read; logs where they cannot.
fn is_readable(folder: &Path, checked: Result<(), Unreadable>) -> bool {
    let unread = |Unreadable { path, why }: &Unreadable| {
        tracing::warn!("{} {why}; articles in {} are not linted", path.display(), folder.display());
    };
    checked.inspect_err(unread).is_ok()
}

fn is_article(settings: &SettingsStore, path: &Path) -> bool {
    let is_held = |place: &Place, name: &Path| place.held(name).is_some_and(|(_, is_certain)| is_certain);
    at(settings, path, |place, name| place.flavor(name).is_some() || is_held(place, name))
}

/// What `question` says about the settings and the name of an entry; no where there are no settings.
fn at(settings: &SettingsStore, path: &Path, question: impl Fn(&Place, &Path) -> bool) -> bool {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return false };
    let place = settings.finder(path).and_then(|finder| finder.place(folder).ok());
    place.is_some_and(|place| question(&place, Path::new(name)))
}
