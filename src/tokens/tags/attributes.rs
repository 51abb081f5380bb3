//! Attributes, as WHATWG HTML 13.1.2.3 writes them, and as damage leaves them.

use super::attribute::{Attribute, Quotes, is_quote};
use super::prose::are_prose;
use super::templates::{LONGEST_BRACES, Templates};
use crate::text::Span;
use crate::tokens::search;
use crate::tokens::work::steps;

/// How many attributes of a tag are compared with one another.
const MOST_COMPARED: usize = 64;

/// Whether a browser drops the attribute at `index` since one before it has its name (WHATWG HTML 13.2.5.33). Words of the
/// article are not attributes, and among words no name without a value is one. What is before a template tag may be
/// another branch, of which the page has one.
pub fn is_duplicate(text: &str, attributes: &[Attribute], index: usize) -> bool {
    let attribute = &attributes[index];
    let name = &text[attribute.name.range()];
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let is_same = |other: &Attribute| text[other.name.range()].eq_ignore_ascii_case(name);
    let before = attributes[..index].iter().rev().take(MOST_COMPARED).take_while(|other| !other.is_template());
    if !is_plain || attribute.quotes == Quotes::Braces || !before.into_iter().any(is_same) {
        return false;
    }
    let is_among_words = || attributes.len() > MOST_COMPARED || are_prose(text, attributes);
    attribute.quotes != Quotes::NoValue || is_attribute_name(name) && !is_among_words()
}

/// Attribute names that HTML knows and that an article may use without a value, or that prove a tag that lost its name.
const KNOWN: &[&str] = &[
    "action",
    "align",
    "allowfullscreen",
    "alt",
    "async",
    "autofocus",
    "autoplay",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "charset",
    "checked",
    "class",
    "color",
    "colspan",
    "compact",
    "content",
    "contenteditable",
    "controls",
    "crossorigin",
    "data",
    "default",
    "defer",
    "dir",
    "disabled",
    "download",
    "draggable",
    "face",
    "formnovalidate",
    "frameborder",
    "headers",
    "height",
    "hidden",
    "href",
    "hreflang",
    "hspace",
    "id",
    "inert",
    "ismap",
    "itemid",
    "itemprop",
    "itemref",
    "itemscope",
    "itemtype",
    "lang",
    "loading",
    "loop",
    "method",
    "multiple",
    "muted",
    "name",
    "nofollow",
    "nomodule",
    "noshade",
    "novalidate",
    "nowrap",
    "open",
    "placeholder",
    "playsinline",
    "poster",
    "preload",
    "readonly",
    "rel",
    "required",
    "reversed",
    "role",
    "rowspan",
    "scope",
    "selected",
    "shadow",
    "size",
    "sizes",
    "src",
    "srcset",
    "start",
    "style",
    "summary",
    "tabindex",
    "target",
    "title",
    "translate",
    "type",
    "usemap",
    "valign",
    "value",
    "vspace",
    "width",
    "xmlns",
];

/// The longest of them, in bytes.
const LONGEST_NAME: usize = 15;

/// Whether HTML knows an attribute of this name (WHATWG HTML, index of attributes; the frequent and the boolean ones).
pub fn is_attribute_name(name: &str) -> bool {
    let mut lower = [0; LONGEST_NAME];
    let Some(lower) = lower.get_mut(..name.len()) else { return false };
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    KNOWN.binary_search_by(|known| known.as_bytes().cmp(lower)).is_ok()
}

/// Why reading attributes stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// At a delimiter that ends the tag.
    Delimiter,
    /// At a slash before such a delimiter.
    Slash,
    /// At `<`, a blank line or the end of the text: the tag has no end.
    Nothing,
}

/// Reads attributes from `at`; returns where it stopped and why. What was read is appended to `attributes`.
///
/// `closes` tells the length of a delimiter that ends the tag, 0 for other text.
pub(super) fn read(
    text: &str,
    mut at: usize,
    stop_at_blank_line: bool,
    closes: impl Fn(&str) -> usize,
    attributes: &mut Vec<Attribute>,
) -> (usize, Stop) {
    let bytes = text.as_bytes();
    let mut templates = Templates::default();
    loop {
        let start = at;
        at = skip_space(bytes, at);
        steps(1 + at - start);
        if stop_at_blank_line && has_blank_line(&bytes[start..at]) || at >= bytes.len() {
            return (at.min(bytes.len()), Stop::Nothing);
        }
        if closes(&text[at..]) > 0 {
            return (at, Stop::Delimiter);
        }
        if let Some(end) = templates.end(text, at) {
            attributes.push(Attribute { name: Span::of(at, end), value: Span::of(end, end), quotes: Quotes::Braces });
            at = end;
            continue;
        }
        match bytes[at] {
            b'<' => return (at, Stop::Nothing),
            b'/' => {
                let behind = skip_space(bytes, at + 1);
                if behind < bytes.len() && closes(&text[behind..]) > 0 {
                    return (at, Stop::Slash);
                }
                at += 1;
            }
            _ => at = one(text, at, &closes, &mut templates, attributes),
        }
    }
}

/// Reads one attribute and returns where it ends, always after `at`.
fn one(
    text: &str,
    at: usize,
    closes: &impl Fn(&str) -> usize,
    templates: &mut Templates,
    attributes: &mut Vec<Attribute>,
) -> usize {
    let bytes = text.as_bytes();
    let name_end = name_end(text, at, closes, templates);
    let equals = skip_space(bytes, name_end);
    let name = Span::of(at, name_end);
    if bytes.get(equals) != Some(&b'=') {
        attributes.push(Attribute { name, value: Span::of(name_end, name_end), quotes: Quotes::NoValue });
        return name_end;
    }
    let start = skip_space(bytes, equals + 1);
    let (end, quotes) = value(text, start, closes, templates);
    attributes.push(Attribute { name, value: Span::of(start, end), quotes });
    end.max(equals + 1)
}

fn name_end(text: &str, at: usize, closes: &impl Fn(&str) -> usize, templates: &mut Templates) -> usize {
    let mut chars = text[at..].char_indices();
    // WHATWG HTML 13.2.5.33: a name may begin with "=".
    chars.next();
    for (offset, char) in chars {
        let ends = char.is_ascii_whitespace()
            || matches!(char, '=' | '/' | '<')
            || char == '{' && templates.end(text, at + offset).is_some()
            || !char.is_ascii_alphanumeric() && closes(&text[at + offset..]) > 0;
        if ends {
            steps(offset);
            return at + offset;
        }
    }
    steps(text.len() - at);
    text.len()
}

fn value(text: &str, start: usize, closes: &impl Fn(&str) -> usize, templates: &mut Templates) -> (usize, Quotes) {
    let bytes = text.as_bytes();
    match text[start..].chars().next() {
        Some(quote @ ('"' | '\'')) => quoted(text, start, quote as u8, templates),
        Some(open) if is_quote(open) => curly(text, start, open),
        Some('{') => braces(bytes, start),
        _ => (unquoted_end(text, start, closes), Quotes::Unquoted),
    }
}

/// A straight-quoted value; one that was opened straight and closed with a typographic quote ends there.
fn quoted(text: &str, start: usize, quote: u8, templates: &mut Templates) -> (usize, Quotes) {
    let Some(end) = closing_quote(text, start + 1, quote, templates) else {
        return (unclosed_value(text, start), Quotes::Unquoted);
    };
    let value = &text[start + 1..end];
    if value.contains('<')
        && let Some((at, close)) = value.char_indices().find(|&(_, char)| is_quote(char) && !char.is_ascii())
        && !value[..at].contains(['<', '>', '\n'])
    {
        return (start + 1 + at + close.len_utf8(), Quotes::Curly);
    }
    let kind = if quote == b'"' { Quotes::Double } else { Quotes::Single };
    (end + 1, kind)
}

/// The next `quote` from `from` on that is in no template tag.
fn closing_quote(text: &str, from: usize, quote: u8, templates: &mut Templates) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        steps(1);
        let found = at + search::byte3(quote, b'{', b'<', &bytes[at..])?;
        if bytes[found] == quote {
            steps(found - from);
            return Some(found);
        }
        at = templates.end(text, found).unwrap_or(found + 1);
    }
}

/// Where a value ends whose closing quote is nowhere: at the end of the line or the tag.
fn unclosed_value(text: &str, start: usize) -> usize {
    let rest = &text.as_bytes()[start..];
    start + search::byte3(b'>', b'<', b'\n', rest).unwrap_or(rest.len())
}

fn curly(text: &str, start: usize, open: char) -> (usize, Quotes) {
    let from = start + open.len_utf8();
    for (offset, char) in text[from..].char_indices() {
        if is_quote(char) && char != '\'' {
            return (from + offset + char.len_utf8(), Quotes::Curly);
        }
        if matches!(char, '<' | '>' | '\n') {
            break;
        }
    }
    (unclosed_value(text, start), Quotes::Curly)
}

fn braces(bytes: &[u8], start: usize) -> (usize, Quotes) {
    let mut depth = 0;
    for (offset, byte) in bytes[start..].iter().take(LONGEST_BRACES).enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (start + offset + 1, Quotes::Braces);
        }
    }
    (start + 1, Quotes::Unquoted)
}

fn unquoted_end(text: &str, start: usize, closes: &impl Fn(&str) -> usize) -> usize {
    for (offset, char) in text[start..].char_indices() {
        let ends = char.is_ascii_whitespace()
            || !char.is_ascii_alphanumeric() && closes(&text[start + offset..]) > 0
            || char == '<';
        if ends {
            return start + offset;
        }
    }
    text.len()
}

pub(super) fn skip_space(bytes: &[u8], at: usize) -> usize {
    at + bytes[at.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

fn has_blank_line(space: &[u8]) -> bool {
    space.iter().filter(|&&byte| byte == b'\n').count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_sorted() {
        assert!(KNOWN.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn reads_every_kind_of_value() {
        let text = "a=\"1\" b='2' c=3 d e=“4” f= «5» g={{h: 1}} i=\"6”>x</p><p id=\"7\">";
        let mut attributes = Vec::new();
        let closes = |rest: &str| usize::from(rest.starts_with('>'));
        let (at, stop) = read(text, 0, true, closes, &mut attributes);
        let values: Vec<_> = attributes.iter().map(|attribute| attribute.inner_value(text)).collect();
        assert_eq!(values, ["1", "2", "3", "", "4", "5", "{{h: 1}}", "6"]);
        assert_eq!((&text[at..=at], stop), (">", Stop::Delimiter));
        assert_eq!(attributes[7].quotes, Quotes::Curly);
    }
}
