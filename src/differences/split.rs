//! Items that run together in one block, and what parts them again: the bytes that stand between them in the original.

use super::difference::Edits;
use super::parts::Parts;
use crate::text::Span;
use crate::tokens::work::steps;

/// Why items that are parted again must be looked at.
pub(super) const WORDS: &str = "a sign between words may be meant as one";

/// The longest text between two items, in bytes.
const LONGEST: usize = 40;

/// What parts the items of the original that begin with `blocks` in one block of the translation.
pub(super) fn joined(parts: &Parts, blocks: &[usize], block: usize) -> Option<(Span, Edits)> {
    let span = parts.translation.blocks()[block].span;
    let text = parts.translation.slice(span);
    let originals = parts.original.blocks();
    let between = |pair: &[usize]| {
        let gap = Span::new(originals[pair[0]].span.end, originals[pair[1]].span.start);
        let text = parts.original.slice(gap);
        let is_sign = text.contains('\n') && text.len() <= LONGEST && !text.contains(char::is_alphabetic);
        (pair[0] + 1 == pair[1] && is_sign).then(|| text.to_owned())
    };
    let gaps: Vec<String> = blocks.windows(2).map(between).collect::<Option<_>>()?;
    let count = gaps.len();
    let mut texts = blocks.iter().map(|&block| parts.original.slice(originals[block].span));
    let by_signs = signs(text);
    let places = if by_signs.len() == count && texts.clone().all(|text| signs(text).is_empty()) {
        by_signs
    } else {
        let lines = lines(text);
        (lines.len() == count && texts.all(|text| !text.contains('\n'))).then_some(lines)?
    };
    let edits = places.into_iter().zip(gaps).map(|(place, gap)| (place.moved(span.start), gap)).collect();
    Some((parts.translation.line(span.start), edits))
}

/// Where a sign of an item stands between words, with the white space around it.
fn signs(text: &str) -> Vec<Span> {
    let mut places = Vec::new();
    let mut at = 0;
    steps(text.len());
    while let Some(white) = text[at..].find(char::is_whitespace).map(|length| at + length) {
        let rest = text[white..].trim_start();
        let start = text.len() - rest.len();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let sign = match rest.chars().next() {
            Some(sign @ ('-' | '*' | '+' | '•' | '·' | '–')) => sign.len_utf8(),
            _ if (1..3).contains(&digits) && rest[digits..].starts_with(['.', ')']) => digits + 1,
            _ => 0,
        };
        at = start.max(white + 1);
        if sign > 0 && rest[sign..].starts_with(' ') {
            let end = start + sign + (rest[sign..].len() - rest[sign..].trim_start().len());
            places.push(Span::of(white, end));
            at = end;
        }
    }
    places
}

/// Where a line ends and the next one begins.
fn lines(text: &str) -> Vec<Span> {
    let white = |at: usize| text[at..].len() - text[at..].trim_start().len();
    memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| Span::of(at, at + white(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::signs;

    #[test]
    fn signs_stand_between_words() {
        let found = |text: &str| signs(text).iter().map(|place| text[place.range()].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("a - b * c-d"), [" - ", " * "]);
        assert_eq!(found("a 2. b 10) c 1990. d"), [" 2. ", " 10) "]);
        assert!(found("a -b").is_empty());
    }
}
