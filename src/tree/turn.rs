//! Start tags that were meant to be end tags: `<b>x<b>`, `<td>a<td></tr>`.

use super::stack::Open;
use super::tag::{Notes, Role, Tag};
use super::written::Written;
use crate::text::Span;
use crate::tokens::{Element, Is};

/// Turns start tags among `popped`, which ended without end tags, into the end tags of the elements around them.
///
/// `popped` is outermost first, `tags` are all tags so far; `index` is the tag-like place that ended them.
pub(super) fn turn_start_tags(written: &Written, tags: &mut [Tag], popped: &[Open], index: usize) {
    for at in (0..popped.len()).rev() {
        let inner = popped[at];
        if !may_be_an_end(written.text, tags, inner) {
            continue;
        }
        if inner.element.ends_at(inner.element) {
            turn_sibling(written, tags, inner, index);
            continue;
        }
        let outer = popped[..at].iter().rev().take(MOST_BETWEEN).find(|outer| outer.key == inner.key);
        if let Some(outer) = outer.filter(|outer| tags[outer.tag as usize].partner.is_none()) {
            turn(tags, outer.tag, inner.tag);
        }
    }
}

/// How many open elements may be between the two.
const MOST_BETWEEN: usize = 16;

fn may_be_an_end(text: &str, tags: &[Tag], open: Open) -> bool {
    let tag = &tags[open.tag as usize];
    let plain = tag.attribute_count == 0 && tag.partner.is_none() && tag.role == Role::Start;
    if !plain || !open.element.is_known() || open.element.is(Is::PAGE) || tag.reaches_on() {
        return false;
    }
    // A list that goes on with an item, or a table with a row, is one.
    let after = text[tag.span.end as usize..].trim_start();
    let goes_on = tags.get(open.tag as usize + 1).is_some_and(|next| {
        let directly = text[tag.span.end as usize..next.span.start.max(tag.span.end) as usize].trim().is_empty();
        directly && !next.is_end() && !next.element.fits_in(Element::P) && next.element.fits_in(open.element)
    });
    !(goes_on || open.element.is(Is::LIST) && after.starts_with("<li"))
}

/// `<li>a<li>`, `<td>a<td></tr>`, `<h2>A<h2>`: the second is empty, and it ended the first.
fn turn_sibling(written: &Written, tags: &mut [Tag], inner: Open, index: usize) {
    let tag = tags[inner.tag as usize];
    let end = written.places.list.get(index).map_or(written.text.len() as u32, |place| place.span.start);
    let content = Span::new(tag.span.end.min(end), end);
    let is_empty = written.text[content.range()].trim().is_empty() || inner.element.is(Is::HEADING);
    if !is_empty {
        return;
    }
    let before = tags[..inner.tag as usize].iter().enumerate().rev().take(MOST_BETWEEN);
    let sibling = before
        .take_while(|(_, other)| {
            other.element == inner.element || !other.element.is(Is::ENDS_P) && !other.element.is(Is::TABLE_PART)
        })
        .find(|(_, other)| other.element == inner.element);
    let Some((first, other)) = sibling else { return };
    let open = other.role == Role::Start && other.partner.is_none() && other.parent == tag.parent;
    let ends_text = written.text[other.span.end as usize..tag.span.start as usize]
        .lines()
        .last()
        .is_some_and(|line| !line.trim().is_empty());
    let is_sure = ends_text && !inner.element.is(Is::CELL) && written.counts(inner.element).1 > 0;
    if open && (is_sure || closes_explicitly(written, inner.element)) {
        turn(tags, first as u32, inner.tag);
    }
}

/// Whether the document writes the end tags of `element` that it could leave out.
fn closes_explicitly(written: &Written, element: Element) -> bool {
    if !element.is(Is::OPTIONAL_END) {
        return true;
    }
    let (starts, ends) = written.counts(element);
    ends > 0 && ends * 3 >= starts
}

fn turn(tags: &mut [Tag], start: u32, end: u32) {
    tags[start as usize].partner = Some(end);
    tags[start as usize].notes |= Notes::PAIRED;
    tags[start as usize].notes.remove(Notes::IMPLIED_END);
    let parent = tags[start as usize].parent;
    let tag = &mut tags[end as usize];
    tag.partner = Some(start);
    tag.role = Role::End;
    tag.parent = parent;
    tag.notes |= Notes::PAIRED | Notes::TURNED;
}
