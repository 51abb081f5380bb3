//! Settings of translations.

use serde::{Deserialize, Serialize};

/// What the translations of a language write in place of something on purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "files", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Convention {
    /// The language, as the paths of its translations have it; without it, all languages.
    #[cfg_attr(feature = "files", schemars(with = "String"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What the original has: a part of an address (`vite.dev`), or the beginning of a tag, a directive or a shortcode up to
    /// its name (`<sup`, `[!NOTE`, `{{< note`). Empty where translations add something.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub original: String,
    /// What translations have there. Empty where they leave it out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub translation: String,
}

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
    /// What translations do on purpose, and is not reported. `copydesk lint --learn` writes what it finds in three or more
    /// translations of a language.
    #[cfg_attr(feature = "files", schemars(extend("examples" = [[{ "language": "zh", "original": "vite.dev", "translation": "cn.vite.dev" }]])))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conventions: Vec<Convention>,
}
