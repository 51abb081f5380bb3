//! `--learn`: what the translations of a language do alike becomes a convention in the settings.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::cores::Cores;
use super::order::in_order;
use super::originals::{Originals, shown};
use super::read::read_text;
use super::walk::{Article, Walked};
use crate::cli::console;
use crate::cli::exit::{Exit, Failure};
use crate::cli::files;
use crate::compare::{Habit, Habits};
use crate::lint::Document;
use crate::settings::{Convention, SettingsFile};
use crate::text::path_text;

/// As many translations of a language that do the same make a convention.
const LEAST: u32 = 3;

/// What translations of one language do, and in how many of them.
#[derive(Default)]
struct Tally {
    done: BTreeMap<Habit, u32>,
    kept: HashMap<String, u32>,
}

/// What was learnt of one article.
enum Learnt {
    /// It is no translation.
    Nothing,
    /// What it does; the settings file that it belongs to.
    Habits(PathBuf, Habits),
    /// Why it could not be compared.
    Problem(String),
}

/// Writes the conventions of the translations among `found` into their settings files.
///
/// # Errors
/// If a settings file cannot be changed.
pub fn learn(found: &Walked, originals: &Originals, cores: &Cores) -> Result<Exit, Failure> {
    let mut tallies: BTreeMap<PathBuf, BTreeMap<Option<String>, Tally>> = BTreeMap::new();
    let mut problems = found.problems.clone();
    let work = |article: &Article, buffer: &mut Vec<u8>| habits(article, originals, buffer);
    in_order(&found.articles, cores, work, |learnt| {
        match learnt {
            Learnt::Nothing => {}
            Learnt::Problem(problem) => problems.push(problem),
            Learnt::Habits(file, habits) => {
                tallies.entry(file).or_default().entry(habits.language.clone()).or_default().add(habits);
            }
        }
        Ok(())
    })?;
    for problem in &problems {
        console::error(problem);
    }
    for note in originals.notes() {
        console::note(&note);
    }
    if tallies.is_empty() {
        console::say("No translations were found; `[translations]` in copydesk.toml says where they are");
    }
    for (file, languages) in tallies {
        let conventions: Vec<(Convention, u32)> =
            languages.into_iter().flat_map(|(language, tally)| tally.conventions(language)).collect();
        write(&file, &conventions)?;
    }
    Ok(if problems.is_empty() { Exit::Clean } else { Exit::Failed })
}

fn habits(article: &Article, originals: &Originals, buffer: &mut Vec<u8>) -> Learnt {
    let Some(file) = article.place.project.file.as_deref().filter(|_| article.original().is_some()) else {
        return Learnt::Nothing;
    };
    let problem = |why: &str| Learnt::Problem(format!("{} {why}", path_text(&article.path)));
    if let Err(why) = files::read(&article.path, article.place.most_bytes(), buffer) {
        return problem(&why);
    }
    let source = match read_text(article, std::mem::take(buffer), None) {
        Ok(source) => source,
        Err(unreadable) => return problem(&unreadable.to_string()),
    };
    let original = match originals.of(article, &source) {
        Ok(Some(original)) if original.is_no_pair_with(&source).is_none() => original,
        Ok(_) => return Learnt::Nothing,
        Err(why) => return problem(&why),
    };
    let settings = article.settings();
    let document = Document::new(&source, &settings.only(|_| false));
    Learnt::Habits(file.to_owned(), original.habits(&document, &settings))
}

impl Tally {
    fn add(&mut self, habits: Habits) {
        for habit in habits.done {
            *self.done.entry(habit).or_default() += 1;
        }
        for name in habits.kept {
            *self.kept.entry(name).or_default() += 1;
        }
    }

    /// What is done often enough, and more often than not; and how often.
    fn conventions(self, language: Option<String>) -> impl Iterator<Item = (Convention, u32)> {
        let Self { done, kept } = self;
        let is_usual = move |(habit, count): &(Habit, u32)| {
            let others = if habit.translation.is_empty() { kept.get(&habit.original).copied() } else { None };
            *count >= LEAST && *count > others.unwrap_or_default()
        };
        done.into_iter().filter(is_usual).map(move |(Habit { original, translation }, count)| {
            (Convention { language: language.clone(), original, translation }, count)
        })
    }
}

/// Adds `conventions` to a settings file, and says so.
fn write(file: &Path, conventions: &[(Convention, u32)]) -> Result<(), Failure> {
    let name = shown(file);
    if conventions.is_empty() {
        console::say(&format!("{name}: nothing new is done alike in {LEAST} or more translations of a language"));
        return Ok(());
    }
    let old = std::fs::read_to_string(file).map_err(|error| Failure::Message(format!("{name}: {error}")))?;
    let mut added = String::new();
    for (convention, _) in conventions {
        let text = toml::to_string(convention).map_err(|error| Failure::Message(error.to_string()))?;
        let _ = write!(added, "\n[[translations.conventions]]\n{text}");
    }
    let new = format!("{}\n{added}", old.trim_end());
    if SettingsFile::parse(&new).is_err() {
        return Err(Failure::Message(format!(
            "{name} could not be extended; write `[translations]` as a table of its own, or add this by hand:\n{added}"
        )));
    }
    files::replace(file, old.as_bytes(), new.as_bytes())
        .map_err(|error| Failure::Message(format!("{name} {error}")))?;
    for (convention, count) in conventions {
        console::say(&told(convention, *count));
    }
    let what =
        if conventions.len() == 1 { "1 convention was" } else { &format!("{} conventions were", conventions.len()) };
    console::say(&format!("{what} added to {name}; take out what is damage"));
    Ok(())
}

/// A convention in words.
fn told(Convention { language, original, translation }: &Convention, count: u32) -> String {
    let what = match (original.as_str(), translation.as_str()) {
        (original, "") => format!("`{original}` is left out"),
        ("", translation) => format!("`{translation}` is added"),
        (original, translation) => format!("`{translation}` stands for `{original}`"),
    };
    let language = language.as_deref().map_or(String::new(), |language| format!("{language}: "));
    format!("{language}{what}, in {count} translations")
}
