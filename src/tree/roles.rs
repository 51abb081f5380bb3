//! What a tag-like place does, if it is a tag: start, end or stand alone.

use super::case::Case;
use super::keys::Key;
use super::tag::Role;
use crate::text::Span;
use crate::tokens::{Damages, Element, Form, Is, TagLike};

/// The role that the form of `place` shows, read as a tag of `element`.
pub(super) fn as_written(place: &TagLike, element: Element) -> Role {
    match place.form {
        Form::End => Role::End,
        Form::Start if element.is(Is::VOID) => Role::Alone,
        Form::Start => Role::Start,
        Form::SelfClosing => Role::Alone,
    }
}

/// What the place does, if it is a tag.
pub(super) fn role(case: &Case, place: &TagLike, element: Element, span: Span) -> Option<Role> {
    let is_open = case.is_open(element);
    let glued = place.damages.contains(Damages::GLUED);
    if element.is(Is::VOID) {
        return (!glued && (place.form != Form::End)).then_some(Role::Alone).or((!glued).then_some(Role::End));
    }
    match place.form {
        Form::End => Some(Role::End),
        Form::SelfClosing if place.damages.contains(Damages::BARE) => Some(Role::End),
        Form::SelfClosing if case.closes_itself(place) => Some(Role::Alone),
        Form::SelfClosing => Some(match self_closing_role(case, place, element) {
            // A spaced one without attributes is what translation makes of an end tag.
            Role::Alone if place.attribute_count == 0 => Role::End,
            role => role,
        }),
        Form::Start if place.damages.contains(Damages::BARE) && place.attribute_count == 0 => {
            let pairs = case.ahead(element, true).is_some();
            let place = TagLike { span, ..*place };
            let begins = !is_open && !case.written.demand.is_behind_text(&place);
            let ends_line = case.written.rest_of_line(span).trim().is_empty();
            let alone = !is_open && !ends_line;
            let starts = pairs && (begins || alone || !case.written.demand.looks_like_an_end(&place));
            (starts || !glued || is_open).then_some(if starts { Role::Start } else { Role::End })
        }
        Form::Start => Some(start_role(case, place, element, is_open)),
    }
}

/// A damaged tag in the form of a start tag: an end tag without its slash where its element is open and has no other end.
fn start_role(case: &Case, place: &TagLike, element: Element, is_open: bool) -> Role {
    if !is_open || place.attribute_count > 0 || case.holds_next(element) || !case.lacks_an_end(element, true) {
        return Role::Start;
    }
    let in_block = case.stack.depth(Key::of(element)).is_some_and(|depth| {
        let start = case.stack.get(depth).tag;
        case.written.block_end(case.tags[start as usize].span.start) == case.written.block_end(place.span.start)
    });
    let rest = case.written.rest_of_line(place.span).trim_start();
    let ends = (rest.is_empty() || rest.starts_with('<')) && case.written.demand.is_behind_text(place);
    let is_end = match () {
        () if element.is(Is::HEADING) => true,
        () if element.is(Is::PHRASING) => in_block,
        () => ends,
    };
    if is_end { Role::End } else { Role::Start }
}

/// `</div id="b">` with no `div` open, and with an end tag ahead that closes nothing else.
pub(super) fn was_a_start_tag(case: &Case, place: &TagLike) -> bool {
    !case.is_open(place.element) && case.ahead(place.element, true).is_some()
}

/// Whether an end tag stands where start tags do and end tags do not: before the words of its element, and at the beginning
/// of a line or behind a space.
pub(super) fn is_shaped_like_a_start_tag(case: &Case, place: &TagLike) -> bool {
    let text = case.written.text;
    if place.element.is(Is::RAW) {
        return false;
    }
    let before = text[..place.span.start as usize].chars().next_back();
    let after = &text[place.span.end as usize..];
    let begins = before.is_none_or(|char| char.is_whitespace() || char == '>');
    let holds_words = after.starts_with(char::is_alphanumeric);
    begins && (holds_words || case.holds_next(place.element) || holds_first_child(case, place))
        || holds_words && is_tight(case, place)
}

/// Whether the element's end tag follows on the same line, with nothing but a few words between: `H</sub>2</sub>O`.
fn is_tight(case: &Case, place: &TagLike) -> bool {
    let next = case.written.places.list.get(case.index + 1);
    next.is_some_and(|next| {
        let between = &case.written.text[place.span.end as usize..next.span.start as usize];
        let is_short = between.len() < 40 && !between.contains(['\n', '<', '>']) && between.trim() == between;
        next.element == place.element && next.form == Form::End && is_short
    })
}

/// What begins the content of an element that hardly anything else begins.
const FIRST_CHILDREN: [(&str, &str); 4] =
    [("details", "summary"), ("figure", "img"), ("figure", "picture"), ("pre", "code")];

fn holds_first_child(case: &Case, place: &TagLike) -> bool {
    let Some(next) = case.written.places.list.get(case.index + 1) else { return false };
    let between = &case.written.text[place.span.end as usize..next.span.start as usize];
    let pair = (place.element.name(), next.element.name());
    next.form != Form::End && between.len() < 4 && between.trim().is_empty() && FIRST_CHILDREN.contains(&pair)
}

/// `<strong/>`: the end tag of an open `strong`, or a start tag whose end tag follows, or an empty element.
pub(super) fn self_closing_role(case: &Case, place: &TagLike, element: Element) -> Role {
    let is_open = case.is_open(element);
    let ahead = case.ahead(element, true);
    if place.attribute_count == 0 && is_open && case.lacks_an_end(element, true) {
        Role::End
    } else if !is_open && ahead.is_some() {
        Role::Start
    } else {
        Role::Alone
    }
}
