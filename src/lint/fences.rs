//! What a piece of an article tells of fences that lie in several pieces.

use crate::text::wear::Wear;
use crate::text::{Source, Span};
use crate::tokens::{BrokenFence, FenceDamage, Regions};
use crate::tree::FenceFate;

/// What a piece does to the fence in which it begins, and whether it leaves one of its own open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PassedFences {
    /// The number of line ends in the piece, where it begins in the middle of something.
    pub lines: Option<u32>,
    /// What it says of the fence in which it begins.
    pub before: Passed,
    /// Whether it leaves a fence of its own open.
    pub opens: bool,
}

/// What a piece says of the fence in which it begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Whether the fence is open at the end of the piece.
    pub goes_on: bool,
    /// The number of lines before the first fence with an info string that it encloses in the piece.
    pub phantom: Option<u32>,
    /// With how many signs it is closed, where these are too few.
    pub shorter: Option<usize>,
}

impl PassedFences {
    /// Reads them in a text whose first `length` bytes stand before the piece.
    pub fn read(source: &Source, regions: &Regions, length: u32) -> Self {
        let open = regions.open_fence();
        let opens = open.is_some_and(|fence| fence.span.start >= length);
        if length == 0 {
            return Self { opens, ..Self::default() };
        }
        let lines = source.lines();
        let from = lines.line_of(length);
        let mut passed = Self { opens, ..Self::default() };
        passed.lines = Some(lines.line_of(source.text().len() as u32) - from);
        let goes_on = open.filter(|_| !opens);
        passed.before.goes_on = goes_on.is_some();
        let swallowed = goes_on.and_then(|_| regions.swallowed_fence());
        for fence in regions.fences().iter().filter(|fence| fence.span.start < length) {
            match fence.damage {
                FenceDamage::Phantom => passed.before.phantom = Some(lines.line_of(fence.swallowed.start) - from),
                FenceDamage::Broken => passed.before.shorter = Some(fence.meant.1),
                _ => {}
            }
        }
        if let Some(swallowed) = swallowed {
            passed.before.phantom = Some(lines.line_of(swallowed.start) - from);
        }
        passed
    }
}

/// The fence of a piece that nothing in it closes, as it is in the article; `None` where nothing is wrong with it.
/// `length` is that of the text.
pub(super) fn fated(fence: &BrokenFence, regions: &Regions, fate: FenceFate, length: u32) -> Option<BrokenFence> {
    let swallowed = regions.swallowed_fence();
    let here = swallowed.map(|swallowed| BrokenFence { damage: FenceDamage::Phantom, swallowed, ..*fence });
    match fate {
        FenceFate::Unclosed(lines_behind) => Some(BrokenFence { lines_behind, ..*fence }),
        FenceFate::Phantom(lines_behind) if here.is_none() => {
            Some(BrokenFence { damage: FenceDamage::Phantom, swallowed: Span::at(length), lines_behind, ..*fence })
        }
        FenceFate::ClosedByShorter(signs) if here.is_none() => {
            let meant = (fence.meant.0, signs);
            Some(BrokenFence { damage: FenceDamage::Broken, meant, wear: Wear::DOUBLED, ..*fence })
        }
        _ => here,
    }
}
