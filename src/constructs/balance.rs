//! Which brackets of a line have no partner.

use super::present::Present;
use super::units::Unit;

/// How many brackets of each kind are open at the end of a line; fewer than none where more are closed than opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Balance {
    open: [i32; 4],
    /// How many tildes there are.
    pub tildes: usize,
    /// How many backticks there are outside code.
    pub backticks: usize,
    /// The signs that the line may hold.
    pub present: Present,
}

impl Balance {
    /// Counts the brackets of a line.
    pub fn of(units: &[Unit]) -> Self {
        let mut balance = Self::default();
        for unit in units.iter().filter(|unit| !unit.stands.is_none()) {
            balance.present = balance.present.or(unit.stands);
            if !unit.wear.is_empty() {
                continue;
            }
            balance.tildes += usize::from(unit.sign == '~');
            balance.backticks += usize::from(unit.sign == '`');
            if let Some((kind, step)) = kind(unit.sign) {
                balance.open[kind] += step;
            }
        }
        balance
    }

    /// Whether all brackets have a partner, as far as their number tells.
    pub fn is_even(&self) -> bool {
        self.open == [0; 4]
    }

    /// Whether one of these signs could go: there are more of them than of their partners. Signs without partners could
    /// always.
    pub fn has_too_many(&self, sign: char) -> bool {
        kind(sign).is_none_or(|(kind, step)| self.open[kind] * step > 0)
    }

    /// Whether one of these signs is missing: there are fewer of them than of their partners. Signs without partners may
    /// always be.
    pub fn has_too_few(&self, sign: char) -> bool {
        kind(sign).is_none_or(|(kind, step)| self.open[kind] * step < 0)
    }
}

fn kind(sign: char) -> Option<(usize, i32)> {
    match sign {
        '[' => Some((0, 1)),
        ']' => Some((0, -1)),
        '(' => Some((1, 1)),
        ')' => Some((1, -1)),
        '{' => Some((2, 1)),
        '}' => Some((2, -1)),
        '<' => Some((3, 1)),
        '>' => Some((3, -1)),
        _ => None,
    }
}
