//! The settings file as typed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::{JsonSchema, schema_for};
use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeString, DeTable};

use super::problem::{Problem, SettingsError, span_of};
use super::value_schemas;
use crate::findings::Severity;
use crate::text::{Dialect, Flavor, did_you_mean};

/// Settings of copydesk: a file named `copydesk.toml` or `.copydesk.toml`.
///
/// The nearest one upward from an article counts for it; settings of folders further up do not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SettingsFile {
    /// The rules that run, in place of those that are on by default: names of rules or groups, or `ALL`.
    ///
    /// Where `select`, `extend-select` and `ignore` disagree about a rule, its own name beats its group, and a group
    /// beats `ALL`.
    #[schemars(extend("examples" = [["ALL"]]))]
    #[schemars(schema_with = "value_schemas::selectors")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
    /// Rules that run besides those of `select` or the default ones: names of rules or groups, or `ALL`.
    #[schemars(extend("examples" = [["text"]]))]
    #[schemars(schema_with = "value_schemas::selectors")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extend_select: Vec<String>,
    /// Rules that do not run: names of rules or groups, or `ALL`.
    #[schemars(extend("examples" = [["filler"]]))]
    #[schemars(schema_with = "value_schemas::selectors")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// Files and folders that are left out: globs, relative to the settings file. One without `/` counts at any depth.
    ///
    /// An article named on the command line is linted all the same, unless `--force-exclude` is given.
    #[schemars(extend("examples" = [["vendor/", "*.draft.md"]]))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// Rules that do not run on some files: a glob, and names of rules or groups.
    #[schemars(extend("examples" = [{ "changelog/**": ["markdown"] }]))]
    #[schemars(schema_with = "value_schemas::selectors_by_glob")]
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub per_file_ignores: BTreeMap<String, Vec<String>>,
    /// Severities other than the rules' own: the name of a rule or a group, and `error`, `warning` or `info`.
    #[schemars(extend("examples" = [{ "text": "info" }]))]
    #[schemars(schema_with = "value_schemas::severities")]
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, Severity>,
    /// Options of rules: the name of a rule, and its options.
    #[schemars(schema_with = "value_schemas::rule_options")]
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, BTreeMap<String, OptionSetting>>,
    /// What files are written in: a file extension or a glob, and `html`, `markdown`, `mdx` or `text`.
    ///
    /// Files that match are linted even where copydesk does not know their extension. A glob beats an extension, and
    /// a longer glob beats a shorter one.
    #[schemars(extend("examples" = [{ "njk": "html", "wiki/**": "text" }]))]
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub flavors: BTreeMap<String, Flavor>,
    /// The program that the articles are read by, whose constructs are left alone: `mkdocs`, `docusaurus` and others.
    ///
    /// Where it is not set, copydesk looks for the files of such a program upward from each article: `mkdocs.yml`,
    /// `docusaurus.config.js`, `.vitepress` and their like. Where there is none, what any of them has is left alone.
    #[schemars(extend("examples" = ["mkdocs"]))]
    #[schemars(with = "Dialect")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialect: Option<Dialect>,
    /// Megabytes (of 1,000,000 bytes) that an article may have; a longer one is refused with a message.
    ///
    /// Where it is not set, 32. Linting takes many times the memory of the article.
    #[schemars(extend("examples" = [100]))]
    #[schemars(with = "u32", range(min = 1, max = 4294))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_article_megabytes: Option<u32>,
    /// Words that are written on purpose.
    #[schemars(extend("examples" = [["copydesk"]]))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_words: Vec<String>,
    /// Elements that are used on purpose though HTML does not know them.
    #[schemars(extend("examples" = [["my-player"]]))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_elements: Vec<String>,
}

/// The value of a rule's option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected true, false or a whole number")]
pub enum OptionSetting {
    /// On or off.
    Flag(bool),
    /// A whole number.
    Number(i64),
}

/// The keys at the top of a settings file.
static KEYS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let schema = schema_for!(SettingsFile);
    let properties = schema.get("properties").and_then(|properties| properties.as_object());
    properties.into_iter().flat_map(|properties| properties.keys().cloned()).collect()
});

impl SettingsFile {
    /// Reads the text of a settings file.
    ///
    /// # Errors
    /// Where it is not TOML, where it has a key that copydesk does not know, or where a value has the wrong type; the
    /// error names the place.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let table = DeTable::parse(text).map_err(|error| SettingsError::of_toml(text, &error))?;
        if let Some((key, message)) = Self::unknown_key(table.get_ref()) {
            return Err(SettingsError::at(text, key.span().start, message));
        }
        toml::from_str(text).map_err(|error| SettingsError::of_toml(text, &error))
    }

    /// The first key at the top of a settings file that copydesk does not know, and what to say about it.
    pub(super) fn unknown_key<'t, 'i>(table: &'t DeTable<'i>) -> Option<(&'t Spanned<DeString<'i>>, String)> {
        let known = &*KEYS;
        let is_unknown = |key: &&Spanned<DeString>| !known.iter().any(|name| name.as_str() == key.get_ref().as_ref());
        let key = table.keys().find(is_unknown)?;
        let hint = did_you_mean(key.get_ref(), known.iter().map(String::as_str));
        Some((key, format!("unknown key `{}`{hint}", key.get_ref())))
    }

    /// Where in `text`, from which these settings were read, a problem lies.
    pub fn locate(text: &str, problem: &Problem) -> SettingsError {
        let start = DeTable::parse(text).ok().and_then(|table| span_of(&problem.path, table.get_ref()));
        SettingsError::at(text, start.map_or(0, |span| span.start), problem.message.clone())
    }
}
