//! Numbers in the prose of aligned blocks.

use super::difference::{Cause, Difference, is_prose};
use super::parts::Parts;
use super::side::Side;
use crate::text::Span;

pub(super) fn compare(parts: &Parts, found: &mut Vec<Difference>) {
    for (index, partner) in parts.partners.iter().enumerate() {
        let Some(partner) = *partner else { continue };
        let (block, other) = (parts.original.blocks()[index], parts.translation.blocks()[partner]);
        if !is_prose(&block) || !is_prose(&other) {
            continue;
        }
        let (mut first, mut second) = (numbers(parts.original, index), numbers(parts.translation, partner));
        let before = second.clone();
        second.retain(|number| !take(&mut first, number));
        let _ = before;
        if let ([was], [is]) = (&first[..], &second[..]) {
            found.push(Difference::new(Cause::Number, is.1, was.1).mended(
                is.1,
                parts.original.slice(was.1),
                Some("numbers are written by the rules of a language"),
            ));
        }
    }
}

type Number = (String, Span);

fn take(numbers: &mut Vec<Number>, number: &Number) -> bool {
    let found = numbers.iter().position(|other| other.0 == number.0);
    found.map(|index| numbers.swap_remove(index)).is_some()
}

/// The numbers of a block outside its marks, without the signs in them.
fn numbers(side: Side, block: usize) -> Vec<Number> {
    const MOST: usize = 100;
    let span = side.blocks()[block].span;
    let marks = &side.marks()[side.skeleton.marks_of(block, block + 1)];
    let bytes = side.text.as_bytes();
    let mut numbers = Vec::new();
    let mut at = span.start;
    while at < span.end && numbers.len() < MOST {
        if !bytes[at as usize].is_ascii_digit() {
            at += 1;
            continue;
        }
        let is_part = |byte: &&u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
        let text = &side.text[at as usize..span.end as usize];
        let length = text.as_bytes().iter().take_while(is_part).count();
        let number = text[..length].trim_end_matches(['.', ',']);
        let place = Span::new(at, at + number.len() as u32);
        let is_marked = marks.iter().any(|mark| mark.core.overlaps(place));
        if !is_marked {
            numbers.push((number.chars().filter(char::is_ascii_digit).collect(), place));
        }
        at += length as u32;
    }
    numbers
}
