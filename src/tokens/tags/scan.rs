//! Finds every tag-like place of a document, in one pass from its delimiters.

use std::sync::LazyLock;

use super::delimiters::Delimiters;
use super::shape::Reader;
use super::{Attribute, Damages, TagLike, backslash, bare, beside};
use crate::text::{Source, Span};
use crate::tokens::search;
use crate::tokens::{Needles, Regions, Token, TokenKind};

/// The tag-like places of a document, in rising order and disjoint, and their attributes.
#[derive(Clone, Debug, Default)]
pub struct TagLikes {
    /// The places.
    pub list: Vec<TagLike>,
    /// The attributes of all of them.
    pub attributes: Vec<Attribute>,
}

impl TagLikes {
    /// Finds the tag-like places of an article outside its regions.
    pub fn read(source: &Source, tokens: &[Token], regions: &Regions) -> Self {
        let text = source.text();
        let markdown = source.flavor().has_markdown();
        let mut reader = Reader { text, stop_at_blank_line: markdown, attributes: Vec::new() };
        let mut list: Vec<TagLike> = Vec::with_capacity(tokens.len() / 4);
        let mut done = 0_u32;
        let mut closed = regions.cursor();
        // The first `>` after the last tag.
        let mut next_close = 0;
        for (at, open, delimiters) in openers(text, tokens) {
            if at < done || closed.at(at).is_some() {
                continue;
            }
            let is_escaped = markdown && backslash::is_before(text, at as usize);
            if is_escaped && !backslash::may_be_tag(text, open as usize) {
                continue;
            }
            // A bare tag that ends before this place keeps what lies in it.
            if next_close < done as usize {
                next_close = search::byte(b'>', &text.as_bytes()[done as usize..])
                    .map_or(text.len(), |offset| done as usize + offset);
            }
            if next_close < at as usize {
                bare_tags(&mut reader, regions, Span::new(done, at), &mut list);
            }
            done = at;
            let first = reader.attributes.len();
            if let Some(mut tag) = reader.read(at as usize, open as usize, delimiters) {
                if is_escaped {
                    if !tag.damages.is_empty() {
                        continue;
                    }
                    tag.span.start -= 1;
                    tag.damages = Damages::ESCAPED | Damages::BACKSLASHED;
                } else if delimiters == Delimiters::Ascii {
                    beside::take_in(text, &mut tag);
                } else if delimiters == Delimiters::Escaped && holds_tag(text, tag.span) {
                    reader.attributes.truncate(first);
                    continue;
                }
                done = tag.span.end;
                list.push(tag);
            }
        }
        bare_tags(&mut reader, regions, Span::new(done, text.len() as u32), &mut list);
        Self { list, attributes: reader.attributes }
    }
}

/// Whether a tag begins within an escaped one: the page shows code whose parts are marked up.
fn holds_tag(text: &str, span: Span) -> bool {
    search::byte(b'<', &text.as_bytes()[span.range()]).is_some()
}

/// Every place where a tag may begin, in rising order: its offset, the end of its opening delimiter, and how that is
/// written.
fn openers<'a>(text: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = (u32, u32, Delimiters)> + 'a {
    let mut plain = tokens.iter().filter_map(|token| match token.kind {
        TokenKind::Less => Some((token.start, token.start + 1, Delimiters::Ascii)),
        TokenKind::Ampersand if text.as_bytes()[token.start as usize..].starts_with(b"&lt;") => {
            Some((token.start, token.start + 4, Delimiters::Escaped))
        }
        _ => None,
    });
    let mut wide = wide_openers(text).into_iter();
    let (mut next_plain, mut next_wide) = (plain.next(), wide.next());
    std::iter::from_fn(move || match (next_plain, next_wide) {
        (Some(first), Some(second)) if second.0 < first.0 => std::mem::replace(&mut next_wide, wide.next()),
        (Some(_), _) => std::mem::replace(&mut next_plain, plain.next()),
        (None, _) => std::mem::replace(&mut next_wide, wide.next()),
    })
}

/// The same for the delimiters that typography writes.
fn wide_openers(text: &str) -> Vec<(u32, u32, Delimiters)> {
    static OPENERS: LazyLock<Needles> = LazyLock::new(|| Needles::new(&WIDE_OPENERS));
    let mut openers = Vec::new();
    if text.is_ascii() {
        return openers;
    }
    let mut from = 0;
    while let Some((_, at)) = OPENERS.next(text, from) {
        // Each of them has three bytes.
        from = at + 3;
        openers.push((at as u32, from as u32, Delimiters::Wide));
    }
    openers
}

const WIDE_OPENERS: [&str; 5] = ["＜", "‹", "〈", "﹤", "⟨"];

/// Finds bare tags in `gap`, which holds no tag that begins with a delimiter.
fn bare_tags(reader: &mut Reader, regions: &Regions, gap: Span, list: &mut Vec<TagLike>) {
    let text = reader.text;
    for free in regions.gaps(gap) {
        let mut from = free.start as usize;
        for found in memchr::memchr_iter(b'>', &text.as_bytes()[free.range()]) {
            let close = free.start as usize + found;
            if let Some(tag) = bare::read(reader, from, close) {
                list.push(tag);
            }
            from = close + 1;
        }
    }
}
