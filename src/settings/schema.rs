//! The JSON schema of the settings file, made from its type and from the rules.

use std::sync::LazyLock;

use schemars::schema_for;
use serde_json::Value;

use super::file::SettingsFile;

/// The JSON schema of `copydesk.toml`.
pub fn schema() -> Value {
    schema_for!(SettingsFile).to_value()
}

static SCHEMA: LazyLock<Value> = LazyLock::new(schema);

/// The schema of the value that `path` leads to: keys from the top, and an index where the value stands in a list.
/// `None` where nothing is known about it.
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
