//! HTML as browsers read it (WHATWG HTML 13.2.5), by html5gum: its tokens, and what character references stand for.
//!
//! All that reads HTML so goes through one function, because html5gum is compiled anew for everything that takes its tokens.

use std::convert::Infallible;

use crate::tokens::search;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Reader, Span, State, Tokenizer};

/// Takes a token, and its bytes in the text.
type Take<'a> = dyn FnMut(CallbackEvent<'_>, Span<usize>) + 'a;

/// Hands the tokens of `text` to `take`. Errors of syntax are not told.
pub fn tokenize(text: &str, take: &mut Take) {
    run(text, State::Data, take);
}

/// The text that `text`, which has references, stands for where it is the text of a page. Tags in it are left as they are.
pub fn unescape(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    run(text, State::RcData, &mut |event, _| {
        if let CallbackEvent::String { value } = event {
            read.push_str(&String::from_utf8_lossy(value));
        }
    });
    read
}

/// The same where `value` is that of an attribute.
pub fn unescape_attribute(value: &str) -> String {
    let mut read = String::with_capacity(value.len());
    let tag = format!("<a a=\"{}\">", value.replace('"', "&quot;"));
    run(&tag, State::Data, &mut |event, _| {
        if let CallbackEvent::AttributeValue { value } = event {
            read.push_str(&String::from_utf8_lossy(value));
        }
    });
    read
}

fn run(text: &str, state: State, take: &mut Take) {
    let callback = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        take(event, span);
        None
    };
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    let mut tokenizer = Tokenizer::new_with_emitter(TextReader(text.as_bytes()), WithoutErrors(emitter));
    tokenizer.set_state(state);
    let Ok(()) = tokenizer.finish();
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
                [one] => search::byte(one, ahead),
                [one, two] => search::byte2(one, two, ahead),
                [one, two, three] => search::byte3(one, two, three, ahead),
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
        let is_next = self
            .0
            .get(..wanted.len())
            .is_some_and(|next| if case_sensitive { next == wanted } else { next.eq_ignore_ascii_case(wanted) });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        assert_eq!(
            unescape("Tea &amp; &lt;b>milk</b> &eacute;&#x2014;&nbsp;&notit; &unknown; &copy"),
            "Tea & <b>milk</b> é—\u{a0}¬it; &unknown; ©"
        );
        assert_eq!(unescape("</title><!-- --><p>"), "</title><!-- --><p>");
        assert_eq!(unescape_attribute("a?b&copy=1&amp;c \"&quot;' &copy\" &#106;ava"), "a?b&copy=1&c \"\"' ©\" java");
        assert_eq!(unescape_attribute(""), "");
    }

    #[test]
    fn long_texts_are_read_whole() {
        let text = "one\rtwo & three ".repeat(100);
        assert_eq!(unescape(&text), text.replace('\r', "\n"));
    }
}
