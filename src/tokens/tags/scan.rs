//! Finds every tag-like place of a document, in one pass from its delimiters.

use super::shape::{Delimiters, Reader, WIDE};
use super::{Attribute, TagLike, bare};
use crate::text::{Source, Span};
use crate::tokens::work::steps;
use crate::tokens::{Regions, Token, TokenKind};

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
        let mut list: Vec<TagLike> = Vec::new();
        let mut done = 0_u32;
        for (at, open, delimiters) in openers(text, tokens) {
            if at < done || regions.at(at).is_some() || markdown && is_escaped(text, at) {
                continue;
            }
            // A bare tag that ends before this place keeps what lies in it.
            bare_tags(&mut reader, regions, Span::new(done, at), &mut list);
            done = done.max(list.last().map_or(0, |tag| tag.span.end)).max(at);
            if let Some(tag) = reader.read(at as usize, open as usize, delimiters) {
                done = tag.span.end;
                list.push(tag);
            }
        }
        bare_tags(&mut reader, regions, Span::new(done, text.len() as u32), &mut list);
        Self { list, attributes: reader.attributes }
    }
}

/// Every place where a tag may begin: its offset, the end of its opening delimiter, and how that is written.
fn openers(text: &str, tokens: &[Token]) -> Vec<(u32, u32, Delimiters)> {
    let mut openers: Vec<_> = tokens
        .iter()
        .filter_map(|token| match token.kind {
            TokenKind::Less => Some((token.start, token.start + 1, Delimiters::Ascii)),
            TokenKind::Ampersand if text.as_bytes()[token.start as usize..].starts_with(b"&lt;") => {
                Some((token.start, token.start + 4, Delimiters::Escaped))
            }
            _ => None,
        })
        .collect();
    let count = openers.len();
    if !text.is_ascii() {
        for (open, _) in WIDE {
            let length = open.len_utf8() as u32;
            let mut needle = [0; 4];
            let needle = open.encode_utf8(&mut needle);
            let found = memchr::memmem::find_iter(text.as_bytes(), needle.as_bytes());
            openers.extend(found.map(|at| (at as u32, at as u32 + length, Delimiters::Wide)));
        }
    }
    if openers.len() > count {
        openers.sort_by_key(|opener| opener.0);
    }
    openers
}

/// Whether an odd number of backslashes stands before `at` (CommonMark 2.4).
fn is_escaped(text: &str, at: u32) -> bool {
    let before = &text.as_bytes()[..at as usize];
    let backslashes = before.iter().rev().take_while(|&&byte| byte == b'\\').count();
    steps(backslashes);
    backslashes % 2 == 1
}

/// Finds bare tags in `gap`, which holds no tag that begins with a delimiter.
fn bare_tags(reader: &mut Reader, regions: &Regions, gap: Span, list: &mut Vec<TagLike>) {
    let text = reader.text;
    if memchr::memchr(b'>', &text.as_bytes()[gap.range()]).is_none() {
        return;
    }
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
