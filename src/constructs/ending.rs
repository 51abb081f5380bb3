//! The damaged end of a comment, which hides the rest of the article.

use super::balance::Balance;
use super::fit::fit;
use super::matcher::Found;
use super::rows;
use super::units;
use crate::text::wear::Wear;
use crate::text::{Span, step};
use crate::tokens::work::steps;
use crate::tokens::{Region, search};

/// Bytes of a comment in which its end is looked for.
const REACH: u32 = 2_000;

/// The damaged end of a comment: of one that has no whole end, or of one that goes on to the end of another.
pub fn damaged_end(text: &str, comment: &Region) -> Option<Found> {
    let start = comment.span.start + 4;
    if comment.closed {
        let reach = step::floor(text, comment.span.end.min(start + REACH) as usize);
        let inside = text.get(start as usize..reach)?;
        let other = search::bytes(inside.as_bytes(), b"<!--")?;
        let found = end_in(text, Span::new(start, start + other as u32), false)?;
        // What is hidden between the two is text.
        let hidden = &text[found.span.end as usize..start as usize + other];
        return hidden.contains(char::is_alphanumeric).then_some(found);
    }
    let end = step::floor(text, text.len().min((start + REACH) as usize));
    let inside = &text.as_bytes()[start as usize..end];
    let end = search::bytes(inside, b"<!--").map_or(end, |at| start as usize + at) as u32;
    // On its first lines, up to a blank one, what is left of a sign is enough.
    let first = comment.span.end.min(end);
    end_in(text, Span::new(start, first), true).or_else(|| end_in(text, Span::new(first, end), false))
}

/// Whether a `>` follows a dash: most text holds none.
fn may_end(bytes: &[u8]) -> bool {
    steps(bytes.len());
    // Typographic dashes end with one of these bytes.
    let is_dash = |byte: &u8| matches!(byte, b'-' | 0x8d | 0x90..=0x95);
    let ends = |at: usize| bytes[..at].iter().rev().take(MOST_BETWEEN).find(|byte| **byte != b' ').is_some_and(is_dash);
    memchr::memchr_iter(b'>', bytes).any(ends) || search::bytes(bytes, "＞".as_bytes()).is_some()
}

/// Bytes between the dash and the `>` of a damaged end.
const MOST_BETWEEN: usize = 8;

/// The first damaged end of a comment in `span`; with `may_lose`, one of which a sign is missing too.
fn end_in(text: &str, span: Span, may_lose: bool) -> Option<Found> {
    if !may_lose && !may_end(&text.as_bytes()[span.range()]) {
        return None;
    }
    let mut list = Vec::new();
    units::read(text, span, &[], &mut list);
    let balance = Balance::default();
    let dashes = (0..list.len()).filter(|&at| crate::text::wear::stands_for(b'-', list[at].sign).is_some());
    // An arrow within a comment does not end it.
    let ends = |after: usize| list.get(after).is_none_or(|unit| matches!(unit.sign, '\n' | '<'));
    let whole = dashes.clone().find_map(|at| {
        let found = fit(&list, at, "-->", None, &balance)?;
        (may_lose || ends(found.end)).then_some((at, found, None))
    });
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
    let lossy = || lossy().or_else(cut).filter(|_| may_lose);
    let (at, found, lost) = whole.or_else(lossy)?;
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
