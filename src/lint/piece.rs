//! A piece of an article, and what is known of it.

use std::sync::{Arc, OnceLock};

use super::fences::PassedFences;
use super::reading::{Draft, Outset, Reading};
use crate::findings::suppression::Comment;
use crate::findings::{Edit, Finding};
use crate::settings::Settings;
use crate::skeleton::Skeleton;
use crate::text::{Part, Source};
use crate::tokens::Unfinished;
use crate::tree::{OpenState, Passage, Priors, Surroundings};

/// A piece of an article. Offsets in it count from its first byte.
#[derive(Debug)]
pub struct Piece {
    /// Its bytes.
    text: Part,
    /// Places within where it would have been cut, had nothing been open there; rising.
    pub(super) cuts: Box<[u32]>,
    /// What is open at its end though nothing after it ends it.
    pub(super) unfinished: Option<Unfinished>,
    pub(super) first: First,
    pub(super) checked: Checked,
    /// What a translation keeps of it, once somebody asked for that.
    pub(super) skeleton: OnceLock<Skeleton>,
}

/// What a piece says by itself.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct First {
    /// What is open where it begins.
    pub before: Arc<OpenState>,
    /// What is open where it ends.
    pub after: Arc<OpenState>,
    pub passage: Passage,
    /// Certain damage known from an earlier pass of fixes.
    pub carried: Vec<u32>,
    /// Certain damage.
    pub certain: Vec<u32>,
    pub has_statements: bool,
    /// How much speaks for markup in it.
    pub markup: i32,
    /// Whether it is the first, and whether the article goes on after it.
    pub begins: bool,
    pub goes_on: bool,
    /// Whether its last block goes on in the next piece.
    pub parts_block: bool,
    /// Whether it would end elsewhere if a fence stood near its end in what follows.
    pub looks_ahead: bool,
    /// What it does to fences that lie in several pieces.
    pub fences: PassedFences,
    /// The lines of [`OpenState::lead`] after it with the words of the header, where a table that goes on begins in it.
    pub header: Option<Arc<str>>,
    /// Whether it depends on the words of the header of the table that it is in the middle of.
    pub heeds_header: bool,
}

/// What a piece says in its surroundings.
#[derive(Debug)]
pub(super) struct Checked {
    pub around: Surroundings,
    /// Whether it would say something else in an article with more or less damage.
    pub asked: bool,
    /// Whether it would in an article with or without statements of a template language.
    pub asked_statements: bool,
    pub findings: Vec<Finding>,
    pub comments: Vec<Comment>,
    /// Of the elements that were open where it begins, those that it closes.
    pub closed: Vec<u32>,
    /// Certain damage, that included which only its surroundings show.
    pub certain: Vec<u32>,
    /// Intended tags that need a partner and have none.
    pub unmatched: usize,
}

/// A piece that was read, and not yet in its surroundings.
pub(super) struct Formed {
    /// Where it begins in the part of the article that is read, and its length, in bytes.
    pub start: usize,
    pub length: usize,
    pub cuts: Box<[u32]>,
    pub unfinished: Option<Unfinished>,
    pub first: First,
    /// What is read before it where it depends on the words of a header.
    pub header: Option<Arc<str>>,
    pub draft: Draft,
}

impl Piece {
    /// The text of the piece.
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// What was found in the piece, by place and then by rule; nothing is silenced yet.
    pub fn findings(&self) -> &[Finding] {
        &self.checked.findings
    }

    /// What was found in the piece, taken out of it where nobody else has the piece.
    pub(super) fn take_findings(piece: &mut Arc<Self>) -> Vec<Finding> {
        match Arc::get_mut(piece) {
            Some(piece) => std::mem::take(&mut piece.checked.findings),
            None => piece.checked.findings.clone(),
        }
    }

    /// What a translation keeps of it: read when it is first asked for, and kept with the piece.
    pub(super) fn skeleton(&self, article: &Source) -> &Skeleton {
        self.skeleton.get_or_init(|| {
            let lead = lead_of(&self.first, &self.checked.around);
            self.draft(article, lead).finish(&surroundings(lead.len(), &self.checked.around)).skeleton()
        })
    }

    fn draft(&self, article: &Source, lead: &str) -> Draft {
        let First { before, begins, goes_on, carried, .. } = &self.first;
        drafted(article, lead, self.text(), (*begins, *goes_on)).draft(Arc::clone(before), &behind_lead(lead, carried))
    }

    /// The same piece in other surroundings.
    pub(super) fn rechecked(&self, article: &Source, around: &Surroundings, settings: &Settings) -> Self {
        let lead = lead_of(&self.first, around);
        let (checked, _) = checked(self.draft(article, lead), lead.len(), &self.first, around, settings);
        let (cuts, unfinished, first) = (self.cuts.clone(), self.unfinished, self.first.clone());
        Self { text: self.text.clone(), cuts, unfinished, first, checked, skeleton: OnceLock::new() }
    }
}

impl Formed {
    /// Checks the piece in its surroundings.
    ///
    /// `whole` is the text of the article, of which the piece holds a part in place of a copy.
    pub fn finish(self, around: &Surroundings, settings: &Settings, whole: Option<&Arc<String>>) -> Piece {
        let Self { start, length, cuts, unfinished, first, draft, .. } = self;
        let lead = lead_of(&first, around);
        let draft = if around.header.is_some() { draft_behind(draft, lead, &first) } else { draft };
        let lead = lead.len();
        let (checked, source) = checked(draft, lead, &first, around, settings);
        let text = whole.map_or_else(
            || Part::from(source.text()[lead..].to_owned()),
            |whole| Part::of(whole, start..start + length),
        );
        Piece { text, cuts, unfinished, first, checked, skeleton: OnceLock::new() }
    }
}

/// What is read before a piece.
fn lead_of<'a>(first: &'a First, around: &'a Surroundings) -> &'a str {
    around.header.as_deref().unwrap_or(&first.before.lead)
}

/// The text of `draft` read after another lead.
fn draft_behind(draft: Draft, lead: &str, first: &First) -> Draft {
    let source = draft.into_source();
    let text = &source.text()[first.before.lead.len()..];
    let outset = drafted(&source, lead, text, (first.begins, first.goes_on));
    outset.draft(Arc::clone(&first.before), &behind_lead(lead, &first.carried))
}

/// What a piece that was read after `lead` bytes says in its surroundings, and what was read.
fn checked(draft: Draft, lead: usize, first: &First, around: &Surroundings, settings: &Settings) -> (Checked, Source) {
    let reading = draft.finish(&surroundings(lead, around));
    let (mut findings, mut comments) = reading.unsilenced(settings);
    if first.parts_block {
        drop_fixes_at_end(&mut findings, reading.source().text());
    }
    if lead > 0 {
        findings = findings.into_iter().filter_map(|finding| finding.behind(lead as u32)).collect();
        comments = comments.into_iter().map(|comment| comment.behind(lead as u32)).collect();
    }
    let mut checked = Checked {
        around: around.clone(),
        asked: reading.priors().asked(),
        asked_statements: reading.tree().asked_statements,
        findings,
        comments,
        closed: reading.passage().closed.clone(),
        certain: without_lead(lead, reading.priors().offsets()),
        unmatched: reading.tree().unmatched(),
    };
    checked.findings.shrink_to_fit();
    (checked, Reading::into_source(reading))
}

/// What is found first in a piece of `article`, read after `lead`.
pub(super) fn drafted(article: &Source, lead: &str, text: &str, place: (bool, bool)) -> Outset {
    let text = if lead.is_empty() { text.to_owned() } else { [lead, text].concat() };
    Outset::new(article.piece(text), place)
}

/// Damage at these offsets of a piece, in offsets of what is read: the piece after `lead`.
pub(super) fn behind_lead(lead: &str, offsets: &[u32]) -> Priors {
    Priors::new(offsets.iter().map(|&at| at + lead.len() as u32).collect())
}

/// The offsets in a piece of what stands at these offsets of what is read: the piece after `lead` bytes.
pub(super) fn without_lead(lead: usize, offsets: &[u32]) -> Vec<u32> {
    offsets.iter().filter_map(|&at| at.checked_sub(lead as u32)).collect()
}

/// What is around a piece, in offsets of what is read: the piece after `lead` bytes.
fn surroundings(lead: usize, around: &Surroundings) -> Surroundings {
    let length = i64::try_from(lead).unwrap_or(i64::MAX);
    let damage = around.damage.iter().map(|&at| if at < 0 { at } else { at.saturating_add(length) }).collect();
    Surroundings { damage, ..around.clone() }
}

/// Drops the fixes that put something in at the end of `text`: that is not the end of the block, as rules take it for.
fn drop_fixes_at_end(findings: &mut [Finding], text: &str) {
    let end = text.trim_ascii_end().len() as u32;
    for finding in findings {
        let is_at_end = |edit: &&Edit| edit.span.start >= end && edit.span.is_empty();
        let Some(put_in) = finding.fixes.iter().find_map(|fix| fix.edits.iter().find(is_at_end)) else { continue };
        let help = format!("Add `{}` where it belongs", put_in.text.trim());
        finding.fixes.retain(|fix| !fix.edits.iter().any(|edit| is_at_end(&edit)));
        if finding.fixes.is_empty() && finding.help.is_none() {
            finding.help = Some(help.into());
        }
    }
}
