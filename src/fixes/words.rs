//! Whether a repair keeps the article's words.

use crate::text::Span;
use crate::tokens::search;

/// Whether every letter and digit that a reader sees is in `after` as it was in `before`, in the same order.
///
/// White space, punctuation and well-formed tags do not count; nor do the bytes of `before` within `markup`, the spans
/// of its damaged markup in rising order.
pub fn keeps_words(before: &str, after: &str, markup: &[Span]) -> bool {
    let mut kept = String::with_capacity(before.len());
    let mut copied = 0;
    for span in markup {
        let start = (span.start as usize).max(copied);
        kept.push_str(&before[copied..start]);
        copied = (span.end as usize).max(copied);
    }
    kept.push_str(&before[copied..]);
    letters(&kept).eq(letters(after))
}

/// The letters and digits of `text` outside well-formed tags and comments.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    // Where the last comment ends: an opener after it has no closer, and none is searched for again.
    let comments_end = text.rfind("-->").unwrap_or(0);
    let pieces = std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let done = text.len() - rest.len();
        let opener = |at: usize| markup_length(&rest[at..], done + at < comments_end).map(|length| (at, length));
        let (at, length) = memchr::memchr_iter(b'<', rest.as_bytes()).find_map(opener).unwrap_or((rest.len(), 0));
        let piece = &rest[..at];
        rest = &rest[at + length..];
        Some(piece)
    });
    // Unicode counts U+02CB among the letters; in articles it stands for a backtick.
    pieces.flat_map(str::chars).filter(|&letter| letter.is_alphanumeric() && letter != 'ˋ')
}

/// Length in bytes of the well-formed tag or comment that `text` begins with.
fn markup_length(text: &str, comments: bool) -> Option<usize> {
    if let Some(comment) = text.strip_prefix("<!--") {
        let end = if comments { comment.find("-->")? } else { return None };
        return Some("<!--".len() + end + "-->".len());
    }
    let name = text.strip_prefix('<')?;
    let name = name.strip_prefix('/').unwrap_or(name);
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    tag_length(&text.as_bytes()[..text.len().min(LONGEST_TAG)])
}

/// The longest tag, in bytes: an open quote is not searched for its end forever.
const LONGEST_TAG: usize = 4_096;

/// Length of the tag that `bytes` begin with, up to the `>` outside quotes. An attribute's value may hold `<` and `>`
/// (WHATWG HTML, "Attribute value (double-quoted) state").
fn tag_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += search::byte3(b'<', b'>', b'=', &bytes[at..])?;
        match bytes[at] {
            b'>' => return Some(at + 1),
            b'<' => return None,
            _ => at += 1,
        }
        at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if let Some(&quote) = bytes.get(at).filter(|byte| matches!(byte, b'"' | b'\'')) {
            at += 2 + search::byte(quote, &bytes[at + 1..])?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_markup_may_turn_into_tags_but_words_stay() {
        let before = "A < strong >bold</ strong > word";
        let markup = [Span::new(2, 12), Span::new(16, 27)];
        assert!(keeps_words(before, "A <strong>bold</strong> word", &markup));
        assert!(!keeps_words(before, "A <strong></strong> word", &markup));
        assert!(!keeps_words(before, "A <strong>word</strong> bold", &markup));
        assert!(keeps_words("5 < 6 and <b>x</b>", "5<6 and x<!-- note -->", &[]));
        assert!(keeps_words("a b", "a <img alt = '>' src=\"<p>plums.jpg\">b", &[]));
        assert!(!keeps_words("a b", "a <img src=\"plums.jpg>b", &[]));
    }

    #[test]
    fn overlapping_markup_is_left_out_once() {
        assert!(keeps_words("a< p p >b", "ab", &[Span::new(1, 5), Span::new(3, 8)]));
    }
}
