//! What kind of article a text is.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// The language that an article is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "files", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Flavor {
    /// An HTML page or fragment.
    #[serde(alias = "htm")]
    Html,
    /// Markdown: CommonMark with GFM's tables, footnotes, strikethrough and task lists, and HTML in it.
    #[serde(alias = "md")]
    Markdown,
    /// Markdown with JSX components and expressions.
    Mdx,
    /// An article of unknown origin, checked for damaged HTML and Markdown.
    #[serde(alias = "txt")]
    Text,
}

impl Flavor {
    /// Every flavor.
    pub const ALL: &'static [Self] = &[Self::Html, Self::Markdown, Self::Mdx, Self::Text];

    /// The flavors in which Markdown is read.
    pub const WITH_MARKDOWN: &'static [Self] = &[Self::Markdown, Self::Mdx, Self::Text];

    /// The flavor that a file's extension names, if any: what is linted below a folder by default.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        let is = |names: &[&str]| names.iter().any(|name| extension.eq_ignore_ascii_case(name));
        match () {
            () if is(&["html", "htm", "xhtml"]) => Some(Self::Html),
            // Templates of sites: what is not HTML in them is known as a part of a template.
            () if is(&["vue", "astro", "njk", "hbs", "liquid"]) => Some(Self::Html),
            () if is(&["md", "markdown"]) => Some(Self::Markdown),
            () if is(&["mdx"]) => Some(Self::Mdx),
            () if is(&["txt"]) => Some(Self::Text),
            () => None,
        }
    }

    /// Whether Markdown is read in it.
    pub fn has_markdown(self) -> bool {
        self != Self::Html
    }

    /// The name used on the command line and in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Mdx => "mdx",
            Self::Text => "text",
        }
    }

    /// Other names for it, as people know it from files; settings take the same.
    pub fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Html => &["htm"],
            Self::Markdown => &["md"],
            Self::Mdx => &[],
            Self::Text => &["txt"],
        }
    }
}
