//! Sums the evidence for reading a tag-like place as a tag.

use super::case::Case;
use super::demand::Look;
use super::evidence::{self as weight, Evidence};
use super::keys::Key;
use super::prose;
use super::roles;
use super::tag::Role;
use crate::text::Span;
use crate::tokens::search;
use crate::tokens::{Damages, Element, Form, Is, Quotes, TagLike};

/// The evidence for reading `place` as a tag of `element`, priors left out, and the role it would have.
pub(super) fn weigh(
    case: &Case,
    place: &TagLike,
    element: Element,
    name: Span,
    span: Span,
) -> Option<(Evidence, Role)> {
    let role = roles::role(case, place, element, span)?;
    let is_weak = place.damages.intersects(Damages::MISSPELT | Damages::SPLIT | Damages::BRACKETS);
    if is_weak && role == Role::Start && case.ahead(element, false).is_none() {
        return None;
    }
    let mut evidence = Evidence::default();
    weigh_form(case, place, element, name, role, &mut evidence);
    weigh_place(case, place, element, span, role, &mut evidence)?;
    let closes_code = role == Role::End && element.is(Is::CODE);
    evidence.add(case.stack.in_code() && !closes_code && !begins_code(case, place, element), weight::CODE);
    evidence.add(place.damages.contains(Damages::ESCAPED) && is_shown_as_code(case), weight::CODE);
    Some((evidence, role))
}

/// Whether the class of an element around the place says that it shows code: `<div class="code">`.
fn is_shown_as_code(case: &Case) -> bool {
    let around = (0..case.stack.len()).rev().take(MOST_AROUND).map(|depth| case.stack.get(depth));
    let mut attributes = around.filter_map(|open| case.tags.get(open.tag as usize)).flat_map(|tag| {
        let first = tag.first_attribute as usize;
        &case.written.places.attributes[first..first + tag.attribute_count as usize]
    });
    let text = case.written.text;
    attributes.any(|attribute| {
        let names = || attribute.inner_value(text).split([' ', '-', '_']);
        text[attribute.name.range()].eq_ignore_ascii_case("class") && names().any(|name| CODE_CLASSES.contains(&name))
    })
}

/// How many elements around a place are asked for their class.
const MOST_AROUND: usize = 6;

/// Words in the classes of elements that show code.
const CODE_CLASSES: &[&str] = &["code", "codeblock", "highlight", "listing", "prettyprint", "snippet", "sourcecode"];

/// Whether the place is the `code` that begins a `pre`.
fn begins_code(case: &Case, place: &TagLike, element: Element) -> bool {
    let last = case.tags.last();
    element.name() == "code"
        && last.is_some_and(|last| last.element.name() == "pre" && last.span.end == place.span.start)
}

/// Whether letters or digits are directly before and after `span`.
fn is_tight(text: &str, span: Span) -> bool {
    let before = text[..span.start as usize].chars().next_back();
    let after = text[span.end as usize..].chars().next();
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

/// Adds what its form says.
fn weigh_form(case: &Case, place: &TagLike, element: Element, name: Span, role: Role, evidence: &mut Evidence) {
    let damages = place.damages;
    let valued = has_values(case, place);
    let as_end = place.form == Form::End;
    evidence.add(damages.contains(Damages::ESCAPED), weight::ESCAPED);
    let is_void = element.is(Is::VOID);
    evidence.add(
        is_void && damages.contains(Damages::ESCAPED) && is_tight(case.written.text, place.span),
        weight::ESCAPED_TIGHT,
    );
    evidence.add(damages.contains(Damages::WIDE), weight::WIDE);
    if damages.contains(Damages::FUSED) {
        *evidence += if as_end { weight::FUSED_END } else { weight::FUSED };
        weigh_capital(case, element, name, evidence);
        evidence.add(damages.contains(Damages::SPACED), weight::FUSED_SPACED);
    } else if damages.contains(Damages::UNTERMINATED) {
        *evidence += match () {
            () if as_end => weight::UNTERMINATED_END,
            () if valued || damages.contains(Damages::CUT_OFF) => weight::UNTERMINATED_ATTRIBUTES,
            () => weight::UNTERMINATED_START,
        };
    } else if damages.contains(Damages::SPACED) {
        *evidence += match place.form {
            Form::End => weight::SPACED_END,
            Form::SelfClosing => weight::SPACED_SLASH,
            Form::Start => weight::SPACED_START,
        };
        evidence.add(place.form == Form::Start && valued, weight::SPACED_ATTRIBUTES);
        evidence.add(element.is(Is::VOID) && is_tight(case.written.text, place.span), weight::SPACED_TIGHT);
    }
    if damages.contains(Damages::BARE) {
        *evidence += match place.form {
            Form::End => weight::BARE_SLASH,
            Form::SelfClosing => weight::BARE_SELF_CLOSING,
            Form::Start if valued => weight::BARE_ATTRIBUTES,
            Form::Start => weight::BARE,
        };
        evidence.add(damages.contains(Damages::GLUED), weight::GLUED);
    }
    evidence.add(damages.contains(Damages::HOMOGLYPH), weight::HOMOGLYPH);
    evidence.add(damages.contains(Damages::TRANSLATED), weight::TRANSLATED);
    evidence.add(
        damages.contains(Damages::MISSPELT),
        if element.is(Is::VOID) { weight::MISSPELT_VOID } else { weight::MISSPELT },
    );
    evidence.add(damages.contains(Damages::NAMELESS) && !as_end, weight::NAMELESS);
    evidence.add(damages.contains(Damages::NAMELESS) && as_end, weight::NAMELESS_END);
    evidence.add(
        damages.contains(Damages::BACKSLASH),
        if element.is(Is::VOID) { weight::BACKSLASH_VOID } else { weight::BACKSLASH_END },
    );
    evidence.add(damages.contains(Damages::INVISIBLE), weight::INVISIBLE);
    evidence.add(damages.contains(Damages::BRACKETS), weight::BRACKETS);
    evidence.add(damages.contains(Damages::SPLIT), weight::SPLIT);
    evidence.add(damages.contains(Damages::HALF_ESCAPED), weight::HALF_ESCAPED);
    evidence.add(damages.contains(Damages::FUSED_ATTRIBUTE), weight::FUSED_ATTRIBUTE);
    let no_word = !element.is(Is::WORD) && (role == Role::End || !damages.contains(Damages::ESCAPED));
    evidence.add(no_word, weight::NO_WORD);
}

/// A capital right behind a lower-case name, or behind a capitalised one: the text that the tag ran into.
fn weigh_capital(case: &Case, element: Element, name: Span, evidence: &mut Evidence) {
    let text = case.written.text;
    let after = text[name.end as usize..].chars().next();
    let written = &text[name.range()];
    let is_lower = written.bytes().all(|byte| !byte.is_ascii_uppercase());
    let is_capitalised = written.len() > 2 && written[1..].bytes().all(|byte| !byte.is_ascii_uppercase());
    let boundary = after.is_some_and(|char| {
        char.is_uppercase() || !char.is_ascii() || char.is_ascii_digit() && !element.is(Is::HEADING)
    });
    if boundary && (is_lower || is_capitalised) {
        let is_letter = written.len() == 1 && element.name() != "p";
        *evidence += if is_letter { weight::FUSED_CAPITAL_LETTER } else { weight::FUSED_CAPITAL };
    }
}

/// Adds what its place says; `None` where its place rules a tag out.
fn weigh_place(
    case: &Case,
    place: &TagLike,
    element: Element,
    span: Span,
    role: Role,
    evidence: &mut Evidence,
) -> Option<()> {
    weigh_surroundings(case, place, span, role, evidence);
    match role {
        Role::End => weigh_end(case, place, element, evidence),
        Role::Start | Role::Alone => weigh_start(case, place, element, role, evidence),
        Role::Mention => Some(()),
    }
}

fn weigh_end(case: &Case, place: &TagLike, element: Element, evidence: &mut Evidence) -> Option<()> {
    let depth = case.stack.reach(Key::of(element), element);
    let lacks = depth.is_some() && case.lacks_an_end(element, false);
    let glued = place.damages.contains(Damages::GLUED);
    let is_listing = || case.stack.depth(Key::of(Element::PRE)).is_some() && case.has_live_end(element);
    if place.damages.contains(Damages::ESCAPED) && (!lacks || is_listing()) {
        return None;
    }
    let top = case.stack.top();
    let innermost = top.is_some_and(|top| top.element == element);
    let closes = lacks || depth.is_some() && element.is(Is::OPTIONAL_END) && place.form == Form::End;
    if glued && (!closes || element.name().len() == 1 && !innermost) {
        return None;
    }
    evidence.add(closes, weight::CLOSES_OPEN);
    evidence.add(closes && innermost, weight::CLOSES_INNERMOST);
    let ends_cells = element == Element::TABLE && top.is_some_and(|top| top.element.is(Is::TABLE_PART));
    evidence.add(ends_cells, weight::FITS);
    Some(())
}

fn weigh_start(case: &Case, place: &TagLike, element: Element, role: Role, evidence: &mut Evidence) -> Option<()> {
    let escaped = place.damages.contains(Damages::ESCAPED);
    let is_open = case.is_open(element);
    let pairs = role == Role::Start && pairs(case, place, element, is_open, escaped);
    let needed = role == Role::Start && is_needed(case, element);
    if escaped && !pairs && !needed && is_open && !may_nest(place, element) {
        return None;
    }
    let is_escaped = |end: usize| case.written.places.list[end].damages.contains(Damages::ESCAPED);
    evidence.add(pairs, weight::PAIRS);
    evidence.add(needed, weight::NEEDED);
    evidence.add(escaped && pairs, weight::ONLY_PARTNER);
    let shown = escaped && !pairs && may_nest(place, element) && case.ahead(element, true).is_some_and(is_escaped);
    evidence.add(shown, weight::PAIRS_ESCAPED);
    let parent = case.stack.top().map_or(Element::UNKNOWN, |top| top.element);
    let is_part = !element.fits_in(Element::UNKNOWN);
    let sibling = is_part && (parent.ends_at(element) || parent == element);
    evidence.add(is_part && (element.fits_in(parent) || sibling), weight::FITS);
    Some(())
}

/// Whether an end tag follows that this start tag alone can claim.
fn pairs(case: &Case, place: &TagLike, element: Element, is_open: bool, escaped: bool) -> bool {
    let look = Look { escaped: !escaped, ..case.written.look_for(element, case.index) };
    let Some(end) = case.written.demand.end_of(element, look) else { return false };
    if !is_open || element.ends_at(element) {
        return !is_open || !escaped || place.damages.contains(Damages::BARE);
    }
    // The open element needs an end tag of its own.
    case.written.demand.end_of(element, Look { after: end, ..look }).is_some()
}

/// Whether a cell, row or item follows directly that has no place without this tag.
fn is_needed(case: &Case, element: Element) -> bool {
    let parent = case.stack.top().map_or(Element::UNKNOWN, |top| top.element);
    let next = case.written.places.list.get(case.index + 1).map_or(Element::UNKNOWN, |next| next.element);
    let has_place = next.fits_in(parent) || parent.ends_at(next);
    !has_place && case.holds_next(element)
}

/// Adds what the text around it says.
fn weigh_surroundings(case: &Case, place: &TagLike, span: Span, role: Role, evidence: &mut Evidence) {
    let text = case.written.text;
    let line_end = case.written.line_end(span.start) as usize;
    let after = text.get(span.end as usize..line_end).unwrap_or("").trim_start();
    let before = &text[case.written.line_content(span.start).min(span.start) as usize..span.start as usize];
    let weak = place.damages.intersects(Damages::BARE | Damages::UNTERMINATED | Damages::ESCAPED | Damages::FUSED);
    let ends = role == Role::End && weak && ends_line(after);
    evidence.add(ends, weight::ENDS_LINE);
    evidence.add(ends && ends_sentence(before), weight::ENDS_SENTENCE);
    let last = case.tags.last();
    let follows_tag = last.is_some_and(|last| {
        let gap = text.get(last.span.end as usize..span.start as usize);
        gap.is_some_and(|gap| gap.trim().is_empty() && gap.len() < 4)
    });
    let begins = before.trim().is_empty() || follows_tag || before.ends_with('>');
    evidence.add(begins && role != Role::End, weight::BEGINS_LINE);
    let both_bare = last.is_some_and(|last| (last.damages & place.damages).contains(Damages::BARE));
    evidence.add(follows_tag && both_bare, weight::FOLLOWS_BARE);
    let may_be_shown = (Damages::SPACED | Damages::ESCAPED | Damages::WIDE).contains(place.damages);
    let shown = place.form == Form::Start && may_be_shown && prose::is_mention(text, span);
    evidence.add(shown, weight::NOUN);
    let is_plain = place.form == Form::Start && place.attribute_count == 0 && !place.element.is(Is::VOID);
    evidence.add(is_plain && place.damages.contains(Damages::ESCAPED) && prose::is_word(text, span), weight::WORD);
    let marked = Damages::BARE | Damages::ESCAPED | Damages::WIDE;
    let bare_name = place.attribute_count == 0 && !place.damages.intersects(marked) && role != Role::End;
    evidence.add(bare_name && prose::is_comparison(text.as_bytes(), span), weight::COMPARISON);
}

fn has_values(case: &Case, place: &TagLike) -> bool {
    let first = place.first_attribute as usize;
    let attributes = &case.written.places.attributes[first..first + place.attribute_count as usize];
    attributes.iter().any(|attribute| !matches!(attribute.quotes, Quotes::NoValue))
}

/// Whether an element may stand in another of its name: what is open is not shown by a nested mention.
fn may_nest(place: &TagLike, element: Element) -> bool {
    place.attribute_count > 0 || !element.is(Is::PHRASING)
}

/// Whether `before`, the line up to a tag, ends with a space or like a sentence.
fn ends_sentence(before: &str) -> bool {
    let trimmed = before.trim_end();
    let ends = trimmed.ends_with(['.', '!', '?', ':', ';', '。', '”', '"', ')', '>']);
    !trimmed.is_empty() && (trimmed.len() < before.len() || ends)
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
        let Some(close) = search::byte(b'>', near) else { break };
        rest = rest[close + 1..].trim_start();
    }
    rest.is_empty()
}
