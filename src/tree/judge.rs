//! Decides whether a tag-like place is a tag, and what it does: sums the evidence.

use super::build::Builder;
use super::demand::Look;
use super::evidence::{self as weight, Evidence};
use super::stack::Key;
use super::tag::{Notes, Role};
use crate::text::{Flavor, Span};
use crate::tokens::{Damages, Element, Form, Is, TagLike};

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
    /// Reads `place`; `None` if it is prose.
    pub(super) fn read(&self, place: &TagLike) -> Option<Reading> {
        if !place.element.is_known() && !place.damages.intersects(Damages::FUSED | Damages::GLUED) {
            return self.unknown(place);
        }
        if Builder::is_well_formed(place) {
            return (!self.is_component(place)).then(|| self.well_formed(place));
        }
        // `HEAD >`, `title >`: commands, menus and log lines, never an article's tags.
        if place.damages.contains(Damages::BARE) && place.element.is(Is::PAGE) {
            return None;
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
        let reading = self.best(place, std::iter::once((place.element, place.name, place.span)));
        reading.or_else(|| self.lone_translation(place))
    }

    /// A translated name that pairs with nothing: the author wrote about the tag, and the page shows nothing there.
    fn lone_translation(&self, place: &TagLike) -> Option<Reading> {
        let alone = place.damages == Damages::TRANSLATED && place.form == Form::Start && place.attribute_count == 0;
        let shown = alone && self.builder.source.flavor() == Flavor::Html && !self.builder.stack.in_code();
        shown.then_some(Reading {
            element: place.element,
            role: Role::Mention,
            span: place.span,
            name: place.name,
            notes: Notes::empty(),
            certain: false,
        })
    }

    /// `<Link>` in Markdown is a component, though HTML has an element of that name; `<BR>` is none.
    fn is_component(&self, place: &TagLike) -> bool {
        let name = &self.builder.text.as_bytes()[place.name.range()];
        matches!(self.builder.source.flavor(), Flavor::Markdown | Flavor::Mdx)
            && name[0].is_ascii_uppercase()
            && name.iter().any(u8::is_ascii_lowercase)
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
    pub(super) fn lacks_an_end(&self, element: Element, escaped: bool) -> bool {
        let open = self.builder.stack.count(Key::of(element)).min(MOST_OPEN);
        let innermost = self.builder.stack.top().is_some_and(|top| top.element == element);
        let look = Look { escaped, innermost, ..self.builder.look(self.index) };
        self.builder.demand.unclaimed(element, look, open) < open
    }

    pub(super) fn ahead(&self, element: Element, escaped: bool) -> Option<usize> {
        let look = Look { escaped, ..self.builder.look(self.index) };
        self.builder.demand.end_of(element, look)
    }

    /// The best of several ways to read a damaged place, where its evidence suffices.
    fn best(&self, place: &TagLike, options: impl Iterator<Item = (Element, Span, Span)>) -> Option<Reading> {
        let mut best: Option<(Evidence, Reading)> = None;
        for (element, name, span) in options {
            let Some((evidence, role)) = self.weigh(place, element, name, span) else { continue };
            if best.as_ref().is_some_and(|(other, _)| other.sum >= evidence.sum) {
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
            let certain = evidence.sum >= weight::CERTAIN;
            best = Some((evidence, Reading { element, role, span, name, notes, certain }));
        }
        let (evidence, mut reading) = best?;
        self.builder.observe(place.span, evidence);
        let total = evidence.sum + self.builder.priors.weight(place.span.start);
        reading.notes.set(Notes::WEAK, evidence.sum < weight::REPORT);
        (total >= weight::REPORT).then_some(reading)
    }

    /// The evidence for reading `place` as a tag of `element`, priors left out, and the role it would have.
    fn weigh(&self, place: &TagLike, element: Element, name: Span, span: Span) -> Option<(Evidence, Role)> {
        let role = self.role(place, element, span)?;
        if place.damages.contains(Damages::MISSPELT) && role == Role::Start && self.ahead(element, false).is_none() {
            return None;
        }
        let mut evidence = Evidence::default();
        self.weigh_form(place, element, name, role, &mut evidence);
        self.weigh_place(place, element, span, role, &mut evidence)?;
        let closes_code = role == Role::End && element.is(Is::CODE);
        evidence.add(self.builder.stack.in_code() && !closes_code, weight::CODE);
        Some((evidence, role))
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
        if !is_open || place.attribute_count > 0 || self.holds_next(element) || !self.lacks_an_end(element, true) {
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
}
