//! A line as units: characters, escaped signs, and what is closed to constructs.

use super::present::Present;
use crate::text::Span;
use crate::text::wear::{Wear, is_invisible};
use crate::tokens::{Region, RegionKind};

/// What stands for something that is no character of the line: a region.
pub const CLOSED: char = '\u{fffc}';

/// What stands for the address of a link.
pub const TARGET: char = '\u{fffb}';

/// One character, a word of ASCII letters and digits, or what stands for one.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// The character, of a word the first; [`CLOSED`] or [`TARGET`] for a region.
    pub sign: char,
    /// Its bytes.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// How it is written.
    pub wear: Wear,
    /// The signs that it may stand for.
    pub stands: Present,
}

impl Unit {
    fn new(sign: char, start: u32, end: u32, wear: Wear) -> Self {
        Self { sign, start, end, wear, stands: Present::of(sign) }
    }

    /// Whether it is white space within a line.
    pub fn is_blank(&self) -> bool {
        self.sign.is_whitespace()
    }

    /// Whether it stands for a region.
    pub fn is_closed(&self) -> bool {
        matches!(self.sign, CLOSED | TARGET)
    }

    /// Whether nobody sees it.
    pub fn is_invisible(&self) -> bool {
        is_invisible(self.sign)
    }
}

/// Reads the units of `span`. `regions` are those of the text from there on.
pub fn read(text: &str, span: Span, regions: &[Region], units: &mut Vec<Unit>) {
    units.clear();
    let mut at = span.start;
    // A declaration may be a comment that was damaged.
    let is_open = |region: &Region| region.kind == RegionKind::Declaration || is_escaped_box(text, region);
    for region in regions.iter().filter(|region| !is_open(region)) {
        if region.span.start >= span.end {
            break;
        }
        read_open(text, at, region.span.start, units);
        let (start, end) = (region.span.start.max(at), region.span.end.min(span.end));
        let sign = if region.kind == RegionKind::LinkTarget { TARGET } else { CLOSED };
        if start < end {
            units.push(Unit::new(sign, start, end, Wear::empty()));
        }
        at = end.max(at);
    }
    read_open(text, at, span.end, units);
}

/// Whether a region of math is the escaped brackets of a box, an alert or a footnote: `\\[x\\]`, `\\[!NOTE\\]`, `\\[^1\\]`.
fn is_escaped_box(text: &str, region: &Region) -> bool {
    if region.kind != RegionKind::Math {
        return false;
    }
    let inside = text[region.span.range()].strip_prefix("\\[").and_then(|rest| rest.strip_suffix("\\]"));
    inside.is_some_and(|inside| {
        let inside = inside.trim_end_matches('\\');
        matches!(inside, "" | " " | "x" | "X") || inside.len() < 20 && inside.starts_with(['!', '^'])
    })
}

/// Reads the units of `span` as if it held no regions.
pub fn read_all(text: &str, span: Span, units: &mut Vec<Unit>) {
    units.clear();
    read_open(text, span.start, span.end, units);
}

/// Reads what lies outside regions.
fn read_open(text: &str, from: u32, to: u32, units: &mut Vec<Unit>) {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < to {
        let first = bytes[at as usize];
        if first.is_ascii_alphanumeric() {
            let rest = &bytes[at as usize..to as usize];
            let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len()) as u32;
            let sign = char::from(first);
            units.push(Unit::new(sign, at, at + length, Wear::empty()));
            at += length;
            continue;
        }
        let unit = unit_at(text, at, to);
        at = unit.end;
        units.push(unit);
    }
}

fn unit_at(text: &str, at: u32, end: u32) -> Unit {
    let rest = &text[at as usize..end as usize];
    let mut chars = rest.chars();
    let first = chars.next().unwrap_or(CLOSED);
    let plain = Unit::new(first, at, at + first.len_utf8() as u32, Wear::empty());
    match first {
        '\\' => match chars.next().filter(char::is_ascii_punctuation) {
            Some(sign) => Unit::new(sign, at, at + 2, Wear::ESCAPED),
            None => plain,
        },
        '&' => match referred(rest) {
            Some((sign, length)) => Unit::new(sign, at, at + length, Wear::REFERENCE),
            None => plain,
        },
        _ => plain,
    }
}

/// The sign that a character reference at the beginning of `rest` writes, and its length.
fn referred(rest: &str) -> Option<(char, u32)> {
    let known =
        [("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#42;", '*'), ("&#95;", '_'), ("&#35;", '#'), ("&#96;", '`')];
    let (name, sign) = known.into_iter().find(|(name, _)| rest.starts_with(name))?;
    Some((sign, name.len() as u32))
}
