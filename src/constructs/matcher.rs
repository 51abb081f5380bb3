//! Matching a construct to the units of a line.

use super::balance::Balance;
use super::content;
use super::fit::{Fit, fit, skip};
use super::rows;
use super::table::{Construct, Content, Part, is};
use super::units::Unit;
use crate::text::Span;
use crate::text::wear::Wear;
use crate::tokens::work::steps;

/// A construct as it is written.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it is.
    pub construct: &'static Construct,
    /// From its first sign to its last.
    pub span: Span,
    /// What is wrong with it; nothing where it is whole.
    pub wear: Wear,
    /// What makes it whole: bytes, and what belongs in their place.
    pub edits: Vec<(Span, String)>,
    /// The sign that is missing.
    pub lost: Option<char>,
    /// The label, where it has one.
    pub label: Option<Span>,
    /// How many of its signs are written as they should be.
    pub whole_signs: u32,
    /// The unit after it.
    pub end: usize,
}

impl Found {
    /// Whether it is a link or a picture with its address.
    pub fn is_link(&self) -> bool {
        [&rows::LINKED_IMAGE, &rows::IMAGE, &rows::LINK, &rows::TITLED_LINK]
            .iter()
            .any(|link| std::ptr::eq(*link, self.construct))
    }

    /// Whether its repair takes this sign away and nothing else.
    pub fn edits_a(&self, sign: char, text: &str) -> bool {
        self.edits.iter().all(|(span, new)| new.is_empty() && text[span.range()].chars().all(|char| char == sign))
    }

    /// Whether its signs say more than that one is missing: one is doubled, another one, escaped, or parted by something
    /// invisible, or it has a title.
    pub fn is_more_than_a_lost_sign(&self) -> bool {
        let more = Wear::DOUBLED | Wear::LOOKALIKE | Wear::INVISIBLE | Wear::ESCAPED | Wear::REFERENCE;
        let is_linked_image = is(self.construct, &rows::LINKED_IMAGE);
        let is_titled = is(self.construct, &rows::TITLED_LINK);
        self.wear.intersects(more) && !self.wear.contains(Wear::LOST)
            || is_linked_image
            || is_titled && self.lost != Some('(') && self.wear.intersects(Wear::LOST | Wear::TYPOGRAPHIC)
    }
}

/// A line in which constructs are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Matcher<'a> {
    /// The article.
    pub text: &'a str,
    /// The line.
    pub units: &'a [Unit],
    /// Its brackets.
    pub balance: &'a Balance,
}

/// What was matched so far.
#[derive(Debug, Default)]
struct Trace {
    wear: Wear,
    edits: Vec<(Span, String)>,
    lost: Option<char>,
    label: Option<Span>,
    whole_signs: u32,
}

impl Matcher<'_> {
    /// Matches `construct` from unit `start` on; with `may_lose`, one sign may be missing.
    pub fn at(&self, construct: &'static Construct, start: usize, may_lose: bool) -> Option<Found> {
        let mut trace = Trace::default();
        let end = self.walk(construct.parts, start, may_lose, &mut trace)?;
        let first = self.units.get(start)?.start;
        let is_seen = |unit: &&Unit| !unit.is_blank() && !unit.is_invisible();
        let last = self.units[start..end].iter().rev().find(is_seen).map_or(first, |unit| unit.end);
        let span = Span::new(first, last.max(first));
        let Trace { wear, edits, lost, label, whole_signs } = trace;
        Some(Found { construct, span, wear, edits, lost, label, whole_signs, end })
    }

    fn walk(&self, parts: &[Part], at: usize, may_lose: bool, trace: &mut Trace) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else { return Some(at) };
        match *part {
            Part::Sign(sign) => self.sign(sign, rest, at, may_lose, trace),
            Part::Content(content) => self.content(content, rest, at, may_lose, trace),
            Part::Space => self.space(rest, at, may_lose, trace),
            Part::More => self.units.get(at).is_some().then_some(at),
            Part::End => {
                let is_end = self.units[at..].iter().all(|unit| unit.is_blank() || unit.is_invisible());
                is_end.then_some(at)
            }
        }
    }

    fn sign(&self, sign: &'static str, rest: &[Part], at: usize, may_lose: bool, trace: &mut Trace) -> Option<usize> {
        steps(1);
        if let Some(found) = fit(self.units, at, sign, None, self.balance)
            && let Some(end) = self.after(sign, found, None, rest, at, may_lose, trace)
        {
            return Some(end);
        }
        if !may_lose {
            return None;
        }
        if let Some(lost) = trace.lost {
            return self.mirrored(sign, lost, rest, at, trace);
        }
        // A quote mark at the beginning of a line is no bracket.
        let is_quote = at == 0 && sign == ">";
        (0..sign.len()).find_map(|lost| {
            if !is_quote && !self.balance.has_too_few(char::from(sign.as_bytes()[lost])) {
                return None;
            }
            let found = if sign.len() == 1 {
                Fit { end: at, wear: Wear::LOST }
            } else {
                fit(self.units, at, sign, Some(lost), self.balance)?
            };
            self.after(sign, found, Some(lost), rest, at, may_lose, trace)
        })
    }

    /// The last sign, which lacks the same character as the first: `<!- x ->`. What is left of it must be more than one.
    fn mirrored(&self, sign: &'static str, lost: char, rest: &[Part], at: usize, trace: &mut Trace) -> Option<usize> {
        let index = sign.find(lost).filter(|_| rest.is_empty() && sign.len() > 2 && lost == '-')?;
        let found = fit(self.units, at, sign, Some(index), self.balance)?;
        self.after(sign, found, Some(index), rest, at, true, trace)
    }

    #[expect(clippy::too_many_arguments, reason = "it is the second half of `sign`")]
    fn after(
        &self,
        sign: &'static str,
        found: Fit,
        lost: Option<usize>,
        rest: &[Part],
        at: usize,
        may_lose: bool,
        trace: &mut Trace,
    ) -> Option<usize> {
        let before = (trace.wear, trace.edits.len(), trace.lost, trace.whole_signs);
        trace.wear |= found.wear;
        trace.lost = trace.lost.or(lost.map(|lost| char::from(sign.as_bytes()[lost])));
        let start = self.units.get(at).map_or_else(|| self.line_end(), |unit| unit.start);
        let span = Span::new(start, self.units[at..found.end].last().map_or(start, |unit| unit.end));
        let written = &self.text[span.range()];
        if written == sign {
            trace.whole_signs += 1;
        } else {
            let repeated = repeated(written).filter(|_| sign.starts_with('#'));
            trace.wear |= if repeated.is_some() { Wear::DOUBLED } else { Wear::empty() };
            let meant = repeated.filter(|run| run.len() > 1).unwrap_or(sign);
            trace.edits.push((span, meant.to_owned()));
        }
        let end = self.walk(rest, found.end, may_lose, trace);
        if end.is_none() {
            (trace.wear, trace.lost, trace.whole_signs) = (before.0, before.2, before.3);
            trace.edits.truncate(before.1);
        }
        end
    }

    fn line_end(&self) -> u32 {
        self.units.last().map_or(0, |unit| unit.end)
    }

    fn content(&self, kind: Content, rest: &[Part], at: usize, may_lose: bool, trace: &mut Trace) -> Option<usize> {
        let most = content::longest(kind);
        let length = self.units[at..].iter().take(most).take_while(|unit| content::may_hold(kind, unit)).count();
        steps(length);
        let (count, wear) = (trace.edits.len(), trace.wear);
        for may_lose in [false, true].into_iter().take(1 + usize::from(may_lose)) {
            for end in at..=at + length {
                let is_candidate = match rest.first() {
                    Some(Part::Space) => self.units.get(end).is_none_or(|unit| unit.is_blank() || unit.is_invisible()),
                    Some(Part::Sign(sign)) => may_begin(sign, self.units.get(end), may_lose, end == at + length),
                    _ => end == at + length,
                };
                // A document type goes on to its end.
                let is_cut = matches!(kind, Content::Document | Content::Declaration) && end < at + length;
                if !is_candidate || is_cut {
                    continue;
                }
                let Some(written) = content::written(self.text, &self.units[at..end], kind) else { continue };
                trace.wear |= written.wear;
                trace.edits.extend(written.edit);
                if matches!(kind, Content::Footnote | Content::Label) && at < end {
                    trace.label = Some(Span::new(self.units[at].start, self.units[end - 1].end));
                }
                if let Some(found) = self.walk(rest, end, may_lose, trace) {
                    return Some(found);
                }
                trace.wear = wear;
                trace.edits.truncate(count);
            }
        }
        None
    }

    fn space(&self, rest: &[Part], at: usize, may_lose: bool, trace: &mut Trace) -> Option<usize> {
        let (next, _) = skip(self.units, at);
        let unit = self.units.get(at);
        if next == at {
            // What parts a lost sign from the rest is lost with it.
            if let Some((_, sign)) = trace.edits.last_mut().filter(|_| at == 0 && unit.is_some()) {
                sign.push(' ');
                let end = self.walk(rest, at, may_lose, trace);
                return end;
            }
            // At the line's end there is nothing to be parted.
            return if unit.is_none() { self.walk(rest, at, may_lose, trace) } else { None };
        }
        let gap = &self.units[at..next];
        // A plain space first is enough.
        if !gap[0].sign.is_ascii() {
            trace.wear |= Wear::HARD_SPACE;
            trace.edits.push((Span::new(gap[0].start, gap[gap.len() - 1].end), " ".to_owned()));
        }
        self.walk(rest, next, may_lose, trace)
    }
}

/// The sign that `written` repeats after white space: signs of headings have any length, so it may be there twice.
fn repeated(written: &str) -> Option<&str> {
    let mut runs = written.split_whitespace();
    let first = runs.next()?;
    let second = runs.next()?;
    (first == second && runs.next().is_none()).then_some(first)
}

/// Whether `sign` may begin with `unit`: a first look that costs little.
fn may_begin(sign: &str, unit: Option<&Unit>, may_lose: bool, is_last: bool) -> bool {
    let bytes = sign.as_bytes();
    if may_lose && bytes.len() == 1 && (is_last || unit.is_some_and(Unit::is_blank)) {
        return true;
    }
    let Some(unit) = unit else { return false };
    let begins = |expected: u8| crate::text::wear::stands_for(expected, unit.sign).is_some();
    begins(bytes[0]) || may_lose && bytes.len() > 1 && begins(bytes[1])
}
