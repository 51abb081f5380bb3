//! What a rule is: one plain value that `explain`, hover, the README, the schema and the tests read.

use crate::findings::{Context, Facts, Findings, RuleOption, Safety, Severity};
use crate::text::Flavor;

/// A group of rules; each has a folder of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Damaged tags.
    Tags,
    /// Elements that do not begin, end or nest as they should.
    Structure,
    /// Cells, rows and tables.
    Tables,
    /// Dots, dollars and dashes that stand for lost content.
    Filler,
    /// Character references.
    References,
    /// Markdown's own marks.
    Markdown,
    /// Leftovers of tools.
    Residue,
    /// Characters and words.
    Text,
    /// What a translation lost, changed and added; silent where its original is not known.
    Translation,
    /// Comments that silence rules.
    Suppressions,
}

impl Group {
    /// Every group, in the order of the documentation.
    pub const ALL: &'static [Self] = &[
        Self::Tags,
        Self::Structure,
        Self::Tables,
        Self::Filler,
        Self::References,
        Self::Markdown,
        Self::Residue,
        Self::Text,
        Self::Translation,
        Self::Suppressions,
    ];

    /// The name used on the command line and in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Structure => "structure",
            Self::Tables => "tables",
            Self::Filler => "filler",
            Self::References => "references",
            Self::Markdown => "markdown",
            Self::Residue => "residue",
            Self::Text => "text",
            Self::Translation => "translation",
            Self::Suppressions => "suppressions",
        }
    }
}

/// How much of the document a rule looks at for one finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One block and what the tree says of its tags.
    Block,
    /// The whole document.
    Document,
}

/// What the fix of a bad example makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixed {
    /// The text after safe fixes.
    Safe(&'static str),
    /// The text after unsafe fixes; safe ones leave it as it is.
    Unsafe(&'static str),
    /// No fix is applied in bulk.
    No,
}

/// An example of a rule, which is also its test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// Exactly one finding, of this rule.
    Bad {
        /// The flavor to read it in.
        flavor: Flavor,
        /// The article.
        text: &'static str,
        /// The damaged text that the finding covers: its first occurrence, or another where `^2`, `^3`, … is appended.
        at: &'static str,
        /// What the fix makes of the article.
        fixed: Fixed,
    },
    /// The same in a translation, beside its original.
    Pair {
        /// The flavor to read both in.
        flavor: Flavor,
        /// The original.
        original: &'static str,
        /// Its translation.
        text: &'static str,
        /// The text of the translation that the finding covers, as in a bad example; empty where there is no finding.
        at: &'static str,
        /// What the fix makes of the translation.
        fixed: Fixed,
    },
    /// No finding of any rule that is on by default, nor of this one.
    Good {
        /// The flavor to read it in.
        flavor: Flavor,
        /// The article.
        text: &'static str,
    },
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Words in lower case, joined by `-`: the pattern found, never the cure. Also the name of its file.
    pub name: &'static str,
    /// The group, which is also its folder.
    pub group: Group,
    /// What it finds, in one line without a full stop.
    pub summary: &'static str,
    /// Why that is bad and how it comes about: a paragraph or two.
    pub why: &'static str,
    /// How much a finding matters.
    pub severity: Severity,
    /// Whether it is on by default.
    pub on: bool,
    /// The best fix that it may offer.
    pub fix: Option<Safety>,
    /// The flavors that it reads.
    pub flavors: &'static [Flavor],
    /// What must occur in the document for the rule to be called.
    pub(crate) triggers: Facts,
    /// How much of the document it looks at.
    pub scope: Scope,
    /// Its options.
    pub options: &'static [&'static RuleOption],
    /// Its examples, at least one bad and one good.
    pub examples: &'static [Example],
    /// Reports what it finds.
    pub(crate) check: fn(&Context, &mut Findings),
}

/// Rules of groups that read markup which need none around: what they find is nothing else even in plain text.
const CERTAIN_IN_PLAIN_TEXT: &[&str] =
    &["broken-url", "flattened-table", "fullwidth-tag", "homoglyph-tag", "spaced-tag", "spaced-url"];

impl Rule {
    /// Whether it says nothing of plain text without markup, such as a standard, a manual or a licence.
    pub(crate) fn reads_markup(&self) -> bool {
        let of_markup = [Group::Tags, Group::Structure, Group::Tables, Group::References, Group::Markdown];
        of_markup.contains(&self.group) && !CERTAIN_IN_PLAIN_TEXT.contains(&self.name)
    }
}
