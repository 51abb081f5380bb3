//! Delimiter runs of `*` and `_` and what CommonMark pairs of them (CommonMark 6.2, appendix "An algorithm for parsing
//! nested emphasis and links").

use super::blocks::InlineBlock;
use super::characters::is_punctuation;
use crate::text::Span;
use crate::text::wear::Wear;
use crate::tokens::search;
use crate::tokens::work::steps;

/// A delimiter run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Its sign: `*` or `_`.
    pub sign: u8,
    /// Its bytes.
    pub span: Span,
    /// How many signs it has.
    pub length: u32,
    /// What is wrong with them.
    pub wear: Wear,
    /// The character before it; a space at the start of the block.
    pub before: char,
    /// The character after it; a space at the end of the block.
    pub after: char,
    /// How many of its signs are not part of emphasis.
    pub left: u32,
}

impl Run {
    /// A run of `length` signs, none of which is a part of emphasis yet.
    pub fn new(text: &str, block: Span, sign: u8, span: Span, length: u32) -> Self {
        let before = text[block.start as usize..span.start as usize].chars().next_back().unwrap_or(' ');
        let after = text[span.end as usize..block.end as usize].chars().next().unwrap_or(' ');
        Self { sign, span, length, wear: Wear::empty(), before, after, left: length }
    }

    /// May open emphasis: left-flanking, and with `_` not within a word.
    pub fn opens(&self) -> bool {
        self.is_left_flanking() && (self.sign == b'*' || !self.is_right_flanking() || is_punctuation(self.before))
    }

    /// May close emphasis: right-flanking, and with `_` not within a word.
    pub fn closes(&self) -> bool {
        self.is_right_flanking() && (self.sign == b'*' || !self.is_left_flanking() || is_punctuation(self.after))
    }

    fn is_left_flanking(&self) -> bool {
        !self.after.is_whitespace()
            && (!is_punctuation(self.after) || self.before.is_whitespace() || is_punctuation(self.before))
    }

    fn is_right_flanking(&self) -> bool {
        !self.before.is_whitespace()
            && (!is_punctuation(self.before) || self.after.is_whitespace() || is_punctuation(self.after))
    }

    /// Whether none of its signs is part of emphasis.
    pub fn is_literal(&self) -> bool {
        self.left == self.length
    }
}

/// Two runs that emphasise what is between them, as indices of runs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// The opener.
    pub opener: usize,
    /// The closer.
    pub closer: usize,
    /// The number of signs used of each: two for bold text.
    pub used: u32,
}

/// The delimiter runs of a block and the pairs that they form, inner pairs first.
pub(super) fn read(text: &str, block: InlineBlock, sign: u8) -> (Vec<Run>, Vec<Pair>) {
    let mut runs = Vec::new();
    let whole = block.span();
    for piece in block.pieces {
        let mut at = piece.start as usize;
        while let Some(offset) = search::byte(sign, &text.as_bytes()[at..piece.end as usize]) {
            let start = at + offset;
            let length = text.as_bytes()[start..piece.end as usize].iter().take_while(|&&byte| byte == sign).count();
            at = start + length;
            let first = start + usize::from(is_escaped(text, start));
            if first < at {
                runs.push(Run::new(text, whole, sign, Span::of(first, at), (at - first) as u32));
            }
        }
    }
    let pairs = pair(&mut runs);
    (runs, pairs)
}

fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

/// Pairs runs, and notes in each how many of its signs are left.
pub(super) fn pair(runs: &mut [Run]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut openers: Vec<usize> = Vec::new();
    // Below these heights of the stack no opener was found for a closer of this length and kind.
    let mut bottoms = [[0_usize; 3]; 2];
    for at in 0..runs.len() {
        let (opens, closes) = (runs[at].opens(), runs[at].closes());
        while closes && runs[at].left > 0 {
            let bottom = &mut bottoms[usize::from(opens)][runs[at].length as usize % 3];
            *bottom = (*bottom).min(openers.len());
            let found = openers[*bottom..].iter().rposition(|&opener| fits(&runs[opener], &runs[at]));
            steps(openers.len() - *bottom - found.unwrap_or(0));
            let Some(found) = found else {
                *bottom = openers.len();
                break;
            };
            openers.truncate(*bottom + found + 1);
            let opener = openers[*bottom + found];
            let used = if runs[opener].left >= 2 && runs[at].left >= 2 { 2 } else { 1 };
            runs[opener].left -= used;
            runs[at].left -= used;
            pairs.push(Pair { opener, closer: at, used });
            if runs[opener].left == 0 {
                openers.pop();
            }
        }
        if opens && runs[at].left > 0 {
            openers.push(at);
        }
    }
    pairs
}

/// Rules 9 and 10: where one of the runs both opens and closes, their lengths must not add up to a multiple of three,
/// unless both are multiples of three.
fn fits(opener: &Run, closer: &Run) -> bool {
    let both = opener.closes() || closer.opens();
    let (first, second) = (opener.length, closer.length);
    !both || !(first + second).is_multiple_of(3) || first.is_multiple_of(3) && second.is_multiple_of(3)
}
