//! Whether there is evidence enough that a damaged construct was meant.

use std::cell::OnceCell;
use std::ops::Range;

use super::article::Article;
use super::beside::PICTURES;
use super::escapes::teaches;
use super::labels::Labels;
use super::matcher::{Found, Matcher};
use super::rows;
use super::siblings;
use super::table::{Construct, Evidence, Part, is};
use super::torn;
use crate::text::wear::{self, Wear};
use crate::tokens::work::steps;
use crate::tokens::{Line, LineKind, RegionKind};

/// What an article says for and against damage, each thing read when it is first asked for.
#[derive(Debug)]
pub struct Proof<'a> {
    article: Article<'a>,
    labels: OnceCell<Labels>,
    /// Whether there are whole task boxes.
    has_boxes: OnceCell<bool>,
    /// Whether the article teaches signs, so that it escapes them on purpose.
    teaches: OnceCell<bool>,
    /// The lines of the paragraph that was looked at last, and how many brackets of each kind lack partners.
    paragraph: Option<(Range<usize>, [isize; 4])>,
}

impl<'a> Proof<'a> {
    /// One of an article.
    pub fn new(article: Article<'a>) -> Self {
        let (labels, has_boxes, teaches) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { article, labels, has_boxes, teaches, paragraph: None }
    }

    fn labels(&self) -> &Labels {
        let Article { source, regions, lines, begins, goes_on, .. } = self.article;
        self.labels.get_or_init(|| Labels::of(source, lines, regions, !begins || goes_on))
    }

    fn has_boxes(&self) -> bool {
        *self.has_boxes.get_or_init(|| has_boxes(self.article))
    }

    /// Whether there is evidence enough that the construct was meant.
    pub fn is_meant(&mut self, found: &Found, matcher: Matcher, at: usize) -> bool {
        let wear = found.wear;
        let text = self.article.text();
        if needs_imbalance(found, &text[found.span.range()]) && !self.is_unbalanced(found) {
            return false;
        }
        if wear.contains(Wear::LOST) && !is_whole_before(found, matcher, at) {
            return false;
        }
        if wear.contains(Wear::LOST) && wear.intersects(Wear::DOUBLED | Wear::LOOKALIKE) {
            return false;
        }
        if wear.intersects(Wear::ESCAPED | Wear::REFERENCE) && !self.may_leak(found, matcher) {
            return false;
        }
        self.agrees(found, matcher, at)
    }

    /// Whether there is evidence enough for what stands beside a whole construct.
    pub fn is_meant_beside(&mut self, found: &Found) -> bool {
        let is_bracket = found.wear.contains(Wear::DOUBLED) && !found.edits_a('!', self.article.text());
        let leaks = || !self.teaches();
        (!found.wear.contains(Wear::ESCAPED) || leaks())
            && (!is_bracket || self.is_unbalanced(found) || found.edits.len() > 1)
    }

    /// Whether a label is defined.
    pub fn has_label(&self, label: &str) -> bool {
        self.labels().has(label)
    }

    /// A link whose address stands on the line below.
    pub fn split(&self, line: &Line) -> Option<Found> {
        torn::split(self.article, line, |label| self.labels().has(label))
    }

    /// Whether the lines beside hold none of these signs, in an article that does not teach them.
    pub fn is_alone(&self, line: &Line, sign: char) -> bool {
        let holds = |other: &Line| self.article.text()[other.span.range()].contains(sign);
        !self.article.beside(line).into_iter().flatten().any(holds) && !self.teaches()
    }

    /// Whether the article teaches the signs of Markdown.
    pub fn teaches(&self) -> bool {
        *self.teaches.get_or_init(|| teaches(self.article))
    }

    /// Whether escaped signs may have leaked: not on purpose, in an article that does not teach them.
    fn may_leak(&self, found: &Found, matcher: Matcher) -> bool {
        let others = Wear::LOST | Wear::LOOKALIKE | Wear::DOUBLED | Wear::TRANSLATED;
        if found.wear.intersects(others) || self.teaches() {
            return false;
        }
        let it = found.construct;
        // `>` needs no escape in HTML, so `&lt;!-- x -->` shows a comment on purpose.
        let of_signs = [&rows::COMMENT, &rows::AUTOLINK, &rows::CDATA, &rows::XML_DECLARATION];
        if found.wear.contains(Wear::REFERENCE) && of_signs.iter().any(|row| is(row, it)) {
            return false;
        }
        // One half escaped and the other not is no way to show signs.
        let needs_half = found.is_link()
            || [
                &rows::REFERENCE_LINK,
                &rows::AUTOLINK,
                &rows::COMMENT,
                &rows::CDATA,
                &rows::STRIKETHROUGH,
                &rows::CODE_SPAN,
            ]
            .iter()
            .any(|row| is(row, it));
        if needs_half && found.whole_signs == 0 || is(it, &rows::LINE_BREAK) {
            return false;
        }
        if is(it, &rows::CODE_SPAN) {
            return matcher.balance.backticks == 1;
        }
        // `#` alone is a number sign or begins a remark.
        let line = self.article.lines.at(found.span.start);
        !is(it, &rows::HEADINGS[5]) && (!is_heading(found) || self.article.begins_block(line))
    }

    /// Whether the article says nothing against it, and what the construct needs for it.
    fn agrees(&mut self, found: &Found, matcher: Matcher, at: usize) -> bool {
        let text = self.article.text();
        let wear = found.wear;
        let written = &text[found.span.range()];
        match found.construct {
            it if is(it, &rows::REFERENCE_LINK) => self.refers(found),
            it if is(it, &rows::FOOTNOTE) => self.is_note(found),
            it if is(it, &rows::FOOTNOTE_DEFINITION) || is(it, &rows::REFERENCE_DEFINITION) => self.defines(found),
            it if is(it, &rows::TASK) && wear.intersects(Wear::LOST | Wear::ESCAPED) => self.has_boxes(),
            it if is(it, &rows::ANCHOR) => self.is_anchor(found),
            it if is(it, &rows::ALERT) && found.lost == Some('!') => {
                self.labels().lacks(written.trim_matches(['[', ']']))
            }
            it if is(it, &rows::QUOTED_ALERT) && found.lost == Some('>') => {
                siblings::is_quoted_below(self.article, found)
            }
            it if wear.contains(Wear::LOST) && WHOLE_LINES.iter().any(|row| is(row, it)) => {
                self.is_whole_line(found) && !self.goes_on_below(found)
            }
            it if is(it, &rows::CODE_SPAN) => {
                let is_other = wear == Wear::TYPOGRAPHIC || wear == Wear::FULL_WIDTH || wear == Wear::ESCAPED;
                is_other && written.contains('`')
            }
            it if is(it, &rows::STRIKETHROUGH) => {
                !is_part_of_run(text, found)
                    && written.contains("~~")
                    && (!wear.contains(Wear::LOST) || matcher.balance.tildes == 3)
            }
            it if is(it, &rows::BULLET) => siblings::is_bullet(self.article, found),
            it if is(it, &rows::NUMBER) => siblings::is_number(self.article, found),
            it if is(it, &rows::QUOTE) => siblings::is_quote(self.article, found),
            it if is(it, &rows::DEFINITION) => siblings::is_definition(self.article, found),
            it if is(it, &rows::LINE_BREAK) => wear == Wear::FULL_WIDTH && at > 0,
            it if it.level().is_some() => at.checked_sub(1).is_some_and(|before| matcher.units[before].is_blank()),
            it if is(it, &rows::ADMONITION) => self.holds_lines(found),
            it if is(it, &rows::LINKED_IMAGE) && found.lost == Some('!') => shows_picture(written),
            it if wear.contains(Wear::LOST) => match it.when_lost {
                Evidence::Signs => true,
                Evidence::Defined | Evidence::Never | Evidence::Siblings => false,
            },
            _ => true,
        }
    }

    fn label(&self, found: &Found) -> Option<&'a str> {
        let label = &self.article.text()[found.label?.range()];
        Some(label.trim_matches(|char: char| char.is_whitespace() || wear::is_invisible(char)))
    }

    /// Whether a link refers to a label that is defined.
    fn refers(&self, found: &Found) -> bool {
        let is_allowed = self.article.spaced_references && found.wear == Wear::SPACED;
        // Two labels side by side are two links.
        let written = &self.article.text()[found.span.range()];
        let first = written.trim_start_matches('[').split(']').next().unwrap_or_default();
        let is_defined = self.label(found).is_some_and(|label| self.labels().has(label));
        !is_allowed && is_defined && !self.labels().has(first)
    }

    /// Whether a footnote is defined to which nothing else refers, where its own signs do not say enough.
    fn is_note(&self, found: &Found) -> bool {
        if !found.wear.intersects(Wear::LOST | Wear::LOOKALIKE | Wear::ESCAPED) {
            return true;
        }
        self.label(found).is_some_and(|label| {
            let note = format!("^{label}");
            self.labels().has(&note) && !self.labels().refers_to(&note) && self.labels().lacks(label)
        })
    }

    /// Whether the text refers to what is defined here and nowhere else, where the signs do not say enough.
    fn defines(&self, found: &Found) -> bool {
        if !found.wear.intersects(Wear::LOST | Wear::LOOKALIKE | Wear::ESCAPED | Wear::TYPOGRAPHIC) {
            return true;
        }
        let is_note = is(found.construct, &rows::FOOTNOTE_DEFINITION);
        self.label(found).is_some_and(|label| {
            let label = if is_note { format!("^{label}") } else { label.to_owned() };
            // `[^1] Words`, a definition without its colon, refers to itself.
            let is_own = is_note && found.lost == Some(':');
            self.labels().lacks(&label) && self.labels().times(&label) > usize::from(is_own)
        })
    }

    /// Whether a name in braces is the anchor of its heading: a variable has no `#` either.
    fn is_anchor(&self, found: &Found) -> bool {
        let text = self.article.text();
        let written = &text[found.span.range()];
        if found.lost != Some('#') {
            return !is_padded(written);
        }
        let name = written.trim_matches(['{', '}']).to_lowercase();
        let line = self.article.lines.at(found.span.start);
        let title = text[line.content as usize..found.span.start as usize].to_lowercase();
        let words: Vec<&str> = title.split(|char: char| !char.is_alphanumeric()).collect();
        name.split(['-', '_']).all(|part| part.len() > 1 && words.contains(&part))
    }

    /// Whether nothing else is on its line.
    fn is_whole_line(&self, found: &Found) -> bool {
        let line = self.article.lines.at(found.span.start);
        let text = self.article.text();
        line.content == found.span.start && text[found.span.end as usize..line.span.end as usize].trim().is_empty()
    }

    /// Whether a declaration that begins here ends on a line below.
    fn goes_on_below(&self, found: &Found) -> bool {
        let region = self.article.regions.at(found.span.start);
        region.is_some_and(|region| region.kind == RegionKind::Declaration && region.span.end > found.span.end)
    }

    /// Whether the line after it is indented, as the words of an admonition are.
    fn holds_lines(&self, found: &Found) -> bool {
        let lines = self.article.lines.list();
        let index = self.article.lines.index_at(found.span.start);
        let next = lines[index + 1..].iter().take(2).find(|line| line.kind != LineKind::Blank);
        next.is_some_and(|line| line.indent >= 4 || line.kind == LineKind::Closed)
    }

    /// Whether the brackets of the paragraph have no partners either, where the line's have none.
    pub fn is_unbalanced(&mut self, found: &Found) -> bool {
        self.brackets(found).iter().any(|&open| open != 0)
    }

    /// Whether the paragraph has fewer `[` than `]`.
    pub fn lacks_bracket(&mut self, found: &Found) -> bool {
        self.brackets(found)[0] < 0
    }

    /// How many brackets of each kind are open at the end of the paragraph, counted once for it.
    fn brackets(&mut self, found: &Found) -> [isize; 4] {
        let index = self.article.lines.index_at(found.span.start);
        if let Some((_, open)) = self.paragraph.as_ref().filter(|(lines, _)| lines.contains(&index)) {
            return *open;
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
        let text = &self.article.text()[lines[first].span.start as usize..lines[last].span.end as usize];
        steps(text.len());
        let count = |sign: char| text.matches(sign).count().cast_signed();
        let open = [('[', ']'), ('(', ')'), ('{', '}'), ('<', '>')].map(|(open, close)| count(open) - count(close));
        self.paragraph = Some((first..last + 1, open));
        open
    }
}

/// What stands alone on its line, where one of its signs is missing.
static WHOLE_LINES: [&Construct; 3] = [&rows::COMMENT, &rows::DOCTYPE, &rows::XML_DECLARATION];

/// Whether it is the beginning of a heading.
fn is_heading(found: &Found) -> bool {
    rows::HEADINGS.iter().any(|heading| is(heading, found.construct))
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

/// Whether more tildes stand beside it: three begin and end something else.
fn is_part_of_run(text: &str, found: &Found) -> bool {
    text[..found.span.start as usize].ends_with('~') || text[found.span.end as usize..].starts_with('~')
}

/// Whether the first address of a picture that is a link is one of a picture.
fn shows_picture(written: &str) -> bool {
    let inner = written.split(")](").next().unwrap_or_default().to_ascii_lowercase();
    PICTURES.iter().any(|extension| inner.ends_with(extension))
}
