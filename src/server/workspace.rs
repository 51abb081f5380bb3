//! The articles of a workspace that are not open.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::settings::{Resolved, SettingsStore};
use crate::settings::Place;
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
    /// Reads the article at `path`; `None` where that is impossible, which is logged, or the settings leave it out.
    pub fn read(settings: &SettingsStore, path: &Path) -> Option<Self> {
        let (found, _) = settings.of_document(path, None);
        if found.excluded {
            return None;
        }
        let bytes = std::fs::read(path).map_err(|error| tracing::warn!("{}: {error}", path.display())).ok()?;
        let source = Source::from_bytes(path, found.flavor, bytes);
        let source = source.map_err(|error| tracing::warn!("{} {error}", path.display())).ok()?;
        Some(Self { source, found })
    }
}

/// The articles below the folders of the workspace, as `lint` would find them there, in the order of their paths.
pub fn articles(settings: &SettingsStore) -> Vec<PathBuf> {
    let mut articles = Vec::new();
    for root in settings.roots() {
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
        entry.path() == top || !at(&settings, entry.path(), is_left_out)
    });
    builder.build()
}

fn is_article(settings: &SettingsStore, path: &Path) -> bool {
    at(settings, path, |place, name| place.flavor(name).is_some())
}

/// What `question` says about the settings and the name of an entry; no where there are no settings.
fn at(settings: &SettingsStore, path: &Path, question: impl Fn(&Place, &Path) -> bool) -> bool {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return false };
    let place = settings.finder(path).and_then(|finder| finder.place(folder).ok());
    place.is_some_and(|place| question(&place, Path::new(name)))
}
