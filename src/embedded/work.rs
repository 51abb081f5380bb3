//! Linting and repairing the articles of a file.

use super::contents::Contents;
use super::fields::Held;
use super::place::placed;
use super::read::read;
use super::xml::{self, Root};
use crate::findings::{Edit, Finding, Safety};
use crate::fixes::{self, Repaired, apply};
use crate::lint::{Document, Report};
use crate::settings::Settings;
use crate::text::{Holder, Source, Span};

/// What came of the articles of a file.
#[derive(Debug)]
pub struct Done<T> {
    /// The work.
    pub work: T,
    /// What could not be read in the file; it goes on after the file's name.
    pub problems: Vec<String>,
    /// Whether the file holds no article where one was looked for.
    pub is_empty: bool,
}

/// What `file` holds: its root element tells it where the name does not. None where that says that it is an article itself.
pub fn held_by(file: &Source, held: &Held) -> Option<Held> {
    let is_open = held.holder == Holder::Xml && held.fields.is_empty();
    let holder = match xml::root_of(file.text()).filter(|_| is_open) {
        Some(Root::Article) => return None,
        Some(Root::Holder(holder)) => holder,
        None => held.holder,
    };
    Some(Held { holder, ..held.clone() })
}

/// Lints the articles that `file` holds.
///
/// # Errors
/// Where the file is not of its format; the message goes on after its name.
pub fn lint(file: &Source, held: &Held, settings: &Settings) -> Result<Done<Report>, String> {
    let contents = read(file, held)?;
    let mut findings = Vec::new();
    for inner in &contents.articles {
        let report = Document::new(&inner.source, settings).take_report(settings);
        findings.extend(report.findings.into_iter().map(|finding| placed(finding, &inner.source, inner)));
    }
    Ok(done(&contents, Report { findings }))
}

/// How often a file is written with repairs of fewer articles, where it cannot hold those of all.
const MOST_TRIES: usize = 64;

/// Repairs the articles that `file` holds, and nothing around them.
///
/// # Errors
/// Where the file is not of its format.
pub fn repair(file: &Source, held: &Held, settings: &Settings, least: Safety) -> Result<Done<Repaired>, String> {
    let contents = read(file, held)?;
    let articles = contents.articles.iter();
    let mut repaired: Vec<Repaired> =
        articles.map(|inner| fixes::repair(inner.source.clone(), settings, least)).collect();
    let changed: Vec<usize> = (0..repaired.len()).filter(|&index| !repaired[index].edits.is_empty()).collect();
    let mut trial = Trial { file, held, contents: &contents, repaired: &repaired, tries: MOST_TRIES };
    let kept = trial.kept(&changed);
    let (new, edits) = trial.with(&kept).unwrap_or_else(|| (file.clone(), Vec::new()));
    let mut done = done(&contents, ());
    for index in changed.into_iter().filter(|index| !kept.contains(index)) {
        let inner = &contents.articles[index];
        let line = file.lines().position(file.text(), inner.map.outer(Span::at(0)).start).line;
        done.problems.push(format!("cannot hold the repair of the article in line {line}, so that was not repaired"));
        let report = Document::new(&inner.source, settings).take_report(settings);
        repaired[index] = Repaired { report, ..Repaired::untouched(inner.source.clone()) };
    }
    Ok(Done { work: summed(new, held, edits, repaired)?, problems: done.problems, is_empty: done.is_empty })
}

/// Writes repairs into a file, and reads it again.
struct Trial<'a> {
    file: &'a Source,
    held: &'a Held,
    contents: &'a Contents<'a>,
    repaired: &'a [Repaired],
    tries: usize,
}

impl Trial<'_> {
    /// Those of the articles `changed`, rising, whose repairs the file can hold.
    fn kept(&mut self, changed: &[usize]) -> Vec<usize> {
        let Some(tries) = self.tries.checked_sub(1) else { return Vec::new() };
        self.tries = tries;
        if changed.is_empty() || self.with(changed).is_some() {
            return changed.to_vec();
        }
        if changed.len() == 1 {
            return Vec::new();
        }
        let (first, second) = changed.split_at(changed.len() / 2);
        let mut kept = self.kept(first);
        let alone = kept.len();
        kept.extend(self.kept(second));
        if kept.len() > alone && self.with(&kept).is_none() {
            kept.truncate(alone);
        }
        kept
    }

    /// The file with the repairs of the articles `kept`, rising, and what they change in it; none where another text would be
    /// read in it then.
    fn with(&self, kept: &[usize]) -> Option<(Source, Vec<Edit>)> {
        let articles = &self.contents.articles;
        let edits = kept.iter().flat_map(|&index| {
            let inner = &articles[index];
            inner.map.edits(&self.repaired[index].edits, inner.source.text())
        });
        let edits: Vec<Edit> = edits.collect();
        let new = self.file.with_text(apply(self.file.text(), &edits.iter().collect::<Vec<_>>())).ok()?;
        let mut kept = kept.iter().peekable();
        let expected = articles.iter().enumerate().map(|(index, inner)| match kept.next_if_eq(&&index) {
            Some(_) => self.repaired[index].source.text(),
            None => inner.source.text(),
        });
        let is_as_meant = {
            let contents = read(&new, self.held).ok()?;
            let written = contents.articles.iter().map(|inner| inner.source.text());
            written.eq(expected.filter(|text| !text.trim().is_empty()))
        };
        let is_xml = matches!(self.held.holder, Holder::Feed | Holder::Xml | Holder::Xliff);
        let is_defined = || xml::references(new.text()).is_subset(&xml::references(self.file.text()));
        (is_as_meant && (!is_xml || is_defined())).then_some((new, edits))
    }
}

/// What came of all articles, in the file `new`.
fn summed(new: Source, held: &Held, edits: Vec<Edit>, repaired: Vec<Repaired>) -> Result<Repaired, String> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut sum = Repaired { edits, ..Repaired::untouched(new) };
    let contents = read(&sum.source, held)?;
    let left = repaired.iter().filter(|repaired| !repaired.source.text().trim().is_empty());
    for (inner, repaired) in contents.articles.iter().zip(left) {
        let found = repaired.report.findings.iter().cloned();
        findings.extend(found.map(|finding| placed(finding, &inner.source, inner)));
    }
    for repaired in repaired {
        sum.applied += repaired.applied;
        sum.passes = sum.passes.max(repaired.passes);
        sum.unmatched += repaired.unmatched;
        sum.unmatched_before += repaired.unmatched_before;
        sum.left_out.extend(repaired.left_out);
        sum.unsettled.extend(repaired.unsettled);
    }
    sum.report = Report { findings };
    Ok(sum)
}

fn done<T>(contents: &Contents, work: T) -> Done<T> {
    let is_empty = !contents.has_fields;
    Done { work, problems: contents.problems.clone(), is_empty }
}
