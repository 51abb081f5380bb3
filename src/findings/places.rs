//! Where things stand: prose, attribute values, link targets, and the language around them.

use super::context::Context;
use super::place::Place;
use crate::text::{Span, step};
use crate::tokens::{RegionKind, words};

/// Attributes that hold text for readers.
const TEXTS: &[&str] = &["alt", "title", "content", "placeholder", "aria-label", "label", "summary"];
/// Attributes that hold addresses.
const ADDRESSES: &[&str] = &["href", "src", "action", "cite", "poster"];

/// How far around a place its language is told from, in bytes.
const LANGUAGE_REACH: u32 = 300;

impl Context<'_> {
    /// Where the byte at `offset` stands.
    pub fn place_at(&self, offset: u32) -> Place {
        match self.region_at(offset) {
            None if self.in_code(offset) => Place::Closed,
            None => self.tree.tag_at(offset).map_or(Place::Prose, |tag| self.place_in_tag(tag, offset)),
            Some(RegionKind::LinkTarget) => Place::LinkTarget,
            Some(RegionKind::Template) => Place::Template,
            Some(RegionKind::FrontMatter) => Place::FrontMatter,
            Some(_) => Place::Closed,
        }
    }

    fn place_in_tag(&self, tag: &crate::tree::Tag, offset: u32) -> Place {
        let Some(attribute) = self.attributes(tag).iter().find(|attribute| attribute.value.covers(offset)) else {
            return Place::Closed;
        };
        let name = self.slice(attribute.name);
        let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        match () {
            () if is(TEXTS) => Place::Value { address: false },
            () if is(ADDRESSES) => Place::Value { address: true },
            () => Place::Closed,
        }
    }

    /// Whether the prose around `span` is English.
    pub fn is_english_around(&self, span: Span) -> bool {
        let start = self.char_floor(span.start.saturating_sub(LANGUAGE_REACH));
        let end = self.char_floor(span.end.saturating_add(LANGUAGE_REACH).min(self.text().len() as u32));
        let around = Span::new(start, end);
        let prose: String = self.prose(around).flat_map(|part| [self.slice(part), " "]).collect();
        words::is_english(&prose)
    }

    /// The character boundary at `offset` or before it.
    pub fn char_floor(&self, offset: u32) -> u32 {
        step::floor(self.text(), offset as usize) as u32
    }

    /// Whether the bytes before `offset` belong to an address in running text, such as `https://a.example/?b=1`.
    pub fn in_bare_address(&self, offset: u32) -> bool {
        let text = self.text();
        let from = step::floor(text, (offset as usize).saturating_sub(300));
        let word = text[from..offset as usize].rsplit(char::is_whitespace).next().unwrap_or_default();
        word.contains("://") || word.contains('?') && word.contains('=') || word.starts_with("www.")
    }
}
