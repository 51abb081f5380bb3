//! What callers choose, as the core takes it.

use std::path::PathBuf;

use copydesk::{Flavor, Safety, Settings, Source, Unreadable};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyString;

pyo3::create_exception!(
    copydesk,
    SettingsError,
    PyValueError,
    "Settings that make no sense; the message names the place."
);
pyo3::create_exception!(copydesk, UnreadableError, PyValueError, "A text that is no article, or one that is too long.");

/// The arguments that all functions have: the name of a flavor, a path, the text of settings, the most bytes of an article.
pub type Given = (Option<String>, Option<PathBuf>, Option<String>, usize);

/// How articles are read.
#[derive(Clone)]
pub struct Options {
    /// Their flavor.
    pub flavor: Flavor,
    /// The path that they are given; it tells XHTML and components from other HTML.
    pub path: PathBuf,
    /// Which rules run, and more.
    pub settings: Settings,
    /// The most bytes of an article.
    pub most_bytes: usize,
}

impl Options {
    /// The options that these arguments make.
    pub fn new((flavor, path, settings, most_bytes): Given) -> PyResult<Self> {
        let path = path.unwrap_or_default();
        let settings = match &settings {
            None => Settings::default(),
            Some(text) => Settings::parse(text).map_err(|error| SettingsError::new_err(error.to_string()))?,
        };
        let flavor = match &flavor {
            None => Flavor::of_path(&path).unwrap_or(Flavor::Text),
            Some(name) => named_flavor(name)?,
        };
        Ok(Self { flavor, path, settings, most_bytes })
    }

    /// The article with this text, or why there is none.
    pub fn article(&self, text: String) -> Result<Source, String> {
        if text.len() > self.most_bytes {
            return Err(format!("is longer than {} bytes", self.most_bytes));
        }
        Source::new(self.path.clone(), self.flavor, text).map_err(|error| reason(&error))
    }

    /// The article with this text.
    pub fn checked_article(&self, text: &Bound<'_, PyString>) -> PyResult<Source> {
        let unreadable = |why: String| UnreadableError::new_err(format!("the text {why}"));
        let text = text.to_cow().map_err(|error| unreadable(halved(text.py(), &error)))?;
        self.article(text.into_owned()).map_err(unreadable)
    }
}

/// Why a string has no UTF-8.
fn halved(py: Python<'_>, error: &PyErr) -> String {
    match error.value(py).getattr("start").and_then(|start| start.extract::<usize>()) {
        Ok(start) => format!("has half of a surrogate pair at offset {start}"),
        Err(_) => format!("cannot be read: {error}"),
    }
}

/// Why a text is no article: the core's own words give advice about files.
fn reason(unreadable: &Unreadable) -> String {
    match unreadable {
        Unreadable::NotUtf8 { offset, .. } => format!("is not UTF-8 (first bad byte at offset {offset})"),
        Unreadable::Nul { offset } => format!("contains a NUL byte at offset {offset}"),
        Unreadable::TooLong => "is 4 GiB or longer".to_owned(),
    }
}

fn named_flavor(name: &str) -> PyResult<Flavor> {
    let is_named = |flavor: &&Flavor| flavor.name() == name || flavor.aliases().contains(&name);
    Flavor::ALL.iter().find(is_named).copied().ok_or_else(|| {
        let names: Vec<_> = Flavor::ALL.iter().map(|flavor| flavor.name()).collect();
        PyValueError::new_err(format!("unknown flavor {name:?}; write one of {}", names.join(", ")))
    })
}

/// The least safety of the fixes that are applied.
pub fn least_safety(name: &str) -> PyResult<Safety> {
    match name {
        "safe" => Ok(Safety::Safe),
        "all" => Ok(Safety::Unsafe),
        _ => Err(PyValueError::new_err(format!("unknown safety {name:?}; write \"safe\" or \"all\""))),
    }
}
