//! The last word on the fixes of one pass: applied together, safe ones leave no more intended tags without a partner than
//! there were.
//!
//! Each safe fix was judged where it is (`findings/page`). This is about what reaches further: a fix may take away what
//! kept a tag elsewhere from being read as one, or as another one.

use super::apply;
use super::carry::carry;
use super::chosen::Chosen;
use super::select::edits_of;
use crate::findings::{Edit, Safety};
use crate::lint::{Document, Spread};
use crate::settings::Settings;
use crate::text::{Source, Span};
use crate::tokens::work::steps;
use crate::tree::Priors;

/// How many bytes may be read to find the harmful ones among the fixes of a pass: so many times the article, and some
/// more, so that all are found in a short one. What is doubtful then is not applied.
const READINGS: usize = 12;
const MORE: usize = 1 << 16;

/// The share of an article that putting its pieces together costs, and looking for what it leaves open.
const SHARE: usize = 256;

/// Bytes of an article whose fixes are tried together first, and how many such parts an article has at most.
const GROUP: usize = 65_536;
const GROUPS: usize = 64;

/// Judges the fixes of one pass.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    /// How the article is read.
    pub settings: &'a Settings,
    /// The least safety of the fixes.
    pub least: Safety,
    /// What may read parts of it at the same time.
    pub spread: &'a dyn Spread,
}

/// One pass over an article.
#[derive(Debug)]
pub struct Pass<'r> {
    /// The fixes that are applied.
    pub chosen: Vec<Chosen<'r>>,
    /// The article after them.
    pub source: Source,
    /// What is read in it.
    pub document: Document,
}

impl Judge<'_> {
    /// Reads an article of which nothing is known.
    pub fn document(&self, source: &Source) -> Document {
        Document::new_spread(source, self.settings, self.spread)
    }

    /// Applies those of `chosen` that do no harm to `source`, which `document` is read from. Nothing where none is left.
    pub fn judge<'r>(&self, source: &Source, document: &Document, chosen: Vec<Chosen<'r>>) -> Option<Pass<'r>> {
        let before = document.unmatched();
        let is_harmless = |pass: &Pass| self.least != Safety::Safe || pass.document.unmatched() <= before;
        let pass = self.applied(source, document, chosen)?;
        if is_harmless(&pass) {
            return Some(pass);
        }
        let carried = document.priors();
        let trial = Trial { settings: self.settings, document, text: source.text(), carried, before };
        let kept = Search { trial, budget: READINGS * source.text().len() + MORE }.in_groups(&pass.chosen);
        self.applied(source, document, kept).filter(is_harmless)
    }

    fn applied<'r>(&self, source: &Source, document: &Document, chosen: Vec<Chosen<'r>>) -> Option<Pass<'r>> {
        if chosen.is_empty() {
            return None;
        }
        let edits = edits_of(&chosen);
        // No fix writes a NUL byte; an article that gets too long is left as it is.
        let source = source.with_text(apply(source.text(), &edits)).ok()?;
        let priors = carry(&document.priors(), &edits);
        let document = Document::with_priors_spread(&source, self.settings, &priors, self.spread);
        Some(Pass { chosen, source, document })
    }
}

/// Halves a list of fixes until the harmful ones are found.
struct Search<'a> {
    trial: Trial<'a>,
    /// Bytes that may still be read.
    budget: usize,
}

impl Search<'_> {
    /// The harmless ones. Groups of neighbours are tried each by itself, so that one harmful fix costs its group and not
    /// the article; whether they do harm together is asked at the end.
    fn in_groups<'r>(&mut self, chosen: &[Chosen<'r>]) -> Vec<Chosen<'r>> {
        let most = GROUP.max(self.trial.text.len() / GROUPS) as u32;
        let mut kept = Vec::new();
        let mut rest = chosen;
        while let Some(first) = rest.first() {
            let end = first.fix.span().start + most;
            let count = rest.iter().position(|chosen| chosen.fix.span().start > end).unwrap_or(rest.len());
            let (group, others) = rest.split_at(count.max(1));
            kept.extend(self.harmless(group.to_vec()));
            rest = others;
        }
        kept
    }

    fn harmless<'r>(&mut self, chosen: Vec<Chosen<'r>>) -> Vec<Chosen<'r>> {
        if chosen.is_empty() || !self.is_harmful(&chosen) {
            return chosen;
        }
        if chosen.len() == 1 {
            return Vec::new();
        }
        let (first, second) = chosen.split_at(chosen.len() / 2);
        let mut kept = self.harmless(first.to_vec());
        let alone = kept.len();
        kept.extend(self.harmless(second.to_vec()));
        if self.is_harmful(&kept) {
            kept.truncate(alone);
        }
        kept
    }

    /// Whether the fixes do harm together, as far as that may still be found out.
    fn is_harmful(&mut self, chosen: &[Chosen]) -> bool {
        let edits = edits_of(chosen);
        let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return false };
        let span = Span::new(first.span.start, last.span.end);
        let length = self.trial.text.len();
        let cost = self.trial.document.bytes_around(span) + length / SHARE;
        if cost > self.budget {
            self.budget = 0;
            return true;
        }
        self.budget -= cost;
        steps(cost);
        self.trial.leaves_more_unmatched(span, &edits)
    }
}

/// An article in which fixes are tried.
struct Trial<'a> {
    settings: &'a Settings,
    document: &'a Document,
    text: &'a str,
    carried: Priors,
    before: usize,
}

impl Trial<'_> {
    /// Whether more tags are without a partner after `edits`, which lie within `span`.
    fn leaves_more_unmatched(&self, span: Span, edits: &[&Edit]) -> bool {
        let moved: Vec<Edit> = edits
            .iter()
            .map(|edit| Edit {
                span: Span::new(edit.span.start - span.start, edit.span.end - span.start),
                ..(*edit).clone()
            })
            .collect();
        let new = apply(&self.text[span.range()], &moved.iter().collect::<Vec<_>>());
        let mut after = self.document.clone();
        let carried = carry(&self.carried, edits);
        after.edit_with(span, &new, self.settings, &carried).is_ok_and(|()| after.unmatched() > self.before)
    }
}
