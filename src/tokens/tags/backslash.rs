//! Backslashes in tags: in place of the slash, as in `<\p>`, and before signs that escaping was afraid of, as in `\<p\>`.

use super::{Damages, Form, TagLike};
use crate::text::Span;
use crate::tokens::{Element, Is, LONGEST_NAME};

/// Reads a tag without attributes that holds a backslash: `<\p>`, `<\/p>`, `<br\>`, `</p\>`. The opening delimiter lies
/// from `start` to `open`; `is_escaped` says whether a backslash stands before it.
pub(super) fn read(text: &str, start: usize, open: usize, is_escaped: bool) -> Option<TagLike> {
    let bytes = text.as_bytes();
    let is_at = |at: usize, sign: u8| bytes.get(at) == Some(&sign);
    let has_first = is_at(open, b'\\');
    let slash = open + usize::from(has_first);
    let has_slash = is_at(slash, b'/');
    let begin = slash + usize::from(has_slash);
    let length = bytes[begin..].iter().take(LONGEST_NAME + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let element = Element::named(&text[begin..begin + length]);
    let last = begin + length;
    let has_last = is_at(last, b'\\');
    let close = last + usize::from(has_last);
    if !element.is_known() || !is_at(close, b'>') || !has_first && !has_last {
        return None;
    }
    let form = match () {
        () if has_slash || has_first => Form::End,
        () if element.is(Is::VOID) && !is_escaped => Form::SelfClosing,
        () => Form::Start,
    };
    let damages = if is_escaped { Damages::empty() } else { Damages::BACKSLASH };
    let (span, name) = (Span::of(start, close + 1), Span::of(begin, last));
    Some(TagLike { span, name, element, form, damages, first_attribute: 0, attribute_count: 0 })
}

/// Whether the name of an element follows `open`, so that an escaped `<` may have been a tag.
pub(super) fn may_be_tag(text: &str, open: usize) -> bool {
    let name = text[open..].trim_start_matches(['\\', '/']);
    let length = name.bytes().take(LONGEST_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && Element::named(&name[..length]).is_known()
}

/// Whether an odd number of backslashes is before `at` (CommonMark 2.4).
pub(super) fn is_before(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[..at];
    let backslashes = before.iter().rev().take_while(|&&byte| byte == b'\\').count();
    crate::tokens::work::steps(backslashes);
    backslashes % 2 == 1
}
