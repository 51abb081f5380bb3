//! What an editor's extension declares as its settings: the keys that the server reads from the editor, explained by
//! the schema of the settings file where that has the same key.

use schemars::schema_for;
use serde_json::{Map, Value, json};

use super::state::EditorSettings;
use crate::project;
use crate::rules::{self, Group};

/// The `properties` of VS Code's `contributes.configuration` (a JSON schema that refers to nothing outside itself, with
/// VS Code's own `scope`, `markdownDescription` and the like), for all that the server asks the editor for.
pub fn editor_schema() -> Value {
    let (editor, file) = (schema_for!(EditorSettings).to_value(), project::schema());
    let properties = editor["properties"].as_object().into_iter().flatten();
    let declared = properties.map(|(key, own)| {
        let shared = &file["properties"][kebab_case(key)];
        (format!("copydesk.{key}"), declaration(key, own, shared, &editor))
    });
    Value::Object(declared.collect())
}

/// `extendSelect` as the settings file writes it: `extend-select`.
fn kebab_case(key: &str) -> String {
    let lower = |letter: char| {
        if letter.is_ascii_uppercase() { format!("-{}", letter.to_ascii_lowercase()) } else { letter.to_string() }
    };
    key.chars().map(lower).collect()
}

/// The declaration of `key` from its schema here and, where the settings file has it too, there.
fn declaration(key: &str, own: &Value, shared: &Value, root: &Value) -> Value {
    let mut declared = Map::new();
    let is_optional = own["default"].is_null();
    let value = if shared.is_null() { resolved(own, root) } else { shared.clone() };
    let named = |base: &str| if is_optional { json!([base, "null"]) } else { json!(base) };
    if let Some(items) = value.get("items") {
        declared.insert("type".to_owned(), named("array"));
        declared.insert("items".to_owned(), names(items));
        declared.insert("uniqueItems".to_owned(), true.into());
    } else {
        let is_flag = value["type"] == "boolean";
        declared.insert("type".to_owned(), named(if is_flag { "boolean" } else { "string" }));
        if let Some(choices) = value["oneOf"].as_array() {
            let of_all = |field: &str| choices.iter().map(|choice| choice[field].clone()).collect::<Vec<_>>();
            let (mut allowed, mut described) = (of_all("const"), of_all("description"));
            allowed.push(Value::Null);
            described.push("The same as not setting it.".into());
            declared.insert("enum".to_owned(), allowed.into());
            declared.insert("markdownEnumDescriptions".to_owned(), described.into());
        }
    }
    let paragraphs = [shared, own].into_iter().filter_map(|schema| schema["description"].as_str());
    let description: Vec<_> = paragraphs.map(first_paragraph).collect();
    declared.insert("markdownDescription".to_owned(), description.join("\n\n").into());
    declared.insert("default".to_owned(), own["default"].clone());
    declared.insert("scope".to_owned(), scope(key).into());
    Value::Object(declared)
}

/// What `schema` means where it stands for a value or nothing, or for a definition of `root`.
fn resolved(schema: &Value, root: &Value) -> Value {
    let present = schema["anyOf"].as_array().and_then(|either| either.iter().find(|one| one["type"] != "null"));
    let schema = present.unwrap_or(schema);
    let definition = schema["$ref"].as_str().and_then(|pointer| root.pointer(pointer.trim_start_matches('#')));
    definition.unwrap_or(schema).clone()
}

/// The schema of a name of rules, each explained.
fn names(items: &Value) -> Value {
    let mut items = items.clone();
    let described = items["enum"].as_array().map(|names| names.iter().map(explained).collect::<Vec<_>>());
    items["type"] = "string".into();
    if let Some(described) = described {
        items["enumDescriptions"] = described.into();
    }
    items
}

fn explained(name: &Value) -> String {
    let name = name.as_str().unwrap_or_default();
    if let Some(rule) = rules::named(name) {
        return format!("{} ({})", rule.summary, rule.severity.name());
    }
    match Group::ALL.iter().find(|group| group.name() == name) {
        Some(group) => format!("All rules of the group {}", group.name()),
        None => "All rules".to_owned(),
    }
}

fn first_paragraph(text: &str) -> String {
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    paragraph.replace('\n', " ")
}

/// Who may set it: a path belongs to one machine, and what comes with a folder may only set it where the user trusts
/// the folder.
fn scope(key: &str) -> &'static str {
    if key == "config" { "machine-overridable" } else { "resource" }
}
