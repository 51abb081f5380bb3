//! Which of the articles that were found git has chosen.

use std::path::{Path, PathBuf};

use super::git::Chosen;
use super::walk::{Article, Walked};
use crate::cli::args::ScopeArgs;
use crate::cli::exit::Failure;
use crate::project::Finder;
use crate::settings::SettingsError;

/// The files that git tells of, where only those are linted.
///
/// # Errors
/// If git cannot tell, or the arguments do not go together.
pub fn chosen(scope: &ScopeArgs, reads_stdin: bool) -> Result<Option<Chosen>, Failure> {
    let is_part = scope.staged || scope.changed.is_some();
    if is_part && reads_stdin {
        return Err(Failure::Message(
            "--changed and --staged choose files, so they cannot be used with `-` (standard input)".to_owned(),
        ));
    }
    if is_part && scope.write_baseline.is_some() && scope.baseline.is_none() {
        return Err(Failure::Message(
            "a baseline of only the changed files would leave out all others; remove --changed or --staged, or shrink an \
             existing baseline with --baseline"
                .to_owned(),
        ));
    }
    match &scope.changed {
        Some(revision) => Chosen::changed(revision).map(Some),
        None if scope.staged => Chosen::staged().map(Some),
        None => Ok(None),
    }
}

/// The paths to look for on disk, and those of staged files that are gone from it.
pub fn split(paths: &[PathBuf], chosen: Option<&Chosen>) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let is_gone = |path: &PathBuf| {
        path.symlink_metadata().is_err() && chosen.is_some_and(|chosen| chosen.is_apart(path) && chosen.has(path))
    };
    paths.iter().cloned().partition(|path| !is_gone(path))
}

/// Leaves out the articles that git has not chosen, but for translations whose originals changed, and adds staged ones that are gone from the disk.
///
/// # Errors
/// If the settings of such an article are invalid.
pub fn keep(found: &mut Walked, chosen: &Chosen, paths: &[PathBuf], finder: &Finder) -> Result<(), SettingsError> {
    found.articles.retain_mut(|article| {
        let is_changed = chosen.has(&article.path);
        let original = || article.original().is_some_and(|original| chosen.has(&original));
        article.only_beside = !is_changed && chosen.takes_translations && original();
        is_changed || article.only_beside
    });
    for gone in chosen.gone() {
        if let Some(article) = staged_article(gone, paths, finder)? {
            found.articles.push(article);
        }
    }
    found.articles.sort_by(|a, b| a.path.cmp(&b.path));
    found.articles.dedup_by(|a, b| a.path == b.path);
    Ok(())
}

/// The article at a path that is gone from the disk, where a walk over `paths` would have found it.
fn staged_article(gone: &Path, paths: &[PathBuf], finder: &Finder) -> Result<Option<Article>, SettingsError> {
    let this_folder = [PathBuf::from(".")];
    for given in if paths.is_empty() { &this_folder } else { paths } {
        let whole = given.canonicalize().or_else(|_| std::path::absolute(given)).unwrap_or_else(|_| given.clone());
        let Ok(below) = gone.strip_prefix(&whole) else { continue };
        if below.as_os_str().is_empty() {
            return Article::named(given, finder).map(Some);
        }
        let is_hidden = |part: std::path::Component| part.as_os_str().as_encoded_bytes().starts_with(b".");
        let path = if paths.is_empty() { below.to_owned() } else { given.join(below) };
        let (Some(name), false) = (path.file_name().map(Path::new), below.components().any(is_hidden)) else {
            continue;
        };
        let place = finder.place(path.parent().unwrap_or(Path::new("")))?;
        if place.leaves_out(name) {
            continue;
        }
        if let Some(article) = Article::found(&path, place) {
            return Ok(Some(article));
        }
    }
    Ok(None)
}
