//! What names in a settings file mean.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};
use serde_json::Value;

use super::place::{Kind, Place, unquoted};
use super::text::SettingsText;
use crate::project::schema_at;
use crate::rules::{self, Group};
use crate::server::protocol;

impl SettingsText {
    /// What the editor shows where the pointer rests on a key or on a name.
    pub fn hover(&self, position: Position) -> Option<Hover> {
        let place = self.place_at(position).filter(|place| !place.word.is_empty())?;
        let value = explanation(&place, unquoted(&self.content[place.word.range()]))?;
        let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
        Some(Hover { contents, range: Some(protocol::range(&self.text, place.word)) })
    }
}

/// What `name` means at `place`, in Markdown.
pub fn explanation(place: &Place, name: &str) -> Option<String> {
    if place.kind == Kind::Value {
        return of_value(&place.path, name);
    }
    let target = [place.path.as_slice(), &[name.to_owned()]].concat();
    let known = place.names().iter().any(|known| known == name);
    let described = schema_at(&target).filter(|_| known).and_then(|schema| schema["description"].as_str());
    // A key below `severity` is the name of a rule, and `text` below another one may be anything.
    let of_name = || (known && place.path.first().is_some_and(|first| first == "severity")).then(|| explained(name))?;
    of_name().or_else(|| described.map(str::to_owned))
}

fn of_value(path: &[String], name: &str) -> Option<String> {
    let schema = schema_at(path)?;
    let choice = schema["oneOf"].as_array().and_then(|choices| choices.iter().find(|choice| choice["const"] == name));
    let described = choice.or(Some(schema)).and_then(|schema| schema["description"].as_str()).map(str::to_owned);
    let is_name = schema["enum"].as_array().is_some_and(|names| names.contains(&Value::from(name)));
    if is_name { explained(name) } else { described }
}

/// What the name of a rule or a group stands for, in Markdown.
pub fn explained(name: &str) -> Option<String> {
    if name == "ALL" {
        return Some("All rules.".to_owned());
    }
    if let Some(rule) = rules::named(name) {
        let on = if rule.on { "on by default" } else { "off by default" };
        let facts = format!("group `{}`, {}, {on}", rule.group.name(), rule.severity.name());
        return Some(format!("{} ({facts}).\n\n{}", rule.summary, rule.why));
    }
    let group = Group::ALL.iter().find(|group| group.name() == name)?;
    let of_group = rules::ALL.iter().filter(|rule| rule.group == *group);
    let lines: Vec<_> = of_group.map(|rule| format!("- `{}`: {}", rule.name, rule.summary)).collect();
    Some(format!("The rules of the group `{name}`:\n\n{}", lines.join("\n")))
}
