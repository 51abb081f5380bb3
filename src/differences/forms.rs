//! Two articles of different forms: an original in HTML beside a translation in Markdown, or the other way round. What both
//! forms have is compared; what is written in one of them alone is left out, and nothing is copied that only one form reads.

use super::difference::{Cause, Difference};
use super::parts::Parts;
use super::side::Side;
use crate::skeleton::{Block, Kind, Mark, Skeleton};
use crate::tokens::work::steps;

/// Whether the one is Markdown, and the other is not.
pub(super) fn differ(original: Side, translation: Side) -> bool {
    original.skeleton.has_markdown != translation.skeleton.has_markdown
}

/// A skeleton with what both forms have.
pub(super) fn common(side: Side) -> Skeleton {
    let mut common = side.skeleton.clone();
    common.marks.retain(|mark| is_common(side, mark));
    let starts: Vec<u32> = common.marks.iter().map(|mark| mark.span.start).collect();
    let holds_mark = |block: &Block| {
        let next = starts.partition_point(|&start| start < block.span.start);
        starts.get(next).is_some_and(|&start| start < block.span.end)
    };
    // A tag that holds other blocks is one that Markdown does not write.
    common.blocks.retain(|block| has_words(side.slice(block.span)) || holds_mark(block));
    common.blocks.iter_mut().for_each(|block| block.signature = 0);
    common.place();
    common
}

/// Whether a mark is read and means the same in both forms.
fn is_common(side: Side, mark: &Mark) -> bool {
    match mark.kind {
        // Addresses of headings are made by programs, each in its own way.
        Kind::Link => !side.slice(mark.core).starts_with('#'),
        Kind::Image | Kind::Code | Kind::Block | Kind::Placeholder | Kind::Template => true,
        _ => false,
    }
}

/// Whether something is shown outside of tags.
pub(super) fn has_words(text: &str) -> bool {
    let mut in_tag = false;
    steps(text.len());
    text.chars().any(|char| {
        match char {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ => {}
        }
        !in_tag && char.is_alphanumeric()
    })
}

/// Leaves out what lies in blocks that only one article has, such as the menu of a page, and repairs that are written in the
/// form of the original.
pub(super) fn settle(parts: &Parts, found: &mut Vec<Difference>) {
    let has_partner = |side: Side, partners: &[Option<usize>], offset: u32| {
        let block = side.blocks().partition_point(|block| block.span.start <= offset).checked_sub(1);
        block.and_then(|block| partners.get(block)).is_some_and(Option::is_some)
    };
    found.retain(|difference| match difference.cause {
        Cause::Lost(_) => has_partner(parts.original, &parts.partners, difference.original.start),
        _ => true,
    });
    for difference in found {
        let is_plain = |text: &str| !text.contains(['<', '>', '&', '`', '*', '\\', '"']);
        let is_kept = match (difference.cause, &difference.repair) {
            // The same is written in both forms.
            (Cause::Target(_) | Cause::Level(_) | Cause::Placeholder(_), Some(_)) => true,
            (Cause::Code(Kind::Code), Some(repair)) => is_plain(&repair.text),
            _ => false,
        };
        if !is_kept {
            difference.repair = None;
        }
    }
}
