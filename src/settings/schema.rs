//! The JSON schema of the settings file, made from its type and from the rules.

use std::sync::LazyLock;

use schemars::{Schema, SchemaGenerator, json_schema, schema_for};
use serde_json::{Map, Value, json};

use super::{Selector, SettingsFile};
use crate::findings::{OptionDefault, RuleOption, Severity};
use crate::rules;

/// The JSON schema of `copydesk.toml`.
pub fn schema() -> Value {
    schema_for!(SettingsFile).to_value()
}

static SCHEMA: LazyLock<Value> = LazyLock::new(schema);

/// The schema of the value that `path` leads to: keys from the top, and an index where the value is in a list.
/// `None` if nothing is known about it.
pub fn schema_at<S: AsRef<str>>(path: &[S]) -> Option<&'static Value> {
    path.iter().try_fold(&*SCHEMA, |schema, step| {
        let found = match schema.get("items") {
            Some(items) => items,
            None => schema["properties"].get(step.as_ref()).or_else(|| schema.get("additionalProperties"))?,
        };
        let found = found["$ref"].as_str().map_or(Some(found), |to| SCHEMA.pointer(to.trim_start_matches('#')));
        found.filter(|schema| schema.is_object())
    })
}

/// The names that the value at `path` may have; none where it is free or no name.
pub fn names_at<S: AsRef<str>>(path: &[S]) -> Vec<String> {
    let Some(schema) = schema_at(path) else { return Vec::new() };
    let listed = schema["enum"].as_array().into_iter().flatten();
    let described = schema["oneOf"].as_array().into_iter().flatten().map(|choice| &choice["const"]);
    listed.chain(described).filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// The top-level keys of `copydesk.toml`.
pub(super) fn keys() -> Vec<String> {
    let properties = SCHEMA["properties"].as_object();
    properties.into_iter().flat_map(|properties| properties.keys().cloned()).collect()
}

pub(super) fn selectors(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<_> = Selector::names().collect();
    json_schema!({ "type": "array", "items": { "enum": names } })
}

pub(super) fn selectors_by_glob(generator: &mut SchemaGenerator) -> Schema {
    let selectors = selectors(generator);
    json_schema!({ "type": "object", "additionalProperties": selectors })
}

pub(super) fn severities(generator: &mut SchemaGenerator) -> Schema {
    let severity = generator.subschema_for::<Severity>();
    let properties: Map<_, _> = Selector::names().map(|name| (name.to_owned(), severity.clone().to_value())).collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

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
