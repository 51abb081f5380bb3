//! Reading the lines of an article.

use super::article::Article;
use super::balance::Balance;
use super::beside::{Whole, beside_closed, beside_link, parted_picture};
use super::comments;
use super::matcher::{Found, Matcher};
use super::place::may_stand;
use super::proof::Proof;
use super::rows;
use super::siblings;
use super::starts;
use super::suspect::{begins_page, is_suspect};
use super::table::{Construct, Part, Position};
use super::torn;
use super::units::{self, TARGET, Unit};
use crate::text::{Span, step};
use crate::tokens::work::steps;
use crate::tokens::{Line, LineKind, RegionKind};

/// The damaged constructs of a text, in rising order.
pub fn read(article: Article) -> Vec<Found> {
    read_where(article, is_suspect)
}

/// The damaged constructs of the lines, or parts of long ones, that `may_hold` one.
pub(super) fn read_where(article: Article, may_hold: fn(Article, usize, Span) -> bool) -> Vec<Found> {
    let mut reader = Reader { article, may_hold, proof: Proof::new(article), units: Vec::new(), found: Vec::new() };
    for (index, line) in article.lines.list().iter().enumerate() {
        reader.line(index, line);
    }
    reader.found
}

struct Reader<'a> {
    article: Article<'a>,
    /// Whether a line with this index, or a part of it, may hold a damaged construct.
    may_hold: fn(Article, usize, Span) -> bool,
    proof: Proof<'a>,
    units: Vec<Unit>,
    found: Vec<Found>,
}

impl Reader<'_> {
    fn line(&mut self, index: usize, line: &Line) {
        if line.kind == LineKind::Blank || line.kind == LineKind::Closed && !self.is_declaration(line) {
            return;
        }
        let text = self.article.source.text();
        let has_markdown = self.article.source.flavor().has_markdown();
        let end = line.span.end;
        let mut from = line.content_span().start;
        while from < end {
            let to = window_end(text, from, end);
            // What HTML begins with is no sign that occurs elsewhere.
            let is_first = !has_markdown && from <= 3 && self.article.begins && begins_page(&text[from as usize..]);
            let span = Span::new(from, to);
            if is_first || (self.may_hold)(self.article, index, span) {
                self.window(line, span);
            }
            from = to;
        }
    }

    /// Whether a line is closed since a declaration begins it, which may be a comment that was damaged.
    fn is_declaration(&self, line: &Line) -> bool {
        let region = self.article.regions.at(line.span.start);
        region.is_some_and(|it| it.kind == RegionKind::Declaration && it.span.start == line.span.start)
    }

    /// Looks for constructs in a line, or in a part of a long one.
    fn window(&mut self, line: &Line, span: Span) {
        let text = self.article.source.text();
        let has_markdown = self.article.source.flavor().has_markdown();
        let regions = self.article.regions.list();
        let first = regions.partition_point(|region| region.span.end <= span.start);
        let mut units = std::mem::take(&mut self.units);
        units::read(text, span, &regions[first..], &mut units);
        let balance = Balance::of(&units);
        let matcher = Matcher { text, units: &units, balance: &balance };
        let before = self.found.len();
        let is_begin = has_markdown && span.start == line.content_span().start;
        let of_lines = || {
            let torn = torn::thematic_break(self.article, line).or_else(|| torn::definition(self.article, line));
            torn.or_else(|| self.proof.split(line))
        };
        match is_begin.then(of_lines).flatten() {
            Some(found) => self.found.push(found),
            None => self.units_of(line, matcher),
        }
        // A picture that is a link holds an address, which is a link's own where the rest of it is damaged.
        let is_target = |unit: &Unit| unit.sign == TARGET;
        if self.found.len() == before && units.iter().any(is_target) && text[span.range()].contains(['!', '！', '[']) {
            units::read_all(text, span, &mut units);
            let balance = Balance::of(&units);
            self.linked_image(Matcher { text, units: &units, balance: &balance });
        }
        self.units = units;
    }

    fn units_of(&mut self, line: &Line, matcher: Matcher) {
        let mut at = 0;
        while at < matcher.units.len() {
            at = self.at(line, matcher, at).max(at + 1);
        }
    }

    /// What a sign without a partner is left of.
    fn torn(&mut self, line: &Line, matcher: Matcher, at: usize) -> Option<Found> {
        let Matcher { text, units, balance } = matcher;
        if !self.article.source.flavor().has_markdown() {
            return None;
        }
        match units[at].sign {
            '>' => torn::address(text, units, at, balance).filter(|found| self.proof.is_unbalanced(found)),
            '`' => torn::code_span(text, units, at, balance).filter(|_| self.proof.is_alone(line, '`')),
            ']' => {
                let label = torn::reference(units, at, balance)?;
                // Where the text of the link begins cannot be known.
                let span = Span::new(units[0].start, label.end + 1);
                let is_one = self.proof.has_label(&text[label.range()]);
                let found = torn::lost(&rows::REFERENCE_LINK, span, '[', Vec::new());
                (is_one && self.proof.lacks_bracket(&found)).then_some(found)
            }
            _ => None,
        }
    }

    /// Keeps the definition of a footnote that lost its colon, where the line begins with one.
    fn defines(&mut self, line: &Line, matcher: Matcher) -> bool {
        let row = &rows::FOOTNOTE_DEFINITION;
        let found =
            matcher.at(row, 0, true).filter(|found| found.lost == Some(':') && may_stand(self.article, row, line));
        let found = found.filter(|found| self.proof.is_meant(found, matcher, 0));
        let is_one = found.is_some();
        self.found.extend(found);
        is_one
    }

    /// Looks for pictures that are links.
    fn linked_image(&mut self, matcher: Matcher) {
        let mut at = 0;
        while at < matcher.units.len() {
            let may_begin =
                matches!(matcher.units[at].sign, '[' | '!' | '！' | '［' | '(') && !self.is_code(matcher.units[at]);
            let mut matched = [false, true].into_iter().filter(|_| may_begin);
            let found = matched.find_map(|may_lose| matcher.at(&rows::LINKED_IMAGE, at, may_lose));
            let Some(found) = found else {
                at += 1;
                continue;
            };
            at = found.end;
            let is_whole = found.wear.is_empty() && found.edits.is_empty();
            if !is_whole && self.proof.is_meant(&found, matcher, at) {
                self.found.push(found);
            }
        }
    }

    /// Whether a unit lies in code or the like.
    fn is_code(&self, unit: Unit) -> bool {
        self.article.regions.at(unit.start).is_some_and(|region| region.kind != RegionKind::LinkTarget)
    }

    /// Looks for a construct that begins at a unit; the unit to go on with.
    fn at(&mut self, line: &Line, matcher: Matcher, at: usize) -> usize {
        let units = matcher.units;
        // A part of a long line begins nothing that lines begin with.
        let is_first = at == 0 && units[0].start == line.content_span().start;
        if !starts::begins_any(&units[at], is_first, matcher.balance) {
            if units[at].is_closed() {
                self.note(beside_closed(matcher.text, units, at, matcher.balance));
            }
            return at + 1;
        }
        if let Some(link) = end_of_link(units, at) {
            self.note(
                beside_link(matcher.text, units, link, matcher.balance)
                    .or_else(|| parted_picture(matcher.text, units, link)),
            );
            return link.end;
        }
        for may_lose in [false, true] {
            for construct in starts::rows(&units[at], is_first, may_lose, matcher.balance) {
                if may_lose && !may_have_lost(construct, matcher.balance) || !may_stand(self.article, construct, line) {
                    continue;
                }
                let Some(found) = matcher.at(construct, at, may_lose) else { continue };
                let is_whole = found.wear.is_empty() && found.edits.is_empty();
                let end = found.end;
                if is_whole {
                    // `[^1] Words` may have been a definition.
                    if at == 0 && is_first && self.defines(line, matcher) {
                        return end;
                    }
                    if matches!(construct.position, Position::Inline | Position::ItemStart) {
                        return end;
                    }
                    continue;
                }
                if self.proof.is_meant(&found, matcher, at) {
                    self.found.push(siblings::nested(self.article, found));
                    return end;
                }
            }
        }
        // What no row explains may be the half of a construct.
        let torn = self.torn(line, matcher, at).or_else(|| {
            let comment = if is_first { comments::over_lines(self.article, line, units) } else { None };
            comment.filter(|_| !self.proof.teaches())
        });
        self.found.extend(torn);
        at + 1
    }

    /// Keeps what was found beside a whole construct, where the paragraph's brackets lack partners too.
    fn note(&mut self, found: Option<Found>) {
        let Some(found) = found else { return };
        if self.proof.is_meant_beside(&found) {
            self.found.push(found);
        }
    }
}

/// Bytes of a line that are read at once, about: each takes many times its length.
const WINDOW: u32 = 4_096;

/// Where to end a part of a line that begins at `from`: at its end, or before a word.
fn window_end(text: &str, from: u32, end: u32) -> u32 {
    if end - from <= WINDOW {
        return end;
    }
    let to = step::floor(text, (from + WINDOW) as usize);
    text[from as usize..to].rfind(' ').map_or(to as u32, |space| from + space as u32 + 1)
}

/// The unit after a whole link whose text begins at `at`: the commonest thing that a bracket begins.
fn end_of_link(units: &[Unit], at: usize) -> Option<Whole> {
    let is_bracket = |unit: &Unit| matches!(unit.sign, '[' | ']') && unit.wear.is_empty();
    if units[at].sign != '[' {
        return None;
    }
    let length = units[at + 1..].iter().take(LONGEST_TEXT).position(is_bracket)?;
    steps(length);
    let close = at + 1 + length;
    let is_link = units[close].sign == ']' && units.get(close + 1).is_some_and(|unit| unit.sign == TARGET);
    is_link.then_some(Whole { start: at, end: close + 2 })
}

/// Units of a link's text that are looked through for its end.
const LONGEST_TEXT: usize = 300;

/// Whether a sign of the construct may be missing in a line: of brackets alone, some must lack a partner.
fn may_have_lost(construct: &Construct, balance: &Balance) -> bool {
    let is_bracket = |sign: char| "[](){}<>".contains(sign);
    let has_others = construct.parts.iter().any(|part| match part {
        Part::Sign(sign) => !sign.chars().all(is_bracket),
        _ => false,
    });
    has_others || !balance.is_even()
}
