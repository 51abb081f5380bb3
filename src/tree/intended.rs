//! Writes the tag that was meant.

use super::tag::{Notes, Role, Tag};
use crate::text::Span;
use crate::tokens::{Attribute, Damages, Form, Is, Quotes, is_duplicate, mended_name, mended_value};

/// The intended tag as text: its name in the case of well-formed tags, its attributes as written, its delimiters mended.
pub fn intended_text(text: &str, tag: &Tag, attributes: &[Attribute]) -> String {
    let mut out = String::with_capacity(tag.span.len() as usize + 4);
    let name = if tag.element.is_known() { tag.element.name() } else { &text[tag.name.range()] };
    if tag.role == Role::End {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
        return out;
    }
    out.push('<');
    out.push_str(name);
    let is_broken = tag.damages.contains(Damages::BROKEN_ATTRIBUTE);
    let drops_duplicates = tag.damages.contains(Damages::DUPLICATE_ATTRIBUTE);
    for (index, attribute) in attributes.iter().enumerate() {
        let name = text[attribute.name.range()].trim_start_matches(['“', '”', '"']);
        if name.is_empty() || drops_duplicates && is_duplicate(text, attributes, index) {
            continue;
        }
        out.push(' ');
        out.push_str(&if is_broken { broken_attribute(text, attribute) } else { mended_attribute(text, attribute) });
    }
    if tag.form == Form::SelfClosing && (tag.element.is(Is::VOID) || tag.notes.contains(Notes::FOREIGN)) {
        out.push_str(slash_as_written(text, tag));
    }
    out.push('>');
    out
}

/// The attribute with straight quotes where it had typographic ones, otherwise as written.
pub fn mended_attribute(text: &str, attribute: &Attribute) -> String {
    let name = text[attribute.name.range()].trim_start_matches(['“', '”', '"']);
    match attribute.quotes {
        Quotes::NoValue => name.to_owned(),
        Quotes::Braces if attribute.value.is_empty() => name.to_owned(),
        Quotes::Curly => {
            let value = attribute.inner_value(text).replace('：', ":").replace('；', ";");
            format!("{name}=\"{value}\"")
        }
        _ => format!("{name}={}", &text[attribute.value.range()]),
    }
}

/// An attribute with whole quotes, its name and value as they were before they were translated.
fn broken_attribute(text: &str, attribute: &Attribute) -> String {
    if matches!(attribute.quotes, Quotes::NoValue | Quotes::Braces) {
        return mended_attribute(text, attribute);
    }
    let name = mended_name(&text[attribute.name.range()]);
    let value = mended_value(name, attribute.inner_value(text));
    match (value.contains('"'), value.contains('\'')) {
        _ if attribute.quotes == Quotes::Single && !value.contains('\'') => format!("{name}='{value}'"),
        (false, _) => format!("{name}=\"{value}\""),
        (true, false) => format!("{name}='{value}'"),
        (true, true) => format!("{name}=\"{}\"", value.replace('"', "&quot;")),
    }
}

/// ` /` as the void element wrote it, without the white space that damage put after the slash.
fn slash_as_written(text: &str, tag: &Tag) -> &'static str {
    let inside = text[tag.span.range()].trim_end_matches('>').trim_end().trim_end_matches('/');
    if inside.ends_with([' ', '\t', '\n']) { " /" } else { "/" }
}

/// The span that a repair of `tag` replaces: a bare end tag takes the white space that was put before it along.
pub fn repaired_span(text: &str, tag: &Tag) -> Span {
    if tag.role != Role::End || !tag.damages.contains(Damages::BARE) || tag.damages.contains(Damages::GLUED) {
        return tag.span;
    }
    let before = &text[..tag.span.start as usize];
    let kept = before.trim_end_matches([' ', '\t']);
    let follows_text = kept.chars().next_back().is_some_and(|char| char != '\n' && char != '\r');
    // On a line of its own, a single space is the one that was put before it.
    let lone_space = before.len() - kept.len() == 1;
    let start = if follows_text || lone_space { kept.len() as u32 } else { tag.span.start };
    Span::new(start, tag.span.end)
}
