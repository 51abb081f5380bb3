//! An article with all that was found in it, kept up to date as it is edited.

use std::borrow::Cow;
use std::sync::Arc;

use super::cuts::{self, cuts};
use super::forming::Forming;
use super::old::Old;
use super::piece::Piece;
use super::reading::Reading;
use super::report::Report;
use super::settle;
use super::spread::{InTurn, Spread};
use super::window::Window;
use crate::findings::Finding;
use crate::findings::suppression::{self, KnownRule};
use crate::settings::Settings;
use crate::skeleton::Skeleton;
use crate::text::{Flavor, Source, Span, Unreadable};
use crate::tokens::search;
use crate::tokens::{ends_with_fence, is_wrapped, may_be_wrapped};
use crate::tree::Priors;

/// An article, read in pieces: an edit costs what the pieces around it cost. Clones share the pieces.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path and flavor; the text is that of the pieces.
    article: Source,
    pieces: Vec<Arc<Piece>>,
    length: usize,
    /// Intended tags whose partner is missing though some other piece might hold it.
    lost: usize,
    /// Whether every piece was read in what is around it now.
    is_settled: bool,
}

/// How much an edit reads of what follows it before what was found near it is told, in bytes.
const NEAR: usize = 131_072;

/// An edit within this many bytes of the beginning may make an article XML.
const DECLARATION: u32 = 64;

impl Document {
    /// Reads an article and runs the rules that `settings` turn on.
    pub fn new(source: &Source, settings: &Settings) -> Self {
        Self::with_priors(source, settings, &Priors::default())
    }

    /// The same where `spread` may do parts of the work at the same time: a long article is read that much faster.
    pub(crate) fn new_spread(source: &Source, settings: &Settings, spread: &dyn Spread) -> Self {
        Self::with_priors_spread(source, settings, &Priors::default(), spread)
    }

    /// Reads an article in which certain damage is known from an earlier pass, so that mending the certain does not
    /// silence the uncertain.
    pub(crate) fn with_priors(source: &Source, settings: &Settings, carried: &Priors) -> Self {
        Self::with_priors_spread(source, settings, carried, &InTurn)
    }

    pub(crate) fn with_priors_spread(
        source: &Source,
        settings: &Settings,
        carried: &Priors,
        spread: &dyn Spread,
    ) -> Self {
        let text = source.text();
        // Whether a fence holds all of an article is told from both of its ends.
        let is_cut = text.len() > cuts::WHOLE && !is_wrapped(text, source.flavor());
        let mut ends = if is_cut { cuts(text, 0, source.flavor(), (true, true), &|| 0) } else { Vec::new() };
        ends.push(text.len());
        let mut document =
            Self { article: source.piece(""), pieces: Vec::new(), length: text.len(), lost: 0, is_settled: true };
        let article = source.piece("");
        let window = Window { text: Cow::Borrowed(text), whole: Some(source.shared_text()), base: 0, ends };
        let forming = Forming::new(&article, settings, window, carried.offsets(), Old::none());
        document.pieces = forming.with(spread).pieces(usize::MAX).0;
        document.read_on_spread(settings, usize::MAX, spread);
        document
    }

    /// Replaces the bytes of `range` by `text` and reads what that changes. `settings` are those of [`Document::new`].
    ///
    /// # Errors
    /// [`Unreadable::TooLong`] and [`Unreadable::Nul`]; the document is unchanged then.
    ///
    /// # Panics
    /// If `range` does not lie within the text or does not lie on character boundaries.
    pub fn edit(&mut self, range: Span, text: &str, settings: &Settings) -> Result<(), Unreadable> {
        self.edit_with(range, text, settings, &Priors::default())
    }

    /// The same, but where the edit changes much of the article, such as by a fence that it opens, what is far from it is
    /// read by [`Document::read_on`]; until then, what was found there before is reported.
    ///
    /// # Errors
    /// Those of [`Document::edit`].
    pub(crate) fn edit_near(&mut self, range: Span, text: &str, settings: &Settings) -> Result<(), Unreadable> {
        self.edit_within(range, text, settings, (&Priors::default(), NEAR))
    }

    /// Whether nothing is left to be read after [`Document::edit_near`].
    pub(crate) fn is_settled(&self) -> bool {
        self.is_settled
    }

    /// Reads more of what an edit changed, some `most` bytes of it.
    pub(crate) fn read_on(&mut self, settings: &Settings, most: usize) {
        self.read_on_spread(settings, most, &InTurn);
    }

    fn read_on_spread(&mut self, settings: &Settings, most: usize, spread: &dyn Spread) {
        if let Some(index) = self.first_stale() {
            let old = std::mem::take(&mut self.pieces);
            let at = old[..index].iter().map(|piece| piece.text().len()).sum();
            let window = Window { text: Cow::Borrowed(""), whole: None, base: at, ends: Vec::new() };
            let unmoved = Old { pieces: &old, first: index, last: index, edited: at..at, inserted: 0 };
            let (pieces, last) = Forming::new(&self.article, settings, window, &[], unmoved).with(spread).pieces(most);
            self.pieces = replaced(&old, index, pieces, last);
        }
        if self.first_stale().is_some() {
            self.is_settled = false;
            return;
        }
        let lost = settle::settle(&self.article, &mut self.pieces, settings, most, spread);
        self.is_settled = lost.is_some();
        self.lost = lost.unwrap_or(self.lost);
    }

    /// The number of the first piece that was read as if something else were open where it begins.
    fn first_stale(&self) -> Option<usize> {
        let is_stale = |pair: &[Arc<Piece>]| pair[0].first.after != pair[1].first.before;
        self.pieces.windows(2).position(is_stale).map(|index| index + 1)
    }

    /// The same where certain damage is known from an earlier pass, in offsets of the new text.
    ///
    /// # Errors
    /// Those of [`Document::edit`].
    pub(crate) fn edit_with(
        &mut self,
        range: Span,
        text: &str,
        settings: &Settings,
        carried: &Priors,
    ) -> Result<(), Unreadable> {
        self.edit_within(range, text, settings, (carried, usize::MAX))?;
        while !self.is_settled {
            self.read_on(settings, usize::MAX);
        }
        Ok(())
    }

    fn edit_within(
        &mut self,
        range: Span,
        text: &str,
        settings: &Settings,
        (carried, most): (&Priors, usize),
    ) -> Result<(), Unreadable> {
        let length = self.length - range.len() as usize + text.len();
        if u32::try_from(length).is_err() {
            return Err(Unreadable::TooLong);
        }
        if let Some(offset) = search::byte(0, text.as_bytes()) {
            return Err(Unreadable::Nul { offset: range.start as usize + offset });
        }
        if length <= cuts::WHOLE || self.length <= cuts::WHOLE || self.changes_kind(range, text) {
            let mut whole = self.text();
            whole.replace_range(range.range(), text);
            *self = Self::with_priors(&self.article.with_text(whole)?, settings, carried);
            return Ok(());
        }
        if self.pieces.len() == 1 {
            let mut whole = self.text();
            whole.replace_range(range.range(), text);
            *self = Self::with_priors(&self.article.with_text(whole)?, settings, carried);
            return Ok(());
        }
        let old = std::mem::take(&mut self.pieces);
        let (window, first, last) = Window::around(&old, range, text, self.article.flavor());
        let moved = Old { pieces: &old, first, last, edited: range.range(), inserted: text.len() };
        let forming = Forming::new(&self.article, settings, window, carried.offsets(), moved);
        let (pieces, last) = forming.pieces(most);
        self.pieces = replaced(&old, first, pieces, last);
        self.length = length;
        if self.may_be_wrapped() {
            *self = Self::with_priors(&self.source(), settings, carried);
            return Ok(());
        }
        if self.first_stale().is_some() {
            self.is_settled = false;
        } else {
            self.read_on(settings, most);
        }
        Ok(())
    }

    /// Whether the article begins and ends with fences, as where one holds all of it.
    fn may_be_wrapped(&self) -> bool {
        let first = self.pieces.first().is_some_and(|piece| may_be_wrapped(piece.text(), self.article.flavor()));
        first
            && self
                .pieces
                .iter()
                .rev()
                .map(|piece| piece.text())
                .find(|text| !text.trim().is_empty())
                .is_some_and(ends_with_fence)
    }

    /// Whether an edit makes the article XML, or no longer: that is told from its beginning.
    fn changes_kind(&self, range: Span, text: &str) -> bool {
        if self.article.flavor() != Flavor::Html || range.start >= DECLARATION {
            return false;
        }
        // Enough to see what the article begins with.
        let beginning: String = self
            .pieces
            .iter()
            .map(|piece| piece.text())
            .scan(0, |length, piece| {
                let before = *length;
                *length += piece.len();
                (before < (range.end + DECLARATION) as usize).then_some(piece)
            })
            .collect();
        let mut new = beginning;
        new.replace_range(range.range(), text);
        self.article.with_text(new).is_ok_and(|new| new.is_xml() != self.article.is_xml())
    }

    /// Its path and flavor; it holds no text.
    pub fn article(&self) -> &Source {
        &self.article
    }

    /// Length of the text in bytes.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The text, put together.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.length);
        self.pieces.iter().for_each(|piece| text.push_str(piece.text()));
        text
    }

    /// The article with its text, put together.
    pub fn source(&self) -> Source {
        self.article.piece(self.text())
    }

    /// The pieces in order.
    pub(crate) fn pieces(&self) -> &[Arc<Piece>] {
        &self.pieces
    }

    /// Where certain damage lies.
    pub(crate) fn priors(&self) -> Priors {
        let certain = |(start, piece): (u32, &Arc<Piece>)| {
            piece.checked.certain.iter().map(move |&at| start + at).collect::<Vec<_>>()
        };
        Priors::new(self.with_starts().flat_map(certain).collect())
    }

    /// The number of intended tags that need a partner and have none.
    pub fn unmatched(&self) -> usize {
        self.lost + self.pieces.iter().map(|piece| piece.checked.unmatched).sum::<usize>()
    }

    /// Whether a comment may silence findings, so that those of the pieces are not those of the article.
    pub(crate) fn has_suppressions(&self) -> bool {
        self.pieces.iter().any(|piece| !piece.checked.comments.is_empty())
    }

    /// What was found, by place and then by rule. `settings` are those of [`Document::new`].
    pub fn report(&self, settings: &Settings) -> Report {
        let mut findings = Vec::with_capacity(self.count());
        for (start, piece) in self.with_starts() {
            findings.extend(piece.findings().iter().map(|finding| finding.clone().moved(start)));
        }
        self.unsilenced(findings, settings)
    }

    /// Like [`Document::report`], but what was found is taken out of the document rather than copied: findings are what
    /// takes most memory, and who reports once needs them once.
    pub(crate) fn take_report(&mut self, settings: &Settings) -> Report {
        let mut findings = Vec::new();
        if let [piece] = &mut *self.pieces {
            findings = Piece::take_findings(piece);
        } else {
            findings.reserve_exact(self.count());
            let mut start = 0;
            for piece in &mut self.pieces {
                findings.extend(Piece::take_findings(piece).into_iter().map(|finding| finding.moved(start)));
                start += piece.text().len() as u32;
            }
        }
        self.unsilenced(findings, settings)
    }

    /// Like [`Document::report`], with what a comparison with another article found as well, which `add` adds.
    pub(crate) fn report_with(&self, settings: &Settings, add: impl FnOnce(&mut Vec<Finding>)) -> Report {
        let mut findings = Vec::with_capacity(self.count());
        for (start, piece) in self.with_starts() {
            findings.extend(piece.findings().iter().map(|finding| finding.clone().moved(start)));
        }
        add(&mut findings);
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        self.silenced(findings, settings, &settings.known_rules(true))
    }

    /// What a translation keeps of it; pieces that an edit leaves alone are not read again.
    pub(crate) fn skeleton(&self) -> Skeleton {
        if self.pieces.iter().any(|piece| piece.first.parts_block) {
            return Reading::new(self.source()).skeleton();
        }
        Skeleton::join(self.with_starts().map(|(start, piece)| (start, piece.skeleton(&self.article))))
    }

    fn count(&self) -> usize {
        self.pieces.iter().map(|piece| piece.findings().len()).sum()
    }

    /// The report of `findings`, which are all of the article, without those that comments silence.
    fn unsilenced(&self, findings: Vec<Finding>, settings: &Settings) -> Report {
        self.silenced(findings, settings, &settings.known_rules(false))
    }

    fn silenced(&self, mut findings: Vec<Finding>, settings: &Settings, rules: &[KnownRule]) -> Report {
        let of_piece = |(start, piece): (u32, &Arc<Piece>)| {
            piece.checked.comments.iter().map(move |comment| comment.clone().moved(start)).collect::<Vec<_>>()
        };
        let comments: Vec<_> = self.with_starts().flat_map(of_piece).collect();
        if !comments.is_empty() {
            findings = suppression::apply(&comments, findings, rules);
        }
        let held_back = findings.iter_mut().filter(|finding| settings.unfixable.contains(&finding.rule));
        held_back.for_each(|finding| finding.hold_back("the fixes of this rule are turned off"));
        Report { findings }
    }

    /// The bytes of the pieces that an edit of `span` reads anew; where it changes what is open after it, there are more.
    pub(crate) fn bytes_around(&self, span: Span) -> usize {
        let (first, last) = ((span.start as usize).saturating_sub(cuts::REACH), span.end as usize + cuts::REACH);
        let lengths = self.with_starts().map(|(start, piece)| (start as usize, piece.text().len()));
        lengths.filter(|&(start, length)| start + length >= first && start <= last).map(|(_, length)| length).sum()
    }

    /// The pieces, each with the offset at which it begins.
    pub(crate) fn with_starts(&self) -> impl Iterator<Item = (u32, &Arc<Piece>)> {
        self.pieces.iter().scan(0, |next, piece| {
            let start = *next;
            *next += piece.text().len() as u32;
            Some((start, piece))
        })
    }
}

/// The pieces of `old` with `new` in place of those from `first` up to `last`.
fn replaced(old: &[Arc<Piece>], first: usize, new: Vec<Arc<Piece>>, last: usize) -> Vec<Arc<Piece>> {
    old[..first].iter().cloned().chain(new).chain(old[last..].iter().cloned()).collect()
}
