//! The damaged end of a comment, which hides the rest of the article.

use super::balance::Balance;
use super::fit::fit;
use super::matcher::Found;
use super::rows;
use super::units;
use crate::text::wear::Wear;
use crate::text::{Span, step};
use crate::tokens::search;

/// Bytes of a comment in which its end is looked for.
const REACH: u32 = 2_000;

/// The damaged end of the comment that `comment` holds, which has no whole one: on its first lines, up to a blank one.
pub fn damaged_end(text: &str, comment: Span) -> Option<Found> {
    let start = comment.start + 4;
    let end = step::floor(text, (start + REACH).min(comment.end) as usize) as u32;
    let inside = text.get(start as usize..end as usize)?;
    let length = search::bytes(inside.as_bytes(), b"\n\n").unwrap_or(inside.len()) as u32;
    let mut list = Vec::new();
    units::read(text, Span::new(start, start + length), &[], &mut list);
    let balance = Balance::default();
    let dashes = (0..list.len()).filter(|&at| crate::text::wear::stands_for(b'-', list[at].sign).is_some());
    let whole = dashes.clone().find_map(|at| Some((at, fit(&list, at, "-->", None, &balance)?, None)));
    // An arrow within a comment does not end it.
    let ends = |after: usize| list.get(after).is_none_or(|unit| matches!(unit.sign, '\n' | '<'));
    let lossy = || {
        let fits = |at| fit(&list, at, "-->", Some(0), &balance).filter(|found| ends(found.end));
        dashes.clone().find_map(|at| Some((at, fits(at)?, Some('-'))))
    };
    // `--` at the end of a line may have had a `>`.
    let cut = || {
        let ends = |at: &usize| ends(at + 2);
        let at = dashes.clone().find(|at| list.get(at + 1).is_some_and(|unit| unit.sign == '-') && ends(at))?;
        Some((at, super::fit::Fit { end: at + 2, wear: Wear::LOST }, Some('>')))
    };
    let (at, found, lost) = whole.or_else(lossy).or_else(cut)?;
    let span = Span::new(list[at].start, list[found.end - 1].end);
    let edits = vec![(span, "-->".to_owned())];
    Some(Found {
        construct: &rows::COMMENT,
        span,
        wear: found.wear,
        edits,
        lost,
        label: None,
        whole_signs: 0,
        end: found.end,
    })
}
