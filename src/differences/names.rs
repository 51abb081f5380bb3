//! Names that programs know, and that were changed or translated: those of placeholders, template tags and directives.

use std::collections::HashMap;

use super::difference::{Cause, Difference};
use super::likeness::alike;
use super::matching::Matched;
use super::parts::Parts;
use super::side::Side;
use crate::skeleton::{Kind, Mark};
use crate::text::Span;

/// How alike names are that are the same without a doubt.
const ALIKE: u32 = 60;

const OTHER_KIND: &str = "the translation may use another kind on purpose";
const PLACES: &str = "several were changed here, and only their order tells which is which";
const DESCRIBED: &str = "a word in braces may stand for something that the reader puts there";
const WORDS: &str = "the words in it are not translated";

/// Placeholders that were changed.
pub(super) struct Renamed<'a> {
    parts: &'a Parts<'a>,
    /// How many were changed in a block of the original and that which stands for it.
    in_blocks: HashMap<[u32; 2], usize>,
    /// How often one name became another one.
    names: HashMap<(&'a str, &'a str), usize>,
}

impl<'a> Renamed<'a> {
    pub fn of(parts: &'a Parts<'a>, matched: &Matched) -> Self {
        let mut renamed = Self { parts, in_blocks: HashMap::new(), names: HashMap::new() };
        for &(one, other) in &matched.changed {
            let (first, second) = (&parts.original.marks()[one], &parts.translation.marks()[other]);
            if first.kind == Kind::Placeholder && !first.is_indirect {
                *renamed.in_blocks.entry([first.block, second.block]).or_default() += 1;
                let names = (parts.original.slice(first.core), parts.translation.slice(second.core));
                *renamed.names.entry(names).or_default() += 1;
            }
        }
        renamed
    }

    /// A placeholder with another name, or with other signs around it.
    pub fn placeholder(&self, first: &Mark, second: &Mark) -> Option<Difference> {
        if first.is_indirect {
            return None;
        }
        let (original, translation) = (self.parts.original, self.parts.translation);
        let (was, is) = (original.slice(first.core), translation.slice(second.core));
        let bare = |name: &str| name.split_whitespace().collect::<String>();
        let is_renamed = bare(was) != bare(is);
        let is_word = was.bytes().all(|byte| byte.is_ascii_lowercase());
        // Who translates a word in braces wherever it stands describes something, as the author does.
        if is_renamed && is_word && self.names.get(&(was, is)).is_some_and(|&times| times > 1) {
            return None;
        }
        let is_alone = self.in_blocks.get(&[first.block, second.block]).is_none_or(|&count| count < 2);
        let doubt = match () {
            () if !is_alone && is_renamed && alike(was, is) < ALIKE => Some(PLACES),
            () if is_renamed && is_word => Some(DESCRIBED),
            () => None,
        };
        let is_same_form = signs(original, first) == signs(translation, second);
        let place = |mark: &Mark| if is_same_form { mark.core } else { mark.span };
        let (from, place) = (place(first), place(second));
        let difference = Difference::new(Cause::Placeholder(Kind::Placeholder), place, from);
        Some(difference.mended(place, original.slice(from), doubt))
    }
}

/// What stands around the name of a placeholder.
fn signs<'s>(side: Side<'s>, mark: &Mark) -> (&'s str, &'s str) {
    let behind = Span::new(mark.core.end, mark.span.end);
    (side.slice(Span::new(mark.span.start, mark.core.start)), side.slice(behind))
}

/// A template tag with another name or other arguments.
pub(super) fn template(parts: &Parts, first: &Mark, second: &Mark) -> Difference {
    let (original, translation) = (parts.original, parts.translation);
    let cause = Cause::Placeholder(Kind::Template);
    if first.label == second.label {
        // Its signs may be others as well.
        let text = original.slice(first.span);
        return Difference::new(cause, second.span, first.span).mended(second.span, text, Some(WORDS));
    }
    // Its arguments may be words that were translated.
    let (was, is) = (word(original, first.core), word(translation, second.core));
    let (old, new) = (original.slice(was), translation.slice(is));
    let doubt = (!is_translation(old, new)).then_some(OTHER_KIND);
    Difference::new(cause, is, was).mended(is, old, doubt)
}

/// The name that a span begins with.
fn word(side: Side, span: Span) -> Span {
    let text = side.slice(span);
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | '/' | ':');
    let length = text.find(|char: char| !is_part(char)).unwrap_or(text.len());
    Span::new(span.start, span.start + length as u32)
}

/// The name of a directive that is another one.
pub(super) fn directive(parts: &Parts, first: &Mark, second: &Mark) -> Difference {
    let (was, is) = (parts.original.slice(first.core), parts.translation.slice(second.core));
    let doubt = (!is_translation(was, is)).then_some(OTHER_KIND);
    Difference::new(Cause::Directive, second.core, first.core).mended(second.core, was, doubt)
}

/// A component with another name, which its end tag has as well.
pub(super) fn component(parts: &Parts, first: &Mark, second: &Mark) -> Difference {
    let name = |side: Side, mark: &Mark| {
        let is_part = |char: char| char.is_alphanumeric() || matches!(char, '.' | '_');
        let text = &side.slice(mark.span)[1..];
        let length = text.find(|char: char| !is_part(char)).unwrap_or(text.len());
        Span::new(mark.span.start + 1, mark.span.start + 1 + length as u32)
    };
    let (was, is) = (name(parts.original, first), name(parts.translation, second));
    let (old, new) = (parts.original.slice(was), parts.translation.slice(is));
    let mut edits = vec![(is, old.to_owned())];
    let end = &parts.translation.text[second.words.end as usize..];
    if end.strip_prefix("</").is_some_and(|end| end.starts_with(new)) {
        let start = second.words.end + 2;
        edits.push((Span::new(start, start + new.len() as u32), old.to_owned()));
    }
    let difference = Difference::new(Cause::Tag, is, was);
    // An end tag that is not known would be left alone.
    if edits.len() > 1 { difference.mended_by(edits, Some(OTHER_KIND)) } else { difference }
}

/// Whether a name is another one, translated or damaged: no program knows it.
fn is_translation(was: &str, is: &str) -> bool {
    !is.is_ascii() || was.eq_ignore_ascii_case(is) || is.contains(' ')
}
