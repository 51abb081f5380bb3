//! Settings of translations.

use serde::{Deserialize, Serialize};

/// Where the originals of translations are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "files", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Translations {
    /// A glob of the originals, relative to the settings file: `content/en/**`.
    ///
    /// If neither this nor `translation` is set, pairs are found by the layouts of Hugo, Docusaurus, VitePress, Starlight,
    /// MkDocs and of plain folders: `content/de/x.md` beside `content/en/x.md`, `x.de.md` beside `x.md`,
    /// `translations/de/x.md` beside `x.md`.
    #[cfg_attr(feature = "files", schemars(with = "String"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// The same for their translations, with `{lang}` for the language: `content/{lang}/**`. Its `*` and `**` stand for what
    /// those of `original` stand for, in the same order.
    #[cfg_attr(feature = "files", schemars(with = "String"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation: Option<String>,
}
