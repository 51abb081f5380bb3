//! The marks of components that hold text: `<Tabs>` and the like, which the tree of elements leaves out. What stands alone may
//! be what a program put there for one language.

use super::mark::{Kind, Mark, hash};
use super::tags::SAME;
use super::view::View;
use crate::text::Span;
use crate::tokens::{Form, TagLike};

/// How many open components are looked at for the start of one that ends.
const MOST_OPEN: usize = 32;

pub(super) fn read(view: &View, marks: &mut Vec<Mark>) {
    let mut open: Vec<(Mark, &str)> = Vec::new();
    let is_whole = |place: &&TagLike| place.damages.is_empty() && is_component(view.slice(place.name));
    for place in view.places.list.iter().filter(is_whole) {
        let name = view.slice(place.name);
        match place.form {
            Form::SelfClosing => {}
            Form::Start => open.push((mark(view, place), name)),
            Form::End => {
                let near = open.len().saturating_sub(MOST_OPEN);
                if let Some(at) = open[near..].iter().rposition(|(_, other)| *other == name) {
                    let (mut mark, _) = open.remove(near + at);
                    mark.words = Span::new(mark.span.end, place.span.start);
                    marks.push(mark);
                }
            }
        }
    }
    // The end of one may lie in another piece of a long article.
    marks.extend(open.into_iter().map(|(mark, _)| mark));
}

/// Whether a name is one that programmers give to components.
fn is_component(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
}

fn mark(view: &View, place: &TagLike) -> Mark {
    let first = place.first_attribute as usize;
    let attributes = &view.places.attributes[first..first + place.attribute_count as usize];
    let name = view.slice(place.name);
    let same: Vec<_> = attributes
        .iter()
        .filter(|attribute| SAME.contains(&&*view.slice(attribute.name).to_ascii_lowercase()))
        .map(|attribute| (view.slice(attribute.name), attribute.inner_value(view.text())))
        .collect();
    let mut mark = Mark::new(Kind::Tag, place.span, place.span, hash((name, same)));
    (mark.label, mark.words, mark.is_indirect) = (hash(name), Span::at(place.span.end), true);
    mark
}
