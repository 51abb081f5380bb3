//! Reading the lines of an article.

use std::cell::OnceCell;
use std::ops::Range;

use super::balance::Balance;
use super::beside::{Whole, beside_closed, beside_link, parted_picture};
use super::labels::Labels;
use super::matcher::{Found, Matcher};
use super::rows;
use super::starts;
use super::suspect::is_suspect;
use super::table::{Construct, Evidence, Part, Position};
use super::units::{self, TARGET, Unit};
use crate::text::wear::{self, Wear};
use crate::text::{Source, Span, step};
use crate::tokens::work::steps;
use crate::tokens::{Line, LineKind, Lines, RegionKind, Regions};

/// What constructs are read from.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The text.
    pub source: &'a Source,
    /// Text of another kind.
    pub regions: &'a Regions,
    /// Lines and their Markdown containers.
    pub lines: &'a Lines,
    /// Whether the article begins with this text.
    pub begins: bool,
    /// Whether it goes on after it.
    pub goes_on: bool,
    /// Whether its dialect is known to allow a space within the signs of links by reference.
    pub spaced_references: bool,
}

/// The damaged constructs of a text, in rising order.
pub fn read(article: Article) -> Vec<Found> {
    let mut reader = Reader {
        article,
        labels: OnceCell::new(),
        units: Vec::new(),
        found: Vec::new(),
        has_boxes: OnceCell::new(),
        paragraph: None,
    };
    for line in article.lines.list() {
        reader.line(line);
    }
    reader.found
}

struct Reader<'a> {
    article: Article<'a>,
    labels: OnceCell<Labels>,
    units: Vec<Unit>,
    found: Vec<Found>,
    /// Whether there are whole task boxes.
    has_boxes: OnceCell<bool>,
    /// The lines of the paragraph that was looked at last, and whether its brackets lack partners.
    paragraph: Option<(Range<usize>, bool)>,
}

impl Reader<'_> {
    fn line(&mut self, line: &Line) {
        if line.kind == LineKind::Blank || line.kind == LineKind::Closed && !self.is_declaration(line) {
            return;
        }
        let text = self.article.source.text();
        let has_markdown = self.article.source.flavor().has_markdown();
        let end = line.span.end;
        let mut from = line.content_span().start;
        while from < end {
            let to = window_end(text, from, end);
            if is_suspect(&text.as_bytes()[from as usize..to as usize], has_markdown) {
                self.window(line, Span::new(from, to));
            }
            from = to;
        }
    }

    fn labels(&self) -> &Labels {
        let Article { source, regions, lines, begins, goes_on, .. } = self.article;
        self.labels.get_or_init(|| Labels::of(source, lines, regions, !begins || goes_on))
    }

    /// Whether a line is closed since a declaration begins it, which may be a comment that was damaged.
    fn is_declaration(&self, line: &Line) -> bool {
        let region = self.article.regions.at(line.span.start);
        region.is_some_and(|it| it.kind == RegionKind::Declaration && it.span.start == line.span.start)
    }

    /// Looks for constructs in a line, or in a part of a long one.
    fn window(&mut self, line: &Line, span: Span) {
        let text = self.article.source.text();
        let regions = self.article.regions.list();
        let first = regions.partition_point(|region| region.span.end <= span.start);
        let mut units = std::mem::take(&mut self.units);
        units::read(text, span, &regions[first..], &mut units);
        let balance = Balance::of(&units);
        let matcher = Matcher { text, units: &units, balance: &balance };
        let mut at = 0;
        while at < units.len() {
            at = self.at(line, matcher, at).max(at + 1);
        }
        self.units = units;
    }

    /// Looks for a construct that begins at a unit; the unit to go on with.
    fn at(&mut self, line: &Line, matcher: Matcher, at: usize) -> usize {
        let units = matcher.units;
        if !starts::begins_any(&units[at]) {
            if units[at].is_closed() {
                self.note(beside_closed(matcher.text, units, at, matcher.balance));
            }
            return at + 1;
        }
        if let Some(link) = end_of_link(units, at) {
            self.note(beside_link(units, link, matcher.balance).or_else(|| parted_picture(matcher.text, units, link)));
            return link.end;
        }
        // A part of a long line begins nothing that lines begin with.
        let is_first = at == 0 && units[0].start == line.content_span().start;
        for may_lose in [false, true] {
            for construct in starts::rows(&units[at], is_first, may_lose, matcher.balance) {
                if may_lose && !may_have_lost(construct, matcher.balance) || !self.may_stand(construct, line) {
                    continue;
                }
                let Some(found) = matcher.at(construct, at, may_lose) else { continue };
                let is_whole = found.wear.is_empty() && found.edits.is_empty();
                let end = found.end;
                if is_whole {
                    if matches!(construct.position, Position::Inline | Position::ItemStart) {
                        return end;
                    }
                    continue;
                }
                if self.is_meant(&found, matcher, at) {
                    self.found.push(found);
                    return end;
                }
            }
        }
        at + 1
    }

    /// Keeps what was found beside a whole construct, where the paragraph's brackets lack partners too.
    fn note(&mut self, found: Option<Found>) {
        let is_meant =
            |found: &Found| !found.wear.contains(Wear::DOUBLED) || found.edits_a('!', self.article.source.text());
        let Some(found) = found else { return };
        if is_meant(&found) || self.is_unbalanced(&found) {
            self.found.push(found);
        }
    }

    fn may_stand(&self, construct: &'static Construct, line: &Line) -> bool {
        let has_markdown = self.article.source.flavor().has_markdown();
        let is_html = || is(construct, &rows::COMMENT) || is(construct, &rows::DOCTYPE);
        if !has_markdown && !is_html() {
            return false;
        }
        match construct.position {
            Position::Inline => true,
            Position::LineStart if is(construct, &rows::ALERT) => line.quotes > 0,
            Position::LineStart => !line.is_item() && line.indent < 4,
            Position::ItemStart => line.is_item(),
            Position::Beside => !line.is_item() && line.kind == LineKind::Text && self.is_beside(line, Line::is_item),
            Position::AloneInBlock => {
                line.kind == LineKind::Text && !self.is_beside(line, |other| other.kind != LineKind::Blank)
            }
            Position::HeadingEnd => matches!(line.kind, LineKind::Heading(_)),
            Position::ArticleStart => self.article.begins && line.span.start <= 3,
        }
    }

    /// Whether one of the two lines beside `line` is such.
    fn is_beside(&self, line: &Line, is: impl Fn(&Line) -> bool) -> bool {
        let lines = self.article.lines.list();
        let index = self.article.lines.index_at(line.span.start);
        let before = index.checked_sub(1).and_then(|before| lines.get(before));
        before.into_iter().chain(lines.get(index + 1)).any(is)
    }

    /// Whether there is evidence enough that the construct was meant.
    fn is_meant(&mut self, found: &Found, matcher: Matcher, at: usize) -> bool {
        let wear = found.wear;
        if wear.intersects(Wear::ESCAPED | Wear::REFERENCE) {
            return false;
        }
        let text = self.article.source.text();
        if needs_imbalance(found, &text[found.span.range()]) && !self.is_unbalanced(found) {
            return false;
        }
        if wear.contains(Wear::LOST) && !is_whole_before(found, matcher, at) {
            return false;
        }
        if wear.contains(Wear::LOST) && wear.intersects(Wear::DOUBLED | Wear::LOOKALIKE) {
            return false;
        }
        let label = found.label.map(|span| &text[span.range()]);
        let label =
            label.map(|label| label.trim_matches(|char: char| char.is_whitespace() || wear::is_invisible(char)));
        match found.construct {
            it if is(it, &rows::REFERENCE_LINK) => {
                let is_allowed = self.article.spaced_references && wear == Wear::SPACED;
                // Two labels side by side are two links.
                let first = text[found.span.range()].trim_start_matches('[').split(']').next().unwrap_or_default();
                !is_allowed && label.is_some_and(|label| self.labels().has(label)) && !self.labels().has(first)
            }
            it if is(it, &rows::FOOTNOTE) && wear.intersects(Wear::LOST | Wear::LOOKALIKE) => {
                label.is_some_and(|label| {
                    let note = format!("^{label}");
                    self.labels().has(&note) && !self.labels().refers_to(&note) && self.labels().lacks(label)
                })
            }
            it if is(it, &rows::ANCHOR) => found.lost != Some('#') && !is_padded(&text[found.span.range()]),
            it if is(it, &rows::ALERT) && found.lost == Some('!') => {
                self.labels().lacks(text[found.span.range()].trim_matches(['[', ']']))
            }
            it if (is(it, &rows::COMMENT) || is(it, &rows::DOCTYPE)) && wear.contains(Wear::LOST) => {
                self.is_whole_line(found)
            }
            it if is(it, &rows::CODE_SPAN) => {
                (wear == Wear::TYPOGRAPHIC || wear == Wear::FULL_WIDTH) && text[found.span.range()].contains('`')
            }
            it if is(it, &rows::STRIKETHROUGH) => {
                text[found.span.range()].contains("~~") && (!wear.contains(Wear::LOST) || matcher.balance.tildes == 3)
            }
            // A line that begins with a dash goes on with the sentence.
            it if is(it, &rows::BULLET) && wear.contains(Wear::TYPOGRAPHIC) => false,
            it if is(it, &rows::ADMONITION) => self.holds_lines(found),
            it if wear.contains(Wear::LOST) => match it.when_lost {
                Evidence::Signs => true,
                Evidence::Defined | Evidence::Never => false,
                Evidence::Siblings => *self.has_boxes.get_or_init(|| has_boxes(self.article)),
            },
            _ => true,
        }
    }

    /// Whether nothing else is on its line.
    fn is_whole_line(&self, found: &Found) -> bool {
        let line = self.article.lines.at(found.span.start);
        let text = self.article.source.text();
        line.content == found.span.start && text[found.span.end as usize..line.span.end as usize].trim().is_empty()
    }

    /// Whether the line after it is indented, as the words of an admonition are.
    fn holds_lines(&self, found: &Found) -> bool {
        let lines = self.article.lines.list();
        let index = self.article.lines.index_at(found.span.start);
        let next = lines[index + 1..].iter().take(2).find(|line| line.kind != LineKind::Blank);
        next.is_some_and(|line| line.indent >= 4 || line.kind == LineKind::Closed)
    }

    /// Whether the brackets of the paragraph have no partners either, where the line's have none. It is counted once for a
    /// paragraph.
    fn is_unbalanced(&mut self, found: &Found) -> bool {
        let index = self.article.lines.index_at(found.span.start);
        if let Some((_, is_unbalanced)) = self.paragraph.as_ref().filter(|(lines, _)| lines.contains(&index)) {
            return *is_unbalanced;
        }
        let lines = self.article.lines.list();
        let (mut first, mut last) = (index, index);
        let is_blank = |line: &Line| line.kind == LineKind::Blank;
        while first > 0 && index - first < MOST_LINES && !lines[first].is_item() && !is_blank(&lines[first - 1]) {
            first -= 1;
        }
        let goes_on = |next: &Line| !is_blank(next) && !next.is_item();
        while last - index < MOST_LINES && lines.get(last + 1).is_some_and(goes_on) {
            last += 1;
        }
        let text = &self.article.source.text()[lines[first].span.start as usize..lines[last].span.end as usize];
        steps(text.len());
        let count = |sign: char| text.matches(sign).count();
        let pairs = [('[', ']'), ('(', ')'), ('{', '}'), ('<', '>')];
        let is_unbalanced = pairs.into_iter().any(|(open, close)| count(open) != count(close));
        self.paragraph = Some((first..last + 1, is_unbalanced));
        is_unbalanced
    }
}

fn is(one: &'static Construct, other: &'static Construct) -> bool {
    std::ptr::eq(one, other)
}

/// Whether a bracket is wrong, so that others of the paragraph must lack a partner.
fn needs_imbalance(found: &Found, written: &str) -> bool {
    let is_lost = found.lost.is_some_and(|lost| "[](){}<>".contains(lost));
    let is_doubled = || ["[[", "]]", "((", "))", "{{", "}}", "<<", ">>"].iter().any(|pair| written.contains(pair));
    let is_swapped = found.wear.contains(Wear::LOOKALIKE) && written.contains(['[', ']', '(', ')']);
    is_lost || is_swapped || found.wear.contains(Wear::DOUBLED) && is_doubled()
}

/// Whether an article has task boxes that are whole.
fn has_boxes(article: Article) -> bool {
    let text = article.source.text();
    let begins =
        |line: &&Line| ["[ ] ", "[x] ", "[X] "].iter().any(|sign| text[line.content_span().range()].starts_with(sign));
    article.lines.list().iter().filter(|line| line.is_item()).any(|line| begins(&line))
}

/// Whether there is white space beside both braces, as some people write them.
fn is_padded(written: &str) -> bool {
    written.starts_with("{ #") && written.trim_end().ends_with(" }")
}

/// Lines before and after a line that are taken for its paragraph at the most.
const MOST_LINES: usize = 30;

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

/// Whether a sign that is missing at the beginning does not stand there in another form, or as a part of something else.
fn is_whole_before(found: &Found, matcher: Matcher, at: usize) -> bool {
    let Some(Part::Sign(sign)) = found.construct.parts.first() else { return true };
    if found.lost != sign.chars().next() {
        return true;
    }
    let Some(before) = at.checked_sub(1).map(|before| &matcher.units[before]) else { return true };
    wear::stands_for(sign.as_bytes()[0], before.sign).is_none()
        && !matches!(before.sign, '-' | '+' | '=' | '&' | ';' | '/')
}
