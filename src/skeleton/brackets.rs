//! Links, images and footnotes: what stands in square brackets.

use super::mark::{Kind, Mark, hash};
use super::target::Target;
use super::view::View;
use crate::text::Span;
use crate::tokens::{LineKind, RegionKind, search};

/// The longest label, in bytes (CommonMark 4.7 counts 999 characters).
const LONGEST_LABEL: usize = 1_000;

pub(super) fn read(view: &View, marks: &mut Vec<Mark>) {
    let text = view.text();
    for block in view.marks.blocks().iter() {
        let mut open: Vec<u32> = Vec::new();
        // Up to where the label of a link by reference reaches.
        let mut told = 0;
        for piece in block.pieces {
            let bytes = &text.as_bytes()[piece.range()];
            for at in memchr::memchr2_iter(b'[', b']', bytes) {
                let at = piece.start + at as u32;
                if at < told || is_escaped(text, at) {
                    continue;
                }
                if text.as_bytes()[at as usize] == b'[' {
                    open.push(at);
                } else if let Some(start) = open.pop() {
                    let mark = bracketed(view, start, at);
                    told = mark.filter(|mark| mark.kind == Kind::Reference).map_or(told, |mark| mark.span.end);
                    marks.extend(mark);
                }
            }
        }
    }
    for link in view.marks.links() {
        // What was meant to be a link is none that is lost.
        marks.push(link_mark(view, link.span(), link.target, link.text()));
    }
}

fn is_escaped(text: &str, at: u32) -> bool {
    text.as_bytes()[..at as usize].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

/// The mark whose brackets are at `start` and `end`.
fn bracketed(view: &View, start: u32, end: u32) -> Option<Mark> {
    let text = view.text();
    let words = Span::new(start + 1, end);
    let inner = view.slice(words);
    let rest = &text[end as usize + 1..];
    if let Some(label) = inner.strip_prefix('^').filter(|label| label.len() <= LONGEST_LABEL) {
        let is_note = rest.starts_with(':') && view.lines.at(start).content == start;
        let kind = if is_note { Kind::Note } else { Kind::Footnote };
        let core = Span::new(start + 2, end);
        return Some(Mark::new(kind, Span::new(start, end + 1), core, hash(label.trim())));
    }
    let is_image = start > 0 && text.as_bytes()[start as usize - 1] == b'!';
    let begin = start - u32::from(is_image);
    let region = view.regions.at(end + 1).filter(|region| region.span.start == end + 1);
    if let Some(region) = region.filter(|region| region.kind == RegionKind::LinkTarget) {
        let core = destination(text, region.span);
        let mut mark = link_mark(view, Span::new(begin, region.span.end), core, words);
        mark.is_image = is_image;
        mark.kind = if is_image { Kind::Image } else { Kind::Link };
        return Some(mark);
    }
    let (label, last) = match rest.strip_prefix('[').and_then(|rest| Some((rest, label_end(rest)?))) {
        Some((rest, length)) if length > 0 => (&rest[..length], end + 3 + length as u32),
        Some((_, _)) => (inner, end + 3),
        None => (inner, end + 1),
    };
    if inner.len() > LONGEST_LABEL || inner.starts_with('!') || label.trim().is_empty() {
        return None;
    }
    let mut mark = Mark::new(Kind::Reference, Span::new(begin, last), words, 0);
    (mark.words, mark.is_image, mark.label) = (words, is_image, label_key(label));
    Some(mark)
}

fn label_end(rest: &str) -> Option<usize> {
    let most = rest.len().min(LONGEST_LABEL);
    search::byte2(b']', b'[', &rest.as_bytes()[..most]).filter(|&at| rest.as_bytes()[at] == b']')
}

/// A link with this target and these words.
pub(super) fn link_mark(view: &View, span: Span, core: Span, words: Span) -> Mark {
    let target = Target::read(view.slice(core));
    let mut mark = Mark::new(Kind::Link, span, core, target.key());
    mark.words = words;
    mark
}

/// The destination in the parentheses of a link (CommonMark 6.3).
fn destination(text: &str, region: Span) -> Span {
    let inner = &text[region.start as usize + 1..region.end as usize];
    let inner = inner.strip_suffix(')').unwrap_or(inner);
    let start = region.start + 1 + (inner.len() - inner.trim_start().len()) as u32;
    word(text, Span::new(start, region.start + 1 + inner.len() as u32))
}

/// The first word of `span`, or what stands in angle brackets there.
fn word(text: &str, span: Span) -> Span {
    let inner = &text[span.range()];
    if let Some(rest) = inner.strip_prefix('<') {
        let length = rest.find(['>', '\n']).unwrap_or(rest.len());
        return Span::new(span.start + 1, span.start + 1 + length as u32);
    }
    // A template in a target may hold white space.
    let end = match inner.find("{{") {
        Some(open) => inner[open..].rfind("}}").map_or(open, |close| open + close + 2),
        None => 0,
    };
    let length = inner[end..].find(char::is_whitespace).map_or(inner.len(), |at| end + at);
    Span::new(span.start, span.start + length as u32)
}

/// A definition: `[label]: target "title"`.
pub(super) fn definition(view: &View, region: Span) -> Option<Mark> {
    let text = view.slice(region);
    let label = text.trim_start().strip_prefix('[')?;
    let length = search::bytes(label.as_bytes(), b"]:")?;
    let start = region.end - (label.len() - length - 2) as u32;
    let rest = view.slice(Span::new(start, region.end));
    let next = view.text()[region.end as usize..].strip_prefix('\n').filter(|_| rest.trim().is_empty());
    if let Some(next) = next {
        // The target may follow on the next line (CommonMark 4.7).
        let line = next.split('\n').next().unwrap_or_default();
        let from = region.end + 1 + (line.len() - line.trim_start().len()) as u32;
        let core = word(view.text(), Span::new(from, region.end + 1 + line.len() as u32));
        let mut mark =
            Mark::new(Kind::Definition, Span::new(region.start, core.end), core, Target::read(view.slice(core)).key());
        mark.label = label_key(&label[..length]);
        return Some(mark);
    }
    let start = start + (rest.len() - rest.trim_start().len()) as u32;
    let core = word(view.text(), Span::new(start.min(region.end), region.end));
    let mut mark = Mark::new(Kind::Definition, region, core, Target::read(view.slice(core)).key());
    mark.label = label_key(&label[..length]);
    Some(mark)
}

/// The labels that are one (CommonMark 4.7).
fn label_key(label: &str) -> u64 {
    // A label that goes on in the next line of a quote has its mark in it.
    let words: Vec<_> = label.split_whitespace().filter(|word| *word != ">").map(str::to_lowercase).collect();
    hash(words.join(" "))
}

/// Whether the line that holds `at` is text.
pub(super) fn is_text(view: &View, at: u32) -> bool {
    !matches!(view.lines.at(at).kind, LineKind::Closed)
}
