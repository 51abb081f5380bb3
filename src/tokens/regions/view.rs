//! A text as another reader of Markdown should see it: what is opaque to Markdown is out of its way, and broken fences are
//! read as they were meant.

use std::borrow::Cow;

use super::region::Region;
use crate::text::{Flavor, Span};
use crate::tokens::broken_fence::FenceDamage;
use crate::tokens::fences::Fences;
use crate::tokens::search;

/// Columns of indentation from which on CommonMark reads code (CommonMark 4.4).
const CODE_INDENT: usize = 4;

/// A text with some of its bytes replaced, and the way back.
pub(super) struct View<'a> {
    /// What the other reader sees.
    pub text: Cow<'a, str>,
    /// For each place whose length changed, its end in the view, and how far the text is ahead of the view from there on.
    shifts: Vec<(usize, i64)>,
}

impl<'a> View<'a> {
    /// `templates` and `blocks` are in rising order; `blocks` are code that the other reader need not see.
    pub fn new(text: &'a str, flavor: Flavor, fences: &Fences, blocks: &[Span], templates: &[Region]) -> Self {
        let mut changes: Vec<(Span, Change)> = Vec::new();
        changes.extend(blocks.iter().map(|&block| (block, Change::Remove)));
        for fence in fences.broken.iter().filter(|fence| fence.damage == FenceDamage::Wrapped) {
            changes.extend([(fence.span, Change::Remove), (fence.swallowed, Change::Remove)]);
        }
        let broken = fences.broken.iter().filter(|fence| fence.damage == FenceDamage::Broken);
        changes.extend(broken.map(|fence| (fence.span, Change::Fence)));
        let opaque = templates.iter().map(|region| region.span).filter(|&span| is_opaque(&text[span.range()]));
        changes.extend(opaque.map(|span| (span, Change::Cover)));
        if flavor == Flavor::Mdx {
            changes.extend(deep_indents(text).map(|indent| (indent, Change::Remove)));
            changes.extend(tag_signs(text).map(|sign| (sign, Change::Cover)));
        }
        if changes.is_empty() {
            return Self { text: Cow::Borrowed(text), shifts: Vec::new() };
        }
        changes.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        Self::changed(text, &changes)
    }

    fn changed(text: &str, changes: &[(Span, Change)]) -> Self {
        let mut view = String::with_capacity(text.len());
        let mut shifts = Vec::new();
        let mut copied = 0;
        for (span, change) in changes {
            let range = span.range();
            if range.start < copied {
                continue;
            }
            view.push_str(&text[copied..range.start]);
            match change {
                Change::Remove => {}
                Change::Fence => view.push_str("```"),
                Change::Cover => view.extend(std::iter::repeat_n('x', range.len())),
            }
            copied = range.end;
            shifts.push((view.len(), i64::from(copied as u32) - i64::from(view.len() as u32)));
        }
        view.push_str(&text[copied..]);
        Self { text: Cow::Owned(view), shifts }
    }

    /// The offset in the text of a place in the view.
    pub fn original(&self, offset: u32) -> u32 {
        let index = self.shifts.partition_point(|&(end, _)| end <= offset as usize);
        let shift = index.checked_sub(1).map_or(0, |index| self.shifts[index].1);
        u32::try_from(i64::from(offset) + shift).unwrap_or(offset)
    }
}

#[derive(Clone, Copy, Debug)]
enum Change {
    /// It is not seen.
    Remove,
    /// A fence is seen in its place.
    Fence,
    /// A word of the same length is seen in its place.
    Cover,
}

/// Whether a template tag may be covered: one over several lines, or with a backtick, may be two that belong to code spans.
fn is_opaque(template: &str) -> bool {
    search::byte2(b'`', b'\n', template.as_bytes()).is_none()
}

/// The indentation of lines that are indented like code: MDX has no indented code.
fn deep_indents(text: &str) -> impl Iterator<Item = Span> + '_ {
    let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1));
    lines.filter_map(|start| {
        let blanks = text.as_bytes()[start..].iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
        let (length, columns) = blanks.fold((0, 0), |(length, columns), byte| {
            (length + 1, columns + if *byte == b'\t' { CODE_INDENT } else { 1 })
        });
        (columns >= CODE_INDENT).then(|| Span::of(start, start + length))
    })
}

/// The `<` of tags that begin a line: MDX has no blocks of HTML, and reads Markdown after and between tags.
fn tag_signs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).filter_map(move |at| {
        let before = bytes[..at].iter().rev().take(MOST_INDENT).find(|byte| !matches!(byte, b' ' | b'\t'));
        let is_tag = bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || *next == b'/');
        (is_tag && before.is_none_or(|byte| *byte == b'\n')).then(|| Span::of(at, at + 1))
    })
}

/// The deepest indentation of a tag, in bytes.
const MOST_INDENT: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::regions::template;

    fn view(text: &str, flavor: Flavor) -> View<'_> {
        let fences = Fences::read(text, 0, flavor, memchr::memchr_iter(b'\n', text.as_bytes()), None);
        let mut templates = Vec::new();
        template::find(text, memchr::memchr_iter(b'<', text.as_bytes()), &mut templates);
        View::new(text, flavor, &fences, &fences.blocks, &templates)
    }

    #[test]
    fn leads_back_to_the_text() {
        let text = "[a](/{{ b }})\n\n```\nc\n```\n[d](/e)\n";
        let view = view(text, Flavor::Markdown);
        assert_eq!(view.text, "[a](/xxxxxxx)\n\n\n[d](/e)\n");
        let at = view.text.find("[d]").expect("it is there");
        assert_eq!(view.original(at as u32) as usize, text.find("[d]").expect("it is there"));
        assert_eq!(view.original(4), 4);
    }

    #[test]
    fn mdx_has_no_indented_code() {
        assert_eq!(view("<A>\n    `b`\n</A>\n", Flavor::Mdx).text, "xA>\n`b`\nx/A>\n");
        assert_eq!(view("<A>\n    `b`\n</A>\n", Flavor::Markdown).text, "<A>\n    `b`\n</A>\n");
    }
}
