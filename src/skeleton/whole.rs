//! The skeleton of an article, put together from those of its pieces.

use std::collections::HashMap;

use super::blocks::Block;
use super::mark::{Kind, Mark};
use super::outline::{self, Item, Sign, Table};
use crate::text::Span;
use crate::tokens::work::steps;

/// What a translation keeps of an article.
#[derive(Clone, Debug, Default)]
pub struct Skeleton {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The marks, in order.
    pub marks: Vec<Mark>,
    /// The tables, in order.
    pub tables: Vec<Table>,
    /// Whether it is written in Markdown.
    pub has_markdown: bool,
    /// The items of lists, in order.
    pub items: Vec<Item>,
    /// What tells the lists, and the tables of tags.
    pub signs: Vec<Sign>,
    /// Where runs of `*` stand that emphasise nothing, in order.
    pub literal: Vec<Span>,
}

impl Skeleton {
    /// The skeleton of an article from those of its pieces, each with the offset at which it begins.
    pub fn join<'a>(parts: impl Iterator<Item = (u32, &'a Self)>) -> Self {
        let mut whole = Self::default();
        for (start, part) in parts {
            whole.has_markdown |= part.has_markdown;
            whole.blocks.extend(part.blocks.iter().map(|block| block.moved(start)));
            whole.marks.extend(part.marks.iter().map(|mark| mark.moved(start)));
            whole.tables.extend(part.tables.iter().map(|table| table.moved(start)));
            whole.signs.extend(part.signs.iter().map(|sign| sign.moved(start)));
            whole.literal.extend(part.literal.iter().map(|span| span.moved(start)));
        }
        whole.items = outline::items(&whole.signs);
        whole.tables.extend(outline::tables(&whole.signs));
        whole.tables.sort_by_key(|table| table.span.start);
        whole.resolve();
        whole.place();
        whole
    }

    /// Makes links of the references whose labels are defined, and forgets the others.
    fn resolve(&mut self) {
        let definitions: HashMap<u64, u64> =
            self.marks.iter().filter(|mark| mark.kind == Kind::Definition).map(|mark| (mark.label, mark.key)).collect();
        self.marks.retain_mut(|mark| {
            if mark.kind != Kind::Reference {
                return true;
            }
            mark.kind = if mark.is_image { Kind::Image } else { Kind::Link };
            mark.is_indirect = true;
            definitions.get(&mark.label).is_some_and(|&key| {
                mark.key = key;
                true
            })
        });
    }

    /// Tells each mark its block, and each block its marks.
    pub fn place(&mut self) {
        self.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end), mark.kind));
        self.blocks.dedup_by_key(|block| block.span.start);
        let mut index = 0;
        for at in 0..self.marks.len() {
            while self.blocks.get(index + 1).is_some_and(|next| next.span.start <= self.marks[at].span.start) {
                index += 1;
            }
            steps(1);
            self.marks[at].block = index as u32;
            // Components are added and taken away by programmers, from revision to revision.
            let is_component = self.marks[at].kind == Kind::Tag && self.marks[at].is_indirect;
            if let Some(block) = self.blocks.get_mut(index).filter(|_| !is_component) {
                block.signature |= self.marks[at].bit();
            }
        }
    }

    /// The marks of the blocks from `first` to before `last`.
    pub fn marks_of(&self, first: usize, last: usize) -> std::ops::Range<usize> {
        let of = |block: usize| self.marks.partition_point(|mark| (mark.block as usize) < block);
        of(first)..of(last)
    }
}
