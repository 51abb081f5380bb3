//! Where Markdown's blocks end, and with them the phrasing elements in them.

use super::demand::Look;
use super::elements::Elements;
use crate::text::Source;
use crate::tokens::{Element, Is, LineKind, Lines};

/// Where the Markdown blocks of an article end, as rising byte offsets; none in HTML.
pub(super) fn block_ends(source: &Source, lines: &Lines) -> Vec<u32> {
    if !source.flavor().has_markdown() {
        return Vec::new();
    }
    let list = lines.list();
    let mut ends = Vec::new();
    for pair in list.windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        let goes_on =
            line.kind == LineKind::Text && next.kind == LineKind::Text && !next.is_item() && line.quotes == next.quotes;
        if !goes_on && line.kind != LineKind::Blank {
            ends.push(next.span.start);
        }
    }
    ends.push(source.text().len() as u32);
    ends
}

/// How far the blocks are ended.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// Index of the next block end.
    next: usize,
}

impl Blocks {
    /// Settles the phrasing elements of the blocks that end before `offset`, where place number `index` begins.
    #[inline]
    pub(super) fn end_before(&mut self, elements: &mut Elements, offset: u32, index: usize) {
        let first = self.next;
        while elements.written.block_ends.get(self.next).is_some_and(|&end| end <= offset) {
            self.next += 1;
        }
        let stack = elements.nesting.stack();
        if self.next == first || stack.len() == 0 {
            return;
        }
        let mut depth = stack.len();
        while depth > 0 && (stack.get(depth - 1).closed || is_finished(elements, stack.get(depth - 1).element, index)) {
            depth -= 1;
        }
        if depth < stack.len() {
            elements.settle(depth, index);
        }
    }
}

/// Whether an open phrasing element has no end tag ahead, so that it ends with its block.
fn is_finished(elements: &Elements, element: Element, index: usize) -> bool {
    let look = |after| Look { after, limit: u32::MAX, escaped: true, innermost: false };
    element.is(Is::PHRASING)
        && !element.is(Is::BARRIER)
        && (index == 0 || elements.written.demand.end_of(element, look(index - 1)).is_none())
}
