//! Fitting one sign to the units at a place, whatever was done to it.

use super::balance::Balance;
use super::units::Unit;
use crate::text::wear::{Wear, stands_for};

/// Units of white space or of nothing visible within a sign at the most.
const MOST_BETWEEN: usize = 3;

/// A sign as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// The unit after it.
    pub end: usize,
    /// What is wrong with it.
    pub wear: Wear,
}

/// Fits `sign` to the units from `at` on, without the character at `lost` where there is one.
pub fn fit(units: &[Unit], at: usize, sign: &str, lost: Option<usize>, balance: &Balance) -> Option<Fit> {
    let mut next = at;
    let mut wear = if lost.is_some() { Wear::LOST } else { Wear::empty() };
    let mut before = None;
    // A longer run of the same sign is another construct.
    let first = sign.as_bytes()[0];
    let may_double =
        "[](){}<>".contains(char::from(first)) || matches!(sign, "-" | ":") || sign.bytes().any(|byte| byte != first);
    for (_, expected) in sign.bytes().enumerate().filter(|&(index, _)| lost != Some(index)) {
        if before.is_some() {
            let (behind, gap) = skip(units, next);
            wear |= gap;
            next = behind;
        }
        let mut unit = units.get(next)?;
        let mut stands = worn(expected, unit, balance);
        // The sign before once more.
        if may_double && stands.is_none() && before == Some(unit.sign) && balance.has_too_many(unit.sign) {
            wear |= Wear::DOUBLED;
            next += 1;
            unit = units.get(next)?;
            stands = worn(expected, unit, balance);
        }
        wear |= stands?;
        before = Some(char::from(expected));
        next += 1;
    }
    if may_double
        && let Some(last) = units.get(next)
        && Some(last.sign) == before
        && last.wear.is_empty()
        && balance.has_too_many(last.sign)
    {
        wear |= Wear::DOUBLED;
        next += 1;
    }
    Some(Fit { end: next, wear })
}

/// What is wrong with `unit` where `expected` belongs; `None` where it is something else.
fn worn(expected: u8, unit: &Unit, balance: &Balance) -> Option<Wear> {
    let wear = stands_for(expected, unit.sign)?;
    let is_swapped = || balance.has_too_many(unit.sign) && balance.has_too_few(char::from(expected));
    (!wear.contains(Wear::LOOKALIKE) || is_swapped()).then_some(wear | unit.wear)
}

/// The first unit from `at` on that is no white space and can be seen, and what was skipped; `at` where that is too much.
pub fn skip(units: &[Unit], at: usize) -> (usize, Wear) {
    let mut wear = Wear::empty();
    let mut next = at;
    while let Some(unit) = units.get(next) {
        if unit.is_invisible() {
            wear |= Wear::INVISIBLE;
        } else if unit.is_blank() {
            wear |= Wear::SPACED;
        } else {
            break;
        }
        next += 1;
    }
    if next - at > MOST_BETWEEN { (at, Wear::empty()) } else { (next, wear) }
}
