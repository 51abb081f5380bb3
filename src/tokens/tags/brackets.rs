//! Tags with other brackets than their own: `[kbd]`, `{/b}`. They look like links, remarks and placeholders, so they are
//! looked for only where a tag lacks the partner that one of them would be.

use super::{Damages, Form, TagLike, TagLikes};
use crate::text::Span;
use crate::tokens::{Element, LONGEST_NAME, Regions};

/// What stands for `<` and `>`.
const PAIRS: [(u8, u8); 2] = [(b'[', b']'), (b'{', b'}')];

impl TagLikes {
    /// Adds the tags in other brackets that `is_wanted`, by their element and form; says whether there were any.
    pub fn add_bracketed(&mut self, text: &str, regions: &Regions, is_wanted: impl Fn(Element, Form) -> bool) -> bool {
        let opens = memchr::memchr2_iter(PAIRS[0].0, PAIRS[1].0, text.as_bytes());
        let found = opens.filter_map(|at| bracketed(text, at));
        let found = found.filter(|place| is_wanted(place.element, place.form) && regions.is_free(place.span));
        let found: Vec<TagLike> = found.filter(|place| self.is_free(place.span)).collect();
        let is_any = !found.is_empty();
        self.list.extend(found);
        if is_any {
            self.list.sort_by_key(|place| place.span.start);
        }
        is_any
    }

    /// Whether no place overlaps `span`.
    fn is_free(&self, span: Span) -> bool {
        let next = self.list.partition_point(|place| place.span.end <= span.start);
        self.list.get(next).is_none_or(|place| place.span.start >= span.end)
    }
}

/// The tag in other brackets that begins at `open`, where no link or the like does.
fn bracketed(text: &str, open: usize) -> Option<TagLike> {
    let bytes = text.as_bytes();
    let (_, close) = PAIRS.into_iter().find(|(sign, _)| *sign == bytes[open])?;
    let is_end = bytes.get(open + 1) == Some(&b'/');
    let begin = open + 1 + usize::from(is_end);
    let rest = bytes.get(begin..)?;
    let length = rest.iter().take(LONGEST_NAME + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let end = begin + length + 1;
    let element = Element::named(&text[begin..begin + length]);
    let is_link = matches!(bytes.get(end), Some(b'(' | b'[' | b':' | b']'));
    let is_other =
        matches!(open.checked_sub(1).map(|before| bytes[before]), Some(b'\\' | b'!' | b']' | b'[' | b'{' | b'$'));
    if !element.is_known() || rest.get(length) != Some(&close) || is_link || is_other {
        return None;
    }
    Some(TagLike {
        span: Span::of(open, end),
        name: Span::of(begin, begin + length),
        element,
        form: if is_end { Form::End } else { Form::Start },
        damages: Damages::BRACKETS,
        first_attribute: 0,
        attribute_count: 0,
    })
}
