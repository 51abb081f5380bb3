//! Which mark of the translation stands for which of the original: first those that are equal, in aligned blocks, in aligned
//! parts, and anywhere; then those that are nearly equal.

use std::collections::{HashMap, VecDeque};

use super::likeness::alike;
use super::parts::Parts;
use super::side::Side;
use crate::skeleton::{Kind, Mark, same_end, same_site};
use crate::tokens::work::steps;

/// How many marks without a partner before and behind the place of one are compared with it.
const MOST_ALIKE: usize = 8;

/// How alike two marks in aligned blocks are to be the same, changed; how alike two in aligned parts; and two that are the
/// only ones of their kind in aligned blocks.
const IN_BLOCK: u32 = 50;
const IN_PART: u32 = 75;
const ALONE: u32 = 20;

/// Marks and their partners, by index.
#[derive(Debug)]
pub(super) struct Matched {
    /// For each mark of the original.
    pub partners: Vec<Option<usize>>,
    /// For each mark of the translation.
    pub back: Vec<Option<usize>>,
    /// Partners that are not equal: of the original, of the translation.
    pub changed: Vec<(usize, usize)>,
}

/// Whether a mark is matched with others of its kind: keys and the addresses of headings are compared with theirs.
pub(super) fn is_free(side: Side, mark: &Mark) -> bool {
    let in_heading = || side.blocks().get(mark.block as usize).is_some_and(|block| block.level().is_some());
    mark.kind != Kind::Key && !(mark.kind == Kind::Anchor && in_heading())
}

/// A scope in which marks are matched: a number for each of the original, and for each of the translation.
type Scope<'s> = (&'s dyn Fn(&Mark) -> Option<usize>, &'s dyn Fn(&Mark) -> Option<usize>);

pub(super) fn read(parts: &Parts) -> Matched {
    let (original, translation) = (parts.original, parts.translation);
    let mut matched = Matched {
        partners: vec![None; original.marks().len()],
        back: vec![None; translation.marks().len()],
        changed: Vec::new(),
    };
    let block = |mark: &Mark| Some(mark.block as usize);
    let partner = |mark: &Mark| parts.partners.get(mark.block as usize).copied().flatten();
    let part = |mark: &Mark| parts.part_of.get(mark.block as usize).copied();
    let part_of_translation = |mark: &Mark| parts.part_of_translation.get(mark.block as usize).copied();
    let anywhere = |_: &Mark| Some(0);
    let scopes: [Scope; 3] = [(&partner, &block), (&part, &part_of_translation), (&anywhere, &anywhere)];
    for scope in scopes {
        matched.equal(original, translation, scope);
    }
    for (scope, least) in [(scopes[0], IN_BLOCK), (scopes[1], IN_PART)] {
        matched.alike(parts, scope, least);
    }
    matched
}

impl Matched {
    /// Matches equal marks within `scope`.
    fn equal(&mut self, original: Side, translation: Side, scope: Scope) {
        let mut waiting: HashMap<(usize, Kind, u64), VecDeque<usize>> = HashMap::new();
        for (index, mark) in translation.marks().iter().enumerate() {
            if self.back[index].is_none()
                && is_free(translation, mark)
                && let Some(scope) = scope.1(mark)
            {
                waiting.entry((scope, mark.kind, mark.key)).or_default().push_back(index);
            }
        }
        for (index, mark) in original.marks().iter().enumerate() {
            if self.partners[index].is_none()
                && is_free(original, mark)
                && let Some(scope) = scope.0(mark)
                && let Some(other) = waiting.get_mut(&(scope, mark.kind, mark.key)).and_then(VecDeque::pop_front)
            {
                self.partners[index] = Some(other);
                self.back[other] = Some(index);
            }
        }
        steps(original.marks().len() + translation.marks().len());
    }

    /// Matches marks that are nearly equal within `scope`.
    fn alike(&mut self, parts: &Parts, scope: Scope, least: u32) {
        let mut left: HashMap<(usize, Kind), (Vec<usize>, Vec<usize>)> = HashMap::new();
        let mut order = Vec::new();
        for (index, mark) in parts.original.marks().iter().enumerate() {
            if self.partners[index].is_none()
                && is_free(parts.original, mark)
                && let Some(scope) = scope.0(mark)
            {
                order.push((scope, mark.kind));
                left.entry((scope, mark.kind)).or_default().0.push(index);
            }
        }
        for (index, mark) in parts.translation.marks().iter().enumerate() {
            if self.back[index].is_none()
                && is_free(parts.translation, mark)
                && let Some(scope) = scope.1(mark)
                && let Some(entry) = left.get_mut(&(scope, mark.kind))
            {
                entry.1.push(index);
            }
        }
        order.dedup();
        for key in order {
            let Some((first, second)) = left.remove(&key) else { continue };
            let is_alone = least == IN_BLOCK && first.len() == 1 && second.len() == 1;
            let leads = matches!(key.1, Kind::Link | Kind::Image | Kind::Placeholder | Kind::Template);
            let least = if is_alone && leads {
                0
            } else if is_alone {
                ALONE
            } else {
                least
            };
            self.pair(parts, &first, &second, least);
        }
    }

    /// Pairs the most alike first.
    fn pair(&mut self, parts: &Parts, first: &[usize], second: &[usize], least: u32) {
        let mut pairs = Vec::new();
        for (index, &one) in first.iter().enumerate() {
            // Of long lists those are compared that stand at about the same place.
            let middle = index * second.len() / first.len();
            let near = middle.saturating_sub(MOST_ALIKE)..(middle + MOST_ALIKE + 1).min(second.len());
            for &other in &second[near] {
                let likeness = likeness(parts, one, other);
                if likeness >= least {
                    pairs.push((std::cmp::Reverse(likeness), one, other));
                }
            }
        }
        pairs.sort_unstable();
        for (_, one, other) in pairs {
            if self.partners[one].is_none() && self.back[other].is_none() {
                self.partners[one] = Some(other);
                self.back[other] = Some(one);
                self.changed.push((one, other));
            }
        }
    }
}

/// How alike two marks of one kind are, up to 100.
fn likeness(parts: &Parts, one: usize, other: usize) -> u32 {
    let (first, second) = (&parts.original.marks()[one], &parts.translation.marks()[other]);
    match first.kind {
        Kind::Template | Kind::Tag | Kind::Definition | Kind::Directive if first.label == second.label => 90,
        // Components are named by programmers, in capitals.
        Kind::Tag if is_component(parts.original.slice(first.span)) => {
            if is_component(parts.translation.slice(second.span)) { ALONE } else { 0 }
        }
        Kind::Tag => 0,
        Kind::Template if is_translated(parts.original.slice(first.core), parts.translation.slice(second.core)) => {
            IN_BLOCK
        }
        // Names that are all translated stand in the place of each other.
        Kind::Placeholder if first.label == second.label => {
            IN_BLOCK.max(alike(parts.original.slice(first.core), parts.translation.slice(second.core)))
        }
        Kind::Link if leads_to_same_heading(parts, first, second) => 100,
        Kind::Link if same_site(parts.original.slice(first.core), parts.translation.slice(second.core)) => 90,
        // A path from the root, and an address with its host.
        Kind::Link if same_end(parts.original.slice(first.core), parts.translation.slice(second.core)) => 85,
        Kind::Block if parts.partners[first.block as usize] == Some(second.block as usize) => 80,
        Kind::Block => 0,
        _ => alike(parts.original.slice(first.core), parts.translation.slice(second.core)),
    }
}

/// Whether one name of a template tag may be another one, translated: that of an end stays one.
fn is_translated(was: &str, is: &str) -> bool {
    was.is_ascii()
        && is.starts_with(|char: char| char == '/' || !char.is_ascii())
        && !is.is_ascii()
        && was.starts_with('/') == is.starts_with('/')
}

fn is_component(tag: &str) -> bool {
    tag.strip_prefix('<').is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// Whether two marks lead to headings of their articles that belong together.
fn leads_to_same_heading(parts: &Parts, first: &Mark, second: &Mark) -> bool {
    fn fragment<'a>(side: Side<'a>, mark: &Mark) -> Option<&'a str> {
        side.slice(mark.core).strip_prefix('#')
    }
    let heading = fragment(parts.original, first).and_then(|address| parts.addresses.0.heading(address));
    let Some(partner) = heading.and_then(|heading| parts.partners[heading]) else { return false };
    fragment(parts.translation, second).and_then(|address| parts.addresses.1.heading(address)) == Some(partner)
}
