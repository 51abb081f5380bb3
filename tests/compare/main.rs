//! Translations beside their originals: what changes as it should is silent, and damage is found and mended.
//!
//! Pseudo-translations are made of articles: every word of prose is another one, and in another order. The larger articles
//! are not part of this repository; without them these tests say so and end.

#![allow(clippy::print_stderr, reason = "who runs the tests reads the figures")]

mod addresses;
mod cli;
mod damage;
mod pairs;
mod pseudo;
mod real;
mod repairs;
mod shapes;
mod site;
mod words;

use std::path::{Path, PathBuf};

use copydesk::internals::text::{Flavor, Source};

/// An article of the corpora, or of this repository.
pub struct Article {
    /// Its path.
    pub path: PathBuf,
    /// Its text.
    pub source: Source,
}

/// The articles that translations are made of: every `step`th one.
pub fn articles(step: usize) -> Vec<Article> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    files(&root.join("tests/articles/good"), &mut paths);
    let corpora = root.join("../shared/corpora");
    if corpora.is_dir() {
        files(&corpora, &mut paths);
    } else {
        eprintln!("{} is not there: only the articles of this repository are tried", corpora.display());
    }
    paths.sort();
    let mut paths: Vec<_> = paths.into_iter().step_by(step).collect();
    paths.push(root.join("tests/compare/station.md"));
    let read = |path: PathBuf| {
        let flavor = Flavor::of_path(&path)?;
        // The sources of react.dev are MDX by another name.
        let flavor = if path.to_string_lossy().contains("/react/") { Flavor::Mdx } else { flavor };
        let source = Source::from_bytes(&path, flavor, std::fs::read(&path).ok()?).ok()?;
        Some(Article { path, source })
    };
    paths.into_iter().filter_map(read).collect()
}

fn files(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, paths);
        } else if path.file_name().is_some_and(|name| name != "README.md") {
            paths.push(path);
        }
    }
}
