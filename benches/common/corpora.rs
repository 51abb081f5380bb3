//! Real articles, where a folder `../shared` holds some beside the checkout.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::internals::text::Flavor;
use serde_json::Value;

/// Articles that are measured together.
pub struct Corpus {
    /// Its name in tables.
    pub name: String,
    /// What they are linted as.
    pub flavor: Flavor,
    /// The articles.
    pub texts: Vec<String>,
}

/// All corpora that are there.
pub fn corpora() -> Vec<Corpus> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let mut found: Vec<Corpus> = listed(&shared.join("corpora")).iter().flat_map(|folder| in_folder(folder)).collect();
    found.extend(damaged(&shared.join("labelled/dev.jsonl")));
    found
}

/// The articles of a folder, those of each flavor together.
fn in_folder(folder: &Path) -> Vec<Corpus> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let of = |flavor: Flavor| {
        let paths = listed(folder).into_iter().filter(|path| Flavor::of_path(path) == Some(flavor));
        let texts: Vec<_> = paths.filter_map(|path| fs::read_to_string(path).ok()).collect();
        let is_enough = texts.iter().map(String::len).sum::<usize>() > ENOUGH;
        is_enough.then(|| Corpus { name: format!("{name}, {}", flavor.name()), flavor, texts })
    };
    Flavor::ALL.iter().copied().filter_map(of).collect()
}

/// Bytes that are worth measuring.
const ENOUGH: usize = 50_000;

/// Articles that were damaged on purpose, from JSON lines.
fn damaged(file: &Path) -> Vec<Corpus> {
    let lines = fs::read_to_string(file).unwrap_or_default();
    let articles: Vec<Value> = lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let of = |(format, flavor): (&str, Flavor)| {
        let chosen = articles.iter().filter(|article| article["format"] == format);
        let texts: Vec<_> = chosen.filter_map(|article| article["damaged"].as_str()).map(str::to_owned).collect();
        (!texts.is_empty()).then(|| Corpus { name: format!("damaged {format}"), flavor, texts })
    };
    [("html", Flavor::Html), ("md", Flavor::Markdown)].into_iter().filter_map(of).collect()
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}
