//! Sums the evidence for reading a tag-like place as a tag.

use super::demand::Look;
use super::evidence as weight;
use super::judge::Judge;
use super::stack::Key;
use super::tag::Role;
use crate::text::Span;
use crate::tokens::{Damages, Element, Form, Is, Quotes, TagLike};

impl Judge<'_, '_> {
    /// What its form says.
    pub(super) fn form_score(&self, place: &TagLike, element: Element, name: Span, role: Role) -> i32 {
        let damages = place.damages;
        let valued = self.has_values(place);
        let as_end = place.form == Form::End;
        let mut score = 0;
        if damages.contains(Damages::ESCAPED) {
            score += weight::ESCAPED;
        } else if damages.contains(Damages::WIDE) {
            score += weight::WIDE;
        }
        if damages.contains(Damages::FUSED) {
            score += if as_end { weight::FUSED_END } else { weight::FUSED };
            score += self.capital_score(element, name);
            score += if damages.contains(Damages::SPACED) { weight::FUSED_SPACED } else { 0 };
        } else if damages.contains(Damages::UNTERMINATED) {
            score += match () {
                () if as_end => weight::UNTERMINATED_END,
                () if valued || damages.contains(Damages::CUT_OFF) => weight::UNTERMINATED_ATTRIBUTES,
                () => weight::UNTERMINATED_START,
            };
        } else if damages.contains(Damages::SPACED) {
            score += match place.form {
                Form::End => weight::SPACED_END,
                Form::SelfClosing => weight::SPACED_SLASH,
                Form::Start => weight::SPACED_START + if valued { weight::SPACED_ATTRIBUTES } else { 0 },
            };
        }
        if damages.contains(Damages::BARE) {
            score += match place.form {
                Form::End => weight::BARE_SLASH,
                Form::SelfClosing => weight::BARE_SELF_CLOSING,
                Form::Start if valued => weight::BARE_ATTRIBUTES,
                Form::Start => weight::BARE,
            };
            score += if damages.contains(Damages::GLUED) { weight::GLUED } else { 0 };
        }
        for (damage, evidence) in [
            (Damages::HOMOGLYPH, weight::HOMOGLYPH),
            (Damages::TRANSLATED, weight::TRANSLATED),
            (Damages::MISSPELT, weight::MISSPELT),
            (Damages::NAMELESS, weight::NAMELESS),
        ] {
            score += if damages.contains(damage) { evidence } else { 0 };
        }
        let no_word = !element.is(Is::WORD) && (role == Role::End || !damages.contains(Damages::ESCAPED));
        score + if no_word { weight::NO_WORD } else { 0 }
    }

    /// A capital right behind a lower-case name, or behind a capitalised one: the text that the tag ran into.
    fn capital_score(&self, element: Element, name: Span) -> i32 {
        let text = self.builder.text;
        let after = text[name.end as usize..].chars().next();
        let written = &text[name.range()];
        let is_lower = written.bytes().all(|byte| !byte.is_ascii_uppercase());
        let is_capitalised = written.len() > 2 && written[1..].bytes().all(|byte| !byte.is_ascii_uppercase());
        let boundary = after.is_some_and(|char| {
            char.is_uppercase() || !char.is_ascii() || char.is_ascii_digit() && !element.is(Is::HEADING)
        });
        match () {
            () if !boundary || !(is_lower || is_capitalised) => 0,
            () if written.len() == 1 && element.name() != "p" => weight::FUSED_CAPITAL / 2,
            () => weight::FUSED_CAPITAL,
        }
    }

    /// What its place says.
    pub(super) fn place_score(&self, place: &TagLike, element: Element, span: Span, role: Role) -> Option<i32> {
        let mut score = self.surroundings(place, span, role);
        let escaped = place.damages.contains(Damages::ESCAPED);
        match role {
            Role::End => {
                let depth = self.builder.stack.reach(Key::of(element), element);
                let lacks = depth.is_some() && self.lacks_an_end(element, false);
                if escaped && !lacks {
                    return None;
                }
                let innermost = self.builder.stack.top().is_some_and(|top| top.element == element);
                if lacks || depth.is_some() && element.is(Is::OPTIONAL_END) && place.form == Form::End {
                    score += weight::CLOSES_OPEN;
                    score += if innermost { weight::CLOSES_INNERMOST } else { 0 };
                } else if place.damages.contains(Damages::GLUED) {
                    return None;
                }
                if place.damages.contains(Damages::GLUED)
                    && element.name().len() == 1
                    && self.builder.stack.top().is_none_or(|top| top.element != element)
                {
                    return None;
                }
                if element.name() == "table"
                    && self.builder.stack.top().is_some_and(|top| top.element.is(Is::TABLE_PART))
                {
                    score += weight::FITS;
                }
            }
            Role::Start | Role::Alone => {
                let is_open = self.builder.stack.reach(Key::of(element), element).is_some();
                let pairs = role == Role::Start && self.pairs(place, element, is_open, escaped);
                score += if pairs { weight::PAIRS } else { 0 };
                let needed = role == Role::Start && self.is_needed(element);
                score += if needed { weight::NEEDED } else { 0 };
                if escaped && pairs {
                    score += weight::ONLY_PARTNER;
                } else if escaped && may_nest(place, element) && self.ahead(element, true).is_some() {
                    score += weight::PAIRS_ESCAPED;
                }
                if escaped && !pairs && !needed && is_open && !may_nest(place, element) {
                    return None;
                }
                let parent = self.builder.stack.top().map_or(Element::UNKNOWN, |top| top.element);
                let is_part = !element.fits_in(Element::UNKNOWN);
                let sibling = is_part && (parent.ends_at(element) || parent == element);
                score += if is_part && (element.fits_in(parent) || sibling) { weight::FITS } else { 0 };
            }
            Role::Mention => {}
        }
        Some(score)
    }

    /// Whether an end tag follows that this start tag alone can claim.
    fn pairs(&self, place: &TagLike, element: Element, is_open: bool, escaped: bool) -> bool {
        let look = Look { escaped: !escaped, ..self.builder.look(self.index) };
        let Some(end) = self.builder.demand.end_of(element, look) else { return false };
        if !is_open || element.ends_at(element) {
            return !is_open || !escaped || place.damages.contains(Damages::BARE);
        }
        // The open element needs an end tag of its own.
        self.builder.demand.end_of(element, Look { after: end, ..look }).is_some()
    }

    /// Whether a cell, row or item follows directly that has no place without this tag.
    fn is_needed(&self, element: Element) -> bool {
        let parent = self.builder.stack.top().map_or(Element::UNKNOWN, |top| top.element);
        let next = self.builder.places.list.get(self.index + 1).map_or(Element::UNKNOWN, |next| next.element);
        let has_place = next.fits_in(parent) || parent.ends_at(next);
        !has_place && self.holds_next(element)
    }

    /// Whether a cell, row or item follows directly that `element` may hold.
    pub(super) fn holds_next(&self, element: Element) -> bool {
        let places = &self.builder.places.list;
        let Some(next) = places.get(self.index + 1) else { return false };
        let place = &places[self.index];
        let between = self.builder.text.get(place.span.end as usize..next.span.start as usize).unwrap_or("");
        let directly = between.len() < 40 && between.trim().is_empty();
        let held = if next.element.is_known() {
            next.element
        } else {
            let name = &self.builder.text[next.name.range()];
            Element::prefixes_of(name).next().map_or(Element::UNKNOWN, |(known, _)| known)
        };
        let is_part = next.form == Form::Start && !held.fits_in(Element::UNKNOWN);
        directly && is_part && held.fits_in(element)
    }

    /// What the text around it says.
    fn surroundings(&self, place: &TagLike, span: Span, role: Role) -> i32 {
        let text = self.builder.text;
        let bytes = text.as_bytes();
        let line_end = self.builder.line_end(span.start) as usize;
        let mut score = 0;
        let after = text.get(span.end as usize..line_end).unwrap_or("").trim_start();
        let before = &text[self.builder.line_content(span.start).min(span.start) as usize..span.start as usize];
        let weak = place.damages.intersects(Damages::BARE | Damages::UNTERMINATED | Damages::ESCAPED | Damages::FUSED);
        if role == Role::End && weak && ends_line(after) {
            score += weight::ENDS_LINE;
            let trimmed = before.trim_end();
            let sentence =
                trimmed.len() < before.len() || trimmed.ends_with(['.', '!', '?', ':', ';', '。', '”', '"', ')', '>']);
            score += if sentence && !trimmed.is_empty() { weight::ENDS_SENTENCE } else { 0 };
        }
        let follows_tag = self.builder.tags.last().is_some_and(|last| {
            let gap = text.get(last.span.end as usize..span.start as usize);
            gap.is_some_and(|gap| gap.trim().is_empty() && gap.len() < 4)
        });
        if before.trim().is_empty() || follows_tag || before.ends_with('>') {
            score += weight::BEGINS_LINE;
        }
        let last_is_bare = self.builder.tags.last().is_some_and(|last| last.damages.contains(Damages::BARE));
        if follows_tag && last_is_bare && place.damages.contains(Damages::BARE) {
            score += weight::ENDS_LINE;
        }
        let may_be_shown = (Damages::SPACED | Damages::ESCAPED | Damages::WIDE).contains(place.damages);
        if place.form == Form::Start && may_be_shown && super::prose::is_mention(text, span) {
            score += weight::NOUN;
        }
        let bare_name =
            place.attribute_count == 0 && !place.damages.intersects(Damages::BARE | Damages::ESCAPED | Damages::WIDE);
        if bare_name && role != Role::End && super::prose::is_comparison(bytes, span) {
            score += weight::COMPARISON;
        }
        score
    }

    fn has_values(&self, place: &TagLike) -> bool {
        let first = place.first_attribute as usize;
        let attributes = &self.builder.places.attributes[first..first + place.attribute_count as usize];
        attributes.iter().any(|attribute| !matches!(attribute.quotes, Quotes::NoValue))
    }
}

/// Whether an element may stand in another of its name: what is open is not shown by a nested mention.
fn may_nest(place: &TagLike, element: Element) -> bool {
    place.attribute_count > 0 || !element.is(Is::PHRASING)
}

/// Whether nothing but further tags follows on the line.
fn ends_line(after: &str) -> bool {
    let mut rest = after;
    for _ in 0..4 {
        if rest.is_empty() {
            return true;
        }
        if !rest.starts_with(['<', '/']) && !rest.starts_with("&lt;") {
            break;
        }
        let near = &rest.as_bytes()[..rest.len().min(64)];
        let Some(close) = memchr::memchr(b'>', near) else { break };
        rest = rest[close + 1..].trim_start();
    }
    rest.is_empty()
}
