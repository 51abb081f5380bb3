//! Options of rules: declared beside the rule, read through the context, set in the settings file.

use std::collections::HashMap;

/// What an option holds, and its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionDefault {
    /// On or off.
    Flag(bool),
    /// A whole number, with the smallest value that makes sense.
    Number {
        /// The default.
        value: u32,
        /// The smallest value allowed.
        least: u32,
    },
}

/// One option of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleOption {
    /// The rule's name.
    pub rule: &'static str,
    /// The option's name: words in lower case, joined by `-`.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub doc: &'static str,
    /// Its type and default.
    pub default: OptionDefault,
}

/// A value that the settings file gives to an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionValue {
    /// On or off.
    Flag(bool),
    /// A whole number.
    Number(u32),
}

/// The values that settings give; an option that is not in it has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionValues {
    values: HashMap<(&'static str, &'static str), OptionValue>,
}

impl OptionValues {
    /// Sets `option`; the caller has checked that the value is of its type.
    pub fn set(&mut self, option: &RuleOption, value: OptionValue) {
        self.values.insert((option.rule, option.name), value);
    }

    /// The value of an on-off option.
    pub fn flag(&self, option: &RuleOption) -> bool {
        match (self.get(option), option.default) {
            (Some(OptionValue::Flag(value)), _) => *value,
            (_, OptionDefault::Flag(default)) => default,
            _ => false,
        }
    }

    /// The value of a numeric option.
    pub fn number(&self, option: &RuleOption) -> u32 {
        match (self.get(option), option.default) {
            (Some(OptionValue::Number(value)), _) => *value,
            (_, OptionDefault::Number { value, .. }) => value,
            _ => 0,
        }
    }

    fn get(&self, option: &RuleOption) -> Option<&OptionValue> {
        self.values.get(&(option.rule, option.name))
    }
}
