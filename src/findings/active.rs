//! Fixes that would make a browser run, load or obey something that is plain text now.
//!
//! A damaged `< script >` is text, and whatever cleans articles from strangers lets text through. A fix that makes it
//! live is therefore never safe, however sure it is that a script was meant.

use std::borrow::Cow;

use super::place::char_floor;
use super::{Edit, Fix, Safety};
use crate::tokens::Element;

/// Elements that run, load or obey what they name (WHATWG HTML 4.2, 4.8, 4.12; SVG 2, "Scripting" and "Animation").
const ELEMENTS: &[&str] = &[
    "animate", "applet", "base", "embed", "frame", "frameset", "iframe", "link", "meta", "object", "script", "set",
    "style",
];

/// Schemes of addresses that run something or stand for a page of their own.
const SCHEMES: &[&str] = &["javascript:", "vbscript:", "data:text/html", "data:application/", "data:image/svg"];

/// Bytes before and behind an edit that are looked at.
const AROUND: usize = 64;

/// Bytes behind an edit within which the end of a tag is looked for.
const TAG: usize = 1_000;

/// Why such a fix is not applied without asking.
pub const REASON: &str = "it makes a script, a frame or the like work, which is plain text now";

/// Whether `fix` makes something active in `text`.
pub(super) fn wakes(text: &str, fix: &Fix) -> bool {
    let mut rest = fix.edits.as_slice();
    while let Some(first) = rest.first() {
        let apart = |pair: &[Edit]| pair[1].span.start - pair[0].span.end > 2 * AROUND as u32;
        let count = rest.windows(2).position(apart).map_or(rest.len(), |last| last + 1);
        let (near, far) = rest.split_at(count);
        let start = char_floor(text, (first.span.start as usize).saturating_sub(AROUND));
        let end = end_around(text, near.last().map_or(first.span.end, |edit| edit.span.end) as usize);
        let active = count_active(&edited(text, start, end, near));
        if active > 0 && active > count_active(&text[start..end]) {
            return true;
        }
        rest = far;
    }
    false
}

/// The end of a tag that reaches behind `offset`, or some bytes more.
fn end_around(text: &str, offset: usize) -> usize {
    let most = char_floor(text, (offset + TAG).min(text.len()));
    let tag = memchr::memchr(b'>', &text.as_bytes()[offset..most]).map_or(most, |at| offset + at + 1);
    tag.max(char_floor(text, (offset + AROUND).min(text.len())))
}

fn edited(text: &str, start: usize, end: usize, edits: &[Edit]) -> String {
    let mut after = String::with_capacity(end - start + AROUND);
    let mut from = start;
    for edit in edits {
        after.push_str(&text[from..edit.span.start as usize]);
        after.push_str(&edit.text);
        from = edit.span.end as usize;
    }
    after.push_str(&text[from..end]);
    after
}

/// The start tags in `text` that make a browser do something, and the links that do.
fn count_active(text: &str) -> usize {
    let places = memchr::memchr2_iter(b'<', b']', text.as_bytes());
    places.filter(|&at| is_active(text.as_bytes()[at], &text[at + 1..])).count()
}

fn is_active(sign: u8, rest: &str) -> bool {
    if sign == b']' {
        return rest.starts_with(['(', ':']) && has_scheme(rest[1..].trim_start().trim_start_matches('<'));
    }
    // A name ends at white space, a slash or the tag's end, and nowhere else (WHATWG HTML 13.2.5.8).
    let length = rest.bytes().take_while(|byte| !byte.is_ascii_whitespace() && !b"/>".contains(byte)).count();
    let name = &rest[..length];
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && (ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name))
            || has_scheme(rest)
            || has_active_attribute(&rest[length..]))
}

/// Whether a tag whose attributes begin `rest` has an event handler, or an attribute that holds such an address.
fn has_active_attribute(rest: &str) -> bool {
    let mut from = 0;
    loop {
        let Some(at) = memchr::memchr2(b'=', b'>', &rest.as_bytes()[from..]).map(|at| from + at) else { return false };
        if rest.as_bytes()[at] == b'>' {
            return false;
        }
        let name = rest[from..at].trim_ascii_end();
        let name = name.rsplit(|char: char| char.is_whitespace() || "/\"'".contains(char)).next().unwrap_or(name);
        let is_handler = name.len() > 3 && name.as_bytes()[..2].eq_ignore_ascii_case(b"on");
        let value = value(&rest[at + 1..]);
        if is_handler || has_scheme(value) {
            return true;
        }
        from = at + 1 + (value.as_ptr() as usize - rest[at + 1..].as_ptr() as usize) + value.len();
    }
}

/// The value that begins `rest`, without its quotes.
fn value(rest: &str) -> &str {
    let rest = rest.trim_ascii_start();
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].split(quote).next().unwrap_or(""),
        _ => rest.split(|char: char| char.is_ascii_whitespace() || char == '>').next().unwrap_or(""),
    }
}

/// Whether `address` begins with one of the schemes as a browser reads it: references are read, and white space and
/// control characters are not seen (WHATWG URL 4.4).
fn has_scheme(address: &str) -> bool {
    let head = &address[..char_floor(address, address.len().min(200))];
    let first = head.bytes().find(|&byte| byte > b' ').unwrap_or_default();
    if !b"jvd&".contains(&first.to_ascii_lowercase()) {
        return false;
    }
    let read: Cow<str> = htmlize::unescape_attribute(head);
    let mut seen = read.chars().filter(|&char| char > ' ').take(20).collect::<String>();
    seen.make_ascii_lowercase();
    SCHEMES.iter().any(|scheme| seen.starts_with(scheme))
}

/// Whether a tag of this element does something by itself.
pub(super) fn is_active_element(element: Element) -> bool {
    ELEMENTS.contains(&element.name())
}

impl Fix {
    /// Trusts the fix less where it makes something in `text` active.
    pub(super) fn ask_where_it_wakes(&mut self, text: &str) {
        if self.safety == Safety::Safe && wakes(text, self) {
            self.safety = Safety::Unsafe;
            self.reason = Some(REASON.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn wakes_with(text: &str, from: &str, to: &str) -> bool {
        let at = text.find(from).expect("it is in the text");
        wakes(text, &Fix::safe("Test", vec![Edit::replace(Span::of(at, at + from.len()), to)]))
    }

    #[test]
    fn tags_that_run_or_load_something() {
        for name in ["script", "iframe", "OBJECT", "link", "base", "style"] {
            assert!(wakes_with(&format!("a < {name} src=x>"), "< ", "<"), "{name}");
        }
        assert!(wakes_with("＜script＞", "＜script＞", "<script>"));
        assert!(wakes_with("<scr\u{200b}ipt>", "\u{200b}", ""));
        assert!(!wakes_with("a < b> <script>", "< ", "<"), "the script is there already");
        assert!(!wakes_with("a < scripture>", "< ", "<"));
        assert!(!wakes_with("</ script>", "</ ", "</"));
    }

    #[test]
    fn attributes_that_do() {
        for attribute in [
            "onerror=alert(1)",
            "title=\"a > b\" ONERROR = 'alert(1)'",
            "src=\"x\"/onerror=\"x\"",
            "href=javascript:alert(1)",
            "href=' Java\tScript&colon;alert(1)'",
            "href=\"&#106;avascript&#58;alert(1)\"",
            "href=data:text/html,x",
        ] {
            assert!(wakes_with(&format!("< img {attribute} >"), "< ", "<"), "{attribute}");
        }
        for attribute in ["alt=\"on=\"", "title='onerror=x'", "src=data:image/png;base64,x", "on=x", "href=a:b"] {
            assert!(!wakes_with(&format!("< img {attribute} >"), "< ", "<"), "{attribute}");
        }
    }

    #[test]
    fn links_that_do() {
        assert!(wakes_with("[a] (javascript:alert(1))", "] ", "]"));
        assert!(wakes_with("[a] ( <javascript:alert(1)>)", "] ", "]"));
        assert!(!wakes_with("[a] (https://example.org)", "] ", "]"));
    }

    #[test]
    fn edits_far_apart_are_looked_at_each() {
        let text = format!("< b>{}< script >", "x".repeat(5_000));
        let at = text.rfind("< ").expect("it is there");
        let edits = |last| vec![Edit::delete(Span::of(1, 2)), Edit::delete(Span::of(last, last + 1))];
        assert!(wakes(&text, &Fix::safe("Test", edits(at + 1))));
        assert!(!wakes(&text, &Fix::safe("Test", edits(2_000))));
    }
}
