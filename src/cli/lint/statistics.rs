//! `--statistics`: findings counted by rule.

use std::fmt::Write;

use serde_json::json;

use super::counts::{Counts, RuleCount};

/// A table, the most frequent rule first.
pub fn table(counts: &Counts) -> String {
    let rules = sorted(counts);
    let width = rules.iter().map(|(name, _)| name.len()).max().unwrap_or(0).max("rule".len());
    let mut text = String::new();
    if !rules.is_empty() {
        let _ = writeln!(text, "{:width$}  {:>8}  {:>8}  {:>8}", "rule", "findings", "safe fix", "likely");
    }
    for (name, count) in rules {
        let _ = writeln!(text, "{name:width$}  {:>8}  {:>8}  {:>8}", count.findings, count.safe, count.likely);
    }
    text
}

/// The same as JSON.
pub fn json(counts: &Counts) -> String {
    let rules = sorted(counts);
    let rules = rules.iter().map(|(name, count)| {
        json!({ "rule": name, "findings": count.findings, "safe_fixes": count.safe, "unsafe_fixes": count.likely })
    });
    format!("{:#}\n", serde_json::Value::Array(rules.collect()))
}

fn sorted(counts: &Counts) -> Vec<(&'static str, RuleCount)> {
    let mut rules: Vec<_> = counts.rules.iter().map(|(name, count)| (*name, *count)).collect();
    rules.sort_by_key(|(name, count)| (std::cmp::Reverse(count.findings), *name));
    rules
}
