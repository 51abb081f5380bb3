//! The marks of regions: code, templates, formulas, definitions and addresses.

use super::code;
use super::mark::{Kind, Mark, hash};
use super::target::Target;
use super::view::View;
use super::{brackets, templates};
use crate::text::Span;
use crate::tokens::{Is, RegionKind};
use crate::tree::Role;

pub(super) fn read(view: &View, marks: &mut Vec<Mark>) {
    for region in view.regions.list() {
        let span = region.span;
        let mark = match region.kind {
            RegionKind::CodeBlock => Some(code_block(view, span)),
            RegionKind::CodeSpan => code_span(view, span),
            RegionKind::Math => Some(Mark::new(Kind::Formula, span, span, hash(formula(view.slice(span))))),
            RegionKind::Expression => templates::expression(view, span),
            RegionKind::Autolink => {
                let core = Span::new(span.start + 1, (span.end - 1).max(span.start + 1));
                let mut mark = Mark::new(Kind::Link, span, core, Target::read(view.slice(core)).key());
                mark.is_indirect = true;
                Some(mark)
            }
            RegionKind::LinkTarget if view.text()[..span.start as usize].ends_with(']') => None,
            RegionKind::LinkTarget => brackets::definition(view, span),
            _ => None,
        };
        marks.extend(mark);
    }
    marks.extend(view.regions.templates().iter().filter_map(|&span| templates::template(view, span)));
    elements(view, marks);
}

/// What stands in `<code>` is what stands between backticks.
fn elements(view: &View, marks: &mut Vec<Mark>) {
    for tag in view.tree.tags.iter().filter(|tag| tag.role == Role::Start && tag.element.is(Is::CODE)) {
        let Some(end) = tag.partner.map(|partner| &view.tree.tags[partner as usize]) else { continue };
        let inner = Span::new(tag.span.end, end.span.start.max(tag.span.end));
        if matches!(tag.element.name(), "code" | "kbd" | "samp" | "tt") && !view.slice(inner).contains(['<', '\n']) {
            marks.push(Mark::new(
                Kind::Code,
                Span::new(tag.span.start, end.span.end),
                inner,
                code_key(&unescaped(view.slice(inner))),
            ));
        }
    }
}

fn code_span(view: &View, span: Span) -> Option<Mark> {
    let text = view.slice(span);
    let signs = text.bytes().take_while(|&byte| byte == b'`').count() as u32;
    if signs * 2 >= span.len() {
        return None;
    }
    let core = Span::new(span.start + signs, span.end - signs);
    Some(Mark::new(Kind::Code, span, core, code_key(view.slice(core))))
}

/// Code in a tag without the references that its signs are written as.
fn unescaped(code: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .into_iter()
        .fold(code.to_owned(), |code, (reference, sign)| code.replace(reference, sign))
}

/// Code as it shows: white space is one space (CommonMark 6.1).
fn code_key(code: &str) -> u64 {
    hash(code.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A formula without its white space and its words.
fn formula(text: &str) -> String {
    let mut rest = text;
    let mut bare = String::new();
    while let Some(at) = rest.find("\\text") {
        bare.extend(rest[..at].chars().filter(|char| !char.is_whitespace()));
        rest = rest[at..].split_once('}').map_or("", |(_, rest)| rest);
    }
    bare.extend(rest.chars().filter(|char| !char.is_whitespace()));
    bare
}

/// A code block: its core is the info string, its words are the code.
fn code_block(view: &View, span: Span) -> Mark {
    let text = view.slice(span);
    let first = text.split('\n').next().unwrap_or_default();
    let fence = first.trim_start_matches([' ', '\t', '>']);
    let signs = fence.bytes().take_while(|byte| matches!(byte, b'`' | b'~')).count();
    if signs < 3 {
        let language = code::language("");
        let mut mark = Mark::new(Kind::Block, span, Span::at(span.start), code::key(&language, text));
        (mark.words, mark.label) = (span, hash(code::family(&language)));
        return mark;
    }
    let info = fence[signs..].trim();
    let at = span.start + (first.len() - fence.len() + signs) as u32;
    let at = at + (fence[signs..].len() - fence[signs..].trim_start().len()) as u32;
    let core = Span::new(at.min(span.end), (at + info.len() as u32).min(span.end));
    let last = text.trim_end();
    let close = last.rfind('\n').filter(|&at| last[at..].trim().trim_matches(['>', ' ']).starts_with(['`', '~']));
    let begin = (first.len() + 1).min(text.len());
    let end = close.map_or(text.len(), |at| at + 1).max(begin);
    let words = Span::new(span.start + begin as u32, span.start + end as u32);
    let language = code::language(info);
    let mut mark = Mark::new(Kind::Block, span, core, code::key(&language, view.slice(words)));
    (mark.words, mark.label) = (words, hash(code::family(&language)));
    mark
}
