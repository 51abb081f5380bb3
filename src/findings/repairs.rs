//! Edits that several rules make.

use super::active::{self, is_active_element};
use super::{Context, Edit, Fix, Safety};
use crate::text::Span;
use crate::tokens::search;
use crate::tokens::{Attribute, Is, Quotes, Region, RegionKind, is_attribute_name};
use crate::tree::{Notes, Role, Tag, Trouble};

/// How far before an insertion a tag that no `>` ends is looked for, in bytes.
const LONGEST_TAG: u32 = 200;

/// Why a tag that only the damage around it betrays is not repaired without asking.
const WEAK: &str = "only the damage around it suggests that a tag was meant here";

impl Context<'_> {
    /// Whether text may have got into the tag: a value that lost its quote takes in what follows, and words have no values.
    pub fn may_hold_text(&self, tag: &Tag) -> bool {
        let is_word = |attribute: &Attribute| {
            attribute.quotes == Quotes::NoValue && !is_attribute_name(self.slice(attribute.name))
        };
        self.slice(tag.span).chars().skip(1).any(|char| matches!(char, '<' | '\n' | '\r'))
            || self.attributes(tag).iter().any(is_word)
    }

    /// Whether an end tag ends words that begin on its line: an element of words, whose start tag lacks any other end.
    pub fn ends_its_line(&self, tag: &Tag) -> bool {
        let is_of_words = tag.element.is_any(Is::PHRASING.union(Is::HEADING));
        let start = self.partner(tag).filter(|_| tag.is_end() && is_of_words);
        start.is_some_and(|start| {
            let words = self.slice(Span::new(start.span.end.min(tag.span.start), tag.span.start));
            !words.trim().is_empty() && !words.contains('\n')
        })
    }

    /// The fix that writes the intended tag; safe where the place is a tag for sure and a live tag there leaves nothing
    /// open that was not.
    pub fn rewrite(&self, tag: &Tag) -> Fix {
        let fix = Fix::safe(format!("Write {}", self.intended(tag)), vec![self.repair(tag)]);
        match self.doubt(tag) {
            Some(reason) => fix.at_most(Safety::Unsafe, reason),
            None => fix,
        }
    }

    /// Why making `tag` live could change what is around it.
    fn doubt(&self, tag: &Tag) -> Option<&'static str> {
        if tag.notes.contains(Notes::WEAK) {
            return Some(WEAK);
        }
        if is_active_element(tag.element) {
            return Some(active::REASON);
        }
        let needs_partner = tag.role != Role::Alone && !tag.element.is(Is::OPTIONAL_END);
        match self.partner(tag) {
            Some(partner) if !is_mended_safely(partner) => {
                return Some("its matching tag has no safe fix");
            }
            None if needs_partner && tag.role == Role::Start && !tag.reaches_on() => return Some("nothing closes it"),
            _ => {}
        }
        let parent = tag.parent.map(|parent| &self.tree.tags[parent as usize]);
        let leaks = parent
            .is_some_and(|parent| parent.partner.is_none() && !parent.reaches_on() && parent.element.is(Is::PHRASING));
        leaks.then_some("an element around it is never closed")
    }

    /// The edit that removes `span` and the white space that would be left double or at the end of a line; a line that
    /// holds nothing else goes too, since a blank one would end an HTML block in Markdown (CommonMark 4.6).
    pub fn removal(&self, span: Span) -> Edit {
        let text = self.text();
        let before = &text[..span.start as usize];
        let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
        let after = text[span.end as usize..].chars().next();
        let own_line = before.len() == blanks || before[..before.len() - blanks].ends_with(['\n', '\r']);
        if own_line && self.ends_line(span.end) && after.is_some() {
            let line = self.source.lines().line_span(self.source.lines().line_of(span.start), text);
            return Edit::delete(Span::new(line.start, line.end.max(span.end)));
        }
        if own_line {
            let blanks = text[span.end as usize..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            return Edit::delete(Span::new(span.start, span.end + blanks as u32));
        }
        let before_break = after.is_none_or(|char| char.is_whitespace() || char == '<');
        let start = if before_break { span.start - blanks as u32 } else { span.start };
        Edit::delete(Span::new(start, span.end))
    }

    /// Whether markup that is put in at `at` would become a part of something else: a comment or script that is never
    /// closed, a tag, code, or a line of a module or of a link definition.
    pub fn swallows(&self, at: u32) -> bool {
        let tags = &self.tree.tags;
        let before = tags.partition_point(|tag| tag.span.end <= at).checked_sub(1).map(|last| &tags[last]);
        let is_raw =
            before.is_some_and(|tag| tag.element.is(Is::RAW) && tag.role == Role::Start && tag.partner.is_none());
        let places = &self.places.list;
        let place = places.partition_point(|place| place.span.start < at).checked_sub(1).map(|last| &places[last]);
        let around = self.regions.within(Span::new(at.saturating_sub(1), at));
        is_raw
            || self.is_behind_open_tag(at)
            || self.is_behind_unread_end_tag(at)
            || place.is_some_and(|place| place.span.end > at)
            || around.iter().any(|region| !region.closed || region.span.end > at || self.is_line(region))
    }

    /// Whether an end tag before `at` is not read as one: something swallows it, and would swallow another.
    fn is_behind_unread_end_tag(&self, at: u32) -> bool {
        let before = &self.text()[self.char_floor(at.saturating_sub(LONGEST_TAG)) as usize..at as usize];
        let begin = search::last_byte(b'<', before.as_bytes());
        let inside = begin.and_then(|begin| before[begin..].strip_prefix("</")?.strip_suffix('>'));
        inside.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric()))
            && self.tree.tag_at(at - 1).is_none()
    }

    /// Whether a tag begins shortly before `at` that no `>` ends.
    fn is_behind_open_tag(&self, at: u32) -> bool {
        let before = &self.text()[self.char_floor(at.saturating_sub(LONGEST_TAG)) as usize..at as usize];
        let begin = search::last_byte2(b'<', b'>', before.as_bytes()).map(|begin| &before[begin..]);
        begin.and_then(|tag| tag.strip_prefix('<')).is_some_and(|rest| {
            let name = rest.strip_prefix('/').unwrap_or(rest);
            name.chars().next().is_none_or(|first| first.is_ascii_alphabetic())
        })
    }

    /// Whether everything on its line belongs to the region: an `import` or `export` of MDX, a link definition.
    fn is_line(&self, region: &Region) -> bool {
        match region.kind {
            RegionKind::Expression => !self.slice(region.span).starts_with('{'),
            RegionKind::LinkTarget => !self.slice(region.span).starts_with('('),
            _ => false,
        }
    }

    /// Where the line that holds `offset` ends.
    pub fn line_end(&self, offset: u32) -> u32 {
        self.lines.at(offset).span.end
    }

    /// Whether nothing but white space follows `offset` on its line.
    pub fn ends_line(&self, offset: u32) -> bool {
        let end = self.line_end(offset);
        offset >= end || self.text()[offset as usize..end as usize].trim().is_empty()
    }
}

/// Whether `tag` is live already, or becomes so by a safe fix.
fn is_mended_safely(tag: &Tag) -> bool {
    use Trouble::{EndWithoutSlash, Escaped, MisplacedSlash, Misspelt, Nameless, Translated};
    let asks =
        matches!(tag.trouble, Some(EndWithoutSlash | Escaped | MisplacedSlash | Misspelt | Nameless | Translated));
    let bare_start = tag.trouble == Some(Trouble::Bare) && tag.role == Role::Start && tag.attribute_count == 0;
    !asks && !bare_start && !tag.notes.contains(Notes::WEAK)
}
