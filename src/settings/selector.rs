//! Names that stand for rules, and which rules a set of them turns on.

use crate::rules::{self, Group, Rule};
use crate::text::did_you_mean;

/// One rule, a group of rules, or all of them.
#[derive(Clone, Copy, Debug)]
pub enum Selector {
    /// `ALL`.
    All,
    /// The rules of a group.
    Group(Group),
    /// One rule.
    Rule(&'static Rule),
}

impl Selector {
    /// The rules that `name` stands for.
    ///
    /// # Errors
    /// A message that names the nearest rule or group.
    pub fn parse(name: &str) -> Result<Self, String> {
        if name == "ALL" {
            return Ok(Self::All);
        }
        if let Some(rule) = rules::named(name) {
            return Ok(Self::Rule(rule));
        }
        let group = Group::ALL.iter().copied().find(|group| group.name() == name);
        group.map(Self::Group).ok_or_else(|| {
            let hint = did_you_mean(name, Self::names());
            format!("unknown rule or group `{name}`{hint}")
        })
    }

    /// Every name that [`Selector::parse`] knows: `ALL`, the groups, the rules.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let groups = Group::ALL.iter().map(|group| group.name());
        ["ALL"].into_iter().chain(groups).chain(rules::ALL.iter().map(|rule| rule.name))
    }

    /// Whether `rule` is one of those.
    pub fn matches(self, rule: &Rule) -> bool {
        match self {
            Self::All => true,
            Self::Group(group) => rule.group == group,
            Self::Rule(one) => one.name == rule.name,
        }
    }

    /// How closely it names what it matches; the closest one decides.
    pub fn closeness(self) -> u8 {
        match self {
            Self::All => 0,
            Self::Group(_) => 1,
            Self::Rule(_) => 2,
        }
    }
}

/// What one source of settings, a file or the command line, says about which rules run.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Takes the place of the default rules and of all earlier selections.
    pub select: Option<Vec<Selector>>,
    /// Turns rules on.
    pub extend: Vec<Selector>,
    /// Turns rules off.
    pub ignore: Vec<Selector>,
}

/// Whether `selections`, in rising order of precedence, choose `rule`; `default` is whether they do where they say nothing.
///
/// The last `select` starts anew. From there on the closest name decides; of equally close ones the later.
pub fn chooses(selections: &[Selection], rule: &Rule, default: bool) -> bool {
    let first = selections.iter().rposition(|selection| selection.select.is_some());
    let mut decision = (0, if first.is_some() { false } else { default });
    for selection in &selections[first.unwrap_or(0)..] {
        let on = selection.select.iter().flatten().chain(&selection.extend).map(|selector| (selector, true));
        let off = selection.ignore.iter().map(|selector| (selector, false));
        for (selector, on) in on.chain(off) {
            if selector.matches(rule) && selector.closeness() >= decision.0 {
                decision = (selector.closeness(), on);
            }
        }
    }
    decision.1
}
