//! The settings file that `config init` writes, made from the schema.

use std::fmt::Write;

use serde_json::Value;

use super::schema::schema;

/// A settings file in which every key is a comment, explained and with an example.
pub fn template() -> String {
    let schema = schema();
    let mut text = String::from("# Settings for copydesk. Remove the `#` before the settings you want to use.\n");
    let properties = schema["properties"].as_object();
    let (tables, values): (Vec<_>, Vec<_>) =
        properties.into_iter().flatten().partition(|(_, schema)| schema["type"] == "object");
    for (key, schema) in values {
        comment(&mut text, schema);
        let _ = writeln!(text, "#{key} = {}", schema["examples"][0]);
    }
    for (key, schema) in tables {
        comment(&mut text, schema);
        let _ = writeln!(text, "#[{key}]");
        for (name, value) in schema["examples"][0].as_object().into_iter().flatten() {
            let _ = writeln!(text, "#{} = {}", Value::from(name.as_str()), toml_of(value));
        }
    }
    text
}

/// A value as TOML writes it: lists, strings and numbers are those of JSON.
fn toml_of(value: &Value) -> String {
    match value.as_object() {
        Some(table) => {
            let entries: Vec<_> = table.iter().map(|(key, value)| format!("{key} = {}", toml_of(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        None => value.to_string(),
    }
}

fn comment(text: &mut String, schema: &Value) {
    text.push('\n');
    let doc = schema["description"].as_str().unwrap_or_default();
    for line in doc.lines().filter(|line| !line.is_empty()) {
        let _ = writeln!(text, "# {line}");
    }
}

#[cfg(test)]
mod tests {
    use super::super::Project;
    use super::*;
    use crate::settings::{Merged, Overrides, SettingsFile};

    #[test]
    fn every_example_is_a_valid_setting() {
        let is_set = |line: &str| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).map(str::to_owned);
        let text: Vec<_> = template().lines().filter_map(is_set).collect();
        let settings = SettingsFile::parse(&text.join("\n")).expect("the template is valid");
        let merged = Merged::new(settings, &Overrides::default()).expect("its names are known");
        Project::new(&merged, None).expect("its globs and options make sense");
        for key in schema()["properties"].as_object().expect("an object").keys() {
            assert!(
                text.iter().any(|line| line.starts_with(&format!("{key} =")) || *line == format!("[{key}]")),
                "{key}"
            );
        }
    }
}
