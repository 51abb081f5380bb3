//! The JSON schemas of values in the settings file that name rules.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::selector::Selector;
use crate::findings::{OptionDefault, RuleOption, Severity};
use crate::rules;

/// A list of selectors.
pub(super) fn selectors(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<_> = Selector::names().collect();
    json_schema!({ "type": "array", "items": { "enum": names } })
}

/// Lists of selectors by glob.
pub(super) fn selectors_by_glob(generator: &mut SchemaGenerator) -> Schema {
    let selectors = selectors(generator);
    json_schema!({ "type": "object", "additionalProperties": selectors })
}

/// Severities by selector.
pub(super) fn severities(generator: &mut SchemaGenerator) -> Schema {
    let severity = generator.subschema_for::<Severity>();
    let properties: Map<_, _> = Selector::names().map(|name| (name.to_owned(), severity.clone().to_value())).collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// Options by rule.
pub(super) fn rule_options(_: &mut SchemaGenerator) -> Schema {
    let with_options = rules::ALL.iter().filter(|rule| !rule.options.is_empty());
    let properties: Map<_, _> = with_options
        .map(|rule| {
            let options: Map<_, _> =
                rule.options.iter().map(|option| (option.name.to_owned(), option_schema(option))).collect();
            let table = json!({
                "type": "object",
                "description": rule.summary,
                "properties": options,
                "additionalProperties": false,
            });
            (rule.name.to_owned(), table)
        })
        .collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn option_schema(option: &RuleOption) -> Value {
    let mut schema = match option.default {
        OptionDefault::Flag(value) => json!({ "type": "boolean", "default": value }),
        OptionDefault::Number { value, least } => {
            json!({ "type": "integer", "minimum": least, "maximum": u32::MAX, "default": value })
        }
    };
    schema["description"] = option.doc.into();
    schema
}
