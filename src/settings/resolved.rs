//! Settings after everything was merged: what `lint` reads.

use super::translations::Convention;
use crate::findings::suppression::KnownRule;
use crate::findings::{OptionValues, Severity};
use crate::rules::{self, Group, Rule};
use crate::text::{Constructs, Dialect};

/// Which rules run, how severe they are, and what their options are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// For each rule of [`rules::ALL`], its severity where it is on.
    severities: Vec<Option<Severity>>,
    /// What the settings file gives to the rules' options.
    pub(crate) options: OptionValues,
    /// Names of the rules whose fixes are not applied.
    pub(crate) unfixable: Vec<&'static str>,
    /// Elements that are used on purpose though HTML does not know them, in lower case.
    pub allowed_elements: Vec<String>,
    /// Words that are written on purpose.
    pub allowed_words: Vec<String>,
    /// The dialect that the articles are written in, where it is known.
    pub dialect: Option<Dialect>,
    /// What translations do on purpose.
    pub conventions: Vec<Convention>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            severities: rules::ALL.iter().map(|rule| rule.on.then_some(rule.severity)).collect(),
            options: OptionValues::default(),
            unfixable: Vec::new(),
            allowed_elements: Vec::new(),
            allowed_words: Vec::new(),
            dialect: None,
            conventions: Vec::new(),
        }
    }
}

impl Settings {
    /// The settings in which every rule is on.
    pub fn all_rules() -> Self {
        let severities = rules::ALL.iter().map(|rule| Some(rule.severity)).collect();
        Self { severities, ..Self::default() }
    }

    /// The severity of `rule` where it is on.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        let index = rules::ALL.iter().position(|known| std::ptr::eq(*known, rule))?;
        self.severities[index]
    }

    /// The rules that are on, with their severities.
    pub fn rules(&self) -> impl Iterator<Item = (&'static Rule, Severity)> {
        let rules = rules::ALL.iter().zip(&self.severities);
        rules.filter_map(|(rule, severity)| Some((*rule, (*severity)?)))
    }

    /// The constructs that articles may use on purpose: those of their dialect, or of any where that is not known.
    pub(crate) fn constructs(&self) -> Constructs {
        self.dialect.map_or(Constructs::all(), Dialect::constructs)
    }

    /// All rules, as far as suppression comments must know them; those of translations run where an original is known.
    pub(crate) fn known_rules(&self, beside: bool) -> Vec<KnownRule> {
        let rules = rules::ALL.iter().zip(&self.severities);
        let known = |(rule, &severity): (&&Rule, &Option<Severity>)| KnownRule {
            name: rule.name,
            group: rule.group.name(),
            severity: severity.filter(|_| beside || rule.group != Group::Translation),
            on: rule.on && (beside || rule.group != Group::Translation),
        };
        rules.map(known).collect()
    }

    /// The same where only those rules are on that `stays` names.
    pub(crate) fn only(&self, stays: impl Fn(&Rule) -> bool) -> Self {
        let rules = rules::ALL.iter().zip(&self.severities);
        let severities = rules.map(|(rule, severity)| severity.filter(|_| stays(rule))).collect();
        Self { severities, ..self.clone() }
    }

    /// Turns `rule` on with a severity, or off.
    pub fn set(&mut self, rule: &Rule, severity: Option<Severity>) {
        if let Some(index) = rules::ALL.iter().position(|known| std::ptr::eq(*known, rule)) {
            self.severities[index] = severity;
        }
    }
}
