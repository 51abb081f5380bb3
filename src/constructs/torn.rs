//! What is left of constructs of which one half is lost, or stands on another line: told by the other half, which has no
//! partner.

use super::article::Article;
use super::balance::Balance;
use super::matcher::Found;
use super::rows;
use super::siblings;
use super::table::Construct;
use super::units::Unit;
use crate::text::Span;
use crate::text::wear::Wear;
use crate::tokens::work::steps;
use crate::tokens::{Line, LineKind};
use crate::tree::is_target;

/// Units of an address or a label that are looked through.
const LONGEST: usize = 60;

/// The half of an address in angle brackets that ends at the unit `at`: `https://example.org>`.
pub fn address(text: &str, units: &[Unit], at: usize, balance: &Balance) -> Option<Found> {
    if units[at].sign != '>' || !units[at].wear.is_empty() || !balance.has_too_few('<') {
        return None;
    }
    let length =
        units[..at].iter().rev().take(LONGEST).take_while(|unit| !unit.is_blank() && !unit.is_closed()).count();
    steps(length);
    let first = units.get(at - length).filter(|_| length > 0)?;
    let span = Span::new(first.start, units[at].end);
    let address = &text[first.start as usize..units[at].start as usize];
    let is_address = ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
    // The rest of a tag that begins further up ends with `>` too.
    let is_plain = !address.contains(['"', '\'', '=', '<', '>', '(', ')'])
        && units.get(at + 1).is_none_or(|unit| !unit.sign.is_alphanumeric());
    (is_address && is_plain).then(|| lost(&rows::AUTOLINK, span, '<', vec![(Span::at(first.start), "<".to_owned())]))
}

/// The label of a link by reference whose `[` is lost: `the tides][tides]`.
pub fn reference(units: &[Unit], at: usize, balance: &Balance) -> Option<Span> {
    let (close, open) = (units[at], units.get(at + 1)?);
    if (close.sign, open.sign) != (']', '[') || !close.wear.is_empty() || !balance.has_too_few('[') {
        return None;
    }
    let length = units[at + 2..].iter().take(LONGEST).position(|unit| unit.sign == ']')?;
    steps(length);
    Some(Span::new(open.end, units[at + 2 + length].start))
}

/// The half of a code span that is alone in its line: its other backtick is lost.
pub fn code_span(text: &str, units: &[Unit], at: usize, balance: &Balance) -> Option<Found> {
    if units[at].sign != '`' || !units[at].wear.is_empty() || balance.backticks != 1 {
        return None;
    }
    let is_inner = |unit: Option<&Unit>| {
        unit.is_some_and(|unit| unit.sign.is_ascii_alphanumeric() || matches!(unit.sign, '$' | '/' | '.' | '_'))
    };
    let is_outer = |unit: Option<&Unit>| {
        unit.is_none_or(|unit| unit.is_blank() || matches!(unit.sign, '(' | ')' | ',' | ':' | ';'))
    };
    let (before, after) = (at.checked_sub(1).map(|before| &units[before]), units.get(at + 1));
    let rest = Span::new(units[at].start, units[units.len() - 1].end);
    // Text in an encoding that is read as another one.
    if units.iter().any(|unit| unit.sign.is_control() && unit.sign != '\t') {
        return None;
    }
    if is_outer(before) && is_inner(after) {
        // `word' is a quotation of old.
        let is_quoted = text[rest.range()].contains(['\'', '’', '´']);
        return (!is_quoted).then(|| lost(&rows::CODE_SPAN, rest, '`', Vec::new()));
    }
    let ends_word = is_outer(after) || after.is_some_and(|unit| matches!(unit.sign, '.' | '!' | '?'));
    let start = units[at.saturating_sub(LONGEST)].start;
    (is_inner(before) && ends_word).then(|| lost(&rows::CODE_SPAN, Span::new(start, units[at].end), '`', Vec::new()))
}

/// What is lost of a construct.
pub fn lost(construct: &'static Construct, span: Span, sign: char, edits: Vec<(Span, String)>) -> Found {
    Found { construct, span, wear: Wear::LOST, edits, lost: Some(sign), label: None, whole_signs: 1, end: 0 }
}

/// Dashes that word processors make of `---`.
const DASHES: [&str; 5] = ["—", "–-", "-–", "—-", "––"];

/// A thematic break of which two or three signs became a longer dash, alone between blank lines.
pub fn thematic_break(article: Article, line: &Line) -> Option<Found> {
    let written = article.content(line).trim_end();
    let is_blank = |line: Option<&Line>| line.is_none_or(|line| line.kind == LineKind::Blank);
    let index = article.lines.index_at(line.span.start);
    // Verse and letters end with a dash.
    let goes_on = index > 1 && article.lines.list().get(index + 2).is_some_and(|line| line.kind != LineKind::Blank);
    let is_alone = article.beside(line).into_iter().all(is_blank);
    if line.kind != LineKind::Text || line.is_item() || !DASHES.contains(&written) || !is_alone || !goes_on {
        return None;
    }
    let span = Span::new(line.content, line.content + written.len() as u32);
    let edits = vec![(span, "---".to_owned())];
    let (construct, wear) = (&rows::THEMATIC_BREAK, Wear::TYPOGRAPHIC);
    Some(Found { construct, span, wear, edits, lost: None, label: None, whole_signs: 0, end: 0 })
}

/// A definition below its term whose colon lost the space behind it. A sentence follows: names stand between two colons, and
/// nobody writes faces before sentences.
pub fn definition(article: Article, line: &Line) -> Option<Found> {
    let written = article.content(line).trim_end();
    let words = written.strip_prefix(':').filter(|words| words.starts_with(char::is_alphabetic))?;
    let is_sentence = words.ends_with(['.', '!', '?', '。']) && words.split_whitespace().count() >= FEWEST_WORDS;
    let is_name = words.split_whitespace().next().is_some_and(|first| first.contains([':', '=', '(']));
    let may_stand = line.kind == LineKind::Text && !line.is_item() && line.indent < 4;
    if !is_sentence || is_name || !may_stand || article.beside(line)[0].is_none_or(|above| above.kind != LineKind::Text)
    {
        return None;
    }
    let span = Span::new(line.content, line.content + written.len() as u32);
    let found = lost(&rows::DEFINITION, span, ' ', vec![(Span::at(line.content + 1), " ".to_owned())]);
    siblings::is_definition(article, &found).then_some(found)
}

/// Words of a definition at the least.
const FEWEST_WORDS: usize = 3;

/// A link or a picture whose address stands on the next line.
pub fn split(article: Article, line: &Line, labels: impl Fn(&str) -> bool) -> Option<Found> {
    let written = article.content(line).trim_end();
    let inside = written.strip_prefix('!').unwrap_or(written).strip_prefix('[')?.strip_suffix(']')?;
    let [_, below] = article.beside(line);
    let below = below.filter(|below| below.kind == LineKind::Text && !below.is_item())?;
    let next = article.content(below).trim_end();
    let address = next.strip_prefix('(')?.strip_suffix(')')?;
    let is_picture = written.starts_with('!');
    let is_address =
        is_target(address) && (is_picture || address.starts_with("http")) && !address.contains(char::is_whitespace);
    if inside.is_empty() || inside.contains(['[', ']']) || !is_address || labels(inside) {
        return None;
    }
    let end = line.content + written.len() as u32;
    let construct = if is_picture { &rows::IMAGE } else { &rows::LINK };
    let span = Span::new(line.content, below.content + next.len() as u32);
    let edits = vec![(Span::new(end, below.content), String::new())];
    Some(Found { construct, span, wear: Wear::SPACED, edits, lost: None, label: None, whole_signs: 4, end: 0 })
}
