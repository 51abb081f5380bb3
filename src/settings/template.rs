//! The settings file that `config init` writes, made from the schema.

use std::fmt::Write;

use serde_json::Value;

use super::schema;

/// A settings file that says what every key does and changes nothing.
pub fn template() -> String {
    let schema = schema();
    let mut text =
        String::from("# Settings of copydesk. Every line below is optional; what stands here is the default.\n");
    let properties = schema["properties"].as_object();
    let (tables, values): (Vec<_>, Vec<_>) =
        properties.into_iter().flatten().partition(|(_, schema)| schema["type"] == "object");
    for (key, schema) in values {
        comment(&mut text, schema);
        let _ = writeln!(text, "# {key} = []");
    }
    for (key, schema) in tables {
        comment(&mut text, schema);
        let _ = writeln!(text, "# [{key}]");
    }
    text
}

fn comment(text: &mut String, schema: &Value) {
    text.push('\n');
    let doc = schema["description"].as_str().unwrap_or_default();
    for line in doc.lines().filter(|line| !line.is_empty()) {
        let _ = writeln!(text, "# {line}");
    }
}
