//! Names that no element has, and the elements that were meant by them: those that are open, or closed below.

use super::case::Case;
use crate::text::{Flavor, is_one_off};
use crate::tokens::work::steps;
use crate::tokens::{Damages, Element, Form, Is, Quotes, TagLike};

/// Letters of a name that is compared with those of elements, at the most.
const LONGEST: usize = 12;

/// How many open elements, and how many places below, are looked through.
const NEAR: usize = 60;

/// Elements that are tried at the most.
const MOST: usize = 3;

/// The elements that the unknown name of `place` may have been, and what is wrong with it then.
pub(super) fn meant_names(case: &Case, place: &TagLike) -> [Option<(Element, Damages)>; MOST] {
    let mut meant = [None; MOST];
    if let Some(element) = split(case, place) {
        meant[0] = Some((element, Damages::SPLIT));
        return meant;
    }
    if place.element.is_known() || !Damages::NAMELESS.contains(place.damages) {
        return meant;
    }
    if place.damages.contains(Damages::NAMELESS) {
        let is_fragment = case.written.source.flavor() == Flavor::Mdx;
        let top = case.stack.top().filter(|top| top.element.is_known() && !is_fragment);
        meant[0] = top.map(|top| (top.element, Damages::empty()));
        return meant;
    }
    let name = &case.written.text[place.name.range()];
    let is_plain = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if !is_plain || name.len() > LONGEST || place.attribute_count > 0 && place.form == Form::End {
        return meant;
    }
    let mut next = 0;
    let mut add = |element: Element| {
        if next < MOST && element.is_known() && is_near(name, element.name()) {
            meant[next] = Some((element, Damages::MISSPELT));
            next += 1;
        }
    };
    match place.form {
        Form::End if is_open(case, name) => {}
        Form::End => {
            let length = case.stack.len();
            steps(length.min(NEAR));
            (0..length).rev().take(NEAR).for_each(|depth| add(case.stack.get(depth).element));
        }
        Form::Start if closes_below(case, name) => {}
        Form::Start if let Some(void) = doubled_void(name) => add(void),
        Form::Start => {
            let below = ends_below(case);
            below.for_each(|place| add(place.element));
        }
        Form::SelfClosing => {}
    }
    meant
}

/// The element whose name was torn in two: the second part was read as an attribute.
fn split(case: &Case, place: &TagLike) -> Option<Element> {
    let is_torn = place.attribute_count == 1 && Damages::END_ATTRIBUTES.contains(place.damages);
    let rest = case.written.places.attributes.get(place.first_attribute as usize).filter(|_| is_torn)?;
    let text = case.written.text;
    let length = place.name.len() + rest.name.len();
    if rest.quotes != Quotes::NoValue || length > LONGEST as u32 || rest.name.start != place.name.end + 1 {
        return None;
    }
    let name = [&text[place.name.range()], &text[rest.name.range()]].concat();
    let element = Element::named(&name);
    (element.is_known() && name.len() > 2).then_some(element)
}

/// Whether an element of this unknown name is open, so that an end tag of that name belongs to it.
fn is_open(case: &Case, name: &str) -> bool {
    let text = case.written.text;
    let length = case.stack.len();
    (0..length).rev().take(NEAR).any(|depth| {
        let open = case.stack.get(depth);
        !open.element.is_known()
            && case.tags.get(open.tag as usize).is_some_and(|tag| text[tag.name.range()].eq_ignore_ascii_case(name))
    })
}

/// Whether an end tag of this unknown name follows.
fn closes_below(case: &Case, name: &str) -> bool {
    let text = case.written.text;
    ends_below(case).any(|place| text[place.name.range()].eq_ignore_ascii_case(name))
}

fn ends_below<'c>(case: &'c Case) -> impl Iterator<Item = &'c TagLike> + 'c {
    let below = case.written.places.list.iter().skip(case.index + 1).take(NEAR);
    below.inspect(|_| steps(1)).filter(|place| place.form == Form::End)
}

/// The void element whose name this is but for its last letter, which is there twice: `<brr>`.
fn doubled_void(name: &str) -> Option<Element> {
    let shorter = name.get(..name.len().checked_sub(1)?)?;
    let element = Element::named(shorter);
    (element.is_known() && element.is(Is::VOID) && name.ends_with(&shorter[shorter.len() - 1..])).then_some(element)
}

/// Whether one letter is lost, added, changed or in its neighbour's place. A name of one letter is found only where it is
/// there twice: anything is near it else.
fn is_near(name: &str, element: &str) -> bool {
    if element.len() == 1 {
        return name.len() == 2 && name.bytes().all(|byte| byte == element.as_bytes()[0]);
    }
    name.len() > 1 && is_one_off(name, element)
}
