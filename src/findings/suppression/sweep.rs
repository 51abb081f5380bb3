//! Which suppression is in force at a place: one walk over comments and findings together.

use std::collections::{HashMap, HashSet};

use super::comment::{Comment, Directive};
use super::known::KnownRule;
use crate::findings::Finding;

/// A name in a comment, as indexes of the comment and of the name in it; name 0 of a comment without names stands for
/// all rules.
pub type Use = (usize, usize);

/// What is to happen at a place.
#[derive(Clone, Copy, Debug)]
struct Event<'a> {
    at: u32,
    /// The rule or group; `None` for all.
    target: Option<&'a str>,
    /// End of the bytes that are silenced, where that is known.
    end: Option<u32>,
    directive: Directive,
    origin: Use,
}

/// The walk. Work per finding does not depend on the number of comments.
#[derive(Debug)]
pub struct Sweep<'a> {
    groups: HashMap<&'static str, &'static str>,
    events: Vec<Event<'a>>,
    next: usize,
    /// By target, the suppression that reaches furthest, and where it ends.
    ranges: HashMap<Option<&'a str>, (u32, Use)>,
    /// By target, the `copydesk-disable` that holds.
    disabled: HashMap<Option<&'a str>, Use>,
    /// What was enabled again while something broader is disabled.
    enabled: HashSet<Option<&'a str>>,
    used: HashSet<Use>,
}

impl<'a> Sweep<'a> {
    /// A walk over the names in `comments` that `concerns` accepts.
    pub fn new(comments: &'a [Comment], rules: &[KnownRule], concerns: impl Fn(Option<&str>) -> bool) -> Self {
        let mut events = Vec::new();
        for (index, comment) in comments.iter().enumerate() {
            let names = comment.names.iter().map(|name| Some(&*name.text));
            let all = comment.names.is_empty().then_some(None);
            let (at, end) = match comment.directive {
                Directive::Ignore => (comment.reach.start, Some(comment.reach.end)),
                Directive::IgnoreFile => (0, Some(u32::MAX)),
                Directive::Disable | Directive::Enable => (comment.span.end, None),
                Directive::Unknown => continue,
            };
            let targets = names.chain(all).enumerate().filter(|(_, target)| concerns(*target));
            events.extend(targets.map(|(name, target)| Event {
                at,
                target,
                end,
                directive: comment.directive,
                origin: (index, name),
            }));
        }
        events.sort_by_key(|event| event.at);
        Self {
            groups: rules.iter().map(|rule| (rule.name, rule.group)).collect(),
            events,
            next: 0,
            ranges: HashMap::new(),
            disabled: HashMap::new(),
            enabled: HashSet::new(),
            used: HashSet::new(),
        }
    }

    /// Whether a comment silences `finding`. Findings come in the order of their places.
    pub fn silences(&mut self, finding: &Finding) -> bool {
        let at = finding.span.start;
        self.advance(at);
        let targets = [Some(finding.rule), self.groups.get(finding.rule).copied(), None];
        let by = self.range_at(at, &targets).or_else(|| self.disabled_by(&targets));
        self.used.extend(by);
        by.is_some()
    }

    /// The names that were of use.
    pub fn finish(mut self) -> HashSet<Use> {
        self.advance(u32::MAX);
        self.used
    }

    fn range_at(&self, at: u32, targets: &[Option<&str>]) -> Option<Use> {
        let in_force = targets.iter().filter_map(|target| self.ranges.get(target));
        in_force.filter(|(end, _)| *end > at).map(|(_, origin)| *origin).next()
    }

    fn disabled_by(&self, targets: &[Option<&str>]) -> Option<Use> {
        for target in targets {
            if let Some(origin) = self.disabled.get(target) {
                return Some(*origin);
            }
            if self.enabled.contains(target) {
                return None;
            }
        }
        None
    }

    /// Takes note of the comments up to byte `at`.
    fn advance(&mut self, at: u32) {
        while let Some(event) = self.events.get(self.next).copied().filter(|event| event.at <= at) {
            self.next += 1;
            match (event.directive, event.end) {
                (Directive::Disable, _) => self.disable(event),
                (Directive::Enable, _) => self.enable(event),
                (_, Some(end)) => self.begin_range(event, end),
                (_, None) => {}
            }
        }
    }

    fn begin_range(&mut self, event: Event<'a>, end: u32) {
        let reaches_on = self.ranges.get(&event.target).is_some_and(|(other, _)| *other >= end);
        if !reaches_on {
            self.ranges.insert(event.target, (end, event.origin));
        }
    }

    fn disable(&mut self, event: Event<'a>) {
        let groups = &self.groups;
        self.enabled.retain(|enabled| {
            let group = enabled.and_then(|name| groups.get(name).copied());
            !(event.target.is_none() || *enabled == event.target || group == event.target)
        });
        // One that repeats what holds already is of no use, and is reported as such.
        self.disabled.entry(event.target).or_insert(event.origin);
    }

    fn enable(&mut self, event: Event<'a>) {
        let group = event.target.and_then(|name| self.groups.get(name).copied());
        let ends_something = match event.target {
            None => !std::mem::take(&mut self.disabled).is_empty(),
            Some(_) => self.disabled.remove(&event.target).is_some(),
        };
        let is_exception =
            event.target.is_some() && [group, None].iter().any(|broader| self.disabled.contains_key(broader));
        if is_exception {
            self.enabled.insert(event.target);
        }
        if ends_something || is_exception {
            self.used.insert(event.origin);
        }
    }
}
