//! The messages in a stream of bytes (LSP 3.17, "Base Protocol"). tower-lsp's own reader ends where one cannot be read; an
//! editor that sends such a message once is told so, and its next ones are read.

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
    /// A header, and where the body after it is or will be.
    Body(Range<usize>),
    /// No header; the next one begins after this many bytes or before.
    Garbage(usize),
}

/// What an editor sends.
#[derive(Debug)]
pub enum Message {
    /// A request or notification.
    Request(Request),
    /// The answer to a request of the server.
    Response(Response),
}

/// A message, or why what came is none.
pub type Frame = Result<Message, Error>;

impl Frames {
    /// Adds what came next.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..std::mem::take(&mut self.used));
        self.bytes.extend_from_slice(bytes);
    }

    /// The next message that has come whole, and the bytes it took.
    pub fn next(&mut self) -> Option<(Frame, usize)> {
        loop {
            match self.head()? {
                Head::Garbage(most) if self.skip(most) => return Some((Err(Error::parse_error()), most)),
                Head::Garbage(_) => {}
                Head::Body(body) if body.is_empty() => self.used += body.end,
                Head::Body(body) => {
                    let frame = read_or_mend(self.bytes.get(self.used..)?.get(body.clone())?);
                    self.pass(body.end);
                    return Some((frame, body.end));
                }
            }
        }
    }

    /// What comes next; `None` if more has to come first.
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

/// Reads a message. Bytes that are not UTF-8, and halves of surrogate pairs, which editors send where a document holds
/// them, become U+FFFD: as wide as they are in UTF-16.
fn read_or_mend(body: &[u8]) -> Frame {
    read(body).or_else(|refused| {
        let mended = with_whole_pairs(&String::from_utf8_lossy(body));
        let refusal = || if refused.is_data() { Error::invalid_request() } else { Error::parse_error() };
        read(mended.as_bytes()).map_err(|_| refusal())
    })
}

fn read(body: &[u8]) -> serde_json::Result<Message> {
    let request: Request = serde_json::from_slice(body)?;
    // What has no method is an answer.
    let answer = if request.method().is_empty() { serde_json::from_slice(body).ok() } else { None };
    Ok(answer.map_or(Message::Request(request), Message::Response))
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

/// The surrogate that begins `escape`, in hexadecimal after `\u`.
fn surrogate(escape: &str) -> Option<u16> {
    let digits = escape.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok().filter(|unit| (0xD800..0xE000).contains(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: &str = r#"{"jsonrpc":"2.0","method":"a"}"#;

    fn method(message: Message) -> String {
        match message {
            Message::Request(request) => request.method().to_owned(),
            Message::Response(_) => "answer".to_owned(),
        }
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// The methods of the messages in `bytes`, whatever pieces they come in; errors by their code.
    fn methods(bytes: &[u8]) -> Vec<Result<String, i64>> {
        let read = |size: usize| {
            let (mut frames, mut seen) = (Frames::default(), Vec::new());
            for piece in bytes.chunks(size) {
                frames.push(piece);
                while let Some((frame, _)) = frames.next() {
                    seen.push(frame.map(method).map_err(|error| error.code.code()));
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
            let seen = methods(format!("{}{bad}{}", framed(NOTE), framed(NOTE)).as_bytes());
            assert_eq!(seen, [Ok("a".to_owned()), Err(code), Ok("a".to_owned())], "{bad}");
        }
    }

    #[test]
    fn garbage_of_any_length_ends() {
        for length in [10, 4_082, 4_083, 4_095, 4_096, 4_097, 20_000] {
            let seen = methods(("x".repeat(length) + &framed(NOTE)).as_bytes());
            assert_eq!(seen, [Err(-32700), Ok("a".to_owned())], "{length}");
        }
    }

    #[test]
    fn empty_messages_are_passed_over_and_headers_are_read_in_any_case() {
        let text = format!("Content-Length: 0\r\n\r\nContent-Type: x\r\ncontent-length:{}\r\n\r\n{NOTE}", NOTE.len());
        assert_eq!(methods(text.as_bytes()), [Ok("a".to_owned())]);
    }

    #[test]
    fn halves_of_characters_become_one_unit_each() {
        let seen =
            methods(framed(r#"{"jsonrpc":"2.0","method":"\ud83d \ude00 \ud83d\ude00 \\ud83d \ud83d\n\\"}"#).as_bytes());
        assert_eq!(seen, [Ok("\u{fffd} \u{fffd} \u{1f600} \\ud83d \u{fffd}\n\\".to_owned())]);
        let mut bytes = framed(NOTE).into_bytes();
        let at = bytes.len() - 3;
        bytes[at] = 0xff;
        assert_eq!(methods(&bytes), [Ok("\u{fffd}".to_owned())]);
    }
}
