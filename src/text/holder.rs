//! Files that hold articles and are none themselves.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// The format of a file that holds articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "files", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Holder {
    /// A feed: RSS or Atom.
    Feed,
    /// XML whose elements hold articles.
    Xml,
    /// Translations: XLIFF 1.2 or 2.
    Xliff,
    /// JSON.
    Json,
    /// JSON Lines: one JSON value a line.
    Jsonl,
    /// A table of comma-, semicolon- or tab-separated values.
    Csv,
    /// Translations for gettext (PO).
    Gettext,
    /// A Jupyter notebook.
    Notebook,
}

/// The extensions of each format, and whether such a file holds articles for certain, so that it is linted wherever it is
/// found; the others are linted where they are named.
const EXTENSIONS: &[(&str, Holder, bool)] = &[
    ("rss", Holder::Feed, true),
    ("atom", Holder::Feed, true),
    ("xml", Holder::Xml, false),
    ("xlf", Holder::Xliff, true),
    ("xliff", Holder::Xliff, true),
    ("json", Holder::Json, false),
    ("jsonl", Holder::Jsonl, false),
    ("ndjson", Holder::Jsonl, false),
    ("csv", Holder::Csv, false),
    ("tsv", Holder::Csv, false),
    ("po", Holder::Gettext, true),
    ("ipynb", Holder::Notebook, true),
];

impl Holder {
    /// The format that a file's extension names, if any, and whether such a file holds articles for certain.
    pub fn of_path(path: &Path) -> Option<(Self, bool)> {
        let extension = path.extension()?;
        let row = EXTENSIONS.iter().find(|(known, ..)| extension.eq_ignore_ascii_case(known));
        row.map(|&(_, holder, is_certain)| (holder, is_certain))
    }

    /// Whether fields in it, which can be named, hold the articles.
    pub fn has_fields(self) -> bool {
        matches!(self, Self::Xml | Self::Json | Self::Jsonl | Self::Csv)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Feed | Self::Xml => "XML",
            Self::Xliff => "XLIFF",
            Self::Json => "JSON",
            Self::Jsonl => "JSON Lines",
            Self::Csv => "CSV",
            Self::Gettext => "a PO file",
            Self::Notebook => "a notebook",
        }
    }
}
