//! One article: what was found in it, and what repairs made of it, as Python objects.

use copydesk::{Original, RULES, Source, Summary, repair_beside};
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

use crate::options::{Given, Options, least_safety};
use crate::places::Places;

/// One replacement, in characters of the text.
#[pyclass(frozen, get_all, module = "copydesk")]
pub struct Edit {
    /// Its first character.
    start: u32,
    /// Behind its last one.
    end: u32,
    /// What comes instead.
    text: String,
}

#[pymethods]
impl Edit {
    fn __repr__(&self) -> String {
        format!("Edit(start={}, end={}, text={:?})", self.start, self.end, self.text)
    }
}

/// A possible repair.
#[pyclass(frozen, get_all, module = "copydesk")]
pub struct Fix {
    /// What it does.
    title: String,
    /// `"safe"`, `"unsafe"`, or `"shown"`: never applied in bulk.
    safety: &'static str,
    /// Why it is not safe.
    reason: Option<String>,
    /// Its edits, which belong together.
    edits: Py<PyTuple>,
}

#[pymethods]
impl Fix {
    fn __repr__(&self) -> String {
        format!("Fix(title={:?}, safety={:?})", self.title, self.safety)
    }
}

/// One damage: what, where, and how it can be mended.
#[pyclass(frozen, get_all, module = "copydesk")]
pub struct Finding {
    /// Name of the rule.
    rule: &'static str,
    /// `"error"`, `"warning"` or `"info"`.
    severity: &'static str,
    /// What is wrong.
    message: String,
    /// What to do about it, where there is more to say.
    help: Option<String>,
    /// The first damaged character of the text, from 0.
    start: u32,
    /// Behind the last one.
    end: u32,
    /// The line of the first one, from 1.
    line: u32,
    /// Its column, from 1.
    column: u32,
    /// The possible repairs; the first one is preferred.
    fixes: Py<PyTuple>,
}

#[pymethods]
impl Finding {
    fn __repr__(&self) -> String {
        let Self { rule, line, column, message, .. } = self;
        format!("Finding(rule={rule:?}, line={line}, column={column}, message={message:?})")
    }
}

/// What was found in an article.
#[pyclass(frozen, get_all, module = "copydesk")]
pub struct Report {
    /// The findings, by place.
    findings: Py<PyTuple>,
    /// Findings of severity error.
    errors: u32,
    /// Findings with a safe fix.
    repairable: u32,
    /// Findings that only an unsafe fix repairs.
    likely: u32,
    /// Findings that say that words, an address or a table are gone.
    lost_content: u32,
    /// Bytes (in UTF-8) that findings cover.
    damaged_bytes: u32,
    /// The part of the article that they are, from 0 to 1.
    damaged_share: f64,
    /// How damaged the article is, from 0 to below 1.
    damage_score: f64,
    /// Names of the rules that found something.
    rules: Py<PyTuple>,
}

#[pymethods]
impl Report {
    fn __len__(&self, py: Python<'_>) -> usize {
        self.findings.bind(py).len()
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        format!("<copydesk.Report of {} findings>", self.__len__(py))
    }
}

/// An article after repairs.
#[pyclass(frozen, get_all, module = "copydesk")]
pub struct Repaired {
    /// Its new text; its old one where nothing was repaired.
    text: String,
    /// Number of fixes that were applied.
    applied: usize,
    /// What turns the old text into the new one, in characters of the old.
    edits: Py<PyTuple>,
    /// What is left to report, in the new text.
    report: Py<Report>,
    /// Rules whose fixes were left out because they would never come to an end.
    left_out: Py<PyTuple>,
}

#[pymethods]
impl Repaired {
    fn __repr__(&self, py: Python<'_>) -> String {
        format!("<copydesk.Repaired by {} fixes, {} findings left>", self.applied, self.report.get().__len__(py))
    }
}

/// A rule.
#[pyclass(frozen, get_all, module = "copydesk")]
pub struct Rule {
    /// Its name.
    name: &'static str,
    /// The group that it belongs to.
    group: &'static str,
    /// The severity of its findings.
    severity: &'static str,
    /// `"safe"`, `"unsafe"`, or nothing where it has no fix.
    fix: Option<&'static str>,
    /// Whether it runs by default.
    on: bool,
    /// What it finds, in a few words.
    summary: &'static str,
    /// Why it exists.
    why: &'static str,
}

#[pymethods]
impl Rule {
    fn __repr__(&self) -> String {
        format!("Rule(name={:?}, group={:?}, severity={:?})", self.name, self.group, self.severity)
    }
}

fn edit(py: Python<'_>, edit: &copydesk::Edit, places: &Places) -> PyResult<Py<Edit>> {
    let (start, end) = (places.characters(edit.span.start), places.characters(edit.span.end));
    Py::new(py, Edit { start, end, text: edit.text.to_string() })
}

fn tuple<T>(
    py: Python<'_>,
    items: impl IntoIterator<Item = T>,
    make: impl Fn(T) -> PyResult<Py<PyAny>>,
) -> PyResult<Py<PyTuple>> {
    let items: Vec<_> = items.into_iter().map(make).collect::<PyResult<_>>()?;
    Ok(PyTuple::new(py, items)?.unbind())
}

fn fix(py: Python<'_>, fix: &copydesk::Fix, places: &Places) -> PyResult<Py<Fix>> {
    let edits = tuple(py, &fix.edits, |item| Ok(edit(py, item, places)?.into_any()))?;
    let (title, reason) = (fix.title.to_string(), fix.reason.as_deref().map(str::to_owned));
    Py::new(py, Fix { title, safety: fix.safety.name(), reason, edits })
}

fn finding(py: Python<'_>, finding: &copydesk::Finding, places: &Places) -> PyResult<Py<Finding>> {
    let (line, column) = places.position(finding.span.start);
    let made = Finding {
        rule: finding.rule,
        severity: finding.severity.name(),
        message: finding.message.to_string(),
        help: finding.help.as_deref().map(str::to_owned),
        start: places.characters(finding.span.start),
        end: places.characters(finding.span.end),
        line,
        column,
        fixes: tuple(py, &finding.fixes, |item| Ok(fix(py, item, places)?.into_any()))?,
    };
    Py::new(py, made)
}

fn names(py: Python<'_>, names: &[&'static str]) -> PyResult<Py<PyTuple>> {
    Ok(PyTuple::new(py, names)?.unbind())
}

fn report(py: Python<'_>, report: &copydesk::Report, source: &Source) -> PyResult<Report> {
    let (summary, places) = py.detach(|| {
        let places = Places::new(source, &report.findings, std::iter::empty());
        (Summary::new(report, source), places)
    });
    Ok(Report {
        findings: tuple(py, &report.findings, |item| Ok(finding(py, item, &places)?.into_any()))?,
        errors: summary.errors,
        repairable: summary.repairable,
        likely: summary.likely,
        lost_content: summary.lost_content,
        damaged_bytes: summary.damaged_bytes,
        damaged_share: summary.damaged_share(),
        damage_score: summary.damage_score(),
        rules: names(py, &summary.rules.keys().copied().collect::<Vec<_>>())?,
    })
}

/// Lints a text; `copydesk.lint` describes it.
#[pyfunction]
#[pyo3(signature = (text, options))]
pub fn lint(py: Python<'_>, text: &Bound<'_, PyString>, options: Given) -> PyResult<Report> {
    let options = Options::new(options)?;
    let source = options.checked_article(text)?;
    let found = py.detach(|| copydesk::lint(source.clone(), &options.settings));
    report(py, &found, &source)
}

/// Compares a translation with its original; `copydesk.compare` describes it.
#[pyfunction]
#[pyo3(signature = (original, translation, options))]
pub fn compare(
    py: Python<'_>,
    original: &Bound<'_, PyString>,
    translation: &Bound<'_, PyString>,
    options: Given,
) -> PyResult<Report> {
    let options = Options::new(options)?;
    let (original, translation) = (options.checked_article(original)?, options.checked_article(translation)?);
    let mut found = py.detach(|| copydesk::compare(&original, &translation, &options.settings));
    only_here(&mut found);
    report(py, &found, &translation)
}

/// Leaves out places in the original: offsets are those of the translation.
fn only_here(report: &mut copydesk::Report) {
    for finding in &mut report.findings {
        finding.related.retain(|related| related.elsewhere.is_none());
    }
}

/// Repairs a text; `copydesk.repair` describes it.
#[pyfunction]
#[pyo3(signature = (text, safety, original, options))]
pub fn repair(
    py: Python<'_>,
    text: &Bound<'_, PyString>,
    safety: &str,
    original: Option<&Bound<'_, PyString>>,
    options: Given,
) -> PyResult<Repaired> {
    let least = least_safety(safety)?;
    let options = Options::new(options)?;
    let source = options.checked_article(text)?;
    let original = original.map(|text| options.checked_article(text)).transpose()?;
    let mut repaired = py.detach(|| match &original {
        None => copydesk::repair(source.clone(), &options.settings, least),
        Some(original) => {
            let original = Original::new(original, &options.settings);
            repair_beside(&original, source.clone(), &options.settings, least)
        }
    });
    only_here(&mut repaired.report);
    let places = Places::new(&source, &[], repaired.edits.iter().map(|edit| edit.span));
    let mut left_out: Vec<_> = repaired.left_out.iter().chain(&repaired.unsettled).copied().collect();
    left_out.sort_unstable();
    left_out.dedup();
    Ok(Repaired {
        applied: repaired.applied,
        edits: tuple(py, &repaired.edits, |item| Ok(edit(py, item, &places)?.into_any()))?,
        report: Py::new(py, report(py, &repaired.report, &repaired.source)?)?,
        left_out: names(py, &left_out)?,
        text: repaired.source.into_text(),
    })
}

/// All rules.
#[pyfunction]
pub fn rules(py: Python<'_>) -> PyResult<Py<PyTuple>> {
    tuple(py, RULES.iter(), |rule| {
        let made = Rule {
            name: rule.name,
            group: rule.group.name(),
            severity: rule.severity.name(),
            fix: rule.fix.map(copydesk::Safety::name),
            on: rule.on,
            summary: rule.summary,
            why: rule.why,
        };
        Ok(Py::new(py, made)?.into_any())
    })
}
