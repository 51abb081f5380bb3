//! Pages of HTML, read by html5gum as browsers read them (WHATWG HTML 13.2.5).

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Reader, Span, Tokenizer};

use super::shown::{Kind, Page};
use crate::tokens::search;

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

/// Reads a text. html5gum's own reader becomes a part of each of its eighty states; this one is called by them.
struct TextReader<'a>(&'a [u8]);

/// The most bytes that are searched at once: those behind a needle are searched again.
const MOST_AHEAD: usize = 256;

impl TextReader<'_> {
    /// The bytes before the first of `needles`, or that one alone where it is next.
    fn length_until(&self, needles: &[u8]) -> usize {
        if self.0.first().is_some_and(|first| needles.contains(first)) {
            return 1;
        }
        let ahead = self.0.len().min(MOST_AHEAD);
        needles.chunks(3).fold(ahead, |end, needles| {
            let ahead = &self.0[..end];
            let found = match *needles {
                [one] => memchr::memchr(one, ahead),
                [one, two] => memchr::memchr2(one, two, ahead),
                [one, two, three] => memchr::memchr3(one, two, three, ahead),
                _ => None,
            };
            found.unwrap_or(end)
        })
    }

    fn take(&mut self, length: usize) -> &[u8] {
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken
    }
}

impl Reader for TextReader<'_> {
    type Error = Infallible;

    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let Some((first, rest)) = self.0.split_first() else { return Ok(None) };
        self.0 = rest;
        Ok(Some(*first))
    }

    #[inline(never)]
    fn try_read_string(&mut self, wanted: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        let is_next = self.0.get(..wanted.len()).is_some_and(|next| {
            if case_sensitive { next == wanted } else { next.eq_ignore_ascii_case(wanted) }
        });
        if is_next {
            self.take(wanted.len());
        }
        Ok(is_next)
    }

    #[inline(never)]
    fn read_until<'b>(&'b mut self, needles: &[u8], _: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Infallible> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let length = self.length_until(needles);
        Ok(Some(self.take(length)))
    }
}

/// Leaves out errors of syntax, which nobody reads here, and the search for them in each byte.
struct WithoutErrors<E>(E);

impl<E: Emitter> ForwardingEmitter for WithoutErrors<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
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
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        let (first, last) = (start + span.start, (start + span.end).min(base + text.len()));
        match event {
            CallbackEvent::AttributeName { .. } | CallbackEvent::AttributeValue { .. } | CallbackEvent::Error(_) => {
                return None;
            }
            CallbackEvent::OpenStartTag { name } => {
                begin = first;
                open = RAW.iter().find(|raw| raw.as_bytes() == name).map(|raw| (*raw).to_owned());
                return None;
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
        None
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(TextReader(text[from..].as_bytes()), WithoutErrors(emitter)).finish();
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
