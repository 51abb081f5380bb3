//! What the lines beside a damaged sign say: items, quotes and terms have others of their kind next to them.

use super::article::Article;
use super::matcher::Found;
use super::rows;
use super::table::is;
use crate::text::wear::Wear;
use crate::tokens::{Line, LineKind};

/// Whether a line is an item of a bullet list, whose sign is damaged.
pub fn is_bullet(article: Article, found: &Found) -> bool {
    let line = article.lines.at(found.span.start);
    let [above, below] = article.beside(line);
    let is_sibling = |other: Option<&Line>| {
        let is_same =
            |other: &Line| other.is_item() && other.quotes == line.quotes && other.indent.abs_diff(line.indent) < 2;
        other.is_some_and(is_same)
    };
    let is_item = |other: Option<&Line>| other.is_some_and(Line::is_item);
    let wear = found.wear;
    if wear.contains(Wear::TYPOGRAPHIC) {
        // A line that begins with a dash goes on with the sentence above, the more so where it is below its words.
        let goes_on = is_sibling(below) || is_item(above) && is_item(below);
        let column = line.content - line.span.start;
        let is_below_words =
            above.and_then(|above| Some(above.marker?.start - above.span.start)).is_some_and(|it| column > it);
        return goes_on && (article.begins_block(line) || is_item(above) && !is_below_words);
    }
    if wear.contains(Wear::DOUBLED) {
        let begins_alike = |other: Option<&Line>| other.is_some_and(|other| article.content(other).starts_with("--"));
        return is_sibling(below) || is_sibling(above) && !begins_alike(below);
    }
    if wear.contains(Wear::ESCAPED) {
        return is_sibling(above) || is_sibling(below);
    }
    let begins_alike = |other: Option<&Line>| other.is_some_and(|other| article.content(other).starts_with("-\u{a0}"));
    is_item(above) || is_item(below) || wear.contains(Wear::HARD_SPACE) && (begins_alike(above) || begins_alike(below))
}

/// The item, nested as deep as the one below it, where that is nested in the one above.
pub fn nested(article: Article, mut found: Found) -> Found {
    if !is(found.construct, &rows::BULLET) || !found.wear.intersects(Wear::TYPOGRAPHIC | Wear::LOOKALIKE) {
        return found;
    }
    let line = article.lines.at(found.span.start);
    let [Some(above), Some(below)] = article.beside(line) else { return found };
    let is_inner = above.is_item() && below.is_item() && above.indent <= line.indent && line.indent < below.indent;
    if let Some((_, sign)) = found.edits.first_mut().filter(|_| is_inner) {
        sign.insert_str(0, &" ".repeat(usize::from(below.indent - line.indent)));
    }
    found
}

/// Whether a line is an item of a numbered list: the item above has the number before it, or the one below the next.
pub fn is_number(article: Article, found: &Found) -> bool {
    let line = article.lines.at(found.span.start);
    let [above, below] = article.beside(line);
    let own = number(article.content(line));
    let is_next = |other: Option<&Line>, expected: Option<u32>| {
        let Some(marker) = other.filter(|other| other.quotes == line.quotes).and_then(|other| other.marker) else {
            return false;
        };
        let marker = &article.text()[marker.range()];
        expected.is_some() && marker.ends_with('.') && number(marker) == expected
    };
    let goes_before = is_next(below, own.map(|own| own + 1));
    let goes_behind = is_next(above, own.and_then(|own| own.checked_sub(1)));
    // A sentence may go on with a number at the beginning of a line.
    let ends = above.is_some_and(|above| article.content(above).trim_end().ends_with(['.', '!', '?', ';', '。']));
    let is_loose = found.wear.contains(Wear::LOST) || found.wear.contains(Wear::SPACED);
    goes_before && (article.begins_block(line) || goes_behind || !is_loose) || goes_behind && (ends || !is_loose)
}

fn number(text: &str) -> Option<u32> {
    let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    text[..digits].parse().ok()
}

/// Whether a line is part of a quote: a line of it stands above or below.
pub fn is_quote(article: Article, found: &Found) -> bool {
    let line = article.lines.at(found.span.start);
    let expected = Wear::FULL_WIDTH | Wear::TYPOGRAPHIC | Wear::ESCAPED | Wear::REFERENCE;
    let is_quoted = |other: &Line| other.quotes == line.quotes + 1 && other.kind != LineKind::Closed;
    expected.contains(found.wear) && article.beside(line).into_iter().flatten().any(is_quoted)
}

/// Whether the line below is part of a quote.
pub fn is_quoted_below(article: Article, found: &Found) -> bool {
    let line = article.lines.at(found.span.start);
    let [_, below] = article.beside(line);
    line.quotes == 0 && article.begins_block(line) && below.is_some_and(|below| below.quotes == 1)
}

/// Bytes of a term at the most.
const LONGEST_TERM: usize = 60;

/// Whether a line defines the term above it: a few words alone, which are no sentence.
pub fn is_definition(article: Article, found: &Found) -> bool {
    let line = article.lines.at(found.span.start);
    let [above, below] = article.beside(line);
    let is_term = |above: &Line| {
        let term = article.content(above).trim();
        let is_sentence = term.ends_with(['.', ':', ';', '!', '?', ',', '。', '：', '\\']);
        !above.is_item() && article.begins_block(above) && term.len() <= LONGEST_TERM && !is_sentence
    };
    let ends = |below: &Line| below.kind == LineKind::Blank || article.content(below).starts_with(':');
    above.is_some_and(is_term) && below.is_none_or(ends) && !found.wear.contains(Wear::SPACED)
}
