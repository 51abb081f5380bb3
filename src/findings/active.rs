//! Fixes that would make a browser run, load or obey something that is plain text now.
//!
//! A damaged `< script >` is text, and whatever cleans articles from strangers lets text through. A fix that makes it
//! live is therefore never safe, however sure it is that a script was meant.

use super::{Edit, Fix, Safety};
use crate::text::step;
use crate::tokens::search;
use crate::tokens::{Element, unescape_attribute};

/// Elements that run, load or obey what they name (WHATWG HTML 4.2, 4.8, 4.12; SVG 2, "Scripting" and "Animation").
const ELEMENTS: &[&str] = &[
    "animate", "applet", "base", "embed", "frame", "frameset", "iframe", "link", "meta", "object", "script", "set",
    "style",
];

/// Elements in whose content no tags are read (WHATWG HTML 13.2.6.4).
const RAW: &[&str] = &["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

/// Elements in which browsers read tags and drop most of them (WHATWG HTML 13.2.6.4): what follows the end tag comes alive.
const ASLEEP: &[&str] = &["noscript", "select"];

/// Schemes of addresses that run something or stand for a page of their own.
const SCHEMES: &[&str] = &["javascript:", "vbscript:", "data:text/html", "data:application/", "data:image/svg"];

/// Bytes before and after an edit that are looked at.
const AROUND: usize = 64;

/// Bytes after an edit within which the end of a tag is looked for.
const TAG: usize = 1_000;

/// Why such a fix is not applied without asking.
pub const REASON: &str = "it would activate a script, a frame or similar that is plain text now";

/// Whether `edits`, which are in rising order, make something active in `text`.
pub(super) fn wakes(text: &str, edits: &[Edit]) -> bool {
    let mut rest = edits;
    while let Some(first) = rest.first() {
        let apart = |pair: &[Edit]| pair[1].span.start - pair[0].span.end > 2 * AROUND as u32;
        let count = rest.windows(2).position(apart).map_or(rest.len(), |last| last + 1);
        let (near, far) = rest.split_at(count);
        let start = step::floor(text, (first.span.start as usize).saturating_sub(AROUND));
        let end = end_around(text, near.last().map_or(first.span.end, |edit| edit.span.end) as usize);
        if is_more(active(&edited(text, start, end, near)), || active(&text[start..end])) {
            return true;
        }
        rest = far;
    }
    false
}

/// The end of a tag that reaches beyond `offset`, or some bytes more. Where no `>` is near, no tag can end after it.
fn end_around(text: &str, offset: usize) -> usize {
    let most = step::floor(text, (offset + TAG).min(text.len()));
    let near = step::floor(text, (offset + AROUND).min(text.len()));
    let tag = search::byte(b'>', &text.as_bytes()[offset..most]).map_or(near, |at| offset + at + 1);
    tag.max(near)
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

/// Something that makes a browser do something: the name of an element or a handler, or an address, in small letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Active(String);

impl Active {
    fn new(name: &str) -> Self {
        Self(name.to_ascii_lowercase())
    }
}

/// Whether `after` holds something that `before` does not, or more often.
pub fn is_more(mut after: Vec<Active>, before: impl FnOnce() -> Vec<Active>) -> bool {
    if after.is_empty() {
        return false;
    }
    let mut before = before();
    after.sort_unstable();
    before.sort_unstable();
    let mut left = before.iter().peekable();
    after.iter().any(|active| {
        while left.next_if(|before| *before < active).is_some() {}
        left.next_if_eq(&active).is_none()
    })
}

/// What the start tags and links in `text` make a browser do. Tags are read as a browser does (WHATWG HTML 13.2.5), so
/// that what is in comments, attribute values and raw text does not count; links count wherever they are, since
/// Markdown has other tags.
pub fn active(text: &str) -> Vec<Active> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = search::byte(b'<', &text.as_bytes()[from..]).map(|at| from + at) {
        from = at + 1;
        let rest = &text[from..];
        if let Some(length) = comment_length(rest) {
            from += length;
        } else if rest.trim_start_matches('/').starts_with(|first: char| first.is_ascii_alphabetic()) {
            // What no `>` ends is not a tag.
            let Some((length, acts)) = read_tag(rest) else { break };
            found.extend(acts);
            // `<https://…>` is a link of Markdown.
            found.extend(scheme(rest));
            from += length;
        }
    }
    let links = memchr::memchr_iter(b']', text.as_bytes()).map(|at| &text[at + 1..]);
    let addresses = links.filter_map(|link| link.strip_prefix(['(', ':']));
    found.extend(addresses.filter_map(|rest| scheme(rest.trim_start().trim_start_matches('<'))));
    found
}

/// Bytes after `<` of a comment, or of what a browser takes for one; all of them where it is never closed.
fn comment_length(rest: &str) -> Option<usize> {
    let behind = |from: usize, end: &str| {
        search::bytes(&rest.as_bytes()[from..], end.as_bytes()).map_or(rest.len(), |at| from + at + end.len())
    };
    match rest.as_bytes() {
        [b'!', b'-', b'-', b'>', ..] => Some(4),
        [b'!', b'-', b'-', b'-', b'>', ..] => Some(5),
        [b'!', b'-', b'-', ..] => Some(behind(3, "-->").min(behind(3, "--!>"))),
        [b'!' | b'?', ..] => Some(behind(1, ">")),
        [b'/', next, ..] if !next.is_ascii_alphabetic() => Some(behind(1, ">")),
        _ => None,
    }
}

/// Reads on in a tag after `<`: its bytes, with those of its content where that is raw text, and what it does. Nothing where
/// no `>` ends it.
fn read_tag(rest: &str) -> Option<(usize, Vec<Active>)> {
    let is_end = rest.starts_with('/');
    let from = usize::from(is_end);
    let name_end = from + search::char(&rest[from..], |char| char.is_ascii_whitespace() || "/>".contains(char))?;
    let name = &rest[from..name_end];
    let (length, mut acts) = read_attributes(rest, name_end)?;
    if is_end {
        let wakes = ASLEEP.iter().any(|element| element.eq_ignore_ascii_case(name));
        return Some((length, if wakes { vec![Active::new(&rest[..name_end])] } else { Vec::new() }));
    }
    if ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name)) {
        acts.push(Active::new(name));
    }
    Some((raw_text_end(rest, length, name), acts))
}

/// Where the attributes end that begin at `from`, and what they do.
fn read_attributes(rest: &str, from: usize) -> Option<(usize, Vec<Active>)> {
    let bytes = rest.as_bytes();
    let mut at = from;
    let mut acts = Vec::new();
    loop {
        at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b'/').count();
        if *bytes.get(at)? == b'>' {
            return Some((at + 1, acts));
        }
        // An equals sign may begin a name.
        let is_in_name = |byte: &&u8| !byte.is_ascii_whitespace() && !b"/>=".contains(byte);
        let name = at..at + 1 + bytes[at + 1..].iter().take_while(is_in_name).count();
        at = name.end + bytes[name.end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        acts.extend(rest.get(name).filter(|name| is_handler(name)).map(Active::new));
        if bytes.get(at) != Some(&b'=') {
            continue;
        }
        at += 1 + bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let first = *bytes.get(at)?;
        let (value, end) = if b"\"'".contains(&first) {
            let end = at + 1 + search::byte(first, &bytes[at + 1..])?;
            (at + 1..end, end + 1)
        } else {
            let is_in_value = |byte: &&u8| !byte.is_ascii_whitespace() && **byte != b'>';
            let end = at + bytes[at..].iter().take_while(is_in_value).count();
            (at..end, end)
        };
        acts.extend(scheme(&rest[value]));
        at = end;
    }
}

/// Whether an attribute of this name holds a script: the names of handlers are `on` and ASCII letters (WHATWG HTML 8.1.8).
fn is_handler(name: &str) -> bool {
    let event = name.get(2..).filter(|_| name.as_bytes()[..2].eq_ignore_ascii_case(b"on"));
    event.is_some_and(|event| event.len() > 1 && event.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// Where the content of the element ends whose start tag ends at `from`; `from` where tags are read in it.
fn raw_text_end(rest: &str, from: usize, name: &str) -> usize {
    if !RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
        return from;
    }
    let is_end = |at: &usize| {
        let tag = rest.as_bytes().get(at + 2..at + 3 + name.len());
        rest.as_bytes().get(at + 1) == Some(&b'/')
            && tag.is_some_and(|tag| {
                let (end, last) = tag.split_at(name.len());
                end.eq_ignore_ascii_case(name.as_bytes()) && (last[0].is_ascii_whitespace() || b"/>".contains(&last[0]))
            })
    };
    let mut places = memchr::memchr_iter(b'<', &rest.as_bytes()[from..]).map(|at| from + at);
    places.find(is_end).unwrap_or(rest.len())
}

/// `address`, where it begins with one of the schemes as a browser reads it: references are read, control characters and
/// spaces before it are not seen, and tabs and line ends nowhere (URL Standard 4.4). Other control characters make it
/// another address.
fn scheme(address: &str) -> Option<Active> {
    let head = &address[..step::floor(address, address.len().min(200))];
    let first = head.bytes().find(|&byte| byte > b' ').unwrap_or_default();
    if !b"jvd&".contains(&first.to_ascii_lowercase()) {
        return None;
    }
    let read = unescape_attribute(head);
    let begin = read.trim_start_matches(|char| char <= ' ');
    let seen = begin.chars().filter(|char| !matches!(char, '\t' | '\n' | '\r')).take(20).collect::<String>();
    let seen = Active::new(&seen);
    SCHEMES.iter().any(|scheme| seen.0.starts_with(scheme)).then_some(seen)
}

/// Whether a tag of this element does something by itself.
pub fn is_active_element(element: Element) -> bool {
    ELEMENTS.contains(&element.name())
}

impl Fix {
    /// Trusts the fix less where it makes something in `text` active.
    pub(super) fn ask_where_it_wakes(&mut self, text: &str) {
        if self.safety == Safety::Safe && wakes(text, &self.edits) {
            self.safety = Safety::Unsafe;
            self.reason = Some(REASON.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn wakes_with(text: &str, from: &str, to: &str) -> bool {
        let at = text.find(from).expect("it is in the text");
        wakes(text, &[Edit::replace(Span::of(at, at + from.len()), to)])
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
        for attribute in [
            "alt=\"on=\"",
            "href=\"java\u{7}script:alert(1)\"",
            "on\u{7}error=x",
            "onе=x",
            "title='onerror=x'",
            "src=data:image/png;base64,x",
            "on=x",
            "href=a:b",
        ] {
            assert!(!wakes_with(&format!("< img {attribute} >"), "< ", "<"), "{attribute}");
        }
    }

    #[test]
    fn a_control_character_keeps_an_address_and_a_handler_asleep() {
        assert!(wakes_with("<a href=\"java\u{7}script:alert(1)\">", "\u{7}", ""));
        assert!(wakes_with("<a on\u{7}error=\"alert(1)\">", "\u{7}", ""));
        assert!(!wakes_with("<a href=\"\u{7}java\tscript:alert(1)\">", "\u{7}", ""), "browsers run it as it is");
        assert!(wakes_with("<a onx=\"1\" on\u{7}load=\"2\">", "nx=\"1\" on\u{7}load", "nload"), "one for another");
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
        let edits = |last| [Edit::delete(Span::of(1, 2)), Edit::delete(Span::of(last, last + 1))];
        assert!(wakes(&text, &edits(at + 1)));
        assert!(!wakes(&text, &edits(2_000)));
    }
}
