//! Attributes whose quotes or equals signs are damaged: lost, doubled, mixed, escaped, full-width.
//!
//! Attributes are read as browsers read them first. Where that leaves what no author writes, such as a quote in a name, they
//! are read again here: every way to write a quote counts as one, and a value ends at the quote behind which another
//! attribute or the end of the tag follows.

use super::attribute::{Attribute, Quotes, is_quote};
use super::attributes::{Stop, is_attribute_name};
use super::blanks::is_invisible;
use super::values;
use crate::text::{Span, step};
use crate::tokens::Element;
use crate::tokens::search;
use crate::tokens::work::steps;

/// The longest tag that is read so, in bytes.
const LONGEST: usize = 1_500;

/// Quotes as character references, and as scripts escape them.
const ESCAPED_QUOTES: [&str; 15] = [
    "\\\"", "\\'", "&quot;", "&apos;", "&#34;", "&#39;", "&#x22;", "&#8220;", "&#8221;", "&#8243;", "&#8222;",
    "&ldquo;", "&rdquo;", "&laquo;", "&raquo;",
];

/// Whether browsers read these attributes as nobody meant them.
pub(super) fn are_suspicious(text: &str, attributes: &[Attribute], element: Element) -> bool {
    attributes.iter().any(|attribute| is_suspicious(text, attribute, element))
}

fn is_suspicious(text: &str, attribute: &Attribute, element: Element) -> bool {
    let name = &text[attribute.name.range()];
    let value = &text[attribute.value.range()];
    let is_odd = |byte: u8| !byte.is_ascii() || matches!(byte, b'"' | b'\'' | b'\\' | b'&');
    if attribute.quotes != Quotes::Braces && (name.bytes().any(is_odd) || values::meant_name(name).is_some()) {
        return true;
    }
    match attribute.quotes {
        Quotes::Braces => false,
        Quotes::NoValue => name.eq_ignore_ascii_case(element.name()),
        Quotes::Unquoted => {
            let first = value.as_bytes().first();
            matches!(first, Some(b'=' | b'"' | b'\'' | b'\\' | b'&')) || value.ends_with(['"', '\'', '”', '“', '»'])
        }
        Quotes::Curly => !value.ends_with(is_quote),
        Quotes::Double | Quotes::Single | Quotes::Broken => {
            let next = text[attribute.value.end as usize..].bytes().next();
            matches!(next, Some(b'"' | b'\'')) || values::is_damaged(name, &value[1..value.len() - 1])
        }
    }
}

/// Reads the attributes of a tag of `element` from `at` on; what was read is appended to `attributes`. Returns where the tag
/// ends and why, `None` where this makes no sense of it either, or finds nothing wrong.
pub(super) fn read(
    text: &str,
    at: usize,
    stop_at_blank_line: bool,
    element: Element,
    attributes: &mut Vec<Attribute>,
) -> Option<(usize, Stop)> {
    let limit = step::floor(text, at + LONGEST);
    let window = &text[at..limit];
    steps(window.len());
    let ends = if stop_at_blank_line { window.find("\n\n") } else { None };
    let limit = ends.map_or(limit, |length| at + length);
    let first = attributes.len();
    let mut reader = Mender { text: &text[..limit], at, element, is_worn: false, attributes };
    let found = reader.all();
    let is_worn = reader.is_worn;
    let found = found.filter(|_| is_worn && attributes.len() > first);
    if found.is_none() {
        attributes.truncate(first);
    }
    found
}

struct Mender<'a> {
    text: &'a str,
    at: usize,
    element: Element,
    /// Whether anything is not as it should be.
    is_worn: bool,
    attributes: &'a mut Vec<Attribute>,
}

impl<'a> Mender<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn all(&mut self) -> Option<(usize, Stop)> {
        loop {
            self.skip_space();
            if let Some(stop) = self.end() {
                return Some((self.at, stop));
            }
            if !self.skip_junk() {
                self.one()?;
            }
        }
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        let is_space = |char: char| char.is_whitespace() || is_invisible(char);
        let length = search::char(rest, |char| !is_space(char)).unwrap_or(rest.len());
        self.is_worn |= !rest[..length].is_ascii();
        self.at += length;
    }

    /// Why the tag ends here, where it does.
    fn end(&mut self) -> Option<Stop> {
        let rest = self.rest();
        if rest.starts_with("\\>") {
            self.at += 1;
            self.is_worn = true;
        }
        if rest.starts_with("/ >") || rest.starts_with("/>") {
            return Some(Stop::Slash);
        }
        self.is_worn |= rest.starts_with("&gt;");
        (self.rest().starts_with('>') || rest.starts_with("&gt;")).then_some(Stop::Delimiter)
    }

    /// Skips a lone quote or comma, the name of the tag once more, and the end tag within the tag.
    fn skip_junk(&mut self) -> bool {
        let rest = self.rest();
        let name = self.element.name();
        let length = quote_at(rest).unwrap_or(0);
        let slash = usize::from(rest.starts_with('/'));
        let has_name = rest[slash..].get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
        let behind = rest[slash..].get(name.len()..).and_then(|behind| behind.chars().next());
        let length = match () {
            () if length > 0 => length,
            () if rest.starts_with([',', ';']) => 1,
            () if has_name && behind.is_some_and(|char| char.is_whitespace() || char == '>') => slash + name.len(),
            () => 0,
        };
        self.at += length;
        self.is_worn |= length > 0;
        length > 0
    }

    /// Reads one attribute.
    fn one(&mut self) -> Option<()> {
        let name_start = self.at;
        let length = name_length(self.rest());
        let name = self.rest().get(..length).filter(|name| !name.is_empty())?;
        self.at += length;
        let written = Span::of(name_start, self.at);
        self.is_worn |= values::meant_name(name).is_some();
        if !self.has_equals(name) {
            let span = Span::of(self.at, self.at);
            self.attributes.push(Attribute { name: written, value: span, quotes: Quotes::NoValue });
            return (is_attribute_name(name) || name.contains('-')).then_some(());
        }
        let (value, quotes) = self.value(name)?;
        let quotes = if self.is_worn && values::meant_name(name).is_some() { Quotes::Broken } else { quotes };
        let value = if quotes == Quotes::Broken { value } else { Span::new(value.start - 1, value.end + 1) };
        self.attributes.push(Attribute { name: written, value, quotes });
        Some(())
    }

    /// Whether an equals sign follows, or a quote before which one was lost.
    fn has_equals(&mut self, name: &str) -> bool {
        let rest = self.rest();
        let behind = rest.trim_start();
        let signs = search::char(behind, |char| !matches!(char, '=' | '＝' | '\\')).unwrap_or(behind.len());
        let signs = &behind[..signs];
        if signs.contains(['=', '＝']) {
            // A backslash before the quote escapes that.
            let length = signs.len() - usize::from(signs.ends_with('\\'));
            self.is_worn |= &signs[..length] != "=";
            self.at += rest.len() - behind.len() + length;
            return true;
        }
        let is_lost = is_attribute_name(name) && rest.starts_with(is_quote);
        self.is_worn |= is_lost;
        is_lost
    }

    /// Reads a value; its span is without quotes, which may be whole.
    fn value(&mut self, name: &str) -> Option<(Span, Quotes)> {
        let behind = self.rest().trim_start_matches([' ', '\t', '\n', '\r']);
        self.at += self.rest().len() - behind.len();
        let open = quote_at(self.rest()).unwrap_or(0);
        let is_plain = open == 1 && self.rest().starts_with(['"', '\'']);
        let quote = self.rest().as_bytes().first().copied();
        self.at += open;
        let mut is_doubled = false;
        let second = quote_at(self.rest()).unwrap_or(0);
        if second > 0 && !self.is_boundary(self.at + second) {
            self.at += second;
            is_doubled = true;
        }
        let start = self.at;
        let (end, close) = self.close(open > 0)?;
        // A reference that begins a value may be a part of it.
        let is_written_out = open > 3;
        if is_written_out && (end == close || end == start) {
            return None;
        }
        let closed = &self.text[end..close];
        self.at = close;
        let holds_quotes = self.text[start..end].bytes().any(|byte| Some(byte) == quote);
        let is_whole =
            is_plain && !is_doubled && !holds_quotes && close == end + 1 && closed.as_bytes().first().copied() == quote;
        self.is_worn |= !is_whole && (open > 0 || close > end) || values::is_damaged(name, &self.text[start..end]);
        let quotes = match quote {
            Some(b'"') if is_whole => Quotes::Double,
            Some(b'\'') if is_whole => Quotes::Single,
            _ => Quotes::Broken,
        };
        Some((Span::of(start, end), quotes))
    }

    /// Where the value that begins here ends, and where its closing quote does; both are one where that was lost.
    fn close(&self, is_quoted: bool) -> Option<(usize, usize)> {
        let rest = self.rest();
        let mut lost = None;
        for (offset, char) in rest.char_indices() {
            let at = self.at + offset;
            match char {
                '<' => return None,
                '>' if self.closes_behind(at + 1) => {}
                '>' => return Some(lost.map_or((at, at), |lost| (lost, lost))),
                '/' if rest[offset..].starts_with("/>") && lost.is_none() => lost = Some(at),
                _ if char.is_whitespace() && !is_quoted => return Some((at, at)),
                _ if char.is_whitespace() && lost.is_none() && self.begins_attribute(at) => lost = Some(at),
                _ => {}
            }
            if !matches!(char, '\\' | '&') && !is_quote(char) {
                continue;
            }
            let Some(length) = quote_at(&rest[offset..]) else { continue };
            let second = quote_at(&rest[offset + length..]).unwrap_or(0);
            let close = at + length;
            if self.is_boundary(close) {
                return Some((at, close));
            }
            if second > 0 && self.is_boundary(close + second) {
                return Some((at, close + second));
            }
        }
        None
    }

    /// Whether the closing quote that belongs before a `>` is behind it, as in `target="_blank>">`.
    fn closes_behind(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        quote_at(rest).is_some_and(|length| rest[length..].starts_with('>'))
    }

    /// Whether a value may end before `at`: the tag ends there, or another attribute begins.
    fn is_boundary(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        let ends = |rest: &str| ["/>", ">", "\\>", "&gt;"].iter().any(|end| rest.starts_with(end));
        let behind = rest.trim_start();
        let again = behind.strip_prefix('/').unwrap_or(behind).strip_prefix(self.element.name());
        let has_name_again = again.is_some_and(|after| after.starts_with([' ', '>'])) && behind.len() < rest.len();
        if ends(rest) || ends(behind) || has_name_again {
            return true;
        }
        let length = name_length(behind);
        let name = &behind[..length];
        let is_known = is_attribute_name(name);
        let after = behind[length..].trim_start();
        let is_spaced = behind.len() < rest.len();
        let is_assigned = after.starts_with(['=', '＝']);
        let is_bare = is_spaced && is_known && (after.len() < behind.len() - length || ends(after));
        is_assigned && (is_spaced || is_known) && length > 0 || is_bare || is_spaced && quote_at(behind).is_some()
    }

    /// Whether an attribute with a value begins after the white space at `at`: the value before it lost its quote.
    fn begins_attribute(&self, at: usize) -> bool {
        let behind = self.text[at..].trim_start();
        let length = name_length(behind);
        is_attribute_name(&behind[..length]) && behind[length..].trim_start().starts_with(['=', '＝'])
    }
}

/// Length of the quote that begins `rest`, however it is written.
fn quote_at(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    if is_quote(first) {
        return Some(first.len_utf8());
    }
    if !matches!(first, '\\' | '&') {
        return None;
    }
    ESCAPED_QUOTES.iter().find(|quote| rest.starts_with(*quote)).map(|quote| quote.len())
}

/// Length of the attribute name that begins `rest`, 0 where none does.
fn name_length(rest: &str) -> usize {
    let fits = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | ':' | '.' | '@');
    let length = search::char(rest, |char| !fits(char)).unwrap_or(rest.len());
    if rest.starts_with(|char: char| char.is_alphabetic() || matches!(char, ':' | '@')) { length } else { 0 }
}
