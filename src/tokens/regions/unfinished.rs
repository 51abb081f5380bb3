//! Regions that are still open where a piece of an article ends.

use super::{RegionKind, Regions, front_matter, html};
use crate::tokens::search;
use crate::tokens::work::steps;
use crate::tokens::{Element, Is, Token, TokenKind};

/// What is open at the end of a text, and would end after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfinished {
    /// A comment.
    Comment,
    /// The content of a raw text element.
    RawText(Element),
    /// Front matter.
    FrontMatter,
    /// Fenced code.
    Fence,
    /// What ends with these signs: a processing instruction, a block of a template, a CDATA section.
    Signs(&'static str),
}

/// What is as long as its author likes, and how it begins and ends.
const LONG: [(&str, &str); 3] = [("<?", "?>"), ("<%", "%>"), ("<![CDATA[", "]]>")];

impl Regions {
    /// What is open at the end of `text`, whose tokens and regions these are; `begins` says whether the article begins
    /// with it.
    pub fn unfinished(&self, text: &str, tokens: &[Token], begins: bool) -> Option<Unfinished> {
        if begins && front_matter::is_open(text) {
            return Some(Unfinished::FrontMatter);
        }
        if self.open_fence().is_some() {
            return Some(Unfinished::Fence);
        }
        let open = self.list.iter().filter(|region| !region.closed).find_map(|region| match region.kind {
            RegionKind::Comment => Some(Unfinished::Comment),
            RegionKind::RawText => raw_element(&text[..region.span.start as usize]).map(Unfinished::RawText),
            _ => None,
        });
        let may_begin_long = |token: &Token| {
            token.kind == TokenKind::Less
                && matches!(text.as_bytes().get(token.start as usize + 1), Some(b'?' | b'%' | b'!'))
        };
        open.or_else(|| {
            if !tokens.iter().any(may_begin_long) {
                return None;
            }
            LONG.iter().find(|(begin, end)| is_open(text, tokens, begin, end)).map(|(_, end)| Unfinished::Signs(end))
        })
    }
}

/// Whether what last begins with the signs `begin` does not end.
fn is_open(text: &str, tokens: &[Token], begin: &str, end: &str) -> bool {
    let (bytes, second) = (text.as_bytes(), begin.as_bytes()[1]);
    let begins = |token: &&Token| {
        let at = token.start as usize;
        token.kind == TokenKind::Less && bytes.get(at + 1) == Some(&second) && bytes[at..].starts_with(begin.as_bytes())
    };
    let last = tokens.iter().rfind(begins).map(|token| token.start as usize);
    last.is_some_and(|at| search::bytes(&bytes[at..], end.as_bytes()).is_none())
}

/// Whether a line of a fence may begin with `bytes` (CommonMark 4.5).
fn is_fence(bytes: &[u8]) -> bool {
    bytes.starts_with(b"```") || bytes.starts_with(b"~~~")
}

/// The raw text element whose start tag ends `before`.
fn raw_element(before: &str) -> Option<Element> {
    let tag = &before[search::last_byte(b'<', before.as_bytes())? + 1..];
    let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
    Some(Element::named(&tag[..length])).filter(|element| element.is(Is::RAW))
}

impl Unfinished {
    /// Where in `text`, which follows, its end lies: an offset in bytes.
    pub fn end_in(self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let found = match self {
            Self::Comment => search::bytes(bytes, b"-->"),
            Self::RawText(element) => html::end_tag(bytes, element.name().as_bytes()),
            Self::FrontMatter => {
                let closers = front_matter::CLOSERS.iter();
                closers.filter_map(|closer| search::bytes(bytes, closer.as_bytes())).min()
            }
            // One after the other, each would be looked for to the end where the other alone is there.
            Self::Fence => memchr::memchr2_iter(b'`', b'~', bytes).find(|&at| is_fence(&bytes[at..])),
            Self::Signs(signs) => search::bytes(bytes, signs.as_bytes()),
        };
        steps(found.unwrap_or(bytes.len()));
        found
    }
}
