//! `--config`: a settings file, or a setting.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What follows `--config`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigArg {
    /// A settings file.
    File(PathBuf),
    /// `key = value`, as in a settings file.
    Setting(String),
}

impl ConfigArg {
    /// The settings file that it names.
    pub fn file(&self) -> Option<&PathBuf> {
        match self {
            Self::File(file) => Some(file),
            Self::Setting(_) => None,
        }
    }

    /// The setting that it is.
    pub fn setting(&self) -> Option<&str> {
        match self {
            Self::File(_) => None,
            Self::Setting(text) => Some(text),
        }
    }
}

impl From<OsString> for ConfigArg {
    /// A name with `=` in it is one where such a file exists.
    fn from(argument: OsString) -> Self {
        match argument.into_string() {
            Ok(text) if text.contains('=') && !Path::new(&text).exists() => Self::Setting(text),
            Ok(text) => Self::File(text.into()),
            Err(name) => Self::File(name.into()),
        }
    }
}
