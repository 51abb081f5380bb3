//! Dialects: what a site generator reads beyond CommonMark and HTML, and how a tree of files shows that it is used.

use bitflags::bitflags;
use serde::{Deserialize, Serialize};

/// A dialect of Markdown, named after the program that reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "files", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// Astro and Starlight.
    Astro,
    /// Docusaurus.
    Docusaurus,
    /// GitHub and similar sites.
    Github,
    /// Hugo, with Goldmark.
    Hugo,
    /// Jekyll, with kramdown.
    Jekyll,
    /// mdBook.
    Mdbook,
    /// MkDocs, Material for MkDocs and pymdownx.
    Mkdocs,
    /// MyST, in Sphinx, Jupyter Book and mystmd.
    Myst,
    /// Obsidian.
    Obsidian,
    /// Pandoc.
    Pandoc,
    /// Quarto.
    Quarto,
    /// VitePress, VuePress and other Vue sites.
    Vitepress,
}

bitflags! {
    /// Constructs and signs that only some dialects have.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Constructs: u32 {
        /// Elements that close themselves: `<video … />`, `<sup class="x" />`.
        const SELF_CLOSING = 1;
        /// Elements without content that are closed like others: `<br></br>`. A `<br>` without a slash does not compile.
        const JSX = 1 << 1;
        /// The size of a picture after its address: `![a](b.png =200x100)`.
        const IMAGE_SIZES = 1 << 2;
        /// Options in braces within or after a link: `![a](b.png {loading: 'lazy'})`, `[a](b){ .c }`.
        const LINK_OPTIONS = 1 << 3;
        /// `[[page|text]]`.
        const WIKI_LINKS = 1 << 4;
        /// `%%note%%`.
        const PERCENT_COMMENTS = 1 << 5;
        /// Blocks below a line such as `!!! note`, `??? tip` and `=== "Tab"`, indented by four.
        const INDENTED_BLOCKS = 1 << 6;
        /// Blocks between `:::name` and `:::`.
        const DIRECTIVES = 1 << 7;
        /// Snippets of other files: `--8<-- "file"`, `<<< @/file`, `{{#include file}}`.
        const SNIPPETS = 1 << 8;
        /// Attribute lists: `{: .x}`, `{#id .x}`.
        const ATTRIBUTE_LISTS = 1 << 9;
        /// `[text]{.class}`.
        const SPANS = 1 << 10;
        /// Roles and fenced directives: ``{ref}`x` ``, ```` ```{note} ````.
        const ROLES = 1 << 11;
        /// Markdown in the blocks of elements and components.
        const MARKDOWN_IN_HTML = 1 << 12;
        /// Alerts: `> [!NOTE]`.
        const ALERTS = 1 << 13;
        /// A space within a link by reference: `[text] [label]`.
        const SPACED_REFERENCES = 1 << 14;
        /// Pipe tables without a header and its delimiter row.
        const HEADERLESS_TABLES = 1 << 15;
    }
}

/// What is known of a dialect.
struct Row {
    dialect: Dialect,
    /// Files and folders that a site of it has.
    marks: &'static [&'static str],
    has: Constructs,
}

const MDX: Constructs =
    Constructs::SELF_CLOSING.union(Constructs::JSX).union(Constructs::MARKDOWN_IN_HTML).union(Constructs::DIRECTIVES);

/// Every dialect, the more particular marks first: where a folder holds several, the first row counts.
static TABLE: &[Row] = &[
    Row { dialect: Dialect::Docusaurus, marks: &["docusaurus.config.*"], has: MDX.union(Constructs::ATTRIBUTE_LISTS) },
    Row {
        dialect: Dialect::Vitepress,
        marks: &[".vitepress", ".vuepress"],
        has: Constructs::SELF_CLOSING
            .union(Constructs::DIRECTIVES)
            .union(Constructs::SNIPPETS)
            .union(Constructs::ATTRIBUTE_LISTS)
            .union(Constructs::ALERTS),
    },
    Row { dialect: Dialect::Astro, marks: &["astro.config.*"], has: MDX },
    Row {
        dialect: Dialect::Mkdocs,
        marks: &["mkdocs.yml", "mkdocs.yaml"],
        has: Constructs::INDENTED_BLOCKS
            .union(Constructs::SNIPPETS)
            .union(Constructs::ATTRIBUTE_LISTS)
            .union(Constructs::LINK_OPTIONS)
            .union(Constructs::MARKDOWN_IN_HTML),
    },
    Row {
        dialect: Dialect::Hugo,
        marks: &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"],
        has: Constructs::ATTRIBUTE_LISTS.union(Constructs::ALERTS),
    },
    Row {
        dialect: Dialect::Quarto,
        marks: &["_quarto.yml", "_quarto.yaml"],
        has: PANDOC.union(Constructs::ROLES).union(Constructs::LINK_OPTIONS),
    },
    Row {
        dialect: Dialect::Myst,
        marks: &["myst.yml"],
        has: Constructs::ROLES
            .union(Constructs::DIRECTIVES)
            .union(Constructs::ATTRIBUTE_LISTS)
            .union(Constructs::SPANS),
    },
    Row { dialect: Dialect::Mdbook, marks: &["book.toml"], has: Constructs::SNIPPETS },
    Row {
        dialect: Dialect::Obsidian,
        marks: &[".obsidian"],
        has: Constructs::WIKI_LINKS.union(Constructs::PERCENT_COMMENTS).union(Constructs::ALERTS),
    },
    Row {
        dialect: Dialect::Jekyll,
        marks: &["_config.yml", "_config.yaml"],
        has: Constructs::ATTRIBUTE_LISTS
            .union(Constructs::MARKDOWN_IN_HTML)
            .union(Constructs::SPACED_REFERENCES)
            .union(Constructs::HEADERLESS_TABLES),
    },
    Row { dialect: Dialect::Pandoc, marks: &[], has: PANDOC },
    Row { dialect: Dialect::Github, marks: &[], has: Constructs::ALERTS },
];

const PANDOC: Constructs = Constructs::ATTRIBUTE_LISTS
    .union(Constructs::SPANS)
    .union(Constructs::DIRECTIVES)
    .union(Constructs::LINK_OPTIONS)
    .union(Constructs::MARKDOWN_IN_HTML);

impl Dialect {
    /// Whether its reader shows emphasis whatever letters and punctuation are beside its signs: Python-Markdown, kramdown and
    /// Pandoc do not ask, as CommonMark does (section 6.2), for white space or punctuation on the other side of `**` beside
    /// punctuation.
    pub fn has_loose_emphasis(self) -> bool {
        matches!(self, Self::Mkdocs | Self::Jekyll | Self::Pandoc | Self::Quarto)
    }

    /// The constructs that it has beyond CommonMark and HTML.
    pub(crate) fn constructs(self) -> Constructs {
        TABLE.iter().find(|row| row.dialect == self).map_or(Constructs::empty(), |row| row.has)
    }

    /// Every dialect with the files and folders that show it, the more particular ones first: a name, or the beginning of
    /// one where it ends with `*`.
    pub(crate) fn marks() -> impl Iterator<Item = (Self, &'static [&'static str])> {
        TABLE.iter().map(|row| (row.dialect, row.marks))
    }

    /// The name that settings use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Astro => "astro",
            Self::Docusaurus => "docusaurus",
            Self::Github => "github",
            Self::Hugo => "hugo",
            Self::Jekyll => "jekyll",
            Self::Mdbook => "mdbook",
            Self::Mkdocs => "mkdocs",
            Self::Myst => "myst",
            Self::Obsidian => "obsidian",
            Self::Pandoc => "pandoc",
            Self::Quarto => "quarto",
            Self::Vitepress => "vitepress",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dialect_has_a_row_and_the_name_that_settings_use() {
        let names: Vec<String> = TABLE
            .iter()
            .map(|row| serde_json::to_value(row.dialect).expect("a name").as_str().expect("a string").to_owned())
            .collect();
        assert!(TABLE.iter().zip(&names).all(|(row, name)| row.dialect.name() == name));
        let schema = schemars::schema_for!(Dialect);
        let known = schema.as_value()["oneOf"].as_array().expect("a list").len();
        assert_eq!(known, names.len());
    }
}
