//! UTF-8 that was read as windows-1252 and then written with character references: `&acirc;&euro;&trade;`.

use super::mojibake::{Misread, misread, windows_byte};
use super::references::Reference;
use super::work::steps;
use crate::text::Span;

/// Characters that are read together at the most.
const LONGEST: usize = 256;

/// Characters before a reference that may belong to the same sequence.
const MOST_BEFORE: usize = 3;

/// A character as it is written.
struct Written {
    char: char,
    start: usize,
    end: usize,
}

/// The misread characters of `text` of which references write a part, in rising order.
pub fn misread_references(text: &str) -> Vec<Misread> {
    let mut found = Vec::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if at < done || !may_be_part(text.as_bytes(), at) {
            continue;
        }
        let run = run_at(text, at, done);
        if run.len() > 1 {
            found.extend(read(text, &run));
        }
        done = run.last().map_or(done, |last| last.end);
    }
    found
}

/// Whether another reference or something beyond ASCII stands beside the reference at `at`: a first look that costs little.
fn may_be_part(bytes: &[u8], at: usize) -> bool {
    let end = bytes[at..].iter().take(LONGEST_REFERENCE).position(|&byte| byte == b';');
    let is_part = |byte: Option<&u8>| byte.is_some_and(|&byte| byte == b'&' || !byte.is_ascii());
    end.is_some_and(|end| is_part(bytes.get(at + end + 1)) || at > 0 && !bytes[at - 1].is_ascii())
}

/// Bytes of a reference at the most.
const LONGEST_REFERENCE: usize = 10;

/// The characters around `at` that are bytes beyond ASCII in windows-1252, none of them before `from`.
fn run_at(text: &str, at: usize, from: usize) -> Vec<Written> {
    let is_part = |char: char| windows_byte(char).is_some();
    let before = text[from..at].char_indices().rev().take(MOST_BEFORE).take_while(|(_, char)| is_part(*char));
    let mut run: Vec<Written> = before
        .map(|(offset, char)| Written { char, start: from + offset, end: from + offset + char.len_utf8() })
        .collect();
    run.reverse();
    let mut at = at;
    while run.len() < LONGEST {
        let Some(next) = written_at(text, at).filter(|next| is_part(next.char)) else { break };
        at = next.end;
        run.push(next);
    }
    steps(run.len());
    run
}

/// The character that `text` writes at `at`, with a reference or as it is.
fn written_at(text: &str, at: usize) -> Option<Written> {
    if text[at..].starts_with('&') {
        let reference = Reference::read(text, at).filter(|it| it.damages.is_empty() && it.is_known())?;
        let decoded = reference.decoded();
        let mut chars = decoded.chars();
        let char = chars.next().filter(|_| chars.next().is_none())?;
        return Some(Written { char, start: at, end: reference.span.end as usize });
    }
    let char = text[at..].chars().next()?;
    Some(Written { char, start: at, end: at + char.len_utf8() })
}

/// The misread characters of a run, as if all its characters were written as they are.
fn read(text: &str, run: &[Written]) -> Vec<Misread> {
    let (start, end) = (run[0].start, run[run.len() - 1].end);
    let mut decoded = String::new();
    // The letters beside it tell whether it is part of a word.
    decoded.extend(text[..start].chars().next_back());
    let mut offsets = Vec::new();
    for written in run {
        offsets.push(decoded.len());
        decoded.push(written.char);
    }
    offsets.push(decoded.len());
    decoded.extend(text[end..].chars().next());
    let place = |offset: u32| offsets.iter().position(|&it| it == offset as usize);
    misread(&decoded)
        .filter_map(|found| {
            let (first, behind) = (place(found.span.start)?, place(found.span.end)?);
            let span = Span::of(run[first].start, run[behind - 1].end);
            text[span.range()].contains('&').then_some(Misread { span, ..found })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::mojibake::Sure;

    fn meant(text: &str) -> String {
        let certain = misread_references(text).into_iter().filter(|found| found.sure == Sure::Certainly);
        certain.map(|found| found.meant).collect()
    }

    #[test]
    fn reads_bytes_back() {
        assert_eq!(meant("It&acirc;&euro;&trade;s caf&Atilde;&copy;, 5&Acirc;&nbsp;km"), "’é\u{a0}");
        assert_eq!(
            meant("It&#226;&#8364;&#8482;s caf&#xC3;&#xa9; caf&Atilde;© cafÃ&copy; &acirc;&#x80;&#x99;s"),
            "’ééé’"
        );
    }

    #[test]
    fn leaves_words_alone() {
        for text in [
            "ch&acirc;teau, voil&agrave;&nbsp;! &laquo;&nbsp;caf&eacute;&nbsp;&raquo; S&Atilde;O &Acirc;",
            "&Agrave;&nbsp;bient&ocirc;t &copy;&nbsp;2031 &euro;&nbsp;5 &Eacute;t&eacute;&hellip;",
        ] {
            assert_eq!(meant(text), "", "{text}");
        }
    }
}
