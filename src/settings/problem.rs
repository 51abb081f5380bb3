//! What can be wrong with settings.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

use super::read::Misfit;
use super::words::in_words;
use crate::text::{LineTable, Position};

/// A value that is invalid, by the keys that lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Keys from the top; an index where the value is in a list.
    pub path: Vec<String>,
    /// What is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// A problem of the value that `path` leads to.
    pub fn new<const LENGTH: usize>(path: [&str; LENGTH], message: impl Into<String>) -> Self {
        Self { path: path.map(str::to_owned).to_vec(), message: message.into() }
    }
}

/// The bytes of the value (of its key, where the last step is a key) that `path` leads to, in the text that `table` was
/// read from.
pub fn span_of(path: &[String], table: &DeTable) -> Option<Range<usize>> {
    let (first, rest) = path.split_first()?;
    let (key, mut value) = table.get_key_value(first.as_str())?;
    let mut span = key.span();
    for step in rest {
        match value.get_ref() {
            DeValue::Table(table) => {
                let (key, next) = table.get_key_value(step.as_str())?;
                (span, value) = (key.span(), next);
            }
            DeValue::Array(array) => {
                value = array.get(step.parse::<usize>().ok()?)?;
                span = value.span();
            }
            _ => return Some(span),
        }
    }
    Some(span)
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}`: {}", self.path.join("."), self.message)
    }
}

/// Why settings cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// The settings file; `None` for settings that came with the command line or from an editor.
    pub file: Option<PathBuf>,
    /// Line and column in the file, where they are known.
    pub position: Option<Position>,
    /// What is wrong and what to do.
    pub message: String,
}

impl SettingsError {
    /// An error at byte `offset` of a settings file's text.
    pub(crate) fn at(text: &str, offset: usize, message: impl Into<String>) -> Self {
        let position = LineTable::new(text).position(text, offset as u32);
        Self { file: None, position: Some(position), message: message.into() }
    }

    /// An error of the TOML parser.
    pub(crate) fn of_toml(text: &str, error: &toml::de::Error) -> Self {
        Self::in_words(text, error.span(), error.message())
    }

    /// A value that does not fit.
    pub(super) fn of_misfit(text: &str, misfit: Misfit) -> Self {
        Self::in_words(text, misfit.span, &misfit.message)
    }

    fn in_words(text: &str, span: Option<Range<usize>>, message: &str) -> Self {
        let start = span.map(|span| span.start);
        let message = in_words(text, start.unwrap_or(0), message);
        match start {
            Some(start) => Self::at(text, start, message),
            None => Self::plain(message),
        }
    }

    /// An error that has no place in a file.
    pub(crate) fn plain(message: impl Into<String>) -> Self {
        Self { file: None, position: None, message: message.into() }
    }

    /// The same error, in this file.
    pub(crate) fn in_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.file = Some(file.into());
        self
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(out, "{}:", file.display())?;
            if let Some(Position { line, column }) = self.position {
                write!(out, "{line}:{column}:")?;
            }
            write!(out, " ")?;
        }
        write!(out, "{}", self.message)
    }
}

impl std::error::Error for SettingsError {}
