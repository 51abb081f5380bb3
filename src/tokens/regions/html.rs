//! Comments, raw text and declarations, as WHATWG HTML 13.2.5 tokenizes them.

use super::region::{Region, RegionCursor, RegionKind};
use crate::text::Span;
use crate::tokens::search;
use crate::tokens::work::steps;
use crate::tokens::{Ahead, Element, Is};

/// What ends the regions, each looked for once.
struct Ends<'a> {
    comment: Ahead<'a>,
    cdata: Ahead<'a>,
    /// Raw text elements that have no end tag from some offset on.
    missing: Vec<(Element, usize)>,
    is_markdown: bool,
}

/// Finds HTML's regions and appends them to `regions`; `less` are the offsets of every `<`, `known` the regions found before.
/// In Markdown a comment that nothing ends is none within a line.
pub(super) fn find(
    text: &str,
    is_markdown: bool,
    less: impl Iterator<Item = usize>,
    mut known: RegionCursor,
    regions: &mut Vec<Region>,
) {
    let mut ends: Option<Ends> = None;
    let mut done = 0;
    for at in less {
        if at < done || !interesting(text.as_bytes().get(at + 1)) || known.at(at as u32).is_some() {
            continue;
        }
        let ends = ends.get_or_insert_with(|| Ends {
            comment: Ahead::new(text, "-->"),
            cdata: Ahead::new(text, "]]>"),
            missing: Vec::new(),
            is_markdown,
        });
        if let Some(region) = region_at(text, at, ends) {
            done = region.span.end as usize;
            regions.push(region);
        }
    }
}

/// Whether the byte after `<` can begin a region: the first letters of raw text elements, or `!`.
fn interesting(next: Option<&u8>) -> bool {
    next.is_some_and(|byte| matches!(byte.to_ascii_lowercase(), b'!' | b's' | b't' | b'x' | b'i' | b'n'))
}

fn region_at(text: &str, at: usize, ends: &mut Ends) -> Option<Region> {
    let rest = &text.as_bytes()[at..];
    if rest.starts_with(b"<!--") {
        return Some(match comment_end(rest, at, ends) {
            Some(end) => Region::new(at, end, RegionKind::Comment),
            None if ends.is_markdown && !begins_line(text, at) => return None,
            None => until_blank_line(text, at, RegionKind::Comment),
        });
    }
    if rest.starts_with(b"<![CDATA[") {
        let end = ends.cdata.next(at)?;
        return Some(Region::new(at, end + 3, RegionKind::Declaration));
    }
    if rest.starts_with(b"<!") {
        let is_name = rest.get(2).is_some_and(u8::is_ascii_alphabetic) || rest.starts_with(b"<![");
        let length = search::byte(b'>', &rest[..rest.len().min(LONGEST_DECLARATION)])?;
        let is_one = is_name && !lost_its_end(&rest[2..length]);
        return is_one.then(|| Region::new(at, at + length + 1, RegionKind::Declaration));
    }
    raw_text(text, at, ends)
}

/// Whether nothing but white space and the marks of quotes and items is before `at` on its line.
fn begins_line(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[..at];
    let indent = before.iter().rev().take_while(|byte| b" \t>-*+".contains(byte)).count();
    steps(indent);
    matches!(before[..at - indent].last(), None | Some(b'\n'))
}

/// Whether what a declaration holds goes on into a tag, so that it lost its `>`: a subset in brackets or a value in quotes
/// may hold `<`.
fn lost_its_end(inside: &[u8]) -> bool {
    let before = search::byte(b'<', inside).map(|at| &inside[..at]);
    before.is_some_and(|before| !before.contains(&b'[') && before.iter().filter(|&&byte| byte == b'"').count() % 2 == 0)
}

/// The longest declaration, in bytes.
const LONGEST_DECLARATION: usize = 400;

/// Where the comment that begins at `at` ends.
fn comment_end(rest: &[u8], at: usize, ends: &mut Ends) -> Option<usize> {
    // `<!-->` and `<!--->` are empty comments.
    if rest.starts_with(b"<!-->") {
        return Some(at + 5);
    }
    if rest.starts_with(b"<!--->") {
        return Some(at + 6);
    }
    ends.comment.next(at + 4).map(|end| end + 3)
}

/// The content of a raw text element whose start tag begins at `at`.
fn raw_text(text: &str, at: usize, ends: &mut Ends) -> Option<Region> {
    let rest = &text.as_bytes()[at + 1..];
    let length = rest.iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let name = &text[at + 1..at + 1 + length];
    let element = Element::named(name);
    if !element.is(Is::RAW) || !matches!(rest.get(length), Some(b' ' | b'\t' | b'\n' | b'\r' | b'>' | b'/')) {
        return None;
    }
    let tag = search::byte2(b'>', b'<', &rest[..rest.len().min(LONGEST_START_TAG)])? + 1;
    if rest[tag - 1] == b'<' || rest[tag - 2] == b'/' {
        return None;
    }
    let start = at + 1 + tag;
    if !ends.missing.iter().any(|&(missing, from)| missing == element && from <= start) {
        let found = end_tag(&text.as_bytes()[start..], name.as_bytes());
        steps(found.unwrap_or(text.len() - start));
        if let Some(length) = found {
            return Some(Region::new(start, start + length, RegionKind::RawText));
        }
        ends.missing.push((element, start));
    }
    Some(until_blank_line(text, start, RegionKind::RawText))
}

/// The longest start tag of a raw text element, in bytes.
const LONGEST_START_TAG: usize = 4_000;

/// Offset of `</name` in `content`, in any case, white space after `</` included: a damaged end tag ends the region too.
pub(super) fn end_tag(content: &[u8], name: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'<', content).find(|&at| {
        let mut rest = &content[at + 1..];
        rest = rest.trim_ascii_start();
        let Some(after) = rest.strip_prefix(b"/") else { return false };
        let after = after.trim_ascii_start();
        after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && !after.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
    })
}

/// A region that lost its end: it ends at the next blank line for us, so that the article after it is still read.
fn until_blank_line(text: &str, at: usize, kind: RegionKind) -> Region {
    let rest = &text.as_bytes()[at..];
    let blank =
        memchr::memchr_iter(b'\n', rest).find(|&end| matches!(rest[end + 1..], [b'\n', ..] | [b'\r', b'\n', ..]));
    steps(blank.unwrap_or(rest.len()));
    let end = at + blank.unwrap_or(rest.len());
    Region { span: Span::of(at, end), kind, closed: false }
}
