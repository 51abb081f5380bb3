//! Which constructs may begin with a character.

use std::sync::LazyLock;

use super::balance::Balance;
use super::present::Present;
use super::rows::ROWS;
use super::table::{Construct, Content, Evidence, Part, Position};
use super::units::Unit;
use crate::text::wear::{full_width, stands_for};

/// A construct, and the signs that it needs.
#[derive(Clone, Copy, Debug)]
struct Row {
    construct: &'static Construct,
    needed: Present,
}

/// Rows by the character that they begin with.
#[derive(Debug, Default)]
struct Starts {
    /// With their first sign whole.
    whole: Vec<Vec<Row>>,
    /// Without the first character of their first sign, or without another sign.
    lossy: Vec<Vec<Row>>,
    /// The characters that rows begin with.
    signs: Vec<u8>,
}

/// Rows of the beginning of a line.
static OF_LINES: LazyLock<Starts> = LazyLock::new(|| Starts::of(is_of_line));
/// Rows of any place in a line.
static INLINE: LazyLock<Starts> = LazyLock::new(|| Starts::of(|construct| !is_of_line(construct)));

fn is_of_line(construct: &Construct) -> bool {
    !matches!(construct.position, Position::Inline | Position::HeadingEnd | Position::AboveLine)
}

impl Starts {
    fn of(is: impl Fn(&Construct) -> bool) -> Self {
        let mut starts = Self { whole: vec![Vec::new(); 128], lossy: vec![Vec::new(); 128], signs: Vec::new() };
        for construct in ROWS.into_iter().filter(|construct| is(construct)) {
            let row = Row { construct, needed: Present::needed_by(construct) };
            let Some(Part::Sign(sign)) = construct.parts.first() else {
                starts.add_numbered(row);
                continue;
            };
            let first = sign.as_bytes()[0];
            starts.whole[usize::from(first)].push(row);
            starts.note(first);
            if construct.when_lost == Evidence::Never {
                continue;
            }
            starts.lossy[usize::from(first)].push(row);
            for &second in behind_lost(construct) {
                starts.lossy[usize::from(second)].push(row);
            }
            if let Some(&second) = sign.as_bytes().get(1).filter(|&&second| second != first) {
                starts.lossy[usize::from(second)].push(row);
                starts.note(second);
            }
        }
        starts
    }

    /// A row that begins with a number.
    fn add_numbered(&mut self, row: Row) {
        for digit in b'0'..=b'9' {
            self.whole[usize::from(digit)].push(row);
            self.lossy[usize::from(digit)].push(row);
        }
    }

    fn note(&mut self, sign: u8) {
        if !self.signs.contains(&sign) {
            self.signs.push(sign);
        }
    }

    /// Whether there are rows that may begin with a sign of ASCII.
    fn has_rows(&self, sign: char) -> bool {
        !self.whole[sign as usize].is_empty() || !self.lossy[sign as usize].is_empty()
    }

    /// The rows that may begin with a character, those of the ASCII signs that it may stand for.
    fn rows(&self, found: char, may_lose: bool, balance: &Balance) -> impl Iterator<Item = &'static Construct> + '_ {
        let (is_even, present) = (balance.is_even(), balance.present);
        let lists = if may_lose { &self.lossy } else { &self.whole };
        let own = lists.get(found as usize).map_or(&[][..], Vec::as_slice);
        // Another bracket may stand for one that lacks a partner.
        let is_foreign = !found.is_ascii() || !is_even && matches!(found, '(' | '[' | ')' | ']');
        let signs = match full_width(found) {
            _ if !is_foreign => &[],
            // It stands for one sign alone.
            Some(own) => self.signs.iter().position(|&sign| sign == own).map_or(&[][..], |at| &self.signs[at..=at]),
            None => &self.signs[..],
        };
        let others = signs.iter().flat_map(move |&sign| {
            let stands = stands_for(sign, found).is_some_and(|wear| !wear.is_empty());
            let list = if stands { &lists[usize::from(sign)][..] } else { &[] };
            list.iter()
        });
        let is_there = move |row: &&Row| present.has(row.needed, may_lose);
        own.iter().chain(others).filter(is_there).map(|row| row.construct)
    }
}

/// What a row of lines may begin with where its first sign is lost, of one character.
fn behind_lost(construct: &Construct) -> &'static [u8] {
    match construct.parts {
        [Part::Sign(">"), Part::Space, Part::Sign(_), ..] => b"[",
        [Part::Sign("["), Part::Content(Content::Box), ..] => b"xX]",
        _ => &[],
    }
}

/// The rows that may begin with `unit`, those of lines too where it is the first of one; with `may_lose`, those of which a
/// sign may be missing.
pub fn rows(
    unit: &Unit,
    is_first: bool,
    may_lose: bool,
    balance: &Balance,
) -> impl Iterator<Item = &'static Construct> {
    let of_lines = is_first.then(|| OF_LINES.rows(unit.sign, may_lose, balance));
    of_lines.into_iter().flatten().chain(INLINE.rows(unit.sign, may_lose, balance))
}

/// Whether a row may begin with `unit`, or what is left of one.
pub fn begins_any(unit: &Unit, is_first: bool, balance: &Balance) -> bool {
    match unit.sign {
        'x' | 'X' | '0'..='9' => is_first,
        '>' | '`' | ']' => true,
        '(' | '[' | ')' if !balance.is_even() => true,
        sign if sign.is_ascii() => INLINE.has_rows(sign) || is_first && OF_LINES.has_rows(sign),
        _ => !unit.stands.is_none() && !unit.is_closed(),
    }
}
