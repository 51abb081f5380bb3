//! Names the decisive damage of each tag: structure before form.

use std::cell::Cell;

use super::tag::{Notes, Role, Tag, Trouble};
use crate::text::{Flavor, Source};
use crate::tokens::{Damages, Form, Is, LineKind, Lines, TagLikes};

/// What verdicts are given from.
pub(super) struct Verdicts<'a> {
    pub source: &'a Source,
    pub lines: &'a Lines,
    pub places: &'a TagLikes,
    /// In a template with statements, elements may begin in one file and end in another.
    pub has_statements: bool,
    /// Whether a verdict depended on that.
    pub asked: Cell<bool>,
}

impl Verdicts<'_> {
    /// The decisive damage of `tag`.
    pub(super) fn of(&self, tag: &Tag) -> Option<Trouble> {
        match tag.role {
            _ if tag.trouble.is_some() => tag.trouble,
            Role::End => self.of_end(tag),
            Role::Start => self.of_start(tag),
            Role::Alone
                if tag.form == Form::SelfClosing
                    && !tag.element.is(Is::VOID)
                    && !tag.notes.contains(Notes::FOREIGN) =>
            {
                Some(Trouble::MisplacedSlash)
            }
            Role::Alone => form_trouble(tag),
            Role::Mention => form_trouble(tag),
        }
    }

    fn of_end(&self, tag: &Tag) -> Option<Trouble> {
        if tag.element.is(Is::VOID) {
            return Some(Trouble::VoidEnd);
        }
        if tag.partner.is_none() {
            return self.of_stray_end(tag);
        }
        match tag.form {
            Form::Start if !tag.damages.contains(Damages::BARE) => Some(Trouble::EndWithoutSlash),
            Form::SelfClosing if !tag.damages.contains(Damages::BARE) => Some(Trouble::MisplacedSlash),
            Form::End if !tag.name.is_empty() && self.has_trailing_slash(tag) => Some(Trouble::MisplacedSlash),
            _ => form_trouble(tag),
        }
    }

    fn of_stray_end(&self, tag: &Tag) -> Option<Trouble> {
        let doubled = tag.notes.contains(Notes::DOUBLED);
        let silent = tag.notes.intersects(Notes::IN_BRANCH | Notes::IN_CODE)
            || (self.spans_files(tag) || self.has_macros(tag)) && !doubled
            || tag.element.is(Is::PAGE);
        if !tag.element.is_known() || silent && !tag.is_damaged() {
            return None;
        }
        let line = self.lines.at(tag.span.start);
        let line_end = line.span.end.max(tag.span.end);
        let ends_item =
            line.is_item() && self.source.text()[tag.span.end as usize..line_end as usize].trim().is_empty();
        if tag.element.is(Is::ITEM) && ends_item && line.kind != LineKind::Closed {
            return Some(Trouble::ListResidue);
        }
        Some(Trouble::StrayEnd)
    }

    fn of_start(&self, tag: &Tag) -> Option<Trouble> {
        if tag.notes.contains(Notes::TURNED) {
            return match tag.form {
                Form::End if tag.damages.contains(Damages::END_ATTRIBUTES) => Some(Trouble::EndAttributes),
                Form::End => Some(Trouble::MisplacedSlash),
                Form::SelfClosing => Some(Trouble::MisplacedSlash),
                Form::Start => form_trouble(tag),
            };
        }
        if let Some(trouble) = form_trouble(tag) {
            return Some(trouble);
        }
        if tag.partner.is_some() || tag.reaches_on() {
            return None;
        }
        // Raw text without its end is found as a region.
        if tag.element.is(Is::RAW) {
            return None;
        }
        if !tag.element.is_known() {
            return self.is_placeholder(tag).then_some(Trouble::Placeholder);
        }
        if tag.element.is(Is::OPTIONAL_END) {
            return (!tag.element.is(Is::PAGE)).then_some(Trouble::OptionalEnd);
        }
        let silent = tag.notes.intersects(Notes::IN_BRANCH | Notes::IN_CODE) || self.spans_files(tag);
        (!silent && !tag.element.is(Is::PAGE)).then_some(Trouble::Unclosed)
    }

    /// Whether the element may begin in one template file and end in another.
    fn spans_files(&self, tag: &Tag) -> bool {
        let is_wide = tag.element.is(Is::ENDS_P) && !tag.element.is(Is::HEADING) && !tag.element.is(Is::OPTIONAL_END);
        self.asked.set(self.asked.get() || is_wide);
        self.has_statements && is_wide
    }

    /// Whether a macro may write the start tag of a cell or row.
    fn has_macros(&self, tag: &Tag) -> bool {
        let is_part = tag.element.is(Is::TABLE_PART);
        self.asked.set(self.asked.get() || is_part);
        self.has_statements && is_part
    }

    /// `</span/>`
    fn has_trailing_slash(&self, tag: &Tag) -> bool {
        let text = &self.source.text()[tag.span.range()];
        if let [.., before, b'>'] = text.as_bytes()
            && before.is_ascii_alphanumeric()
        {
            return false;
        }
        text.trim_end_matches('>').trim_end().ends_with('/')
    }

    /// `<port>`: a lower-case name that HTML does not know, without a value and without an end tag.
    fn is_placeholder(&self, tag: &Tag) -> bool {
        let name = &self.source.text()[tag.name.range()];
        let first = tag.first_attribute as usize;
        let attributes = &self.places.attributes[first..first + tag.attribute_count as usize];
        let plain = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        let inside = tag.notes.intersects(Notes::IN_CODE | Notes::IN_BRANCH);
        let flavor_fits = matches!(self.source.flavor(), Flavor::Markdown | Flavor::Html | Flavor::Text);
        plain
            && !inside
            && flavor_fits
            && !self.source.is_xml()
            && attributes.iter().all(|attribute| attribute.value.is_empty())
    }
}

/// The decisive damage of a tag's form.
fn form_trouble(tag: &Tag) -> Option<Trouble> {
    if tag.damages.is_empty() {
        return None;
    }
    let order = [
        (Damages::NAMELESS, Trouble::Nameless),
        (Damages::HOMOGLYPH, Trouble::Homoglyph),
        (Damages::TRANSLATED, Trouble::Translated),
        (Damages::MISSPELT.union(Damages::SPLIT), Trouble::Misspelt),
        (Damages::ESCAPED.union(Damages::HALF_ESCAPED).union(Damages::BACKSLASHED), Trouble::Escaped),
        (Damages::WIDE.union(Damages::BRACKETS), Trouble::Wide),
        (Damages::BARE, Trouble::Bare),
        (Damages::FUSED, Trouble::Fused),
        (Damages::FUSED_ATTRIBUTE, Trouble::Fused),
        (Damages::UNTERMINATED, Trouble::Unterminated),
        (Damages::SPACED.union(Damages::INVISIBLE), Trouble::Spaced),
        (Damages::BACKSLASH, Trouble::MisplacedSlash),
        (Damages::DOUBLED, Trouble::Doubled),
        (Damages::END_ATTRIBUTES, Trouble::EndAttributes),
        (Damages::QUOTE_COLLISION, Trouble::QuoteCollision),
        (Damages::BROKEN_ATTRIBUTE, Trouble::BrokenAttribute),
        (Damages::CURLY_QUOTES, Trouble::CurlyQuotes),
        (Damages::DUPLICATE_ATTRIBUTE, Trouble::DuplicateAttribute),
    ];
    order.into_iter().find(|(damage, _)| tag.damages.intersects(*damage)).map(|(_, trouble)| trouble)
}
