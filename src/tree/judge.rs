//! Decides whether a tag-like place is a tag, and what it does: sums the evidence.

use super::build::Builder;
use super::demand::Look;
use super::evidence as weight;
use super::stack::Key;
use super::tag::{Notes, Role};
use crate::text::{Flavor, Span};
use crate::tokens::{Damages, Element, Form, Is, Quotes, TagLike};

/// A place that is read as a tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub element: Element,
    pub role: Role,
    pub span: Span,
    pub name: Span,
    pub notes: Notes,
    /// Whether it is damage that is certain by itself.
    pub certain: bool,
}

/// Judges one place against what is open and what follows.
pub(super) struct Judge<'j, 'a> {
    pub builder: &'j Builder<'a>,
    pub index: usize,
}

/// The most open elements of one name that are counted.
const MOST_OPEN: usize = 6;

impl Judge<'_, '_> {
    /// Reads `place`; `None` where it is prose.
    pub(super) fn read(&self, place: &TagLike) -> Option<Reading> {
        if !place.element.is_known() && !place.damages.intersects(Damages::FUSED | Damages::GLUED) {
            return self.unknown(place);
        }
        if Builder::is_well_formed(place) {
            return Some(self.well_formed(place));
        }
        let name = &self.builder.text[place.name.range()];
        if place.damages.contains(Damages::FUSED) {
            let options = Element::prefixes_of(name).map(|(element, length)| (element, length as u32));
            return self.best(
                place,
                options.map(|(element, length)| {
                    let name = Span::new(place.name.start, place.name.start + length);
                    (element, name, Span::new(place.span.start, name.end))
                }),
            );
        }
        if place.damages.contains(Damages::GLUED) {
            let options = Element::suffixes_of(name).map(|(element, length)| (element, length as u32));
            return self.best(
                place,
                options.map(|(element, length)| {
                    let name = Span::new(place.name.end - length, place.name.end);
                    (element, name, Span::new(name.start, place.span.end))
                }),
            );
        }
        self.best(place, std::iter::once((place.element, place.name, place.span)))
    }

    /// Unknown names: components, custom elements, placeholders.
    fn unknown(&self, place: &TagLike) -> Option<Reading> {
        let name = &self.builder.text[place.name.range()];
        let is_component = name.starts_with(|char: char| char.is_ascii_uppercase()) || name.contains('.');
        if !place.damages.is_empty() && !Builder::is_well_formed(place)
            || is_component && self.builder.source.flavor() != Flavor::Html
        {
            return None;
        }
        let role = match place.form {
            Form::End => Role::End,
            Form::SelfClosing => Role::Alone,
            Form::Start => Role::Start,
        };
        let notes = if place.form == Form::SelfClosing { Notes::FOREIGN } else { Notes::empty() };
        Some(Reading { element: Element::UNKNOWN, role, span: place.span, name: place.name, notes, certain: false })
    }

    fn well_formed(&self, place: &TagLike) -> Reading {
        let mut notes = Notes::empty();
        let element = place.element;
        let role = match place.form {
            Form::End if place.damages.contains(Damages::END_ATTRIBUTES) && self.was_a_start_tag(place) => {
                notes |= Notes::TURNED;
                Role::Start
            }
            Form::End => Role::End,
            Form::Start if element.is(Is::VOID) => Role::Alone,
            Form::Start => Role::Start,
            Form::SelfClosing if element.is(Is::VOID) => Role::Alone,
            Form::SelfClosing if self.builder.closes_itself(place) => {
                notes |= Notes::FOREIGN;
                Role::Alone
            }
            Form::SelfClosing => {
                let role = self.self_closing_role(place, element);
                notes.set(Notes::TURNED, role != Role::Alone);
                role
            }
        };
        Reading { element, role, span: place.span, name: place.name, notes, certain: false }
    }

    /// `</div id="b">` with no `div` open, and with an end tag ahead that closes nothing else.
    fn was_a_start_tag(&self, place: &TagLike) -> bool {
        let open = self.builder.stack.reach(Key::of(place.element), place.element);
        open.is_none() && self.ahead(place.element, true).is_some()
    }

    /// `<strong/>`: the end tag of an open `strong`, or a start tag whose end tag follows, or an empty element.
    fn self_closing_role(&self, place: &TagLike, element: Element) -> Role {
        let is_open = self.builder.stack.reach(Key::of(element), element).is_some();
        let ahead = self.ahead(element, true);
        if place.attribute_count == 0 && is_open && self.lacks_an_end(element, true) {
            Role::End
        } else if !is_open && ahead.is_some() {
            Role::Start
        } else {
            Role::Alone
        }
    }

    /// Whether fewer end tags of `element` follow than there are open elements of that name.
    fn lacks_an_end(&self, element: Element, escaped: bool) -> bool {
        let open = self.builder.stack.count(Key::of(element)).min(MOST_OPEN);
        let innermost = self.builder.stack.top().is_some_and(|top| top.element == element);
        let look = Look { escaped, innermost, ..self.builder.look(self.index) };
        self.builder.demand.unclaimed(element, look, open) < open
    }

    fn ahead(&self, element: Element, escaped: bool) -> Option<usize> {
        let look = Look { escaped, ..self.builder.look(self.index) };
        self.builder.demand.end_of(element, look)
    }

    /// The best of several ways to read a damaged place, where its evidence suffices.
    fn best(&self, place: &TagLike, options: impl Iterator<Item = (Element, Span, Span)>) -> Option<Reading> {
        let mut best: Option<(i32, Reading)> = None;
        for (element, name, span) in options {
            let Some((score, role)) = self.score(place, element, name, span) else { continue };
            if best.as_ref().is_some_and(|(other, _)| *other >= score) {
                continue;
            }
            let mut notes = Notes::empty();
            let as_written = match place.form {
                Form::End => Role::End,
                Form::Start if element.is(Is::VOID) => Role::Alone,
                Form::Start => Role::Start,
                Form::SelfClosing => Role::Alone,
            };
            notes.set(Notes::TURNED, role != as_written && !place.damages.contains(Damages::BARE));
            let certain = score >= weight::CERTAIN;
            best = Some((score, Reading { element, role, span, name, notes, certain }));
        }
        let (score, mut reading) = best?;
        let total = score + self.builder.priors.weight(place.span.start);
        reading.notes.set(Notes::WEAK, score < weight::REPORT);
        (total >= weight::REPORT).then_some(reading)
    }

    /// The evidence for reading `place` as a tag of `element`, priors left out, and the role it would have.
    fn score(&self, place: &TagLike, element: Element, name: Span, span: Span) -> Option<(i32, Role)> {
        let damages = place.damages;
        let role = self.role(place, element, span)?;
        let mut score = self.form_score(place, element, name, role);
        score += self.place_score(place, element, span, role)?;
        if self.builder.stack.in_code() {
            let closes_code = role == Role::End && element.is(Is::CODE);
            score += if closes_code { 0 } else { weight::CODE };
        }
        if damages.contains(Damages::MISSPELT) && role == Role::Start && self.ahead(element, false).is_none() {
            return None;
        }
        Some((score, role))
    }

    /// What the place does, if it is a tag.
    fn role(&self, place: &TagLike, element: Element, span: Span) -> Option<Role> {
        let is_open = self.builder.stack.reach(Key::of(element), element).is_some();
        let glued = place.damages.contains(Damages::GLUED);
        if element.is(Is::VOID) {
            return (!glued && (place.form != Form::End)).then_some(Role::Alone).or((!glued).then_some(Role::End));
        }
        match place.form {
            Form::End => Some(Role::End),
            Form::SelfClosing if place.damages.contains(Damages::BARE) => Some(Role::End),
            Form::SelfClosing if self.builder.closes_itself(place) => Some(Role::Alone),
            Form::SelfClosing => Some(match self.self_closing_role(place, element) {
                // A spaced one without attributes is what translation makes of an end tag.
                Role::Alone if place.attribute_count == 0 => Role::End,
                role => role,
            }),
            Form::Start if place.damages.contains(Damages::BARE) && place.attribute_count == 0 => {
                let pairs = self.ahead(element, true).is_some();
                let place = TagLike { span, ..*place };
                let begins = !is_open && !self.builder.demand.is_behind_text(&place);
                let ends_line = self.rest_of_line(span).trim().is_empty();
                let alone = !is_open && !ends_line;
                let starts = pairs && (begins || alone || !self.builder.demand.looks_like_an_end(&place));
                (starts || !glued || is_open).then_some(if starts { Role::Start } else { Role::End })
            }
            Form::Start => Some(self.start_role(place, element, is_open)),
        }
    }

    /// A damaged tag in the form of a start tag: an end tag without its slash where its element is open and has no other end.
    fn start_role(&self, place: &TagLike, element: Element, is_open: bool) -> Role {
        if !is_open || place.attribute_count > 0 || !self.lacks_an_end(element, true) {
            return Role::Start;
        }
        let in_block = self.builder.stack.depth(Key::of(element)).is_some_and(|depth| {
            let start = self.builder.stack.get(depth).tag;
            self.builder.block_end(self.builder.tags[start as usize].span.start)
                == self.builder.block_end(place.span.start)
        });
        let rest = self.rest_of_line(place.span).trim_start();
        let ends = (rest.is_empty() || rest.starts_with('<')) && self.builder.demand.is_behind_text(place);
        let is_end = match () {
            () if element.is(Is::HEADING) => true,
            () if element.is(Is::PHRASING) => in_block,
            () => ends,
        };
        if is_end { Role::End } else { Role::Start }
    }

    fn rest_of_line(&self, span: Span) -> &str {
        let end = self.builder.line_end(span.start).max(span.end);
        self.builder.text.get(span.end as usize..end as usize).unwrap_or("")
    }

    /// What its form says.
    fn form_score(&self, place: &TagLike, element: Element, name: Span, role: Role) -> i32 {
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
    fn place_score(&self, place: &TagLike, element: Element, span: Span, role: Role) -> Option<i32> {
        let mut score = self.surroundings(place, span, role);
        let escaped = place.damages.contains(Damages::ESCAPED);
        match role {
            Role::End => {
                let depth = self.builder.stack.reach(Key::of(element), element);
                let lacks = depth.is_some() && self.lacks_an_end(element, false);
                if escaped && !lacks && depth.is_some() {
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
                } else if escaped
                    && self.builder.has_certain_escape(place.span.start)
                    && self.ahead(element, true).is_some()
                {
                    score += weight::PAIRS_ESCAPED;
                }
                if escaped && !pairs && !needed && is_open && !self.may_nest(place, element) {
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

    /// Whether an element may stand in another of its name: what is open is not shown by a nested mention.
    fn may_nest(&self, place: &TagLike, element: Element) -> bool {
        place.attribute_count > 0 || !element.is(Is::PHRASING)
    }

    /// Whether a cell, row or item follows directly that has no place without this tag.
    fn is_needed(&self, element: Element) -> bool {
        let places = &self.builder.places.list;
        let Some(next) = places.get(self.index + 1) else { return false };
        let place = &places[self.index];
        let directly = next.span.start - place.span.end < 40
            && self.builder.text[place.span.end as usize..next.span.start as usize].trim().is_empty();
        let parent = self.builder.stack.top().map_or(Element::UNKNOWN, |top| top.element);
        let is_part = next.form == Form::Start && !next.element.fits_in(Element::UNKNOWN);
        let has_place = next.element.fits_in(parent) || parent.ends_at(next.element);
        directly && is_part && next.element.fits_in(element) && !has_place
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
        if role == Role::End && weak && self.ends_line(after) {
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

    /// Whether nothing but further tags follows on the line.
    fn ends_line(&self, after: &str) -> bool {
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

    fn has_values(&self, place: &TagLike) -> bool {
        let first = place.first_attribute as usize;
        let attributes = &self.builder.places.attributes[first..first + place.attribute_count as usize];
        attributes.iter().any(|attribute| !matches!(attribute.quotes, Quotes::NoValue))
    }
}
