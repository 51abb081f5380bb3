//! Looking ahead: does an end tag follow that nothing else opens?

use crate::tokens::work::steps;
use crate::tokens::{Damages, Element, Form, Is, TagLike};

/// How many tag-like places are looked at. Bounded, so that reading stays linear; a damaged tag's partner is near.
const MOST: usize = 120;

/// The tag-like places of a document, asked about what follows one of them.
#[derive(Clone, Debug)]
pub(super) struct Demand<'a> {
    pub text: &'a str,
    pub places: &'a [TagLike],
    /// For each element, the index of the last place that may close it: most searches end here.
    last_ends: Vec<usize>,
}

/// Where and how far to look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Index of the place after which the search begins.
    pub after: usize,
    /// Byte offset at which it ends at the latest.
    pub limit: u32,
    /// Whether escaped tags count.
    pub escaped: bool,
    /// Whether the element is the innermost one that is open, so that it ends where any other one does.
    pub innermost: bool,
}

impl<'a> Demand<'a> {
    /// Makes the places ready to be asked.
    pub(super) fn new(text: &'a str, places: &'a [TagLike]) -> Self {
        let mut last_ends = vec![0; Element::COUNT + 1];
        for (index, place) in places.iter().enumerate() {
            if place.form != Form::Start || place.damages.contains(Damages::BARE) {
                last_ends[place.element.index()] = index;
            }
            if place.form == Form::End && place.damages.contains(Damages::FUSED) {
                let name = &text[place.name.range()];
                Element::prefixes_of(name).for_each(|(element, _)| last_ends[element.index()] = index);
            }
        }
        Self { text, places, last_ends }
    }

    /// The index of the end tag of `element` that follows and that no start tag in between claims.
    pub(super) fn end_of(&self, element: Element, look: Look) -> Option<usize> {
        if self.last_ends[element.index()] <= look.after {
            return None;
        }
        let mut depth = 0_u32;
        let mut nested = 0;
        let mut phrasing = 0;
        // Paragraphs and options that begin and end within the element, as in a link around several or in a `select`.
        let mut paragraphs = 0_u32;
        for (index, place) in self.places.iter().enumerate().skip(look.after + 1).take(MOST) {
            steps(1);
            if place.span.start >= look.limit {
                return None;
            }
            if !look.escaped && place.damages.contains(Damages::ESCAPED) {
                // An escaped start tag may still claim an end tag.
                depth += u32::from(
                    nested == 0 && element.is(Is::PHRASING) && place.element == element && place.form == Form::Start,
                );
                continue;
            }
            if nested == 0 && self.is_end_like(place, element) {
                if depth == 0 {
                    return Some(index);
                }
                depth -= 1;
                continue;
            }
            if nested == 0 && self.is_start_like(place, element) {
                if element.ends_at(element) {
                    return None;
                }
                depth += 1;
                continue;
            }
            if look.innermost
                && nested == 0
                && place.damages.is_empty()
                && place.element.is(Is::PHRASING)
                && !place.element.is(Is::VOID)
            {
                match place.form {
                    Form::Start => phrasing += 1,
                    Form::End if phrasing == 0 => return None,
                    Form::End => phrasing -= 1,
                    Form::SelfClosing => {}
                }
                continue;
            }
            if matches!(place.element, Element::P | Element::OPTION)
                && element.is(Is::PHRASING)
                && place.damages.is_empty()
                && nested == 0
            {
                match place.form {
                    Form::Start => paragraphs += 1,
                    Form::End if paragraphs > 0 => {
                        paragraphs -= 1;
                        continue;
                    }
                    Form::End | Form::SelfClosing => {}
                }
            }
            match bounds(place, element) {
                Bound::Opens => nested += 1,
                Bound::Closes if nested == 0 => return None,
                Bound::Closes => nested -= 1,
                Bound::Ends if nested == 0 => return None,
                Bound::Ends | Bound::Passes => {}
            }
        }
        None
    }

    /// How many end tags of `element` follow that no start tag in between claims, `most` at most.
    pub(super) fn unclaimed(&self, element: Element, mut look: Look, most: usize) -> usize {
        for count in 0..most {
            let Some(end) = self.end_of(element, look) else { return count };
            look = Look { after: end, innermost: false, ..look };
        }
        most
    }

    /// Whether `place` may close `element`.
    pub(super) fn is_end_like(&self, place: &TagLike, element: Element) -> bool {
        if place.element == element {
            return match place.form {
                Form::End => true,
                Form::SelfClosing => !element.is(Is::VOID) && place.attribute_count == 0,
                Form::Start => {
                    place.damages.contains(Damages::BARE) && place.attribute_count == 0 && self.looks_like_an_end(place)
                }
            };
        }
        place.form == Form::End && place.damages.contains(Damages::FUSED) && self.begins_with(place, element)
    }

    /// Whether `place` may open `element`.
    fn is_start_like(&self, place: &TagLike, element: Element) -> bool {
        if place.element == element {
            return place.form == Form::Start
                && (!place.damages.contains(Damages::BARE) || !self.looks_like_an_end(place));
        }
        place.form == Form::Start
            && place.damages.contains(Damages::FUSED)
            && self.begins_with(place, element)
            && Element::prefixes_of(&self.text[place.name.range()]).next().is_some_and(|(known, _)| known == element)
    }

    /// Whether the run of letters of a fused tag begins with the name of `element`.
    fn begins_with(&self, place: &TagLike, element: Element) -> bool {
        let (run, name) = (self.text[place.name.range()].as_bytes(), element.name().as_bytes());
        run.len() >= name.len() && run[..name.len()].eq_ignore_ascii_case(name)
    }

    /// A bare tag that text does not directly follow looks like an end tag.
    pub(super) fn looks_like_an_end(&self, place: &TagLike) -> bool {
        let after = self.text[place.span.end as usize..].chars().next();
        !after.is_some_and(|char| char.is_alphanumeric() || matches!(char, '“' | '"' | '‘' | '(' | '«'))
    }

    /// Whether text, and no line end or tag, is before `place`.
    pub(super) fn is_behind_text(&self, place: &TagLike) -> bool {
        let before = self.text[..place.span.start as usize].trim_end_matches([' ', '\t']).bytes().next_back();
        !matches!(before, None | Some(b'\n' | b'\r' | b'>'))
    }
}

/// What a place of another element means for the search.
fn bounds(place: &TagLike, element: Element) -> Bound {
    let other = place.element;
    let is_damaged = !place.damages.is_empty() && !place.damages.contains(Damages::SPACED);
    if is_damaged || !other.is_known() || other.is_any(Is::VOID.union(Is::RUBY_PART)) {
        return Bound::Passes;
    }
    let is_container = match () {
        () if element.is(Is::ITEM) => other.is(Is::LIST),
        () if element.is(Is::TABLE_PART) => other == Element::TABLE,
        () if element.is(Is::PHRASING) => !other.is(Is::PHRASING),
        () if element == Element::P => !other.is(Is::PHRASING),
        () => other.is(Is::BARRIER),
    };
    match place.form {
        Form::Start if element == Element::P && other.is(Is::ENDS_P) => Bound::Ends,
        Form::Start if is_container && element.is(Is::PHRASING) && place.element.is(Is::OPTIONAL_END) => Bound::Passes,
        Form::Start if is_container => Bound::Opens,
        Form::End if is_container && element.is(Is::PHRASING) && place.element.is(Is::OPTIONAL_END) => Bound::Ends,
        Form::End if is_container => Bound::Closes,
        _ => Bound::Passes,
    }
}

enum Bound {
    /// Begins something in which end tags of the element belong to others.
    Opens,
    /// Ends it, or what the element is in.
    Closes,
    /// Ends the element itself.
    Ends,
    /// Nothing.
    Passes,
}
