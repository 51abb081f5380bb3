//! The metadata: keys, and values that are no prose.

use super::difference::{Cause, Difference};
use super::likeness::alike;
use super::parts::Parts;
use super::side::Side;
use crate::skeleton::{Kind, Mark};

/// Keys of one article that are looked at.
const MOST_KEYS: usize = 200;

const PLACE: &str = "it stands in the place of this key, and may be another one";

/// A key of the original, and that of the translation which stands for it.
type Pair<'a> = (&'a Mark, &'a Mark);

pub(super) fn compare(parts: &Parts, found: &mut Vec<Difference>) {
    let (first, second) = (keys(parts.original), keys(parts.translation));
    let tops = |keys: &[&Mark]| (0..keys.len()).filter(|&index| keys[index].label == 0).collect::<Vec<_>>();
    let (outer, other) = (tops(&first), tops(&second));
    let of = |keys: &[&Mark], tops: &[usize]| tops.iter().map(|&at| keys[at].key).collect::<Vec<_>>();
    let partners = partners(&of(&first, &outer), &of(&second, &other));
    let metadata = Metadata { parts, found };
    metadata.compare((&first, &outer), (&second, &other), &partners);
}

fn keys(side: Side<'_>) -> Vec<&Mark> {
    side.marks().iter().filter(|mark| mark.kind == Kind::Key).take(MOST_KEYS).collect()
}

/// For each name of the original the first one of the translation that is equal.
fn partners(first: &[u64], second: &[u64]) -> Vec<Option<usize>> {
    first.iter().map(|was| second.iter().position(|is| is == was)).collect()
}

/// All keys of one article, and the outermost among them.
type Keys<'k, 'a> = (&'k [&'a Mark], &'k [usize]);

struct Metadata<'a, 'f> {
    parts: &'a Parts<'a>,
    found: &'f mut Vec<Difference>,
}

impl<'a> Metadata<'a, '_> {
    fn compare(mut self, first: Keys<'_, 'a>, second: Keys<'_, 'a>, partners: &[Option<usize>]) {
        for (index, partner) in partners.iter().enumerate() {
            if let Some(partner) = *partner {
                self.value((first.0[first.1[index]], second.0[second.1[partner]]));
                let (was, is) = (first.0[first.1[index]], second.0[second.1[partner]]);
                if was.words.is_empty() && is.words.is_empty() {
                    self.inner(below(first, index), below(second, partner));
                }
            }
        }
        let is_taken = |other: usize| partners.contains(&Some(other));
        let mut index = 0;
        while index < partners.len() {
            let length = partners[index..].iter().take_while(|partner| partner.is_none()).count();
            if length == 0 {
                index += 1;
                continue;
            }
            // What stands between the same neighbours, or at the same end.
            let start = match index.checked_sub(1) {
                Some(before) => partners[before].map(|before| before + 1),
                None => Some(0),
            };
            let end = match partners.get(index + length) {
                Some(next) => *next,
                None => Some(second.1.len()),
            };
            if let (Some(start), Some(end)) = (start, end)
                && end >= start
                && !(start..end).any(is_taken)
            {
                let key = |keys: Keys<'_, 'a>, at: usize| keys.0[keys.1[at]];
                let was: Vec<&Mark> = (index..index + length).map(|at| key(first, at)).collect();
                let is: Vec<&Mark> = (start..end).map(|at| key(second, at)).collect();
                self.translated(&was, &is);
            }
            index += length;
        }
    }

    /// Keys below others: those that stand at the same places, where both have as many.
    fn inner(&mut self, was: &[&'a Mark], is: &[&'a Mark]) {
        let is_alike = was.len() == is.len() && was.iter().zip(is).all(|(was, is)| was.label == is.label);
        if !is_alike {
            return;
        }
        for (was, is) in was.iter().zip(is) {
            if was.key == is.key {
                self.value((was, is));
            } else if evidence(self.parts, (was, is)) {
                self.tell((was, is), None);
            }
        }
    }

    /// Keys in a row that have no partners, beside those in their place: the same, translated, if they are as many with the
    /// same kinds of values, and one of them shows that it is the same.
    fn translated(&mut self, was: &[&'a Mark], is: &[&'a Mark]) {
        let pairs: Vec<Pair> = was.iter().copied().zip(is.iter().copied()).collect();
        let kind = |side: Side, mark: &Mark| ValueKind::of(side.slice(mark.words));
        let is_row = was.len() == is.len()
            && pairs.iter().all(|(was, is)| kind(self.parts.original, was) == kind(self.parts.translation, is));
        if !is_row {
            // One that is the same in other letters is the same, whatever stands around it.
            for was in was {
                let name = self.parts.original.slice(was.core);
                let same = |is: &&&Mark| self.parts.translation.slice(is.core).eq_ignore_ascii_case(name);
                if let Some(is) = is.iter().find(same).copied() {
                    self.tell((was, is), None);
                }
            }
            return;
        }
        let shows: Vec<bool> = pairs.iter().map(|&pair| evidence(self.parts, pair)).collect();
        if shows.contains(&true) {
            for (pair, shows) in pairs.into_iter().zip(shows) {
                self.tell(pair, (!shows).then_some(PLACE));
            }
        }
    }

    fn tell(&mut self, (was, is): Pair, doubt: Option<&'static str>) {
        let text = self.parts.original.slice(was.core);
        self.found.push(Difference::new(Cause::Key, is.core, was.span).mended(is.core, text, doubt));
    }

    /// A value that is a number, a date, a list or a truth value, and is another kind of thing in the translation.
    fn value(&mut self, (was, is): Pair) {
        let (old, new) = (self.parts.original.slice(was.words), self.parts.translation.slice(is.words));
        let (kind, now) = (ValueKind::of(old), ValueKind::of(new));
        if kind == now || now != ValueKind::Text || new.starts_with(['"', '\'', '#', '*', '&', '!']) {
            return;
        }
        let difference = Difference::new(Cause::Key, is.words, was.span);
        match kind {
            ValueKind::Truth | ValueKind::Number | ValueKind::Date => {
                self.found.push(difference.mended(is.words, old, None));
            }
            ValueKind::List => self.found.push(difference),
            _ => {}
        }
    }
}

/// The keys between one of the outermost and the next.
fn below<'k, 'a>((keys, tops): Keys<'k, 'a>, index: usize) -> &'k [&'a Mark] {
    let end = tops.get(index + 1).copied().unwrap_or(keys.len());
    &keys[tops[index] + 1..end]
}

/// Whether one key is another one, translated: in letters that no program uses, nearly the same, or with the same value where
/// that is no prose.
fn evidence(parts: &Parts, (was, is): Pair) -> bool {
    let (name, other) = (parts.original.slice(was.core), parts.translation.slice(is.core));
    let (value, same) = (parts.original.slice(was.words), parts.translation.slice(is.words));
    let is_translated = name.is_ascii() && !other.is_ascii() || alike(name, other) >= 60 || other.contains(' ');
    is_translated && !name.contains(' ') || !value.is_empty() && value == same
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ValueKind {
    /// Nothing, or what follows in other lines.
    Below,
    Truth,
    Number,
    Date,
    List,
    Text,
}

impl ValueKind {
    fn of(value: &str) -> Self {
        let bare = value.trim_matches(['"', '\'']);
        let digits = bare.bytes().filter(u8::is_ascii_digit).count();
        match value {
            "" | "|" | ">" | "|-" | ">-" | "|+" | ">+" => Self::Below,
            "true" | "false" => Self::Truth,
            _ if value.starts_with(['[', '{']) => Self::List,
            _ if value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && digits > 0 => Self::Number,
            _ if digits >= 8 && bare.as_bytes().get(4) == Some(&b'-') && bare.as_bytes().get(7) == Some(&b'-') => {
                Self::Date
            }
            _ => Self::Text,
        }
    }
}
