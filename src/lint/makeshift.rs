//! Where a long text without any place between blocks is cut: minified HTML, a quote, a paragraph or `<pre>` without end.
//!
//! Such a cut parts what belongs together, so it lies where as little as possible does: between two blocks of one line,
//! two lines, or two sentences, far from all signs that may have a partner behind it. Code and tables may be cut between any
//! two lines; whether the lines are those of code or a table is known only when they are read.

use std::ops::Range;

use super::beginnings::{begins_prose, element_of, hash};
use crate::text::Flavor;
use crate::tokens::Is;
use crate::tokens::search;
use crate::tokens::work::steps;

/// How much text before and after a cut must be free of signs that come in pairs, in bytes.
const QUIET: usize = 64;
/// How much text before a cut tells whether it lies between two lines of code, in bytes.
const LINE: usize = QUIET + 1;
/// How far back a tag may begin that is not finished at a cut, in bytes.
const TAG: usize = 4_096;
/// How far back other pairs are looked for, in bytes.
const PAIR: usize = 1_024;
/// How many places are looked at closely; text without a good one among them is hardly prose.
const TRIED: usize = 16;

/// The best place in `window` for such a cut; which one that is depends on the text around it only, and of lines that are
/// equal for a long way on their numbers, which `number` tells of the one at an offset.
pub(super) fn makeshift(
    text: &str,
    window: Range<usize>,
    flavor: Flavor,
    mut number: impl FnMut(usize) -> usize,
) -> Option<usize> {
    let bytes = text.as_bytes();
    steps(window.len());
    if flavor == Flavor::Html {
        let blocks = || places(bytes, b'<', window.clone(), is_block_in_line);
        let lines = || places(bytes, b'\n', window.clone(), is_line);
        return best(bytes, blocks(), flavor)
            .or_else(|| best(bytes, lines(), flavor))
            .or_else(|| best(bytes, sentences(bytes, &window), flavor));
    }
    let lines = places(bytes, b'\n', window.clone(), |_, _| true);
    let lines: Vec<(usize, Cut)> = lines.into_iter().filter_map(|at| Some((at, Cut::at(bytes, at)?))).collect();
    let of = |cut: Cut| lines.iter().filter(|(_, other)| *other == cut).map(|(at, _)| *at).collect::<Vec<_>>();
    best(bytes, of(Cut::Quote), flavor)
        .or_else(|| best(bytes, of(Cut::Sentence), flavor))
        .or_else(|| best(bytes, sentences(bytes, &window), flavor))
        .or_else(|| greatest(bytes, of(Cut::Row), &mut number))
        .or_else(|| greatest(bytes, of(Cut::Other), &mut number))
}

/// What a cut between two lines of Markdown would lie between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// Two paragraphs of a quote.
    Quote,
    /// The end of a sentence or of a broken line, and a line of prose.
    Sentence,
    /// Two rows of a pipe table.
    Row,
    /// Two lines that are not blank.
    Other,
}

impl Cut {
    /// The one before the line at `at`.
    fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let (above, line) = (line_above(bytes, at), after(bytes, at));
        let quoted = line.strip_prefix(b"> ");
        if above == b">" && quoted.is_some_and(|content| is_prose_at(content, 0)) {
            return Some(Self::Quote);
        }
        let ends = ends_sentence(above) || [&b"<br>"[..], b"<br/>", b"<br />"].iter().any(|tag| above.ends_with(tag));
        if ends && is_prose_at(quoted.unwrap_or(line), 0) {
            return Some(Self::Sentence);
        }
        let own = search::byte(b'\n', line).map_or(line, |end| &line[..end]);
        let is_blank = |line: &[u8]| line.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b'>');
        if is_blank(own) || is_blank(above) {
            return None;
        }
        let row = line.trim_ascii_start();
        let row = row.strip_prefix(b">").map_or(row, <[u8]>::trim_ascii_start);
        Some(if row.starts_with(b"|") && above.ends_with(b"|") { Self::Row } else { Self::Other })
    }
}

/// Whether a cut between `before` and `after`, which does not lie between blocks, lies between two lines that only code or
/// a table may be cut at.
pub(super) fn needs_lead(before: &str, after: &str) -> bool {
    let begin = before.len().saturating_sub(LINE);
    let around = [&before.as_bytes()[begin..], &after.as_bytes()[..after.len().min(QUIET)]].concat();
    let at = before.len() - begin;
    before.ends_with('\n') && matches!(Cut::at(&around, at), Some(Cut::Row | Cut::Other))
}

/// The line with the greatest hash; of equal ones the one whose number has most noughts at its end in binary, so that an
/// edit which leaves the number of lines does not move the cuts behind it.
fn greatest(bytes: &[u8], mut places: Vec<usize>, number: &mut impl FnMut(usize) -> usize) -> Option<usize> {
    let hashes: Vec<u64> = places.iter().map(|&at| hash(after(bytes, at))).collect();
    let most = hashes.iter().max()?;
    let mut is_best = hashes.iter().map(|hash| hash == most);
    places.retain(|_| is_best.next() == Some(true));
    if let [place] = *places {
        return Some(place);
    }
    places.into_iter().max_by_key(|&at| (number(at).trailing_zeros(), std::cmp::Reverse(at)))
}

/// Where in `window` a place that `is_good` is after a line end, or before a `sign` of another kind.
fn places(bytes: &[u8], sign: u8, window: Range<usize>, is_good: fn(&[u8], usize) -> bool) -> Vec<usize> {
    let behind = usize::from(sign == b'\n');
    let found = memchr::memchr_iter(sign, &bytes[window.clone()]).map(|at| window.start + at + behind);
    found.filter(|&at| at < window.end && is_good(bytes, at)).collect()
}

/// The place with the greatest hash that parts nothing, so that edits elsewhere do not move it; of equal ones the first.
fn best(bytes: &[u8], mut places: Vec<usize>, flavor: Flavor) -> Option<usize> {
    places.sort_by_cached_key(|&at| std::cmp::Reverse(hash(after(bytes, at))));
    places.into_iter().take(TRIED).find(|&at| parts_nothing(bytes, at, flavor))
}

fn is_block_in_line(bytes: &[u8], at: usize) -> bool {
    bytes[at - 1] == b'>' && element_of(after(bytes, at)).is_some_and(|element| element.is(Is::ENDS_P))
}

fn is_line(bytes: &[u8], at: usize) -> bool {
    !bytes[at].is_ascii_whitespace()
}

/// The end of the line above the one at `at`, without white space around.
fn line_above(bytes: &[u8], at: usize) -> &[u8] {
    let above = before(bytes, at - 1);
    let start = search::last_byte(b'\n', above).map_or(0, |end| end + 1);
    above[start..].trim_ascii()
}

/// The beginnings of sentences in `window` behind others, rising.
fn sentences(bytes: &[u8], window: &Range<usize>) -> Vec<usize> {
    let from = window.start.saturating_sub(2);
    let text = &bytes[from..window.end];
    let stops = memchr::memchr3_iter(b'.', b'!', b'?', text).chain(memchr::memchr3_iter(0x82, 0x81, 0x9f, text));
    let behind = stops.flat_map(|stop| [from + stop + 1, from + stop + 2]);
    let mut found: Vec<usize> = behind.filter(|at| window.contains(at) && is_sentence(bytes, *at)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn is_sentence(bytes: &[u8], at: usize) -> bool {
    match bytes[at - 1] {
        b' ' => ends_sentence(&bytes[..at - 1]) && is_prose_at(bytes, at),
        // The last bytes of ideographic full stops, and of full-width exclamation and question marks.
        0x82 | 0x81 | 0x9f => ends_sentence(&bytes[..at]) && is_prose_at(bytes, at),
        _ => false,
    }
}

fn is_prose_at(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|&first| begins_prose(first, after(bytes, at)))
}

fn ends_sentence(text: &[u8]) -> bool {
    matches!(text.last(), Some(b'.' | b'!' | b'?'))
        || ["。", "！", "？"].iter().any(|sign| text.ends_with(sign.as_bytes()))
}

/// Whether no tag and no pair of signs is likely to begin before `at` and to end behind it.
fn parts_nothing(bytes: &[u8], at: usize, flavor: Flavor) -> bool {
    let around = [before(bytes, at), after(bytes, at)];
    let is_noisy = |part: &[u8]| part.iter().any(|byte| b"`[]{}*_~$|\\^".contains(byte));
    if flavor != Flavor::Html && around.into_iter().any(is_noisy) {
        return false;
    }
    let back = &bytes[at.saturating_sub(TAG)..at];
    let near = &bytes[at.saturating_sub(PAIR)..at];
    let tag = search::last_byte2(b'<', b'>', back).map(|place| back[place]);
    if tag == Some(b'<') || search::bytes(near, b"copydesk").is_some() {
        return false;
    }
    if flavor == Flavor::Html {
        // Without a tag near, it may be the value of an attribute.
        let is_value =
            |part: &[u8]| part.iter().any(|byte| b"\"={}\\".contains(byte)) || search::bytes(part, b"&quot;").is_some();
        return tag.is_some() || !around.into_iter().any(|part| is_value(part) || !is_prose(part));
    }
    let paragraph = search::last_bytes(near, b"\n\n").map_or(near, |blank| &near[blank..]);
    let opens = |open: u8, close: u8| search::last_byte2(open, close, near).is_some_and(|place| near[place] == open);
    !opens(b'[', b']')
        && !opens(b'{', b'}')
        && !opens(b'(', b')')
        && b"`*$~".iter().all(|&sign| runs(paragraph, sign).is_multiple_of(2))
        && line_is_prose(near)
}

/// Whether the line that `before` ends in is neither a row, a heading nor indented, as far as one can see.
fn line_is_prose(before: &[u8]) -> bool {
    let Some(end) = search::last_byte(b'\n', before) else { return true };
    !matches!(before.get(end + 1), Some(b'|' | b'#' | b' ' | b'\t' | b'<' | b':'))
}

/// Whether text is made of words, as coded data is not.
fn is_prose(text: &[u8]) -> bool {
    text.len() < QUIET || !text.is_ascii() || text.iter().filter(|byte| byte.is_ascii_whitespace()).count() >= 4
}

/// How often `sign` stands in `text`, several in a row counted once.
fn runs(text: &[u8], sign: u8) -> usize {
    let begins = |&at: &usize| at == 0 || text[at - 1] != sign;
    memchr::memchr_iter(sign, text).filter(begins).count()
}

fn before(bytes: &[u8], at: usize) -> &[u8] {
    &bytes[at.saturating_sub(QUIET)..at]
}

fn after(bytes: &[u8], at: usize) -> &[u8] {
    &bytes[at..bytes.len().min(at + QUIET)]
}
