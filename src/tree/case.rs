//! A tag-like place among what is open and what follows: what is asked to decide on it.

use super::demand::Look;
use super::keys::Key;
use super::stack::Stack;
use super::tag::Tag;
use super::written::Written;
use crate::tokens::{Damages, Element, Form, TagLike};

/// The place that is decided on, and what the decision depends on.
#[derive(Debug)]
pub(super) struct Case<'c, 'a> {
    /// What is written around it.
    pub written: &'c Written<'a>,
    /// What is open before it.
    pub stack: &'c Stack,
    /// The tags before it.
    pub tags: &'c [Tag],
    /// The number of the place.
    pub index: usize,
}

/// How many places of a listing are looked at.
const MOST_IN_LISTING: usize = 64;

/// The most open elements of one name that are counted.
const MOST_OPEN: usize = 6;

impl Case<'_, '_> {
    /// Whether an end tag of `element` here would find one that is open.
    pub(super) fn is_open(&self, element: Element) -> bool {
        self.stack.reach(Key::of(element), element).is_some()
    }

    /// Whether fewer end tags of `element` follow than there are open elements of that name.
    pub(super) fn lacks_an_end(&self, element: Element, escaped: bool) -> bool {
        let open = self.stack.count(Key::of(element)).min(MOST_OPEN);
        let innermost = self.stack.top().is_some_and(|top| top.element == element);
        let look = Look { escaped, innermost, ..self.written.look_for(element, self.index) };
        self.written.demand.unclaimed(element, look, open) < open
    }

    /// The number of the place with the end tag of `element` that follows and belongs to no other; `escaped` ones count.
    pub(super) fn ahead(&self, element: Element, escaped: bool) -> Option<usize> {
        let look = Look { escaped, ..self.written.look_for(element, self.index) };
        self.written.demand.end_of(element, look)
    }

    /// Whether a live end tag of `element` follows before the listing around the place ends.
    pub(super) fn has_live_end(&self, element: Element) -> bool {
        let behind = self.written.places.list[self.index + 1..].iter().take(MOST_IN_LISTING);
        let mut ends = behind.filter(|place| place.form == Form::End && !place.damages.contains(Damages::ESCAPED));
        ends.find(|end| end.element == element || end.element == Element::PRE).is_some_and(|end| end.element == element)
    }

    /// Whether `place` closes itself where that is right: in XML, SVG, MathML, and as a component.
    pub(super) fn closes_itself(&self, place: &TagLike) -> bool {
        place.form == Form::SelfClosing
            && (self.written.source.is_xml()
                || self.written.source.is_component()
                || self.stack.in_foreign()
                || !place.element.is_known())
    }

    /// Whether a cell, row or item follows directly that `element` may hold.
    pub(super) fn holds_next(&self, element: Element) -> bool {
        let places = &self.written.places.list;
        let Some(next) = places.get(self.index + 1) else { return false };
        let place = &places[self.index];
        let between = self.written.text.get(place.span.end as usize..next.span.start as usize).unwrap_or("");
        let directly = between.len() < 40 && between.trim().is_empty();
        let held = if next.element.is_known() {
            next.element
        } else {
            let name = &self.written.text[next.name.range()];
            Element::prefixes_of(name).next().map_or(Element::UNKNOWN, |(known, _)| known)
        };
        let is_part = next.form == Form::Start && !held.fits_in(Element::UNKNOWN);
        directly && is_part && held.fits_in(element)
    }
}
