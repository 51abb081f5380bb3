//! One text read as a whole: an article, or a piece of one that is too long to be read again at each keystroke.

use std::cell::OnceCell;
use std::sync::Arc;

use super::fences::{PassedFences, fated};
use super::heeds::heeds_header;
use super::lead::{Lead, lead};
use super::report::Report;
use crate::findings::{Context, Facts, Finding, Findings, page, suppression};
use crate::settings::Settings;
use crate::skeleton::{Skeleton, View};
use crate::text::Source;
use crate::tokens::{Attribute, FenceEnd, Lines, Regions, TagLikes, Token, Unfinished, leftovers, lex};
use crate::tree::{FirstReading, Marks, Observation, OpenState, Passage, Priors, Surroundings, Tag, TagSource, Tree};

/// A text whose regions are known, and nothing else: enough to tell whether it may be read by itself.
#[derive(Debug)]
pub(super) struct Outset {
    source: Source,
    tokens: Vec<Token>,
    regions: Regions,
    /// What is open at its end and would end after it.
    pub unfinished: Option<Unfinished>,
    place: (bool, bool),
}

/// A text read without knowledge of what is around it.
#[derive(Debug)]
pub(super) struct Draft {
    source: Source,
    regions: Regions,
    lines: Lines,
    places: TagLikes,
    /// What its tags say by themselves.
    pub first: FirstReading,
    before: Arc<OpenState>,
    place: (bool, bool),
    /// Whether its places hold weak signs, which were looked for since others lack a partner.
    has_weak_signs: bool,
}

/// A text with all that was read in it.
#[derive(Debug)]
pub struct Reading {
    source: Source,
    regions: Regions,
    lines: Lines,
    places: TagLikes,
    tree: Tree,
    facts: Facts,
    leftovers: Vec<leftovers::Place>,
    passage: Passage,
    has_markup: bool,
    place: (bool, bool),
}

impl Outset {
    /// Finds the regions of `source`. `place` says whether the article begins with it, and whether it goes on after it.
    pub fn new(source: Source, place: (bool, bool)) -> Self {
        let tokens = lex(source.text());
        let regions = Regions::read(&source, &tokens, place == (true, false));
        let unfinished = if place.1 { regions.unfinished(source.text(), &tokens, place.0) } else { None };
        Self { source, tokens, regions, unfinished, place }
    }

    /// Whether the end of the text is in a fence, whatever follows.
    pub fn is_within_fence(&self) -> bool {
        self.regions.fence_end() == FenceEnd::Inside
    }

    /// Whether what follows may tell how the fences of the text are to be read. Of the fence that the first `length` bytes
    /// hand on, so much is known that only a damaged one after it leaves a doubt.
    pub fn is_unsure_of_fence(&self, length: usize) -> bool {
        match self.regions.open_fence() {
            Some(fence) if fence.span.start as usize >= length => true,
            _ => length > 0 && self.regions.fence_end() == FenceEnd::Unsure,
        }
    }

    /// Reads the text, at whose beginning `before` is open; `carried` is certain damage known from an earlier pass.
    pub fn draft(self, before: Arc<OpenState>, carried: &Priors) -> Draft {
        let Self { source, tokens, regions, place, .. } = self;
        let lines = Lines::read(&source, &tokens, &regions);
        let places = TagLikes::read(&source, &tokens, &regions);
        // In a long text tokens take as much memory as what was made of them.
        drop(tokens);
        let first = FirstReading::default();
        let mut draft = Draft { source, regions, lines, places, first, before, place, has_weak_signs: false };
        draft.read_tags(carried);
        draft
    }
}

impl Draft {
    /// The lines with which the text after it is to be read, where it ends in the middle of something; `length` bytes were
    /// handed on to it.
    pub fn lead_behind(&self, length: usize) -> Option<Lead> {
        lead(self.source.text(), &self.regions, &self.lines, length)
    }

    /// Whether it depends on the words of the header in the first `length` bytes, which were handed on.
    pub fn heeds_header(&self, length: usize) -> bool {
        length > 0 && heeds_header(self.source.text(), &self.regions, &self.lines, length)
    }

    /// Takes the text out.
    pub fn into_source(self) -> Source {
        self.source
    }

    /// What becomes of the fence of which `length` bytes before the text tell, and whether it opens one of its own.
    pub fn fences(&self, length: u32) -> PassedFences {
        PassedFences::read(&self.source, &self.regions, length)
    }

    fn tag_source(&self) -> TagSource<'_> {
        let Self { source, regions, lines, places, before, place: (_, goes_on), .. } = self;
        TagSource { source, regions, lines, places, before, goes_on: *goes_on }
    }

    fn read_tags(&mut self, carried: &Priors) {
        self.first = self.tag_source().first(carried);
        if self.has_more_places() {
            self.has_weak_signs = true;
            self.first = self.tag_source().first(carried);
        }
    }

    /// The same text with `before` open at its beginning.
    pub fn again(mut self, before: Arc<OpenState>, carried: &Priors) -> Self {
        if self.has_weak_signs {
            // There they may not be lacking.
            return Outset::new(self.source, self.place).draft(before, carried);
        }
        self.before = before;
        self.read_tags(carried);
        self
    }

    /// Looks for weak signs of tags that others lack; whether there are any.
    fn has_more_places(&mut self) -> bool {
        let lacking = self.first.lacking();
        let Self { source, regions, places, .. } = self;
        lacking.is_any && places.add_bracketed(source.text(), regions, |element, form| lacking.has(element, form))
    }

    /// Reads it in its surroundings.
    pub fn finish(mut self, around: &Surroundings) -> Reading {
        let first = std::mem::take(&mut self.first);
        if let Some(fate) = around.fence {
            let length = self.source.text().len() as u32;
            let fence = self.regions.open_fence().and_then(|fence| fated(fence, &self.regions, fate, length));
            self.regions.set_open_fence(fence);
        }
        let has_markup = around.has_markup.unwrap_or(first.markup > 0);
        let (tree, passage) = Tree::read(self.tag_source(), first, around);
        let text = self.source.text();
        let leftovers = leftovers::places(text);
        let has_leftovers = !leftovers.is_empty() || leftovers::word_errors(text).next().is_some();
        let facts = Facts::read(text, &self.lines, &tree, has_leftovers);
        let Self { source, regions, lines, places, place, .. } = self;
        Reading { source, regions, lines, places, tree, facts, leftovers, passage, has_markup, place }
    }
}

impl Reading {
    /// Reads an article.
    pub fn new(source: Source) -> Self {
        Self::draft(source).finish(&Surroundings::default())
    }

    /// The evidence for every damaged place of an article, accepted or not: what the weights are measured from.
    pub fn observe(source: Source) -> Vec<Observation> {
        Self::draft(source).tag_source().observe()
    }

    fn draft(source: Source) -> Draft {
        Outset::new(source, (true, false)).draft(Arc::default(), &Priors::default())
    }

    /// Where certain damage lies.
    pub fn priors(&self) -> &Priors {
        &self.tree.priors
    }

    /// The intended tags.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What it does to the elements around it.
    pub(super) fn passage(&self) -> &Passage {
        &self.passage
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

    /// The text.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What a translation keeps of it.
    pub fn skeleton(&self) -> Skeleton {
        let Self { source, regions, lines, places, tree, .. } = self;
        let marks = &Marks::new(source, regions, lines, tree);
        Skeleton::read(&View { source, regions, lines, places, tree, marks })
    }

    /// Takes the text out.
    pub fn into_source(self) -> Source {
        self.source
    }

    /// Runs the rules that `settings` turn on.
    pub fn report(&self, settings: &Settings) -> Report {
        let context = self.context(settings);
        let findings = self.findings(&context, settings);
        if !self.facts.contains(Facts::SUPPRESSION) {
            return Report { findings };
        }
        let comments = suppression::read(&context);
        Report { findings: suppression::apply(&comments, findings, &settings.known_rules(false)) }
    }

    /// What the rules find, by place and then by rule, and the comments that may silence some of it.
    pub(super) fn unsilenced(&self, settings: &Settings) -> (Vec<Finding>, Vec<suppression::Comment>) {
        let context = self.context(settings);
        let findings = self.findings(&context, settings);
        let has_comments = self.facts.contains(Facts::SUPPRESSION);
        let comments = if has_comments { suppression::read(&context) } else { Vec::new() };
        (findings, comments)
    }

    fn findings(&self, context: &Context, settings: &Settings) -> Vec<Finding> {
        let mut findings = Findings::default();
        for (rule, severity) in settings.rules() {
            let may_speak = self.has_markup || !rule.reads_markup();
            if may_speak && self.facts.intersects(rule.triggers) && rule.flavors.contains(&self.source.flavor()) {
                let first = findings.len();
                (rule.check)(context, &mut findings);
                findings.stamp(first, rule.name, severity, self.source.text());
            }
        }
        let mut findings = findings.into_list();
        // A text full of one damage is in order already, and sorting takes memory even then.
        if !findings.is_sorted_by_key(Finding::order) {
            findings.sort_by(|a, b| a.order().cmp(&b.order()));
        }
        page::demote_harmful(context, &mut findings);
        findings
    }

    fn context<'a>(&'a self, settings: &'a Settings) -> Context<'a> {
        Context {
            source: &self.source,
            regions: &self.regions,
            lines: &self.lines,
            places: &self.places,
            tree: &self.tree,
            marks: Marks::new(&self.source, &self.regions, &self.lines, &self.tree),
            broken: OnceCell::new(),
            references: OnceCell::new(),
            leftovers: &self.leftovers,
            piped: OnceCell::new(),
            facts: self.facts,
            options: &settings.options,
            allowed_elements: &settings.allowed_elements,
            allowed_words: &settings.allowed_words,
            constructs: settings.constructs(),
            beside: None,
            has_markup: self.has_markup,
            begins: self.place.0,
            goes_on: self.place.1,
        }
    }
}
