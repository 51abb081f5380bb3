//! How one file is linted: as an article, or as one that holds articles.

use std::sync::Arc;

use super::originals::{Originals, shown};
use super::walk::Article;
use crate::compare::{Original, repair_beside};
use crate::embedded::{self, Done, Held};
use crate::findings::{Finding, Safety};
use crate::fixes::{self, Repaired};
use crate::lint::{Document, Report, Spread};
use crate::reports::FileLinter;
use crate::settings::Settings;
use crate::text::Source;

/// Lints and repairs one file.
#[derive(Debug)]
pub struct Linter<'a> {
    /// The settings that count for it.
    pub settings: Arc<Settings>,
    held: Option<Arc<Held>>,
    original: Option<Arc<Original>>,
    spread: &'a dyn Spread,
}

impl FileLinter for Linter<'_> {
    fn findings(&self, source: &Source) -> Option<Vec<Finding>> {
        self.lint(source).ok().map(|worked| worked.work.findings)
    }

    fn repaired(&self, source: &Source, least: Safety) -> Source {
        self.repair(source.clone(), least).map_or_else(|_| source.clone(), |worked| worked.work.source)
    }
}

/// Work, and what could not be done.
pub struct Worked<T> {
    /// What was done.
    pub work: T,
    /// Parts of the file that could not be read; they go on after its name.
    pub problems: Vec<String>,
    /// What else to tell; it goes on after its name.
    pub note: Option<String>,
}

impl<'a> Linter<'a> {
    /// How `article`, which was read as `source`, is linted. `spread` may read pieces of a long one at the same time.
    ///
    /// # Errors
    /// Where it cannot be compared with its original; the message goes on after its name.
    pub fn new(
        article: &Article,
        originals: &Originals,
        source: &Source,
        spread: &'a dyn Spread,
    ) -> Result<Self, String> {
        let held = article.held.clone();
        if held.is_some() {
            let why = "holds articles and is none itself, so it cannot be compared";
            return if originals.is_one() {
                Err(why.to_owned())
            } else {
                Ok(Self { settings: article.settings(), held, original: None, spread })
            };
        }
        let original = originals.of(article, source)?;
        let no_pair = |original: &Original| original.is_no_pair_called(&shown(original.source().path()), source);
        match original.as_deref().and_then(no_pair) {
            Some(why) => Err(why),
            None => Ok(Self { settings: article.settings(), held, original, spread }),
        }
    }

    /// Whether comments of copydesk can be written into `source`.
    pub fn takes_comments(&self, source: &Source) -> bool {
        self.held_by(source).is_none()
    }

    /// Lints `source`.
    ///
    /// # Errors
    /// Where it does not hold what its name says; the message goes on after its name.
    pub fn lint(&self, source: &Source) -> Result<Worked<Report>, String> {
        match self.held_by(source) {
            None => Ok(Worked::all(self.report(&mut Document::new_spread(source, &self.settings, self.spread)))),
            Some(held) => embedded::lint(source, &held, &self.settings).map(|done| Worked::of(done, &held)),
        }
    }

    /// Repairs `source` by fixes that are at least `least` safe.
    ///
    /// # Errors
    /// As those of [`Linter::lint`], and where the file cannot hold the repaired articles.
    pub fn repair(&self, source: Source, least: Safety) -> Result<Worked<Repaired>, String> {
        match self.held_by(&source) {
            None => Ok(Worked::all(match &self.original {
                Some(original) => repair_beside(original, source, &self.settings, least),
                None => fixes::repair_spread(source, &self.settings, least, self.spread),
            })),
            Some(held) => embedded::repair(&source, &held, &self.settings, least).map(|done| Worked::of(done, &held)),
        }
    }

    /// What is found in an article, beside its original where that is known.
    pub fn report(&self, document: &mut Document) -> Report {
        match &self.original {
            Some(original) => original.report(document, &self.settings),
            None => document.take_report(&self.settings),
        }
    }

    fn held_by(&self, source: &Source) -> Option<Held> {
        embedded::held_by(source, self.held.as_ref()?)
    }
}

impl<T> Worked<T> {
    fn all(work: T) -> Self {
        Self { work, problems: Vec::new(), note: None }
    }

    fn of(done: Done<T>, held: &Held) -> Self {
        let note = || {
            let hint = match held.fields[..] {
                [] => {
                    "no field whose name tells that it is an article; name the fields in `[embedded]` of copydesk.toml"
                }
                _ => "none of the fields that `[embedded]` of copydesk.toml names",
            };
            format!("has {hint}")
        };
        let looks_for_fields = held.holder.has_fields();
        Self { work: done.work, problems: done.problems, note: (done.is_empty && looks_for_fields).then(note) }
    }
}
