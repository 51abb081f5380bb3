//! `copydesk rules`.

use std::fmt::Write as _;
use std::io::Write;

use anstyle::Style;
use serde_json::{Value, json};

use super::args::RulesFormat;
use super::exit::{Exit, Failure};
use crate::findings::{OptionDefault, RuleOption, Safety};
use crate::rules::fix_text;
use crate::rules::{self, Rule};

const HEADING: Style = Style::new().bold();

/// Prints every rule.
///
/// # Errors
/// If they cannot be written.
pub fn run(format: RulesFormat) -> Result<Exit, Failure> {
    let text = match format {
        RulesFormat::Table => table(rules::ALL.iter().copied()),
        RulesFormat::Markdown => markdown(),
        RulesFormat::Json => format!("{:#}\n", rules::ALL.iter().map(|rule| as_json(rule)).collect::<Value>()),
    };
    anstream::stdout().lock().write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}

/// The rules as a table, a heading before each group.
pub fn table(rules: impl Iterator<Item = &'static Rule> + Clone) -> String {
    let width = rules.clone().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut group = None;
    for rule in rules {
        if group != Some(rule.group) {
            let blank = if group.is_some() { "\n" } else { "" };
            let _ = writeln!(text, "{blank}{HEADING}{}{HEADING:#}", rule.group.name());
            group = Some(rule.group);
        }
        let off = if rule.on { "" } else { " (off by default)" };
        let (severity, fix) = (rule.severity.name(), fix_text(rule.fix));
        let _ = writeln!(text, "  {:width$}  {severity:7}  {fix:11}  {}{off}", rule.name, rule.summary);
    }
    text
}

/// The rules as a Markdown table.
fn markdown() -> String {
    let mut text = String::from("| rule | group | severity | fix | what it finds |\n|---|---|---|---|---|\n");
    for rule in rules::ALL.iter() {
        let (group, severity, fix) = (rule.group.name(), rule.severity.name(), fix_text(rule.fix));
        let off = if rule.on { "" } else { " (off by default)" };
        let summary = rule.summary.replace('|', "\\|");
        let _ = writeln!(text, "| `{}` | {group} | {severity} | {fix} | {summary}{off} |", rule.name);
    }
    text
}

fn as_json(rule: &Rule) -> Value {
    json!({
        "name": rule.name,
        "group": rule.group.name(),
        "summary": rule.summary,
        "why": rule.why,
        "severity": rule.severity,
        "on": rule.on,
        "fix": rule.fix.map(Safety::name),
        "flavors": rule.flavors,
        "options": rule.options.iter().map(|option| option_as_json(option)).collect::<Value>(),
    })
}

fn option_as_json(option: &RuleOption) -> Value {
    let default = match option.default {
        OptionDefault::Flag(value) => json!(value),
        OptionDefault::Number { value, .. } => json!(value),
    };
    json!({ "name": option.name, "doc": option.doc, "default": default })
}
