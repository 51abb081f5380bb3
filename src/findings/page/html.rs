//! Pages of HTML, read by html5gum as browsers read them (WHATWG HTML 13.2.5).

use std::borrow::Cow;

use html5gum::Span;
use html5gum::emitters::callback::CallbackEvent;

use super::shown::{Kind, Page};
use crate::tokens::{search, tokenize};

/// Elements whose content is no text of the page.
const RAW: &[&str] =
    &["iframe", "noembed", "noframes", "script", "style", "template", "textarea", "title", "xmp", "plaintext"];

/// What goes on after a piece of HTML and swallows the text there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// An element of this name, whose content is not shown.
    Raw(String),
    /// The value of an attribute.
    Value,
}

/// Reads `text`, which lies at `base` in the page. `before` goes on at its beginning; returns what goes on at its end.
pub(super) fn read(text: &str, base: usize, before: Option<Open>, page: &mut Page) -> Option<Open> {
    let mut from = 0;
    if let Some(Open::Raw(name)) = &before {
        let lower = text.to_ascii_lowercase();
        let Some(end) = lower.find(&format!("</{name}")) else {
            page.fill(base..base + text.len(), Kind::Hidden);
            return before;
        };
        page.fill(base..base + end, Kind::Hidden);
        from = end;
    }
    let text = &*with_noscript_read(text);
    let start = base + from;
    let mut open: Option<String> = None;
    let mut begin = 0;
    let mut read = from;
    tokenize(&text[from..], &mut |event: CallbackEvent<'_>, span: Span<usize>| {
        let (first, last) = (start + span.start, (start + span.end).min(base + text.len()));
        match event {
            CallbackEvent::AttributeName { .. } | CallbackEvent::AttributeValue { .. } | CallbackEvent::Error(_) => {
                return;
            }
            CallbackEvent::OpenStartTag { name } => {
                begin = first;
                open = RAW.iter().find(|raw| raw.as_bytes() == name).map(|raw| (*raw).to_owned());
                return;
            }
            CallbackEvent::CloseStartTag { .. } => page.tag(begin..last),
            CallbackEvent::EndTag { .. } => {
                page.tag(first..last);
                open = None;
            }
            CallbackEvent::String { .. } => {
                page.fill(first..last, if open.is_some() { Kind::Hidden } else { Kind::Text });
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => page.fill(first..last, Kind::Hidden),
        }
        read = read.max(last - base);
    });
    if ends_in_value(&text[read..]) { Some(Open::Value) } else { open.map(Open::Raw) }
}

/// `text` with another name in place of `noscript`. Its content is raw text to browsers that run scripts and markup
/// to everyone else, whom no fix may surprise either.
fn with_noscript_read(text: &str) -> Cow<'_, str> {
    const NAME: &[u8] = b"noscript";
    let is_name =
        |at: &usize| text.as_bytes()[*at..].get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME));
    let mut places = memchr::memchr2_iter(b'n', b'N', text.as_bytes()).filter(is_name).peekable();
    if places.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut other = text.to_owned();
    places.for_each(|at| other.replace_range(at..at + NAME.len(), "no-runs-"));
    Cow::Owned(other)
}

/// Whether `tail`, which is not a whole tag, ends within a quoted value. Elsewhere in a tag the `>` of the next one ends it.
fn ends_in_value(tail: &str) -> bool {
    let Some((_, attributes)) = search::char(tail, |char| char.is_ascii_whitespace()).map(|at| tail.split_at(at))
    else {
        return false;
    };
    let is_open = |quote: char| attributes.matches(quote).count() % 2 == 1;
    tail.starts_with('<') && attributes.contains('=') && (is_open('"') || is_open('\''))
}
