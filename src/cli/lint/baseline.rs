//! `--baseline`, `--write-baseline`, and `baseline` in a settings file: what a run does about old damage.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::sink::Target;
use super::walk::Article;
use crate::baseline::{self, Known, Seen, Sifted};
use crate::cli::args::ScopeArgs;
use crate::cli::exit::Failure;
use crate::findings::Finding;
use crate::text::Source;

/// What is done about old damage in this run.
#[derive(Debug, Default)]
pub struct Baseline {
    /// The one that the command line names, for every article.
    known: Option<Known>,
    /// Those that settings files name, by article.
    of_articles: HashMap<PathBuf, Arc<Known>>,
    writes: bool,
}

impl Baseline {
    /// Reads the baselines that are used. The command line beats settings files, and what is written without a baseline
    /// to compare with holds all that was found.
    ///
    /// # Errors
    /// If one cannot be read or is invalid.
    pub fn read(scope: &ScopeArgs, articles: &[Article]) -> Result<Self, Failure> {
        let known = scope.baseline.as_deref().map(Known::read).transpose().map_err(Failure::Message)?;
        let writes = scope.write_baseline.is_some();
        let mut baseline = Self { known, of_articles: HashMap::new(), writes };
        if baseline.known.is_none() && !writes {
            baseline.read_named(articles)?;
        }
        Ok(baseline)
    }

    fn read_named(&mut self, articles: &[Article]) -> Result<(), Failure> {
        let mut read: HashMap<PathBuf, Arc<Known>> = HashMap::new();
        for article in articles {
            let Some(file) = article.place.project.baseline() else { continue };
            let known = match read.get(&file) {
                Some(known) => Arc::clone(known),
                None => Arc::new(Known::read(&file).map_err(Failure::Message)?),
            };
            self.of_articles.insert(article.path.clone(), Arc::clone(&known));
            read.insert(file, known);
        }
        Ok(())
    }

    /// Whether findings must be sifted at all.
    pub fn is_used(&self) -> bool {
        self.known.is_some() || self.writes || !self.of_articles.is_empty()
    }

    /// Sorts the findings of an article. Without a baseline to compare with, all are new, or are taken into the one that
    /// is written.
    pub fn sift(&self, source: &Source, findings: Vec<Finding>) -> Sifted {
        let named = || self.of_articles.get(source.path()).map(Arc::as_ref);
        match self.known.as_ref().or_else(named) {
            Some(known) => known.sift(source, findings),
            None if self.writes => Sifted::all_seen(source, &findings),
            None => Sifted { fresh: findings, ..Sifted::default() },
        }
    }

    /// Writes a baseline of what was `seen` in the articles of this run, and returns how many findings it holds. Of a
    /// baseline that is used too, articles that were not part of the run are kept as long as they exist.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, file: &Path, seen: &HashMap<PathBuf, Seen>) -> Result<usize, Failure> {
        let mut out = Target::File(file).open()?;
        let total = baseline::write(&mut out, file, self.known.as_ref(), seen)
            .map_err(|error| Failure::from(std::io::Error::from(error)))?;
        out.finish()?;
        Ok(total)
    }
}
