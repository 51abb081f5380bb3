//! Tags that belong together: names that are edited as one, and the end tag that is due.

use crate::server::state::Analysis;
use crate::text::Span;
use crate::tokens::Element;
use crate::tree::{Role, Tag};

/// The names of the tag at `offset` and of its partner, where they are equal (LSP 3.17, "Linked Editing Range": all
/// ranges hold the same text).
pub fn linked_names(analysis: &Analysis, offset: u32) -> Option<[Span; 2]> {
    let (tree, text) = (analysis.reading().tree(), analysis.source().text());
    let touches = |tag: &&Tag| tag.name.start <= offset && offset <= tag.name.end;
    let tag = tree.tag_at(offset).filter(touches).or_else(|| tree.tag_at(offset.checked_sub(1)?).filter(touches))?;
    let partner = &tree.tags[tag.partner? as usize];
    let mut names = [tag.name, partner.name];
    names.sort();
    let [first, second] = names;
    (!first.is_empty() && text[first.range()] == text[second.range()]).then_some(names)
}

/// End tags that could follow a `</`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueEnds {
    /// What is replaced: the part of the name that is written, and a `>` after it.
    pub span: Span,
    /// The names, innermost first.
    pub names: Vec<String>,
}

/// The end tags of what is open at `offset`, where a `</` and at most a part of a name are before it.
pub fn due_ends(analysis: &Analysis, offset: u32) -> Option<DueEnds> {
    let text = analysis.source().text();
    let before = &text[..offset as usize];
    let name = before.trim_end_matches(|character: char| character.is_alphanumeric() || matches!(character, '-' | '_'));
    let open = name.strip_suffix("</")?.len() as u32;
    let mut names = open_names(analysis, open);
    names.dedup();
    let closed = u32::from(text.as_bytes().get(offset as usize) == Some(&b'>'));
    Some(DueEnds { span: Span::new(name.len() as u32, offset + closed), names })
}

/// The names of the elements that are open before `offset`, innermost first. The tree does not say so itself, since
/// the unfinished end tag may have been read as anything.
fn open_names(analysis: &Analysis, offset: u32) -> Vec<String> {
    let text = analysis.source().text();
    let mut open: Vec<(Element, &str)> = Vec::new();
    for tag in analysis.reading().tree().tags.iter().take_while(|tag| tag.span.end <= offset) {
        let name = &text[tag.name.range()];
        match tag.role {
            Role::Start => {
                while open.pop_if(|(element, _)| element.ends_at(tag.element)).is_some() {}
                open.push((tag.element, name));
            }
            Role::End => {
                let is_same = |(element, other): &(Element, &str)| {
                    *element == tag.element && (element.is_known() || *other == name)
                };
                if let Some(depth) = open.iter().rposition(is_same) {
                    open.truncate(depth);
                }
            }
            Role::Alone | Role::Mention => {}
        }
    }
    let written = |(element, name): (Element, &str)| if element.is_known() { element.name() } else { name }.to_owned();
    open.into_iter().rev().map(written).collect()
}
