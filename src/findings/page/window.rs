//! The part of a text in which a fix can change what is shown: the blocks that hold it.

use crate::findings::Context;
use crate::text::Span;
use crate::tokens::{LineKind, RegionKind};

/// How far before and after a fix a part begins and ends at most, in bytes.
const REACH: u32 = 4_000;

/// Bytes around a fix in HTML, where no blank line ends a block.
const MARGIN: u32 = 256;

/// The blocks that hold `span`, from where a reader can begin to where one can stop.
pub(super) fn around(context: &Context, span: Span) -> Span {
    if context.flavor().has_markdown() {
        // What a fence encloses reaches as far as the next one.
        let is_fence = context.regions.fences().iter().any(|fence| fence.span.overlaps(span));
        let length = context.text().len() as u32;
        let end = if is_fence && length - span.end <= REACH { length } else { block_end(context, span.end) };
        Span::new(block_start(context, span.start), end)
    } else {
        Span::new(tag_before(context, span.start), tag_behind(context, span.end))
    }
}

/// The beginning of a line after a blank one, at which no container and no region is open.
fn block_start(context: &Context, offset: u32) -> u32 {
    let lines = context.lines.list();
    let mut index = context.lines.index_at(offset);
    while index > 0 {
        let line = &lines[index];
        let begins = lines[index - 1].kind == LineKind::Blank && line.indent == 0 && line.quotes == 0;
        let is_far = offset.saturating_sub(line.span.start) > REACH;
        if (begins || is_far) && line.kind != LineKind::Blank && is_outside(context, line.span.start) {
            return line.span.start;
        }
        index -= 1;
    }
    0
}

/// The beginning of the blank line after which a block begins that goes on nothing.
fn block_end(context: &Context, offset: u32) -> u32 {
    let lines = context.lines.list();
    let first = context.lines.index_at(offset);
    for pair in lines[first..].windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        let ends = line.kind == LineKind::Blank && next.indent == 0 && next.quotes == 0;
        let is_far = line.span.start.saturating_sub(offset) > REACH;
        if line.span.start >= offset && (ends || is_far) && is_outside(context, line.span.start) {
            return line.span.start;
        }
    }
    context.text().len() as u32
}

/// Whether no region holds the bytes on both sides of `offset`.
fn is_outside(context: &Context, offset: u32) -> bool {
    context.regions.at(offset).is_none_or(|region| region.span.start == offset)
}

fn tag_before(context: &Context, offset: u32) -> u32 {
    let tags = &context.tree.tags;
    let limit = offset.saturating_sub(MARGIN);
    let index = tags.partition_point(|tag| tag.span.start <= limit);
    let near = tags[..index].iter().rev().take_while(|tag| offset - tag.span.start < REACH);
    let found = near.filter(|tag| !tag.is_damaged() && is_outside(context, tag.span.start)).map(|tag| tag.span.start);
    let fallback = || {
        let start = context.char_floor(offset.saturating_sub(REACH));
        region_around(context, start).map_or(start, |region| region.start)
    };
    found.into_iter().next().unwrap_or_else(fallback)
}

fn tag_behind(context: &Context, offset: u32) -> u32 {
    let tags = &context.tree.tags;
    let limit = offset.saturating_add(MARGIN);
    let index = tags.partition_point(|tag| tag.span.start < limit);
    let near = tags[index..].iter().take_while(|tag| tag.span.start - offset < REACH);
    let found = near.filter(|tag| !tag.is_damaged() && is_outside(context, tag.span.start)).map(|tag| tag.span.start);
    let length = context.text().len() as u32;
    found.into_iter().next().unwrap_or_else(|| context.char_floor(offset.saturating_add(REACH).min(length)))
}

/// The comment or raw text that holds the byte at `offset`.
fn region_around(context: &Context, offset: u32) -> Option<Span> {
    let is_long = |kind| matches!(kind, RegionKind::Comment | RegionKind::RawText | RegionKind::Declaration);
    context.regions.at(offset).filter(|region| is_long(region.kind)).map(|region| region.span)
}
