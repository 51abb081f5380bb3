//! The keys of the metadata at the beginning of an article.

use super::mark::{Kind, Mark, hash};
use super::view::View;
use crate::text::Span;
use crate::tokens::RegionKind;

pub(super) fn read(view: &View, marks: &mut Vec<Mark>) {
    let Some(region) = view.regions.list().first().filter(|region| region.kind == RegionKind::FrontMatter) else {
        return;
    };
    let sign = if view.slice(region.span).starts_with("+++") { '=' } else { ':' };
    let mut at = region.span.start;
    for line in view.slice(region.span).split_inclusive('\n') {
        if let Some(mark) = key(line, sign) {
            marks.push(mark.moved(at));
        }
        at += line.len() as u32;
    }
}

/// The key that a line begins with: its words are the value, and its label tells how far it is indented.
fn key(line: &str, sign: char) -> Option<Mark> {
    let bare = line.trim_start_matches([' ', '\t', '-']);
    let indent = line.len() - bare.len();
    let mut mark = outer_key(bare, sign)?.moved(indent as u32);
    mark.label = indent as u64;
    Some(mark)
}

fn outer_key(line: &str, sign: char) -> Option<Mark> {
    let starts_key = line.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_');
    // A translated sign of another width is one too.
    let (at, width) = match line.find([sign, '：', '＝']) {
        Some(at) if starts_key => (at, line[at..].chars().next()?.len_utf8()),
        _ => return None,
    };
    let name = line[..at].trim_end();
    if name.contains(['"', '\'', '{', '[']) || name.split_whitespace().count() > 3 {
        return None;
    }
    let value = line[at + width..].trim();
    let from = at + width + (line[at + width..].len() - line[at + width..].trim_start().len());
    let mut mark = Mark::new(Kind::Key, Span::of(0, line.trim_end().len()), Span::of(0, name.len()), hash(name));
    mark.words = if value.is_empty() { Span::at(at as u32) } else { Span::of(from, from + value.len()) };
    Some(mark)
}
