//! The messages in a stream of bytes (LSP 3.17, "Base Protocol"). tower-lsp ends where one cannot be read; an editor
//! that sends such a message once is told so, and its next ones are read.

use std::ops::Range;

use tower_lsp::jsonrpc::{Error, Request, Response};

/// The most bytes of a header. Protocol headers take less than a hundred.
const LONGEST_HEADER: usize = 4_096;

/// What a header states the length of the body with.
const LENGTH: &[u8] = b"Content-Length";

/// Bytes that came, and the messages in them.
#[derive(Debug, Default)]
pub struct Frames {
    bytes: Vec<u8>,
    /// How many of them were given out or skipped.
    used: usize,
    /// Whether garbage is skipped, which was said already.
    is_lost: bool,
}

/// The bytes at the beginning of what is left.
enum Head {
    /// A header, and where the body behind it is or will be.
    Body(Range<usize>),
    /// No header; the next one begins behind this many bytes or before.
    Garbage(usize),
}

/// A whole message, or why it is none.
pub type Frame = Result<Vec<u8>, Error>;

impl Frames {
    /// Adds what came next.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..std::mem::take(&mut self.used));
        self.bytes.extend_from_slice(bytes);
    }

    /// The body of the next message that has come whole.
    pub fn next(&mut self) -> Option<Frame> {
        loop {
            match self.head()? {
                Head::Garbage(most) if self.skip(most) => return Some(Err(Error::parse_error())),
                Head::Garbage(_) => {}
                Head::Body(body) if body.is_empty() => self.used += body.end,
                Head::Body(body) => {
                    let frame = sound(self.bytes.get(self.used..)?.get(body.clone())?);
                    self.pass(body.end);
                    return Some(frame);
                }
            }
        }
    }

    /// What comes next; `None` where more has to come first.
    fn head(&self) -> Option<Head> {
        let rest = &self.bytes[self.used..];
        let near = &rest[..rest.len().min(LONGEST_HEADER)];
        let Some(header) = memchr::memmem::find(near, b"\r\n\r\n") else {
            return (near.len() == LONGEST_HEADER).then_some(Head::Garbage(LONGEST_HEADER - LENGTH.len()));
        };
        let start = header + 4;
        let end = content_length(&rest[..header]).and_then(|length| start.checked_add(length));
        Some(end.map_or(Head::Garbage(start), |end| Head::Body(start..end)))
    }

    fn pass(&mut self, count: usize) {
        self.used += count;
        self.is_lost = false;
        if self.used == self.bytes.len() {
            // What opening a large document took is given back.
            self.bytes = Vec::new();
            self.used = 0;
        }
    }

    /// Goes on where the next header may begin, `most` bytes on or before. Whether that is news.
    fn skip(&mut self, most: usize) -> bool {
        let rest = &self.bytes[self.used..][1..most];
        self.used += memchr::memmem::find(rest, LENGTH).map_or(most, |at| at + 1);
        !std::mem::replace(&mut self.is_lost, true)
    }
}

/// The length that a header states.
fn content_length(header: &[u8]) -> Option<usize> {
    let mut lines = std::str::from_utf8(header).ok()?.split("\r\n").filter_map(|line| line.split_once(':'));
    let (_, length) = lines.find(|(name, _)| name.eq_ignore_ascii_case("Content-Length"))?;
    length.trim().parse().ok()
}

/// `body` where it is a message. Bytes that are not UTF-8, and halves of surrogate pairs, which editors send where a
/// document holds them, become U+FFFD: as wide as they are in UTF-16.
fn sound(body: &[u8]) -> Frame {
    let Err(refused) = read(body) else { return Ok(body.to_vec()) };
    let mended = with_whole_pairs(&String::from_utf8_lossy(body)).into_bytes();
    if read(&mended).is_ok() {
        return Ok(mended);
    }
    Err(if refused.is_data() { Error::invalid_request() } else { Error::parse_error() })
}

/// Reads `body` as tower-lsp will.
fn read(body: &[u8]) -> serde_json::Result<()> {
    serde_json::from_slice::<Request>(body)
        .map(drop)
        .or_else(|refused| serde_json::from_slice::<Response>(body).map(drop).map_err(|_| refused))
}

/// JSON in which every escaped surrogate has its other half, or is U+FFFD.
fn with_whole_pairs(json: &str) -> String {
    let mut whole = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        whole.push_str(&rest[..at]);
        let escape = &rest[at..];
        let length = match (surrogate(escape), escape.get(6..).and_then(surrogate)) {
            (Some(..0xDC00), Some(0xDC00..)) => 12,
            (Some(_), _) => 6,
            // An escaped backslash begins no other escape.
            (None, _) => 1 + escape[1..].chars().next().map_or(0, char::len_utf8),
        };
        whole.push_str(if length == 6 { "\\ufffd" } else { &escape[..length] });
        rest = &escape[length..];
    }
    whole + rest
}

/// The surrogate that begins `escape`, in hexadecimal behind `\u`.
fn surrogate(escape: &str) -> Option<u16> {
    let digits = escape.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok().filter(|unit| (0xD800..0xE000).contains(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: &str = r#"{"jsonrpc":"2.0","method":"a"}"#;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// The messages in `bytes`, whatever pieces they come in; errors by their code.
    fn messages(bytes: &[u8]) -> Vec<Result<String, i64>> {
        let read = |size: usize| {
            let (mut frames, mut seen) = (Frames::default(), Vec::new());
            for piece in bytes.chunks(size) {
                frames.push(piece);
                while let Some(frame) = frames.next() {
                    seen.push(
                        frame.map(|body| String::from_utf8(body).expect("JSON")).map_err(|error| error.code.code()),
                    );
                }
            }
            seen
        };
        let whole = read(bytes.len());
        assert!([1, 7, 100].iter().all(|&size| read(size) == whole));
        whole
    }

    #[test]
    fn what_is_no_message_is_refused_and_the_next_is_read() {
        for (bad, code) in [
            (framed("{"), -32700),
            (framed("nonsense"), -32700),
            (framed("\"text\""), -32600),
            (framed(r#"{"jsonrpc":"1.0","id":7}"#), -32600),
            (framed(r#"{"jsonrpc":"2.0","id":{},"method":5}"#), -32600),
            (framed(&format!(r#"{{"jsonrpc":"2.0","params":{}"#, "[".repeat(1_000))), -32700),
            ("Content-Length: x\r\n\r\n".to_owned(), -32700),
            ("Content-Type: text/plain\r\n\r\n".to_owned(), -32700),
        ] {
            let seen = messages(format!("{}{bad}{}", framed(NOTE), framed(NOTE)).as_bytes());
            assert_eq!(seen, [Ok(NOTE.to_owned()), Err(code), Ok(NOTE.to_owned())], "{bad}");
        }
    }

    #[test]
    fn garbage_of_any_length_ends() {
        for length in [10, 4_082, 4_083, 4_095, 4_096, 4_097, 20_000] {
            let seen = messages(("x".repeat(length) + &framed(NOTE)).as_bytes());
            assert_eq!(seen, [Err(-32700), Ok(NOTE.to_owned())], "{length}");
        }
    }

    #[test]
    fn empty_messages_are_passed_over_and_headers_are_read_in_any_case() {
        let text = format!("Content-Length: 0\r\n\r\nContent-Type: x\r\ncontent-length:{}\r\n\r\n{NOTE}", NOTE.len());
        assert_eq!(messages(text.as_bytes()), [Ok(NOTE.to_owned())]);
    }

    #[test]
    fn halves_of_characters_become_one_unit_each() {
        let seen = messages(
            framed(r#"{"jsonrpc":"2.0","method":"\ud83d \ude00 \ud83d\ude00 \\ud83d \ud83d\n\\"}"#).as_bytes(),
        );
        let mended = r#"{"jsonrpc":"2.0","method":"\ufffd \ufffd \ud83d\ude00 \\ud83d \ufffd\n\\"}"#;
        assert_eq!(seen, [Ok(mended.to_owned())]);
        let mut bytes = framed(NOTE).into_bytes();
        let at = bytes.len() - 3;
        bytes[at] = 0xff;
        assert_eq!(messages(&bytes), [Ok(NOTE.replace('a', "\u{fffd}"))]);
    }
}
