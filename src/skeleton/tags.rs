//! The marks of tags: links, images, addresses, and elements.

use super::code;
use super::mark::{Kind, Mark, hash};
use super::target::Target;
use super::view::View;
use crate::text::Span;
use crate::tokens::Attribute;
use crate::tree::{Notes, Role, Tag};

/// Elements that a translation adds and leaves out as its language has it, and those that another mark tells.
const FREE: &[&str] = &[
    "br", "p", "wbr", "b", "strong", "i", "em", "u", "s", "small", "big", "font", "center", "html", "body", "head",
    "tbody", "thead", "tfoot", "colgroup", "code", "kbd", "samp", "tt", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "meta", "title", "rt", "rp", "ruby", "q", "bdi", "bdo", "nobr", "abbr", "cite", "dfn", "mark", "strike",
];

/// Attributes whose values are the same in every language.
pub(super) const SAME: &[&str] =
    &["class", "classname", "style", "type", "rel", "target", "role", "for", "width", "height", "colspan", "rowspan"];

pub(super) fn read(view: &View, marks: &mut Vec<Mark>) {
    for tag in &view.tree.tags {
        let opens = matches!(tag.role, Role::Start | Role::Alone);
        if opens && !tag.notes.intersects(Notes::IN_CODE | Notes::CARRIED) {
            add(view, tag, marks);
        }
    }
}

fn add(view: &View, tag: &Tag, marks: &mut Vec<Mark>) {
    let written = view.slice(tag.name);
    let name = if tag.element.is_known() { tag.element.name() } else { written };
    let attributes = view.attributes(tag);
    let named =
        |wanted: &str| attributes.iter().find(|attribute| view.slice(attribute.name).eq_ignore_ascii_case(wanted));
    let address = named("id").or_else(|| named("name").filter(|_| name == "a"));
    if let Some(value) = address.and_then(|attribute| inner(view, attribute)) {
        marks.push(Mark::new(Kind::Anchor, tag.span, value, hash(view.slice(value))));
    }
    if name == "pre" && tag.partner.is_some() {
        // Code, as between fences; what language it is in is written in too many ways.
        let mut mark = Mark::new(Kind::Block, whole(view, tag), Span::at(tag.span.start), code::key("", ""));
        (mark.words, mark.label) = (content(view, tag), hash(code::family("")));
        marks.push(mark);
        return;
    }
    let target = match name {
        "a" => named("href"),
        "img" => named("src"),
        _ => None,
    };
    if let Some(value) = target.and_then(|attribute| inner(view, attribute)) {
        let kind = if name == "a" { Kind::Link } else { Kind::Image };
        let address = view.slice(value).replace("&amp;", "&");
        let mut mark = Mark::new(kind, whole(view, tag), value, Target::read(&address).key());
        (mark.is_image, mark.words) = (name == "img", content(view, tag));
        marks.push(mark);
        return;
    }
    let is_free = FREE.iter().any(|free| name.eq_ignore_ascii_case(free)) || name == "a" || name.is_empty();
    if is_free {
        return;
    }
    let same: Vec<_> = attributes
        .iter()
        .filter(|attribute| SAME.contains(&&*view.slice(attribute.name).to_ascii_lowercase()))
        .map(|attribute| (view.slice(attribute.name), attribute.inner_value(view.text())))
        .collect();
    let mut mark = Mark::new(Kind::Tag, tag.span, tag.span, hash((name, same)));
    (mark.label, mark.words) = (hash(name), content(view, tag));
    marks.push(mark);
}

/// The value of an attribute without its quotes.
fn inner(view: &View, attribute: &Attribute) -> Option<Span> {
    let value = attribute.inner_value(view.text());
    let start = attribute.value.start + view.slice(attribute.value).find(value)? as u32;
    (!value.is_empty()).then(|| Span::new(start, start + value.len() as u32))
}

/// The element of a tag, its end tag included.
fn whole(view: &View, tag: &Tag) -> Span {
    let end = tag.partner.map(|partner| view.tree.tags[partner as usize].span.end);
    Span::new(tag.span.start, end.unwrap_or(tag.span.end).max(tag.span.end))
}

/// What stands between a tag and its end tag.
fn content(view: &View, tag: &Tag) -> Span {
    let end = tag.partner.map(|partner| view.tree.tags[partner as usize].span.start);
    Span::new(tag.span.end, end.unwrap_or(tag.span.end).max(tag.span.end))
}
