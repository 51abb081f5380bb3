//! What begins a block (CommonMark 4). Places are offsets of bytes; an end lies behind the line end.

use crate::tokens::search;
use crate::tokens::work::steps;

/// Where the line that holds `at` ends.
#[inline]
pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    search::byte(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length + 1)
}

/// The length of the line end at `at`; 0 at the end of the text.
pub(super) fn line_break(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes[at..] {
        [] => Some(0),
        [b'\n', ..] => Some(1),
        [b'\r', b'\n', ..] => Some(2),
        [b'\r', ..] => Some(1),
        _ => None,
    }
}

/// The first place from `at` on that is no white space within a line.
#[inline]
pub(super) fn after_blanks(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| is_blank(**byte)).count()
}

/// Whether a byte is white space within a line.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\x0b' | b'\x0c')
}

/// Whether a byte is white space.
pub(super) fn is_space(byte: u8) -> bool {
    is_blank(byte) || matches!(byte, b'\n' | b'\r')
}

/// Where a line ends of which nothing is left at `at`.
#[inline]
pub(super) fn blank_rest(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at).is_some_and(|byte| *byte > b' ') {
        return None;
    }
    let end = after_blanks(bytes, at);
    line_break(bytes, end).map(|length| end + length)
}

/// How often `sign` stands at `at`.
pub(super) fn run(bytes: &[u8], at: usize, sign: u8) -> usize {
    let length = bytes[at..].iter().take_while(|byte| **byte == sign).count();
    steps(length);
    length
}

/// Where a thematic break ends, or before which place there is none (4.1).
pub(super) fn rule(bytes: &[u8], at: usize) -> Result<usize, usize> {
    let sign = match bytes.get(at) {
        Some(sign @ (b'*' | b'-' | b'_')) if bytes.len() >= at + 3 => *sign,
        _ => return Err(at),
    };
    let others = bytes[at..].iter().position(|&byte| byte != sign && byte != b' ' && byte != b'\t');
    let end = others.map_or(bytes.len(), |length| at + length);
    steps(end - at);
    let is_rule = bytes[at..end].iter().filter(|byte| **byte == sign).take(3).count() == 3;
    line_break(bytes, end).filter(|_| is_rule).map(|length| end + length).ok_or(end)
}

/// Where the text of a heading begins that has its signs before it (4.2).
pub(super) fn heading(bytes: &[u8], at: usize) -> Option<usize> {
    let level = run(bytes, at, b'#');
    let is_free = bytes.get(at + level).is_none_or(|byte| is_space(*byte));
    ((1..=6).contains(&level) && is_free).then_some(at + level)
}

/// Where the line ends that makes a heading of the paragraph before it (4.3).
pub(super) fn underline(bytes: &[u8], at: usize) -> Option<usize> {
    let sign = *bytes.get(at).filter(|byte| matches!(byte, b'=' | b'-'))?;
    blank_rest(bytes, at + run(bytes, at, sign))
}

/// The sign of a fence, and how many of them (4.5).
pub(super) fn fence(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let sign = *bytes.get(at).filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = run(bytes, at, sign);
    if length < 3 {
        return None;
    }
    let rest = at + length;
    let is_code_span =
        sign == b'`' && search::byte2(b'`', b'\n', &bytes[rest..]).is_some_and(|it| bytes[rest + it] == b'`');
    (!is_code_span).then_some((sign, length))
}

/// A marker of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marker {
    /// `-`, `+`, `*`, `.` or `)`.
    pub sign: u8,
    /// Its length in bytes.
    pub length: usize,
    /// Whether a list that begins in a paragraph may begin with it (5.3).
    pub is_first: bool,
}

/// The marker of a list item at `at`, with white space after it (5.2); it may be a thematic break.
pub(super) fn marker(bytes: &[u8], at: usize) -> Option<Marker> {
    let marker = match *bytes.get(at)? {
        sign @ (b'-' | b'+' | b'*') => Marker { sign, length: 1, is_first: true },
        b'0'..=b'9' => {
            let digits = bytes[at..].iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
            let sign = *bytes.get(at + digits).filter(|sign| matches!(sign, b'.' | b')'))?;
            let number = &bytes[at..at + digits];
            let is_first = number[digits - 1] == b'1' && number[..digits - 1].iter().all(|digit| *digit == b'0');
            Marker { sign, length: digits + 1, is_first }
        }
        _ => return None,
    };
    let next = bytes.get(at + marker.length);
    next.is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).then_some(marker)
}

/// The end of the delimiter row of a table and the number of its columns (GFM 4.10).
pub(super) fn delimiter_row(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let indent = bytes[at..].iter().take(4).take_while(|byte| **byte == b' ').count();
    let mut at = at + indent;
    let first = bytes.get(at).filter(|byte| indent < 4 && matches!(byte, b'|' | b'-' | b':'))?;
    let mut has_pipe = *first == b'|';
    at += usize::from(has_pipe);
    let (mut columns, mut has_hyphen, mut is_open) = (0, false, false);
    let start = at;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' => {}
            b':' => is_open = true,
            b'-' => (is_open, has_hyphen) = (true, true),
            b'|' if has_hyphen => {
                (columns, has_pipe) = (columns + 1, true);
                (is_open, has_hyphen) = (false, false);
            }
            b'\n' | b'\r' => break,
            _ => return None,
        }
        at += 1;
    }
    steps(at - start);
    let has_column = columns > 0 || has_hyphen;
    let end = at + line_break(bytes, at).unwrap_or(0);
    (has_pipe && has_column).then_some((end, columns + usize::from(is_open)))
}

/// What ends a block of HTML that begins behind the `<` before `at`, for those kinds that end with a string (4.6).
pub(super) fn html_end(bytes: &[u8], at: usize) -> Option<&'static str> {
    const RAW: [(&[u8], &str); 4] =
        [(b"pre", "</pre>"), (b"style", "</style>"), (b"script", "</script>"), (b"textarea", "</textarea>")];
    let rest = &bytes[at..];
    match rest.first()? {
        b'?' => Some("?>"),
        b'!' if rest.starts_with(b"!--") => Some("-->"),
        b'!' if rest.starts_with(b"![CDATA[") => Some("]]>"),
        b'!' if rest.get(1).is_some_and(u8::is_ascii_alphabetic) => Some(">"),
        b'p' | b's' | b't' | b'P' | b'S' | b'T' => {
            let is_it = |name: &[u8]| {
                let is_free = rest.get(name.len()).is_none_or(|byte| is_space(*byte) || *byte == b'>');
                is_free && rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            };
            RAW.iter().find(|(name, _)| is_it(name)).map(|(_, end)| *end)
        }
        _ => None,
    }
}

/// The elements whose tags begin a block of HTML that ends at a blank line, in alphabetical order (4.6, kind 6).
const BLOCKS: [&str; 62] = [
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

/// Whether a tag whose `<` is before `at` begins a block of HTML that ends at a blank line.
pub(super) fn is_html_block(bytes: &[u8], at: usize) -> bool {
    const LONGEST: usize = 10;
    let start = at + usize::from(bytes.get(at) == Some(&b'/'));
    let mut name = [0; LONGEST];
    let length = bytes[start..].iter().take(LONGEST + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let Some(name) = name.get_mut(..length).filter(|name| !name.is_empty()) else { return false };
    name.copy_from_slice(&bytes[start..start + length]);
    name.make_ascii_lowercase();
    let rest = &bytes[start + length..];
    let is_free = matches!(rest, [] | [b' ' | b'\t' | b'\r' | b'\n' | b'>', ..] | [b'/', b'>', ..]);
    is_free && BLOCKS.binary_search_by(|block| block.as_bytes().cmp(name)).is_ok()
}
