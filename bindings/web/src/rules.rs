//! The rules, with their documentation.

use copydesk::{Example, Fixed, OptionDefault, RULES, Rule, RuleOption, Safety};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::report::json;

#[derive(Serialize)]
struct RuleOut {
    name: &'static str,
    group: &'static str,
    severity: &'static str,
    fix: Option<&'static str>,
    on: bool,
    summary: &'static str,
    why: &'static str,
    flavors: Vec<&'static str>,
    options: Vec<OptionOut>,
    examples: Vec<ExampleOut>,
}

#[derive(Serialize)]
struct OptionOut {
    name: &'static str,
    summary: &'static str,
    default: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<u32>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    Flag(bool),
    Number(u32),
}

#[derive(Serialize)]
struct ExampleOut {
    kind: &'static str,
    flavor: &'static str,
    text: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<FixedOut>,
}

#[derive(Serialize)]
struct FixedOut {
    safety: &'static str,
    text: &'static str,
}

/// The JSON of all rules.
#[wasm_bindgen]
pub fn rules() -> String {
    json(&RULES.iter().map(|rule| out(rule)).collect::<Vec<_>>())
}

fn out(rule: &Rule) -> RuleOut {
    RuleOut {
        name: rule.name,
        group: rule.group.name(),
        severity: rule.severity.name(),
        fix: rule.fix.map(Safety::name),
        on: rule.on,
        summary: rule.summary,
        why: rule.why,
        flavors: rule.flavors.iter().map(|flavor| flavor.name()).collect(),
        options: rule.options.iter().map(|option| option_out(option)).collect(),
        examples: rule.examples.iter().map(example).collect(),
    }
}

fn option_out(option: &RuleOption) -> OptionOut {
    let (default, least) = match option.default {
        OptionDefault::Flag(flag) => (Value::Flag(flag), None),
        OptionDefault::Number { value, least } => (Value::Number(value), Some(least)),
    };
    OptionOut { name: option.name, summary: option.doc, default, least }
}

fn example(example: &Example) -> ExampleOut {
    match *example {
        Example::Bad { flavor, text, fixed: made, .. } => {
            ExampleOut { kind: "bad", flavor: flavor.name(), text, original: None, fixed: fixed(made) }
        }
        Example::Pair { flavor, original, text, at, fixed: made } => {
            let kind = if at.is_empty() { "good" } else { "bad" };
            ExampleOut { kind, flavor: flavor.name(), text, original: Some(original), fixed: fixed(made) }
        }
        Example::Good { flavor, text } => {
            ExampleOut { kind: "good", flavor: flavor.name(), text, original: None, fixed: None }
        }
    }
}

fn fixed(fixed: Fixed) -> Option<FixedOut> {
    match fixed {
        Fixed::Safe(text) => Some(FixedOut { safety: "safe", text }),
        Fixed::Unsafe(text) => Some(FixedOut { safety: "unsafe", text }),
        Fixed::No => None,
    }
}
