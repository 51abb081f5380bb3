//! The settings file as typed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeString, DeTable};

use super::embedded::Embedded;
use super::problem::{Problem, SettingsError, span_of};
use super::read::{Misfit, Node};
use super::translations::Translations;
#[cfg(feature = "files")]
use super::values;
use crate::findings::Severity;
use crate::text::{Dialect, Flavor, did_you_mean};

/// Settings for copydesk, in a file named `copydesk.toml` or `.copydesk.toml`.
///
/// The nearest file in the folder of an article or above it applies; files further up are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "files", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SettingsFile {
    /// The rules to run instead of the default ones: names of rules or groups, or `ALL`.
    ///
    /// If `select`, `extend-select` and `ignore` disagree about a rule, its own name beats its group, and a group
    /// beats `ALL`.
    #[cfg_attr(feature = "files", schemars(extend("examples" = [["ALL"]])))]
    #[cfg_attr(feature = "files", schemars(schema_with = "values::selectors"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
    /// Rules to run in addition to those of `select` or the default ones: names of rules or groups, or `ALL`.
    #[cfg_attr(feature = "files", schemars(extend("examples" = [["text"]])))]
    #[cfg_attr(feature = "files", schemars(schema_with = "values::selectors"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extend_select: Vec<String>,
    /// Rules not to run: names of rules or groups, or `ALL`.
    #[cfg_attr(feature = "files", schemars(extend("examples" = [["filler"]])))]
    #[cfg_attr(feature = "files", schemars(schema_with = "values::selectors"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// Files and folders to leave out: globs, relative to the settings file. A glob without `/` matches at any depth.
    ///
    /// An article named on the command line is linted anyway, unless `--force-exclude` is given.
    #[cfg_attr(feature = "files", schemars(extend("examples" = [["vendor/", "*.draft.md"]])))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// Rules not to run on certain files: a glob, and names of rules or groups.
    #[cfg_attr(feature = "files", schemars(extend("examples" = [{ "changelog/**": ["markdown"] }])))]
    #[cfg_attr(feature = "files", schemars(schema_with = "values::selectors_by_glob"))]
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub per_file_ignores: BTreeMap<String, Vec<String>>,
    /// Severities that replace those of the rules: the name of a rule or group, and `error`, `warning` or `info`.
    #[cfg_attr(feature = "files", schemars(extend("examples" = [{ "text": "info" }])))]
    #[cfg_attr(feature = "files", schemars(schema_with = "values::severities"))]
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, Severity>,
    /// Options of rules: the name of a rule, and its options.
    #[cfg_attr(feature = "files", schemars(schema_with = "values::rule_options"))]
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, BTreeMap<String, OptionSetting>>,
    /// The flavors of files: a file extension or a glob, and `html`, `markdown`, `mdx` or `text`.
    ///
    /// Files that match are linted even if copydesk does not know their extension. A glob beats an extension, and a
    /// longer glob beats a shorter one.
    #[cfg_attr(feature = "files", schemars(extend("examples" = [{ "njk": "html", "wiki/**": "text" }])))]
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub flavors: BTreeMap<String, Flavor>,
    /// Files that hold articles in their fields, such as JSON, CSV, XML and feeds: an extension or a glob, and where the
    /// articles are.
    ///
    /// Files that match are linted. Feeds (`.rss`, `.atom`), notebooks, PO and XLIFF files are linted without this.
    #[cfg_attr(feature = "files", schemars(extend("examples" = [{ "data/posts/*.json": { "fields": ["body"], "flavor": "html" } }])))]
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub embedded: BTreeMap<String, Embedded>,
    /// The program that reads the articles, whose syntax is left alone: `mkdocs`, `docusaurus` and others.
    ///
    /// If it is not set, copydesk looks for the files of such a program, such as `mkdocs.yml`, `docusaurus.config.js`
    /// or `.vitepress`, in the folder of each article and above it. If there are none, the syntax of all of these
    /// programs is left alone.
    #[cfg_attr(feature = "files", schemars(extend("examples" = ["mkdocs"])))]
    #[cfg_attr(feature = "files", schemars(with = "Dialect"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialect: Option<Dialect>,
    /// The size limit for articles, in megabytes of 1,000,000 bytes; larger ones are not read, with a message.
    ///
    /// The default is 32. Linting takes many times as much memory as the article itself.
    #[cfg_attr(feature = "files", schemars(extend("examples" = [100])))]
    #[cfg_attr(feature = "files", schemars(with = "u32", range(min = 1, max = 4294)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_article_megabytes: Option<u32>,
    /// A file of known damage that is not reported, relative to the settings file: a baseline, which
    /// `copydesk lint --write-baseline FILE` writes.
    ///
    /// It counts on the command line and in editors; `--baseline` replaces it for one run.
    #[cfg_attr(feature = "files", schemars(extend("examples" = ["copydesk-baseline.json"])))]
    #[cfg_attr(feature = "files", schemars(with = "String"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// Translations and their originals: `lint` compares each translation with its original and reports what was lost or
    /// changed. An empty table pairs by the usual layouts.
    #[cfg_attr(feature = "files", schemars(with = "Translations", extend("type" = "object")))]
    #[cfg_attr(feature = "files", schemars(extend("examples" = [{ "original": "content/en/**", "translation": "content/{lang}/**" }])))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translations: Option<Translations>,
    /// Words that are not damage.
    #[cfg_attr(feature = "files", schemars(extend("examples" = [["copydesk"]])))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_words: Vec<String>,
    /// Elements that are used on purpose although they are not part of HTML.
    #[cfg_attr(feature = "files", schemars(extend("examples" = [["my-player"]])))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_elements: Vec<String>,
}

/// The value of a rule's option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "files", derive(schemars::JsonSchema))]
#[serde(untagged, expecting = "expected true, false or a whole number")]
pub enum OptionSetting {
    /// On or off.
    Flag(bool),
    /// A whole number.
    Number(i64),
}

/// The top-level keys, as the fields of [`SettingsFile`] are written.
pub const KEYS: [&str; 15] = [
    "allowed-elements",
    "allowed-words",
    "baseline",
    "dialect",
    "embedded",
    "exclude",
    "extend-select",
    "flavors",
    "ignore",
    "max-article-megabytes",
    "per-file-ignores",
    "rules",
    "select",
    "severity",
    "translations",
];

impl SettingsFile {
    /// Reads the text of a settings file.
    ///
    /// # Errors
    /// If it is not TOML, where it has a key that copydesk does not know, or where a value has the wrong type; the
    /// error names the place.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let table = DeTable::parse(text).map_err(|error| SettingsError::of_toml(text, &error))?;
        if let Some((key, message)) = Self::unknown_key(table.get_ref()) {
            return Err(SettingsError::at(text, key.span().start, message));
        }
        Self::of_table(table.get_ref()).map_err(|misfit| SettingsError::of_misfit(text, misfit))
    }

    /// The settings in the table of a settings file.
    ///
    /// # Errors
    /// Where a value has the wrong type, or a table below the top a key that copydesk does not know.
    pub(crate) fn of_table(table: &DeTable) -> Result<Self, Misfit> {
        Self::deserialize(Node::Table(table))
    }

    /// The first key at the top of a settings file that copydesk does not know, and what to say about it.
    pub(crate) fn unknown_key<'t, 'i>(table: &'t DeTable<'i>) -> Option<(&'t Spanned<DeString<'i>>, String)> {
        let is_unknown = |key: &&Spanned<DeString>| !KEYS.contains(&key.get_ref().as_ref());
        let key = table.keys().find(is_unknown)?;
        let hint = did_you_mean(key.get_ref(), KEYS);
        Some((key, format!("unknown key `{}`{hint}", key.get_ref())))
    }

    /// Where in `text`, from which these settings were read, a problem lies.
    pub fn locate(text: &str, problem: &Problem) -> SettingsError {
        let start = DeTable::parse(text).ok().and_then(|table| span_of(&problem.path, table.get_ref()));
        SettingsError::at(text, start.map_or(0, |span| span.start), problem.message.clone())
    }
}
