//! How far a `copydesk-ignore` reaches.

use super::comment::Comment;
use crate::findings::Context;
use crate::text::Span;
use crate::tokens::{Element, Is, Line, LineKind};
use crate::tree::Role;

/// What each comment would reach as a `copydesk-ignore`: its own lines where other text is on them, else the block
/// after it.
pub fn of_all(context: &Context, comments: &[Comment]) -> Vec<Span> {
    let mut reaches = vec![Span::default(); comments.len()];
    // From the last to the first, since a comment directly above another one reaches what that one reaches.
    let mut next: Option<(usize, Span)> = None;
    for (index, comment) in comments.iter().enumerate().rev() {
        let (first, last) = own_lines(context, comment);
        let lines = context.lines.list();
        if !stands_alone(context, comment) {
            reaches[index] = Span::new(lines[first].span.start, lines[last].span.end);
            next = None;
            continue;
        }
        let block = (last + 1..lines.len()).find(|&line| lines[line].kind != LineKind::Blank);
        let reach = match (block, next) {
            (Some(block), Some((line, reach))) if line == block => reach,
            (Some(block), _) => block_from(context, block),
            (None, _) => Span::at(comment.span.end),
        };
        reaches[index] = reach;
        next = Some((first, reach));
    }
    reaches
}

/// The indexes of the lines in which the comment begins and ends.
fn own_lines(context: &Context, comment: &Comment) -> (usize, usize) {
    (context.lines.index_at(comment.span.start), context.lines.index_at(comment.span.end - 1))
}

/// The comment with all of its line where nothing else is on it.
pub fn with_its_line(context: &Context, comment: &Comment) -> Span {
    let (text, span) = (context.text(), comment.span);
    let line = context.lines.at(span.start).span.start;
    let is_whole_line = text[line as usize..span.start as usize].trim().is_empty() && stands_alone(context, comment);
    if !is_whole_line {
        return span;
    }
    let behind = &text[span.end as usize..];
    let blank = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let end_of_line = ["\r\n", "\n", "\r"].into_iter().find(|end| behind[blank..].starts_with(end));
    Span::new(line, span.end + (blank + end_of_line.map_or(0, str::len)) as u32)
}

/// Whether nothing else is on the comment's lines.
fn stands_alone(context: &Context, comment: &Comment) -> bool {
    let (first, last) = own_lines(context, comment);
    let (first, last) = (&context.lines.list()[first], &context.lines.list()[last]);
    let before = Span::new(first.content.min(comment.span.start), comment.span.start);
    let behind = Span::new(comment.span.end, last.span.end.max(comment.span.end));
    context.slice(before).trim().is_empty() && context.slice(behind).trim().is_empty()
}

/// The block that begins with line `first`: an element, a table, a code block, or lines of prose.
fn block_from(context: &Context, first: usize) -> Span {
    let lines = context.lines.list();
    let line = &lines[first];
    let last =
        first + lines[first..].windows(2).take_while(|pair| continues(context, line, &pair[0], &pair[1])).count();
    let end = element_end(context, line).map_or(lines[last].span.end, |end| end.max(lines[last].span.end));
    Span::new(line.span.start, end)
}

/// Whether `next`, which follows `line`, belongs to the block that begins with `first`.
fn continues(context: &Context, first: &Line, line: &Line, next: &Line) -> bool {
    match first.kind {
        LineKind::Closed => next.kind == LineKind::Closed,
        LineKind::TableHeader | LineKind::TableDelimiter | LineKind::TableRow => next.is_table(),
        LineKind::Heading(_) | LineKind::ThematicBreak | LineKind::Blank => false,
        LineKind::Text | LineKind::SetextUnderline => match next.kind {
            LineKind::SetextUnderline => line.kind == LineKind::Text,
            LineKind::Text => {
                line.kind == LineKind::Text
                    && !next.is_item()
                    && next.quotes == line.quotes
                    && !begins_block(context, next)
            }
            _ => false,
        },
    }
}

/// Whether the line begins with a tag of an element that is a block.
fn begins_block(context: &Context, line: &Line) -> bool {
    let Some(tag) = context.slice(line.content_span()).strip_prefix('<') else { return false };
    let tag = tag.trim_start_matches([' ', '/']);
    let name = tag.split(|character: char| !character.is_ascii_alphanumeric()).next().unwrap_or_default();
    let element = Element::named(&name.to_ascii_lowercase());
    element.is_known() && !element.is(Is::PHRASING)
}

/// The end of the line in which the element ends that `line` begins with.
fn element_end(context: &Context, line: &Line) -> Option<u32> {
    let (_, tags) = context.tree.tags_within(line.content_span());
    let tag = tags.first().filter(|tag| tag.role == Role::Start && tag.span.start == line.content)?;
    let end = context.partner(tag)?.span.end;
    Some(context.lines.at(end - 1).span.end.max(end))
}
