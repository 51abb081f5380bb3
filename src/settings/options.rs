//! Options of rules: names and types checked.

use std::collections::BTreeMap;

use super::file::OptionSetting;
use super::problem::Problem;
use crate::findings::{OptionDefault, OptionValue, OptionValues, RuleOption};
use crate::rules::{self, Rule};
use crate::text::did_you_mean;

/// The values of the table `rules`.
///
/// # Errors
/// If a rule or an option is unknown, or a value is not of its option's type.
pub fn option_values(tables: &BTreeMap<String, BTreeMap<String, OptionSetting>>) -> Result<OptionValues, Problem> {
    let mut values = OptionValues::default();
    for (rule_name, options) in tables {
        let rule = rules::named(rule_name).ok_or_else(|| {
            let hint = did_you_mean(rule_name, rules::ALL.iter().map(|rule| rule.name));
            Problem::new(["rules", rule_name], format!("unknown rule `{rule_name}`{hint}"))
        })?;
        for (name, setting) in options {
            let path = ["rules", rule_name, name];
            let option = find(rule, name).map_err(|message| Problem::new(path, message))?;
            let value = value(option, setting).map_err(|message| Problem::new(path, message))?;
            values.set(option, value);
        }
    }
    Ok(values)
}

fn find(rule: &Rule, name: &str) -> Result<&'static RuleOption, String> {
    if let Some(option) = rule.options.iter().find(|option| option.name == name) {
        return Ok(option);
    }
    if rule.options.is_empty() {
        return Err(format!("rule `{}` has no options", rule.name));
    }
    let names = || rule.options.iter().map(|option| option.name);
    let known: Vec<_> = names().map(|name| format!("`{name}`")).collect();
    let hint = did_you_mean(name, names());
    Err(format!("unknown option `{name}` of rule `{}`{hint} (it has {})", rule.name, known.join(", ")))
}

fn value(option: &RuleOption, setting: &OptionSetting) -> Result<OptionValue, String> {
    let name = option.name;
    match (option.default, setting) {
        (OptionDefault::Flag(_), OptionSetting::Flag(flag)) => Ok(OptionValue::Flag(*flag)),
        (OptionDefault::Number { least, .. }, OptionSetting::Number(number)) => match u32::try_from(*number) {
            Ok(number) if number >= least => Ok(OptionValue::Number(number)),
            _ => Err(format!("`{name}` must be a whole number from {least} to {}", u32::MAX)),
        },
        (OptionDefault::Flag(_), _) => Err(format!("`{name}` must be true or false")),
        (OptionDefault::Number { .. }, _) => Err(format!("`{name}` must be a whole number")),
    }
}
