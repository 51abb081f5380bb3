//! A rule's page, in Markdown: what `explain` and the editor's hover show.

use std::fmt::Write;

use super::rule::{Example, Fixed, Rule};
use crate::findings::{OptionDefault, RuleOption, Safety};
use crate::text::{Flavor, printable};

/// The page of `rule`.
pub fn page(rule: &Rule) -> String {
    let mut page = format!("# {}\n\n{}.\n\n{}\n", rule.name, rule.summary, facts(rule));
    let _ = write!(page, "\n## Why\n\n{}\n", rule.why);
    page.push_str("\n## Examples\n");
    for example in rule.examples {
        add_example(&mut page, example);
    }
    if !rule.options.is_empty() {
        let _ = write!(page, "\n## Options\n\nIn `copydesk.toml`, under `[rules.{}]`:\n\n", rule.name);
        for option in rule.options {
            let _ = writeln!(page, "- `{}` ({}): {}", option.name, option_type(option), option.doc);
        }
    }
    let name = rule.name;
    let _ = write!(
        page,
        "\n## Silence\n\n`<!-- copydesk-ignore {name} -->` above the damage, or `ignore = [\"{name}\"]` in `copydesk.toml`.\n"
    );
    page
}

/// Group, severity, fix and the like, in one line.
fn facts(rule: &Rule) -> String {
    let on = if rule.on { "on by default" } else { "off by default" };
    let mut facts = format!("Group `{}`, {}, {on}, {}", rule.group.name(), rule.severity.name(), fix_text(rule.fix));
    if rule.flavors.len() < Flavor::ALL.len() {
        let flavors: Vec<_> = rule.flavors.iter().map(|flavor| flavor.name()).collect();
        let _ = write!(facts, ", only in {}", flavors.join(", "));
    }
    facts.push('.');
    facts
}

/// The best fix that a rule may offer, in words.
pub fn fix_text(fix: Option<Safety>) -> &'static str {
    match fix {
        Some(Safety::Safe) => "safe fix",
        Some(Safety::Unsafe) => "unsafe fix",
        Some(Safety::Shown) => "fix by hand",
        None => "no fix",
    }
}

fn add_example(page: &mut String, example: &Example) {
    match *example {
        Example::Good { flavor, text } => fence(page, "Fine", flavor, text),
        Example::Bad { flavor, text, fixed, .. } => {
            fence(page, "Damaged", flavor, text);
            add_fixed(page, flavor, fixed);
        }
        Example::Pair { flavor, original, text, at, fixed } => {
            fence(page, "Original", flavor, original);
            fence(page, if at.is_empty() { "Translation, fine" } else { "Translation, damaged" }, flavor, text);
            add_fixed(page, flavor, fixed);
        }
    }
}

fn add_fixed(page: &mut String, flavor: Flavor, fixed: Fixed) {
    match fixed {
        Fixed::Safe(text) => fence(page, "Repaired by `--fix`", flavor, text),
        Fixed::Unsafe(text) => fence(page, "Repaired by `--fix --unsafe-fixes`", flavor, text),
        Fixed::No => {}
    }
}

fn fence(page: &mut String, title: &str, flavor: Flavor, text: &str) {
    // Longer than any run of backticks in the example.
    let runs = text.split(|character| character != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
    let lines: Vec<_> = text.trim_end_matches('\n').split('\n').map(printable).collect();
    let _ = write!(page, "\n{title}:\n\n{fence}{}\n{}\n{fence}\n", flavor.name(), lines.join("\n"));
}

fn option_type(option: &RuleOption) -> String {
    match option.default {
        OptionDefault::Flag(value) => format!("true or false, default {value}"),
        OptionDefault::Number { value, least } => format!("number from {least}, default {value}"),
    }
}
