//! Decides whether a tag-like place is a tag, and what it does: sums the evidence.

use std::cell::RefCell;

use super::case::Case;
use super::evidence::{self as weight, Evidence, Observation};
use super::names::meant_names;
use super::priors::Priors;
use super::roles;
use super::tag::{Notes, Role};
use super::weigh::weigh;
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
    /// What is wrong with its form.
    pub damages: Damages,
    /// Whether it is damage that is certain by itself.
    pub certain: bool,
}

/// Judges one place against what is open and what follows.
#[derive(Debug)]
pub(super) struct Judge<'j, 'a> {
    /// The place, and what stands around it.
    pub case: Case<'j, 'a>,
    /// Where certain damage lies.
    pub priors: &'j Priors,
    /// Takes the evidence for a damaged place, where it is asked for.
    pub observed: Option<&'j RefCell<Vec<Observation>>>,
}

impl Judge<'_, '_> {
    /// Reads `place`; `None` if it is prose.
    pub(super) fn read(&self, place: &TagLike) -> Option<Reading> {
        if let Some(reading) = self.misnamed(place) {
            return Some(reading);
        }
        if !place.element.is_known() && !place.damages.intersects(Damages::FUSED | Damages::GLUED) {
            return self.unknown(place);
        }
        if is_well_formed(place) {
            return (!self.is_component(place)).then(|| self.well_formed(&self.without_signs_of_code(place)));
        }
        // `HEAD >`, `title >`: commands, menus and log lines, never an article's tags.
        if place.damages.contains(Damages::BARE) && place.element.is(Is::PAGE) {
            return None;
        }
        let name = &self.case.written.text[place.name.range()];
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

    /// A place whose name is that of no element, but may have been one that is open here or closed below.
    fn misnamed(&self, place: &TagLike) -> Option<Reading> {
        meant_names(&self.case, place).into_iter().flatten().find_map(|(element, damage)| {
            let place = TagLike { element, damages: place.damages | damage, ..*place };
            self.best(&place, std::iter::once((element, place.name, place.span)))
        })
    }

    /// A translated name that pairs with nothing: the author wrote about the tag, and the page shows nothing there.
    fn lone_translation(&self, place: &TagLike) -> Option<Reading> {
        let alone = place.damages == Damages::TRANSLATED && place.form == Form::Start && place.attribute_count == 0;
        let shown = alone && self.case.written.source.flavor() == Flavor::Html && !self.case.stack.in_code();
        shown.then_some(Reading {
            element: place.element,
            role: Role::Mention,
            span: place.span,
            name: place.name,
            notes: Notes::empty(),
            damages: place.damages,
            certain: false,
        })
    }

    /// The place without the signs beside it where they are a part of code: the text between two tags cannot be.
    fn without_signs_of_code(&self, place: &TagLike) -> TagLike {
        let beside = Damages::DOUBLED | Damages::BACKSLASHED;
        let follows_tag = self.case.tags.last().is_some_and(|last| last.span.end == place.span.start);
        if !place.damages.intersects(beside) || follows_tag || !self.case.stack.in_code() {
            return *place;
        }
        let bytes = self.case.written.text.as_bytes();
        let (start, end) = (place.span.start as usize, place.span.end as usize);
        let before = usize::from(bytes[start] != b'<' || bytes[start + 1] == b'<');
        let after = usize::from(bytes[end - 2] == b'>');
        let span = Span::of(start + before, end - after);
        TagLike { span, damages: place.damages.difference(beside), ..*place }
    }

    /// `<Link>` in Markdown is a component, though HTML has an element of that name; `<BR>` is none.
    fn is_component(&self, place: &TagLike) -> bool {
        let name = &self.case.written.text.as_bytes()[place.name.range()];
        let source = self.case.written.source;
        (matches!(source.flavor(), Flavor::Markdown | Flavor::Mdx) || source.is_component())
            && name[0].is_ascii_uppercase()
            && name.iter().any(u8::is_ascii_lowercase)
    }

    /// Unknown names: components, custom elements, placeholders.
    fn unknown(&self, place: &TagLike) -> Option<Reading> {
        let name = &self.case.written.text[place.name.range()];
        let is_component = name.starts_with(|char: char| char.is_ascii_uppercase()) || name.contains('.');
        if !place.damages.is_empty() && !is_well_formed(place)
            || is_component && self.case.written.source.flavor() != Flavor::Html
        {
            return None;
        }
        let role = match place.form {
            Form::End => Role::End,
            Form::SelfClosing => Role::Alone,
            Form::Start => Role::Start,
        };
        let notes = if place.form == Form::SelfClosing { Notes::FOREIGN } else { Notes::empty() };
        let (element, damages) = (Element::UNKNOWN, place.damages);
        Some(Reading { element, role, span: place.span, name: place.name, notes, damages, certain: false })
    }

    fn well_formed(&self, place: &TagLike) -> Reading {
        let mut notes = Notes::empty();
        let element = place.element;
        let role = match place.form {
            Form::End
                if roles::was_a_start_tag(&self.case, place)
                    && (place.damages.contains(Damages::END_ATTRIBUTES)
                        || roles::is_shaped_like_a_start_tag(&self.case, place)) =>
            {
                notes |= Notes::TURNED;
                Role::Start
            }
            Form::End => Role::End,
            Form::Start if element.is(Is::VOID) => Role::Alone,
            Form::Start => Role::Start,
            Form::SelfClosing if element.is(Is::VOID) => Role::Alone,
            Form::SelfClosing if self.case.closes_itself(place) => {
                notes |= Notes::FOREIGN;
                Role::Alone
            }
            Form::SelfClosing => {
                let role = roles::self_closing_role(&self.case, place, element);
                notes.set(Notes::TURNED, role != Role::Alone);
                role
            }
        };
        Reading { element, role, span: place.span, name: place.name, notes, damages: place.damages, certain: false }
    }

    /// The best of several ways to read a damaged place, where its evidence suffices.
    fn best(&self, place: &TagLike, options: impl Iterator<Item = (Element, Span, Span)>) -> Option<Reading> {
        let mut best: Option<(Evidence, Reading)> = None;
        for (element, name, span) in options {
            let Some((evidence, role)) = weigh(&self.case, place, element, name, span) else { continue };
            if best.as_ref().is_some_and(|(other, _)| other.sum >= evidence.sum) {
                continue;
            }
            let mut notes = Notes::empty();
            notes.set(
                Notes::TURNED,
                role != roles::as_written(place, element) && !place.damages.contains(Damages::BARE),
            );
            let certain = evidence.sum >= weight::CERTAIN;
            best = Some((evidence, Reading { element, role, span, name, notes, damages: place.damages, certain }));
        }
        let (evidence, mut reading) = best?;
        if let Some(observed) = self.observed {
            observed.borrow_mut().push(Observation { span: place.span, evidence });
        }
        let total = evidence.sum + self.priors.weight(place.span.start);
        reading.notes.set(Notes::WEAK, evidence.sum < weight::REPORT);
        (total >= weight::REPORT).then_some(reading)
    }
}

/// Whether nothing is wrong with the form of a tag-like place.
fn is_well_formed(place: &TagLike) -> bool {
    let harmless = Damages::CURLY_QUOTES
        | Damages::QUOTE_COLLISION
        | Damages::DUPLICATE_ATTRIBUTE
        | Damages::END_ATTRIBUTES
        | Damages::DOUBLED
        | Damages::BROKEN_ATTRIBUTE
        | Damages::BACKSLASHED;
    harmless.contains(place.damages)
}
