//! Comments over several lines whose first sign is damaged, so that readers see them.
//!
//! One sign proves little: the damaged beginning and an end must belong together, with no sign of another comment
//! between them.

use super::article::Article;
use super::balance::Balance;
use super::fit::{Fit, fit};
use super::matcher::Found;
use super::rows;
use super::units::{self, Unit};
use crate::text::Span;
use crate::text::wear::{Wear, stands_for};
use crate::tokens::work::steps;
use crate::tokens::{Line, LineKind, Signs};

/// Lines below the first one in which the end is looked for.
const MOST_LINES: usize = 60;

/// Bytes of a line beyond which it is no line of a comment.
const LONGEST_LINE: u32 = 2_000;

/// What is wrong with signs that may be those of a comment. A look-alike or an escape may be meant as it is.
const WORN: Wear = Wear::SPACED
    .union(Wear::HARD_SPACE)
    .union(Wear::INVISIBLE)
    .union(Wear::FULL_WIDTH)
    .union(Wear::TYPOGRAPHIC)
    .union(Wear::LOST);

/// What a comment may end with, as the index of lines knows it.
const ENDS: Signs = Signs::DASH.union(Signs::TYPOGRAPHIC).union(Signs::FULL_WIDTH);

/// One of the two signs of a comment as it is written.
struct Sign {
    span: Span,
    wear: Wear,
}

impl Sign {
    fn new(units: &[Unit], at: usize, fit: Fit) -> Option<Self> {
        let span = Span::new(units.get(at)?.start, units[at..fit.end].last()?.end);
        WORN.contains(fit.wear).then_some(Self { span, wear: fit.wear })
    }
}

/// The comment that `line`, which consists of `units`, begins and another line ends.
pub fn over_lines(article: Article, line: &Line, units: &[Unit]) -> Option<Found> {
    let open = opening(units).filter(|open| !open.wear.is_empty() && !holds_end(units))?;
    let lines = &article.lines.list()[article.lines.index_at(line.span.start) + 1..];
    let mut list = Vec::new();
    for below in lines.iter().take(MOST_LINES) {
        if below.span.len() > LONGEST_LINE {
            return None;
        }
        if below.kind == LineKind::Blank || !below.signs.intersects(ENDS | Signs::LESS) {
            continue;
        }
        steps(below.span.len() as usize);
        let first = article.regions.list().partition_point(|region| region.span.end <= below.span.start);
        units::read(article.text(), below.content_span(), &article.regions.list()[first..], &mut list);
        let begins_another = (0..list.len()).any(|at| matches!(list[at].sign, '<' | '＜') && begins(&list, at));
        let close = closing(&list, open.wear);
        if begins_another || close.is_none() && opening(&list).is_some() {
            return None;
        }
        if let Some(close) = close {
            return Some(comment(&open, &close));
        }
    }
    None
}

/// What a line begins with that was the beginning of a comment.
fn opening(units: &[Unit]) -> Option<Sign> {
    let sign = units.first()?.sign;
    if !matches!(sign, '<' | '＜' | '!' | '！') {
        return None;
    }
    let balance = Balance::default();
    // A tag and a word are commoner than a damaged comment.
    if units.get(1).is_none_or(|second| second.sign.is_alphanumeric() || second.sign == '/') {
        return None;
    }
    let whole = fit(units, 0, "<!--", None, &balance);
    // Without its `!` it is an arrow.
    let lossy = || fit(units, 0, "<!--", Some(2), &balance);
    let bare = || fit(units, 0, "<!--", Some(0), &balance).filter(|fit| fit.wear == Wear::LOST);
    let fit = whole.or_else(lossy).or_else(bare)?;
    // A run of dashes is a line.
    let next = units.get(fit.end).map(|unit| unit.sign);
    let is_run = next.is_some_and(|next| stands_for(b'-', next).is_some() || next == '>');
    Sign::new(units, 0, fit).filter(|_| !is_run)
}

/// Whether a comment may end in these units.
fn holds_end(units: &[Unit]) -> bool {
    let may_end = |pair: &[Unit]| stands_for(b'-', pair[0].sign).is_some() && stands_for(b'>', pair[1].sign).is_some();
    units.windows(2).any(may_end)
}

/// Whether a comment or a declaration begins at a unit.
fn begins(units: &[Unit], at: usize) -> bool {
    fit(units, at, "<!", None, &Balance::default()).is_some()
}

/// What a line ends with that was the end of a comment. A dash is missing where typography joined two, or where the
/// beginning lacks one too.
fn closing(units: &[Unit], of_opening: Wear) -> Option<Sign> {
    let balance = Balance::default();
    let is_dash = |unit: &Unit| stands_for(b'-', unit.sign).is_some();
    let before_last = |at: usize| at.checked_sub(1).is_some_and(|before| is_dash(&units[before]));
    let ends = |after: usize| units[after..].iter().all(|unit| unit.is_blank() || unit.is_invisible());
    (0..units.len()).filter(|&at| is_dash(&units[at]) && !before_last(at)).find_map(|at| {
        let whole = fit(units, at, "-->", None, &balance).filter(|fit| ends(fit.end));
        let is_typographic = units[at].sign != '-';
        let may_lose = is_typographic || of_opening.contains(Wear::LOST);
        let lossy = || fit(units, at, "-->", Some(0), &balance).filter(|fit| may_lose && ends(fit.end));
        Sign::new(units, at, whole.or_else(lossy)?)
    })
}

fn comment(open: &Sign, close: &Sign) -> Found {
    let mut edits = vec![(open.span, "<!--".to_owned())];
    if !close.wear.is_empty() {
        edits.push((close.span, "-->".to_owned()));
    }
    let wear = open.wear | close.wear;
    let lost = wear.contains(Wear::LOST).then_some('-');
    let span = Span::new(open.span.start, close.span.end);
    Found { construct: &rows::COMMENT, span, wear, edits, lost, label: None, whole_signs: 0, end: 0 }
}
