//! Marks at the beginning or end of lines: callouts, admonitions, directives, and the addresses of headings.

use super::blocks::{Block, BlockKind};
use super::brackets::is_text;
use super::mark::{Kind, Mark, hash};
use super::view::View;
use crate::text::Span;

pub(super) fn read(view: &View, blocks: &[Block], marks: &mut Vec<Mark>) {
    for line in view.lines.list() {
        if is_text(view, line.span.start) {
            marks.extend(directive(view, line.content_span()));
        }
    }
    for block in blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_))) {
        marks.extend(anchor(view, block.span));
    }
}

/// What directives begin with, and whether white space has to follow.
const SIGNS: [(&str, bool); 5] = [("!!!", false), ("???", false), (":::", false), ("::", false), ("///", true)];

/// The name of what a line begins: `[!NOTE]`, `!!! note`, `:::tip`, `::: {.tip}`, `/// tip`.
fn directive(view: &View, line: Span) -> Option<Mark> {
    let text = view.slice(line);
    let mark = |sign: &str, from: usize, name: &str| {
        let core = Span::of(from, from + name.len()).moved(line.start);
        let mut mark =
            Mark::new(Kind::Directive, Span::new(line.start, core.end), core, hash((sign, name.to_lowercase())));
        mark.label = hash(sign);
        mark
    };
    // `[![picture](…)](…)` is a link.
    if let Some(rest) = text.strip_prefix("[!").filter(|rest| !rest.starts_with('[')) {
        let length = rest.find(']')?;
        return Some(mark("[!", 2, &rest[..length]));
    }
    let (sign, is_apart) = SIGNS.into_iter().find(|(sign, _)| text.starts_with(sign))?;
    let signs = text.len() - text.trim_start_matches([sign.chars().next()?, '+']).len();
    let rest = &text[signs..];
    if is_apart && !rest.starts_with(' ') {
        return None;
    }
    let is_braced = rest.trim_start().starts_with('{');
    let from = text.len() - rest.trim_start().trim_start_matches(['{', '.']).len();
    let name = text[from..].split([' ', '\t', '[', '{', '}', '"', '“']).next().unwrap_or_default();
    let is_name = !name.is_empty() && (sign != "::" || signs == 2) && (is_braced || !rest.starts_with('{'));
    is_name.then(|| mark(sign, from, name))
}

/// The address in braces at the end of a heading: `{#id}`, `{: #id}`, `{/* id */}`.
fn anchor(view: &View, block: Span) -> Option<Mark> {
    let text = view.slice(block).trim_end_matches(['#', ' ', '\t']);
    let inner = text.strip_suffix('}')?;
    let open = inner.rfind('{')?;
    let inside = &inner[open + 1..];
    let (from, id) = if let Some(rest) = inside.trim_end().strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/")) {
        (open + 3 + (rest.len() - rest.trim_start().len()), rest.trim())
    } else {
        let at = inside.find('#')?;
        if !inside[..at].trim_start_matches(':').trim().is_empty() && !inside[..at].trim().starts_with('.') {
            return None;
        }
        // A translated address may hold white space; classes follow behind a dot.
        let rest = &inside[at + 1..];
        let end = rest.find(" .").unwrap_or(rest.len());
        let end = rest[..end].find('=').map_or(end, |sign| rest[..sign].rfind(' ').unwrap_or(end));
        (open + 1 + at + 1, rest[..end].trim_end())
    };
    let core = Span::of(from, from + id.len()).moved(block.start);
    let span = Span::of(open, text.len()).moved(block.start);
    Some(Mark::new(Kind::Anchor, span, core, hash(id)))
}
