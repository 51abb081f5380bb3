//! The pipeline on one screen; the command line and the server call the same functions.

use std::cell::OnceCell;

use crate::findings::{Context, Facts, Finding, Findings, suppression};
use crate::settings::Settings;
use crate::text::{Source, Span, Unreadable};
use crate::tokens::{Attribute, Lines, Regions, TagLikes, lex};
use crate::tree::{Marks, Observation, Priors, Tag, Tree};

#[cfg(test)]
mod work;

/// An article with all that was read in it.
#[derive(Debug)]
pub struct Document {
    source: Source,
    regions: Regions,
    lines: Lines,
    places: TagLikes,
    tree: Tree,
    facts: Facts,
}

/// What the rules found in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings, by place and then by rule.
    pub findings: Vec<Finding>,
}

impl Document {
    /// Reads an article.
    pub fn new(source: Source) -> Self {
        Self::with_priors(source, &Priors::default())
    }

    /// Reads an article in which certain damage is known from an earlier pass, so that mending the certain does not
    /// silence the uncertain.
    pub fn with_priors(source: Source, carried: &Priors) -> Self {
        let tokens = lex(source.text());
        let regions = Regions::read(&source, &tokens);
        let lines = Lines::read(&source, &tokens, &regions);
        let places = TagLikes::read(&source, &tokens, &regions);
        let tree = Tree::read(&source, &regions, &lines, &places, carried);
        let facts = Facts::read(source.text(), &tree);
        Self { source, regions, lines, places, tree, facts }
    }

    /// Where certain damage lies.
    pub fn priors(&self) -> &Priors {
        &self.tree.priors
    }

    /// The evidence for every damaged place, accepted or not: what the weights are measured from.
    pub fn observe(&self) -> Vec<Observation> {
        Tree::observe(&self.source, &self.regions, &self.lines, &self.places)
    }

    /// The intended tags.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Text of another kind: code, comments, templates and the like.
    pub fn regions(&self) -> &Regions {
        &self.regions
    }

    /// The attributes of one of its tags.
    pub fn attributes(&self, tag: &Tag) -> &[Attribute] {
        let first = tag.first_attribute as usize;
        &self.places.attributes[first..first + tag.attribute_count as usize]
    }

    /// Its lines and their Markdown containers.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The article.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The article, for good.
    pub fn into_source(self) -> Source {
        self.source
    }

    /// Replaces the bytes of `range` by `text`.
    ///
    /// # Errors
    /// Those of [`Source::new`]; the document is unchanged then.
    ///
    /// # Panics
    /// Where `range` does not lie within the text or does not lie on character boundaries.
    pub fn edit(&mut self, range: Span, text: &str) -> Result<(), Unreadable> {
        let old = self.source.text();
        let mut new = String::with_capacity(old.len() - range.len() as usize + text.len());
        new.push_str(&old[..range.start as usize]);
        new.push_str(text);
        new.push_str(&old[range.end as usize..]);
        *self = Self::new(self.source.with_text(new)?);
        Ok(())
    }

    /// Runs the rules that `settings` turn on.
    pub fn report(&self, settings: &Settings) -> Report {
        let context = self.context(settings);
        let mut findings = Findings::default();
        for (rule, severity) in settings.rules() {
            if self.facts.intersects(rule.triggers) && rule.flavors.contains(&self.source.flavor()) {
                let first = findings.len();
                (rule.check)(&context, &mut findings);
                findings.stamp(first, rule.name, severity);
            }
        }
        let mut findings = findings.into_list();
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        if self.facts.contains(Facts::SUPPRESSION) {
            findings = suppression::apply(&context, findings, &settings.known_rules());
        }
        Report { findings }
    }

    fn context<'a>(&'a self, settings: &'a Settings) -> Context<'a> {
        Context {
            source: &self.source,
            regions: &self.regions,
            lines: &self.lines,
            places: &self.places,
            tree: &self.tree,
            marks: Marks::new(&self.source, &self.regions, &self.lines, &self.tree),
            references: OnceCell::new(),
            facts: self.facts,
            options: &settings.options,
            allowed_elements: &settings.allowed_elements,
            allowed_words: &settings.allowed_words,
        }
    }
}

/// Lints one article: what `copydesk lint` does for each file.
pub fn lint(source: Source, settings: &Settings) -> Report {
    Document::new(source).report(settings)
}
