//! Emphasis whose delimiters are worn: with signs that are escaped, full-width or parted by what nobody sees.
//!
//! Runs are read once more with each sign as it was meant. Two that pair now, where one of them did not before, are damage.

use super::blocks::InlineBlock;
use super::broken::{BrokenEmphasis, EmphasisDamage, LONGEST, delimiter, has_word};
use super::characters::is_cjk;
use super::delimiters::{self, Pair, Run};
use crate::text::Span;
use crate::text::wear::{Wear, is_invisible, stands_for};
use crate::tokens::Signs;
use crate::tokens::work::steps;

/// Invisible characters between two signs of a run at the most.
const MOST_BETWEEN: usize = 3;

/// The emphasis of a block that only shows when worn signs are read as they were meant. `plain` are the runs as Markdown
/// reads them.
pub(super) fn find(text: &str, block: InlineBlock, sign: u8, plain: &[Run]) -> Vec<BrokenEmphasis> {
    if !may_be_worn(text, block, sign) {
        return Vec::new();
    }
    let mut runs = read(text, block, sign);
    if runs.iter().all(|run| run.wear.is_empty()) {
        return Vec::new();
    }
    let mut pairs = delimiters::pair(&mut runs);
    pairs.extend(unflanked(&mut runs));
    let plain = Plain { runs: plain, left: plain.iter().filter(|run| run.left > 0).count() };
    let mut found: Vec<BrokenEmphasis> = Vec::new();
    for pair in &pairs {
        let (opener, closer) = (&runs[pair.opener], &runs[pair.closer]);
        let is_told = found.last().is_some_and(|last| last.opener == opener.span && last.closer == closer.span);
        if !is_told && is_whole(opener, closer) && is_damage(text, opener, closer, &plain) {
            found.push(BrokenEmphasis {
                damage: damage(opener, closer),
                opener: opener.span,
                closer: closer.span,
                delimiter: delimiter(sign, opener.length),
            });
        }
    }
    found
}

/// Runs side by side that enclose words as delimiters do, but for punctuation beside one of them: what did not show was
/// escaped by editors.
fn unflanked(runs: &mut [Run]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for at in 1..runs.len() {
        let [opener, closer] = &mut runs[at - 1..=at] else { break };
        let is_pair = opener.is_literal() && closer.is_literal() && is_escaped(opener) && is_escaped(closer);
        let is_tight = !opener.after.is_whitespace() && !closer.before.is_whitespace();
        if is_pair && is_tight && opener.length == closer.length && opener.length > 1 {
            (opener.left, closer.left) = (0, 0);
            pairs.push(Pair { opener: at - 1, closer: at, used: 2 });
        }
    }
    pairs
}

/// Whether the two runs have the same signs, and none of them belongs to others.
fn is_whole(opener: &Run, closer: &Run) -> bool {
    opener.length == closer.length && opener.length <= 3 && opener.left == 0 && closer.left == 0
}

/// What is wrong: a pair that is escaped as a whole may be so on purpose, one that is by half is not.
fn damage(opener: &Run, closer: &Run) -> EmphasisDamage {
    if is_escaped(opener) && is_escaped(closer) {
        EmphasisDamage::Escaped
    } else {
        EmphasisDamage::Worn(opener.wear | closer.wear)
    }
}

fn is_escaped(run: &Run) -> bool {
    run.wear.intersects(Wear::ESCAPED | Wear::REFERENCE)
}

fn is_damage(text: &str, opener: &Run, closer: &Run, plain: &Plain) -> bool {
    if opener.wear.is_empty() && closer.wear.is_empty() {
        return false;
    }
    let content = &text[opener.span.end as usize..closer.span.start as usize];
    // A number is bold where its signs were escaped on both sides.
    let is_number = || is_escaped(opener) && is_escaped(closer) && content.contains(char::is_alphanumeric);
    let has_content = has_word(content) || is_number();
    if content.len() as u32 > LONGEST || !has_content || is_within_word(opener, closer) {
        return false;
    }
    let parts = || plain.within(opener.span).chain(plain.within(closer.span));
    // Markdown sees no delimiter at all: one sign alone is a mark of another use.
    if parts().next().is_none() {
        return opener.length > 1;
    }
    if opener.wear | closer.wear == Wear::INVISIBLE {
        return true;
    }
    // One word with an escaped sign is a name or a word that shows its signs, `\__dir__`.
    let is_word = !content.contains(char::is_whitespace) && !content.contains(is_cjk);
    let may_be_literal = opener.length == 1 || opener.sign == b'_';
    if is_word && may_be_literal && (is_escaped(opener) || is_escaped(closer)) {
        return false;
    }
    let left = parts().filter(|run| run.left > 0).count();
    // A sign alone is told by being the only one that lacks a partner.
    left > 0 && (opener.length > 1 || left == plain.left && !content.contains('\n'))
}

/// Runs as Markdown reads them.
struct Plain<'a> {
    runs: &'a [Run],
    /// How many of them have signs that are not part of emphasis.
    left: usize,
}

impl<'a> Plain<'a> {
    /// Those within a worn run.
    fn within(&self, span: Span) -> impl Iterator<Item = &'a Run> + use<'a> {
        let first = self.runs.partition_point(|run| run.span.start < span.start);
        self.runs[first..].iter().take_while(move |run| run.span.end <= span.end)
    }
}

/// Whether a letter stands directly outside the delimiters, as beside a mark of multiplication.
fn is_within_word(opener: &Run, closer: &Run) -> bool {
    let is_letter = |char: char| char.is_alphanumeric() && !is_cjk(char);
    is_letter(opener.before) || is_letter(closer.after)
}

/// The runs of a block, worn ones too.
fn read(text: &str, block: InlineBlock, sign: u8) -> Vec<Run> {
    let whole = block.span();
    let wanted = SIGNS | if sign == b'*' { Signs::STAR } else { Signs::UNDERSCORE };
    let mut runs = Vec::new();
    for piece in block.pieces {
        let end = piece.end as usize;
        steps(piece.len() as usize);
        let mut at = piece.start as usize;
        while let Some(length) = wanted.first(&text.as_bytes()[at..end]) {
            at += length;
            let rest = &text[at..end];
            if matches!(rest.as_bytes(), [b'\\', b'\\', ..]) {
                at += 2;
                continue;
            }
            let Some((length, signs, wear)) = run_at(rest, sign) else {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let run = Run::new(text, whole, sign, Span::of(at, at + length), signs);
            runs.push(Run { wear, ..run });
            at += length;
        }
    }
    runs
}

/// Whether there is a worn sign: a first look that costs little.
fn may_be_worn(text: &str, block: InlineBlock, sign: u8) -> bool {
    let is_one = |rest: &str| {
        let first = rest.chars().next();
        first.is_some_and(is_invisible) || sign_at(rest, sign).is_some()
    };
    let holds_one = |piece: &Span| {
        let piece = &text[piece.range()];
        (SIGNS | Signs::LATIN).any(piece.as_bytes(), |at| is_one(&piece[at..]))
    };
    block.signs.intersects(SIGNS) && block.pieces.iter().any(holds_one)
}

/// What a worn sign may begin with: an escape, a reference, or the first byte of other signs.
pub(super) const SIGNS: Signs =
    Signs::BACKSLASH.union(Signs::AMPERSAND).union(Signs::TYPOGRAPHIC).union(Signs::FULL_WIDTH);

/// The run that begins `rest`: its bytes, its signs and what is wrong with them.
fn run_at(rest: &str, sign: u8) -> Option<(usize, u32, Wear)> {
    let (mut end, mut signs, mut wear) = (0, 0, Wear::empty());
    loop {
        let gap = if signs == 0 { 0 } else { gap(&rest[end..]) };
        let Some((length, found)) = sign_at(&rest[end + gap..], sign) else { break };
        wear |= found | if gap > 0 { Wear::INVISIBLE } else { Wear::empty() };
        end += gap + length;
        signs += 1;
    }
    (signs > 0).then_some((end, signs, wear))
}

/// The bytes of the invisible characters that begin `rest`.
fn gap(rest: &str) -> usize {
    rest.chars().take(MOST_BETWEEN).take_while(|&char| is_invisible(char)).map(char::len_utf8).sum()
}

/// The sign that begins `rest`: its bytes and what is wrong with it.
fn sign_at(rest: &str, sign: u8) -> Option<(usize, Wear)> {
    let first = rest.chars().next()?;
    match first {
        '&' => {
            let reference = if sign == b'*' { "&#42;" } else { "&#95;" };
            rest.starts_with(reference).then_some((reference.len(), Wear::REFERENCE))
        }
        '\\' => (rest.as_bytes().get(1) == Some(&sign)).then_some((2, Wear::ESCAPED)),
        _ => stands_for(sign, first).map(|wear| (first.len_utf8(), wear)),
    }
}
