//! Names of rules and groups, as arguments: shells complete them.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};

use crate::rules::{self, Group};

/// Takes any text; whether it names a rule is checked later, with a better message.
#[derive(Clone, Copy, Debug)]
pub struct RuleNames;

impl TypedValueParser for RuleNames {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let groups = Group::ALL.iter().map(|group| PossibleValue::new(group.name()));
        let rules = rules::ALL.iter().map(|rule| PossibleValue::new(rule.name).help(rule.summary));
        Some(Box::new(groups.chain(rules)))
    }
}
