//! Tags that lost their `<`: `strong>`, `/li>`, ` p>`, `li />`, `a href="…">`.

use super::attribute::Quotes;
use super::attributes::{self, Stop};
use super::shape::Reader;
use super::{Damages, Form, TagLike};
use crate::text::{Span, step};
use crate::tokens::Element;
use crate::tokens::search;
use crate::tokens::work::steps;

/// The longest bare tag with attributes, in bytes.
const LONGEST: usize = 400;

/// Reads the tag that ends with the `>` at `close`, where one does; `from` is the end of the tag or region before it.
pub(super) fn read(reader: &mut Reader, from: usize, close: usize) -> Option<TagLike> {
    let before = &reader.text[from..close];
    let inside = before.trim_end_matches([' ', '\t']);
    if before.len() - inside.len() > 2 {
        return None;
    }
    match inside.bytes().last()? {
        b'"' | b'\'' => return with_attributes(reader, from, close),
        byte if byte.is_ascii() => {}
        _ => return with_attributes(reader, from, close),
    }
    let unslashed = inside.trim_end_matches('/').trim_end_matches([' ', '\t']);
    let self_closed = inside.len() - inside.trim_end_matches('/').len() == 1;
    if !self_closed && unslashed.len() != inside.len() {
        return None;
    }
    let run = unslashed.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let start = unslashed.len() - run;
    let (element, name_length) = Element::suffixes_of(&unslashed[start..]).next()?;
    let name_start = from + unslashed.len() - name_length;
    let whole = name_length == run;
    // An element name after a word counts only if the tree knows it to be open; the run tells which ones are possible.
    let name = if whole {
        Span::of(name_start, name_start + name_length)
    } else {
        Span::of(from + start, from + unslashed.len())
    };
    let mut damages = Damages::BARE;
    damages.set(Damages::GLUED, !whole);
    let head = &unslashed[..start];
    let slashed = whole && head.ends_with('/') && !head.ends_with("//");
    let behind = if slashed { &head[..head.len() - 1] } else { head };
    if whole && !may_precede(behind) || !whole && behind.ends_with(['$', '\\']) {
        return None;
    }
    if slashed && is_address(behind) {
        return None;
    }
    let form = match () {
        () if slashed => Form::End,
        () if self_closed => Form::SelfClosing,
        () => Form::Start,
    };
    if whole && before.len() > inside.len() && is_selector(&reader.text[close + 1..]) {
        return None;
    }
    let begin = if whole { from + behind.len() } else { name.start as usize };
    Some(TagLike {
        span: Span::of(begin, close + 1),
        name,
        element: if whole { element } else { Element::UNKNOWN },
        form,
        damages,
        first_attribute: reader.attributes.len() as u32,
        attribute_count: 0,
    })
}

/// Whether what is behind a `>` goes on as a selector does: `pre > code`, `ul > li.active`, `ul > li > a`. Where a word follows
/// the last `>` that is no element, the chain is one of tags: `table > section > The end`.
fn is_selector(behind: &str) -> bool {
    let mut rest = behind;
    for _ in 0..LONGEST_CHAIN {
        let Some(name) = rest.strip_prefix(' ') else { return false };
        let length = name.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
        if !Element::named(&name[..length]).is_known() {
            return false;
        }
        let after = name[length..].trim_start_matches(' ');
        match after.strip_prefix('>') {
            Some(behind) => rest = behind,
            None => return after.chars().next().is_none_or(|char| ".#:[,{+~<\n\r`'\"）)".contains(char)),
        }
    }
    false
}

/// Steps of a selector that are looked at.
const LONGEST_CHAIN: usize = 8;

/// Whether the word that ends `before` is the beginning of an address: `https://a.example/b`.
fn is_address(before: &str) -> bool {
    let begins = search::last_char(before, |char| char.is_whitespace() || char == '<');
    let word = &before[begins.unwrap_or(0)..];
    word.contains("//") || word.trim_start_matches(|char: char| char.is_whitespace() || char == '<').starts_with("www.")
}

/// Whether a bare tag may follow `before`: white space, the end of a sentence, a tag, or the start of the text.
fn may_precede(before: &str) -> bool {
    before.chars().next_back().is_none_or(|char| {
        char.is_whitespace() || char.is_alphanumeric() || ".,!?;:)(]\"'“”‘’«»…%。！？>*—–、，）（".contains(char)
    })
}

/// `a href="…">` and `p class="…">`.
fn with_attributes(reader: &mut Reader, from: usize, close: usize) -> Option<TagLike> {
    let start = step::ceil(reader.text, from.max(close.saturating_sub(LONGEST)));
    let window = &reader.text[start..close];
    steps(window.len());
    let window_start = window.rfind("\n\n").map_or(start, |at| start + at + 1);
    let window = &reader.text[window_start..close];
    let equals = window.find('=')?;
    let mut previous = None;
    for (offset, char) in window[..equals].char_indices() {
        let begins_word = char.is_ascii_alphabetic() && !previous.is_some_and(char::is_alphanumeric);
        let fits = !previous.is_some_and(|before| matches!(before, '<' | '-' | '.' | '_' | '#' | '$'));
        previous = Some(char);
        if !begins_word || !fits {
            continue;
        }
        let at = window_start + offset;
        let length = reader.text[at..close].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let element = Element::named(&reader.text[at..at + length]);
        if !element.is_known() || !reader.text.as_bytes()[at + length].is_ascii_whitespace() {
            continue;
        }
        let first = reader.attributes.len();
        let closes = |rest: &str| usize::from(rest.starts_with('>'));
        let (stopped, stop) = attributes::read(reader.text, at + length, true, closes, &mut reader.attributes);
        let valued = reader.attributes[first..].iter().all(|attribute| attribute.quotes != Quotes::NoValue);
        if stopped == close && stop == Stop::Delimiter && valued && reader.attributes.len() > first {
            let curly = reader.attributes[first..].iter().any(|attribute| attribute.quotes == Quotes::Curly);
            let mut damages = Damages::BARE;
            damages.set(Damages::CURLY_QUOTES, curly);
            return Some(TagLike {
                span: Span::of(sign_before(reader.text, at), close + 1),
                name: Span::of(at, at + length),
                element,
                form: Form::Start,
                damages,
                first_attribute: first as u32,
                attribute_count: (reader.attributes.len() - first) as u32,
            });
        }
        reader.attributes.truncate(first);
    }
    None
}

/// Where a sign begins that is directly before the name at `at` in place of the lost `<`; `at` where none does.
fn sign_before(text: &str, at: usize) -> usize {
    let before = &text[..at];
    if let Some(rest) = before.strip_suffix(['{', '[', '«', '≤']) {
        return rest.len();
    }
    // `<,a href="…">`
    before.strip_suffix([',', ';', '.', '\'', '"']).and_then(|rest| rest.strip_suffix('<')).map_or(at, str::len)
}
