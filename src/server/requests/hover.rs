//! What is shown where the pointer rests.

use std::fmt::Write;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::shown_fix::{Change, shown_fix};
use crate::findings::{Finding, Safety};
use crate::rules::{self, Rule, rule_address};
use crate::server::protocol::{self, Features};
use crate::server::state::Analysis;
use crate::text::{Span, as_markdown, printable};

/// What the editor shows where the pointer rests on a finding: what is wrong, the repaired text, why it matters, and
/// where more is said. It stands above the damaged lines, so it is short.
pub fn hover_at(analysis: &Analysis, position: Position, features: &Features) -> Option<Hover> {
    let offset = protocol::offset(&analysis.text, position);
    let (_, finding) = analysis.touching(Span::at(offset)).min_by_key(|(_, finding)| finding.span.len())?;
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: explanation(analysis, finding, features) };
    let range = Some(protocol::range(&analysis.text, finding.span));
    Some(Hover { contents: HoverContents::Markup(contents), range })
}

fn explanation(analysis: &Analysis, finding: &Finding, features: &Features) -> String {
    let mut shown = String::new();
    if !features.shows_messages {
        let _ = writeln!(shown, "{}.", as_markdown(&finding.message));
    }
    match finding.fixes.first() {
        Some(fix) => {
            let repair = shown_fix(analysis, analysis.findings(), finding, fix);
            match &repair.table {
                Some(rows) => add_table(&mut shown, rows),
                None => repair.changes.iter().for_each(|change| add_change(&mut shown, change)),
            }
            if repair.more > 0 {
                let _ = write!(shown, "\nAnd {} more places.\n", repair.more);
            }
            if fix.safety < Safety::Safe {
                let reason = fix.reason.as_ref().map(|reason| format!(": {}", as_markdown(reason)));
                let _ = write!(shown, "\nCheck this repair{}.\n", reason.unwrap_or_default());
            }
        }
        None => shown.push_str("\ncopydesk cannot repair this: it needs you.\n"),
    }
    if let Some(help) = &finding.help {
        let _ = write!(shown, "\n{}.\n", as_markdown(help));
    }
    if let Some(rule) = rules::named(finding.rule) {
        let _ = write!(shown, "\n{} {}\n", first_sentence(rule.why), link(rule, features));
    }
    shown
}

/// The first sentence of a text of several: the others are on the rule's page.
pub fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}

/// Where more is said: the page on the web, or the command of an editor that can open one, or the name alone.
fn link(rule: &Rule, features: &Features) -> String {
    let name = rule.name;
    match rule_address(rule) {
        Some(address) => format!("[`{name}`]({address})"),
        None if features.links_to_rules => format!("[`{name}`](command:copydesk.explainRule?%5B%22{name}%22%5D)"),
        None => format!("(`{name}`)"),
    }
}

/// Adds a change as a difference. Lines that are equal are shown once.
fn add_change(shown: &mut String, change: &Change) {
    let runs = [&change.before, &change.after].map(|text| longest_run(text));
    let fence = "`".repeat(runs[0].max(runs[1]).max(2) + 1);
    let (before, after): (Vec<_>, Vec<_>) = (change.before.lines().collect(), change.after.lines().collect());
    let head = before.iter().zip(&after).take_while(|(old, new)| old == new).count();
    let rest = (before.len() - head).min(after.len() - head);
    let tail = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let parts = [
        (' ', &before[..head]),
        ('-', &before[head..before.len() - tail]),
        ('+', &after[head..after.len() - tail]),
        (' ', &before[before.len() - tail..]),
    ];
    let _ = write!(shown, "\n{fence}diff\n");
    for (sign, lines) in parts {
        for line in lines {
            let _ = writeln!(shown, "{sign} {}", printable(line));
        }
    }
    let _ = writeln!(shown, "{fence}");
}

fn longest_run(text: &str) -> usize {
    text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0)
}

/// Adds a table, which an editor shows as one. Cells hold their text to the letter.
fn add_table(shown: &mut String, rows: &[Vec<String>]) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    shown.push_str("\nThe repair makes this table:\n\n");
    for (index, row) in rows.iter().enumerate() {
        for column in 0..width {
            let cell = row.get(column).map_or("", String::as_str);
            let _ = write!(shown, "| {} ", as_markdown(&printable(cell).replace("\\|", "|")));
        }
        shown.push_str("|\n");
        if index == 0 {
            let _ = writeln!(shown, "{}|", "|---".repeat(width));
        }
    }
}
