//! The emphasis of a document: what is meant and does not show, and how much there is.

use super::blocks::{InlineBlock, InlineBlocks};
use super::broken::BrokenEmphasis;
use super::delimiters::{self, Pair, Run};
use super::{leftover, worn};
use crate::text::Span;
use crate::tokens::{Signs, search};

/// The emphasis of a document, as far as rules ask for it.
#[derive(Clone, Debug, Default)]
pub struct Emphasis {
    /// Emphasis that was meant and does not show, in rising order.
    pub broken: Vec<BrokenEmphasis>,
    /// Where delimiter runs of `*` begin that emphasise nothing, in rising order.
    pub literal: Vec<u32>,
    /// How much text is bold.
    pub strong: usize,
    /// How much text is italic.
    pub italic: usize,
}

/// Signs of emphasis that are worn, each with the signs that are there where it is.
const WORN: [(&str, Signs); 4] = [
    ("\\*", Signs::BACKSLASH.union(Signs::STAR)),
    ("＊", Signs::FULL_WIDTH),
    ("&#42;", Signs::AMPERSAND.union(Signs::HASH)),
    ("*\u{200b}", Signs::STAR.union(Signs::TYPOGRAPHIC)),
];

/// Runs of underscores, in the same way.
const UNDERSCORES: [(&str, Signs); 2] = [("__", Signs::UNDERSCORE), ("＿＿", Signs::FULL_WIDTH)];

impl Emphasis {
    /// Reads every block.
    pub(super) fn read(text: &str, blocks: &InlineBlocks) -> Self {
        let mut emphasis = Self::default();
        let signs = blocks.iter().fold(Signs::empty(), |signs, block| signs | block.signs);
        let has = |(needle, needed): (&str, Signs)| {
            signs.contains(needed) && search::bytes(text.as_bytes(), needle.as_bytes()).is_some()
        };
        let has_worn = WORN.into_iter().any(has);
        let has_underscores = UNDERSCORES.into_iter().any(has);
        for block in blocks.iter() {
            let has_worn = has_worn && block.signs.intersects(worn::SIGNS);
            if has_worn || block.signs.contains(Signs::STAR) {
                emphasis.read_block(text, block, b'*', has_worn);
            }
            if has_underscores && block.signs.contains(Signs::UNDERSCORE) {
                emphasis.read_block(text, block, b'_', false);
            }
        }
        emphasis
    }

    /// Whether a delimiter run begins at `offset` that emphasises nothing.
    pub fn is_literal(&self, offset: u32) -> bool {
        self.literal.binary_search(&offset).is_ok()
    }

    fn read_block(&mut self, text: &str, block: InlineBlock, sign: u8, has_worn: bool) {
        let own = if sign == b'*' { Signs::STAR } else { Signs::UNDERSCORE };
        let has_own = block.signs.contains(own);
        let (mut runs, pairs) = if has_own { delimiters::read(text, block, sign) } else { Default::default() };
        if runs.is_empty() && !has_worn {
            return;
        }
        let first = self.broken.len();
        if has_worn || runs.iter().any(|run| run.left > 0) {
            self.broken.extend(worn::find(text, block, sign, &runs));
        }
        self.broken[first..].sort_by_key(|broken| broken.opener.start);
        if runs.is_empty() {
            return;
        }
        let told = Told::of(&self.broken[first..]);
        if sign == b'*' {
            self.count(&runs, &pairs);
            self.literal.extend(runs.iter().filter(|run| run.is_literal()).map(|run| run.span.start));
        }
        let mut found = leftover::unequal(&runs, &pairs);
        leftover::dissolve(&mut runs, &pairs);
        runs.retain(|run| !told.reaches(run.span));
        found.extend(leftover::literal(text, block, &runs));
        self.broken.extend(found.into_iter().filter(|broken| !told.reaches(broken.span())));
        self.broken[first..].sort_by_key(|broken| broken.opener.start);
    }

    fn count(&mut self, runs: &[Run], pairs: &[Pair]) {
        for pair in pairs.iter().filter(|pair| runs[pair.opener].length == runs[pair.closer].length) {
            match pair.used {
                1 => self.italic += 1,
                _ => self.strong += 1,
            }
        }
    }
}

/// The delimiters of emphasis that was found already, in rising order.
struct Told(Vec<Span>);

impl Told {
    fn of(found: &[BrokenEmphasis]) -> Self {
        let mut halves: Vec<Span> = found.iter().flat_map(|broken| [broken.opener, broken.closer]).collect();
        halves.sort_by_key(|half| half.start);
        Self(halves)
    }

    /// Whether a part of one lies in `span`.
    fn reaches(&self, span: Span) -> bool {
        let next = self.0.partition_point(|half| half.end <= span.start);
        self.0.get(next).is_some_and(|half| half.start < span.end)
    }
}
