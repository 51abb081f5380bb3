//! The end tag of a void element that stands where that of an open element was meant: `<span>Blue</input>`.

use crate::findings::Context;
use crate::tokens::Is;
use crate::tree::{Tag, Trouble};

/// The number of the unclosed element that `tag`, tag number `index`, was meant to end.
pub fn meant_by(context: &Context, index: u32, tag: &Tag) -> Option<u32> {
    let tags = &context.tree.tags;
    let follows_its_start = (index as usize).checked_sub(1).is_some_and(|before| {
        let before = &tags[before];
        before.element == tag.element && before.span.end == tag.span.start
    });
    let open = &tags[tag.parent? as usize];
    let is_open = open.trouble == Some(Trouble::Unclosed) && open.element.is(Is::PHRASING);
    (is_open && !follows_its_start && tag.element.name() != "br").then_some(tag.parent).flatten()
}

/// The numbers of all such elements, rising.
pub fn all(context: &Context) -> Vec<u32> {
    let ends = context.troubled(Trouble::VoidEnd);
    let mut all: Vec<u32> = ends.filter_map(|(index, tag)| meant_by(context, index, tag)).collect();
    all.sort_unstable();
    all
}
