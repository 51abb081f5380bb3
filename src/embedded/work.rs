//! Linting and repairing the articles of a file.

use super::contents::Contents;
use super::fields::Held;
use super::place::placed;
use super::read::read;
use super::xml;
use crate::findings::{Edit, Finding, Safety};
use crate::fixes::{self, Repaired, apply};
use crate::lint::{Document, Report};
use crate::settings::Settings;
use crate::text::{Holder, Source};

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

/// What `file` holds: its root element tells it where the name does not.
///
/// None where it is XML that is neither named by the settings nor of a known kind.
pub fn held_by(file: &Source, held: &Held) -> Option<Held> {
    let is_open = held.holder == Holder::Xml && held.fields.is_empty();
    let holder = if is_open { xml::format_of(file.text())? } else { held.holder };
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

/// Repairs the articles that `file` holds, and nothing around them.
///
/// # Errors
/// Where the file is not of its format, or where it cannot hold the repaired articles.
pub fn repair(file: &Source, held: &Held, settings: &Settings, least: Safety) -> Result<Done<Repaired>, String> {
    let contents = read(file, held)?;
    let articles = contents.articles.iter();
    let repaired: Vec<Repaired> = articles.map(|inner| fixes::repair(inner.source.clone(), settings, least)).collect();
    let edits = contents.articles.iter().zip(&repaired);
    let edits: Vec<Edit> =
        edits.flat_map(|(inner, repaired)| inner.map.edits(&repaired.edits, inner.source.text())).collect();
    let done = done(&contents, ());
    let texts: Vec<&str> = repaired.iter().map(|repaired| repaired.source.text()).collect();
    let new = rewritten(file, held, &edits, &texts)?;
    Ok(Done { work: summed(new, held, edits, repaired)?, problems: done.problems, is_empty: done.is_empty })
}

/// The file after `edits`, by which its articles become `texts`.
fn rewritten(file: &Source, held: &Held, edits: &[Edit], texts: &[&str]) -> Result<Source, String> {
    let harmed = || "cannot hold its articles once they are repaired, so it was not changed".to_owned();
    let new = file.with_text(apply(file.text(), &edits.iter().collect::<Vec<_>>())).map_err(|_| harmed())?;
    let is_as_meant = {
        let contents = read(&new, held).map_err(|_| harmed())?;
        let written = contents.articles.iter().map(|inner| inner.source.text());
        written.eq(texts.iter().copied().filter(|text| !text.trim().is_empty()))
    };
    if is_as_meant { Ok(new) } else { Err(harmed()) }
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
    let is_empty = contents.articles.is_empty();
    Done { work, problems: contents.problems.clone(), is_empty }
}
